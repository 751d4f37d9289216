"""Cases, their versions in two forms, permissions, evidence packs, links to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Firm, Seat
from ours.problem.models import Problem
from ours.records import Kept, Record


class Form(models.TextChoices):
    """The two forms in which a case is told."""

    NAMED = "named", _("by name")
    ANONYMOUS = "anonymous", _("without names")


class Shown(models.TextChoices):
    """To whom a case may be shown, and how; empty: to nobody but those who may see its problem."""

    NAMED = "named", _("by name")
    ANONYMOUS = "anonymous", _("without names")
    FIRM = "firm", _("within the firm only")  # brought in from before, and nobody was asked


class Case(Record):
    """A solved problem as a story. Columns under "derived" follow its versions and permissions, never typed."""

    class State(models.TextChoices):
        """What became of the newest question for permission."""

        DRAFTED = "drafted", _("nobody was asked yet")
        ASKED = "asked", _("waits for an answer")
        GIVEN = "given", _("may be shown")
        REFUSED = "refused", _("not to be shown")
        WITHDRAWN = "withdrawn", _("permission was withdrawn")
        BROUGHT = "brought", _("brought in from before")

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="cases")
    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, null=True, related_name="case")
    outside_id = models.CharField(max_length=200, null=True)  # of a case from before Ours
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")  # none: by the command
    at = models.DateTimeField()
    # derived
    title = models.CharField(max_length=300)
    text = models.TextField()  # the newest version, whole and with names
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    shown = models.CharField(max_length=10, choices=Shown.choices, blank=True)
    shown_title = models.CharField(max_length=300, blank=True)
    shown_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "outside_id"], condition=Q(outside_id__isnull=False), name="case_once_from_outside"
            ),
            models.CheckConstraint(
                condition=~Q(shown="") | Q(shown_title="", shown_text=""), name="case_shows_nothing_unpermitted"
            ),
            models.CheckConstraint(
                condition=Q(problem__isnull=True) | Q(client__isnull=False), name="case_of_a_problem_has_a_client"
            ),
        ]
        indexes = [
            models.Index(fields=["firm", "shown"], name="case_by_permission"),
            models.Index(fields=["firm", "-changed_at"], name="case_by_change"),
            models.Index(fields=["firm", "state", "-changed_at"], name="case_by_state"),
            models.Index(fields=["client", "-changed_at"], name="case_by_client"),
        ]

    def __str__(self) -> str:
        return self.title


class CaseVersion(Kept):
    """One version of a case, as somebody wrote it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    hidden = models.TextField(blank=True)  # further words that would give somebody away, one a line
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_version_once")]


class CaseWords(Kept):
    """The words of one version in one form. The parts that may be empty are left out of the story."""

    version = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="words")
    form = models.CharField(max_length=10, choices=Form.choices)
    title = models.CharField(max_length=300)
    client = models.CharField(max_length=300, blank=True)  # who it was: "Yoga House", "A yoga studio"
    request = models.TextField(blank=True)  # what the client asked for, in its own words
    need = models.TextField(blank=True)
    statement = models.TextField(blank=True)  # the problem in the words that both signed
    tried = models.TextField(blank=True)  # what was tried and did not help
    helped = models.TextField(blank=True)
    outcome = models.TextField(blank=True)  # how it was confirmed, and what came of it
    opened = models.TextField(blank=True)  # what it opened up
    figures = models.JSONField(default=list)  # measures before and after, see `figures.py`

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "form"], name="case_words_once_in_a_form")]


class Permission(Record):
    """One person of the client is asked whether one version may be shown, and answers once."""

    class Answer(models.TextChoices):
        NAMED = "named", _("yes, by name")
        ANONYMOUS = "anonymous", _("yes, without names")
        NONE = "none", _("no, not at all")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="permissions")
    version = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="permissions")
    of = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # who is asked
    words = models.TextField(blank=True)  # what was asked with it
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    quotes = models.BooleanField(default=False)  # the request may be told in the client's own words
    answered_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # a newer question took its place before it was answered
    withdrawn_words = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="permission_answered_somehow",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(answered_at__isnull=False), name="permission_given_first"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True, dropped_at__isnull=True),
                name="permission_asked_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["case", "-answered_at"], name="permission_by_case")]


class Pack(Record):
    """Chosen cases for somebody."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=200)
    words = models.TextField(blank=True)  # what is said in front of the cases
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # put away: its links open nothing any more

    class Meta:
        indexes = [models.Index(fields=["firm", "-at"], name="pack_by_age")]

    def __str__(self) -> str:
        return self.for_whom


class PackCase(Record):
    """A case in a pack. What is shown of it is asked of its permission at every opening."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packs")
    place = models.PositiveSmallIntegerField()
    nameless = models.BooleanField(default=False)  # without names even where names are permitted

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "case"], name="case_once_in_a_pack")]


class PackLink(Record):
    """A random key that opens a pack for one named reader. Only its hash is kept."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="links")
    reader = models.CharField(max_length=200)
    key_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pack", "-at"], name="link_by_pack")]


class PackOpening(Kept):
    """A pack was opened with a link: when, and as what. Nothing else is known of the reader."""

    class What(models.TextChoices):
        PAGE = "page", _("read on the page")
        PDF = "pdf", _("taken as PDF")

    link = models.ForeignKey(PackLink, on_delete=models.PROTECT, related_name="openings")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["link", "-at"], name="opening_by_link")]
