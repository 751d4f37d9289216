"""Reading incoming mail safely: `read_mail` takes the raw bytes of any mail and gives a `Reading`, whatever they are.

Its words: a *head* has *fields*; a mail is a tree of *parts*; what was *written* is told from the files *attached*;
the *words* are what this writer wrote this time, without earlier mails quoted below (practice L1: a request is kept
word for word). Everything that looks into a mail happens in a child process with bounds on time and memory (`child`),
which knows no Django and no database.
"""

from .run import read_mail
from .shape import Attached, Reading

__all__ = ["Attached", "Reading", "read_mail"]
