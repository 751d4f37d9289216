"""How much of a mail is read, and what is said where that is not enough.

The raw mail is kept whole by whoever calls; these limits only bound what one reading may cost.
"""

from typing import Final

# A busy machine is not the mail's fault: these are waited for on the wall.
START: Final = 10.0  # seconds for the child to start
PATIENCE: Final = 4  # times the processor time that a mail may take

MAIL_BYTES: Final = 48_000_000  # of the raw mail; 25 MB of files are 34 MB in base64
HEAD_BYTES: Final = 256_000  # of one head, searched for fields; behind that only its end is looked for
PART_HEAD_BYTES: Final = 32_000  # of the head of a part
FIELD_BYTES: Final = 16_000  # of one field
PARAMETER_CHARS: Final = 2_000  # of a field with parameters: the standard library needs quadratic time for them
FIELDS: Final = 50  # fields of one name
PARTS: Final = 500
DEPTH: Final = 25  # parts within parts
BOUNDARY_TRIES: Final = 20_000  # lines that look like a boundary, over the whole mail

SUBJECT: Final = 998  # characters, as the longest line of RFC 5322
NAME: Final = 200
ADDRESS: Final = 320
MESSAGE_ID: Final = 998
REFERENCES: Final = 100
ADDRESSES: Final = 200
CHECK: Final = 2_000  # characters of one Authentication-Results
CHECKS: Final = 20
REPORT_BYTES: Final = 1_000_000  # searched for what a report tells
RETURNED: Final = 20  # message ids

TEXT: Final = 1_000_000  # characters
TEXT_BYTES: Final = 4 * TEXT
HTML: Final = 600_000  # characters, pictures written into the page not counted
STUB: Final = 400  # characters; a plain text that only asks for another mail program is shorter
HTML_DEPTH: Final = 600  # open elements: the sanitizer needs quadratic time for them (measured: 20,000 take 1.3 s)
SAFE_HTML: Final = 2_000_000  # characters after sanitizing, which writes out what was left open
CUT: Final = 200_000  # characters; longer texts are logs and books, not replies

ATTACHED: Final = 50
ATTACHED_BYTES: Final = 25_000_000
LEFT_OUT: Final = 60  # names listed

FRAME_TEXT: Final = 20_000_000  # bytes of JSON in one frame from the child


def gettext_noop(message: str) -> str:
    """The message itself: marks a sentence for translation where it is shown. This package knows no Django."""
    return message


EMPTY = gettext_noop("This mail is empty.")
NOT_MAIL = gettext_noop("This is not a mail.")
TOO_SLOW = gettext_noop("Reading this mail took longer than allowed.")
TOO_BIG = gettext_noop("Reading this mail took more memory than allowed.")
DAMAGED = gettext_noop("This mail is damaged in a way that cannot be read.")
NOT_STARTED = gettext_noop("The mail reader could not be started.")
REASONS: Final = (EMPTY, NOT_MAIL, TOO_SLOW, TOO_BIG, DAMAGED, NOT_STARTED)

# These end up inside the stored text of a mail, so they stay in one language for ever.
SHORTENED: Final = "[The text was shortened here. The original mail keeps all of it.]"
LEFT_OUT_HERE: Final = "[Left out here, kept in the original mail: {names}]"
STOPPED: Final = (
    "[Reading this mail was stopped before its end. Files or its formatted view may be missing here; "
    "the original mail keeps them.]"
)
