"""Two tables: the key of each author, wrapped, and what is sealed with it. Nothing else of this room is kept anywhere.

Not even the kind of an entry, whom it is about or when it was changed stands in a column of its own: a list of whom
somebody has lost the trust of would tell too much without a single sentence.
"""

from django.db import models

from ours.people.models import Person
from ours.records import Record


class PrivateKey(Record):
    """An author's data key, wrapped by the installation's key and, if there is one, by the author's passphrase.

    Without this row what was sealed with it can be read by nobody, wherever copies of it lie.
    """

    author = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField()
    by_key = models.CharField(max_length=16)  # the mark of the installation's key that wraps it
    salt = models.BinaryField(null=True)  # of the passphrase; none: there is no passphrase
    wrong = models.PositiveSmallIntegerField(default=0)  # passphrases that did not fit, one after the other
    wrong_at = models.DateTimeField(null=True)


class PrivateEntry(Record):
    """Something that its author wrote for herself, sealed: kind, day and words alike (`kinds.py`)."""

    key = models.ForeignKey(PrivateKey, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
