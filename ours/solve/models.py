"""Ideas, constraints, options, positions, decisions, attempts, lives. With the client lies `shared_models.py`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat, Side
from ours.problem.models import Problem
from ours.records import Kept, Record
from ours.solve.shared_models import Dissolving as Dissolving
from ours.solve.shared_models import Initiative as Initiative
from ours.solve.shared_models import InitiativeStep as InitiativeStep
from ours.solve.shared_models import InventoryItem as InventoryItem
from ours.solve.shared_models import Sponsorship as Sponsorship


class Idea(Kept):
    """An idea of somebody at the table, also of a placeholder that others speak for (S1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    given_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # whose idea it is
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # who wrote it down
    at = models.DateTimeField()
    message = models.BigIntegerField(null=True)  # the listen.Message it came with, where it answered a letter


class IdeasAsked(Kept):
    """Somebody asked people for ideas; whoever answers the letter of it gives one (S1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    asked = models.ManyToManyField(Seat, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Constraint(Record):
    """Something that cannot be otherwise, or is taken to be so, and stands in the way (S2)."""

    class Whose(models.TextChoices):
        CLIENT = "client", _("the client’s")
        EXPERT = "expert", _("the expert’s")
        OTHERS = "others", _("somebody else’s")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    whose = models.CharField(max_length=10, choices=Whose.choices)
    holder = models.CharField(max_length=200, blank=True)  # who upholds it, in words: "the landlord"
    others = models.TextField(blank=True)  # who else lives under it
    blocks = models.TextField()  # what it keeps from happening
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)  # it no longer stands in the way
    lifted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_how = models.TextField(blank=True)


class Check(Kept):
    """Whether a constraint is a fact: how, by whom and when it was looked at; without any it is an assumption (S2)."""

    class Found(models.TextChoices):
        FACT = "fact", _("a fact")
        ASSUMPTION = "assumption", _("still an assumption")
        NOT_SO = "not_so", _("not so")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    constraint = models.ForeignKey(Constraint, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=10, choices=Found.choices)
    how = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Lessening(Kept):
    """A way in which a constraint could matter less, or that nothing was found when it was looked for (S3)."""

    class Way(models.TextChoices):
        EASIER = "easier", _("easier")
        CHEAPER = "cheaper", _("cheaper")
        SMALLER = "smaller", _("smaller")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    constraint = models.ForeignKey(Constraint, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    found = models.BooleanField()  # False: it was asked, and nothing is known yet
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Option(Record):
    """A way out: a relief for now, or a lasting solution; several live side by side (S5)."""

    class Kind(models.TextChoices):
        RELIEF = "relief", _("relief")
        LASTING = "lasting", _("lasting")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    early = models.BooleanField()  # proposed before both states were named (F4)
    reason = models.TextField(blank=True)  # why it should not wait; needed for an early one (O3)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, null=True, related_name="+")  # taken up from
    lessening = models.ForeignKey(Lessening, on_delete=models.PROTECT, null=True, related_name="+")  # led to by
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(early=False) | ~Q(reason=""), name="early_option_says_why")]


class Held(Kept):
    """An option held against one of three things; of each the newest counts (S6)."""

    class Against(models.TextChoices):
        GAP = "gap", _("the gap")
        HAS = "has", _("what the client has")
        DOES = "does", _("what the client can do itself")

    class Amount(models.TextChoices):
        ALL = "all", _("all of it")
        PART = "part", _("a part of it")
        NONE = "none", _("nothing of it")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    against = models.CharField(max_length=10, choices=Against.choices)
    amount = models.CharField(max_length=10, choices=Amount.choices)  # closed by it, or there already without it
    words = models.TextField()
    item = models.ForeignKey(InventoryItem, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Pairing(Record):
    """A relief and the lasting way out that is to take its place (S5)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    relief = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    lasting = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relief"], condition=Q(ended_at__isnull=True), name="one_partner_of_a_relief"
            )
        ]


class Position(Kept):
    """Where somebody stands to an option, in words; of each person the newest counts (S8)."""

    class Stand(models.TextChoices):
        FOR = "for", _("for it")
        LIVE = "live", _("can live with it")
        AGAINST = "against", _("against it")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    stand = models.CharField(max_length=10, choices=Stand.choices)
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Decision(Record):
    """What both made of an option, why, and when they look at it again; the newest counts (S8)."""

    class Kind(models.TextChoices):
        CHOSEN = "chosen", _("chosen")
        TURNED_DOWN = "turned_down", _("turned down")
        LATER = "later", _("later")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.TextField()
    again_on = models.DateField()
    again_at = models.DateTimeField()  # again_on at 9:00 of the firm's time zone
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)  # its day came, its relief failed, or it was decided anew

    class Meta:
        indexes = [models.Index(fields=["again_at"], condition=Q(looked_at__isnull=True), name="decision_due")]


class Attempt(Kept):
    """Something that is tried, and what is expected of it (S7)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    expected = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Result(Kept):
    """What happened with an attempt and what was learned from it; the newest counts, the earlier ones stay (S7)."""

    class Mark(models.TextChoices):
        HELPED = "helped", _("it helped")
        DID_NOT = "did_not", _("it did not help")
        TO_BE_SEEN = "to_be_seen", _("to be seen")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=20, choices=Mark.choices)
    happened = models.TextField()
    learned = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mark="to_be_seen") | ~Q(learned=""), name="result_says_what_was_learned")
        ]


class Fate(Kept):
    """What became of an idea, and why; the newest counts (S1)."""

    class Kind(models.TextChoices):
        TAKEN_UP = "taken_up", _("taken up as a way out")
        TRIED = "tried", _("tried")
        SET_ASIDE = "set_aside", _("set aside")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField()  # why
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="+")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class NextLife(Kept):
    """The problem came back after something had helped: the same problem, counted on (S9)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # 2 for the second life
    words = models.TextField()  # how it shows
    after = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="+")  # what had helped until then
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "number"], name="each_life_once")]
