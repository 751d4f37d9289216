"""Facts and tallies: derived from the records of other rooms, and counted anew from them by `ours recount`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Engagement, Firm
from ours.problem.models import Problem


class Fate(models.TextChoices):
    """What became of a problem, as far as it is known now."""

    LASTED = "lasted", _("solved, and it lasted")
    SOLVED = "solved", _("solved")
    OPEN = "open", _("open")
    BACK = "back", _("open again after it came back")
    PARKED = "parked", _("parked")
    LET_GO = "let_go", _("let go")


def _small() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(default=0)


def _days() -> "models.PositiveIntegerField[int | None, int | None]":
    """Whole days from when it was put on the table; none while it did not come to that."""
    return models.PositiveIntegerField(null=True)


def _walk(name: str, *columns: str, where: Q | None = None) -> models.Index:
    """The way to the rows behind a number, the newest month first; nothing but those rows is on it."""
    return models.Index(fields=[*columns, "-month", "-problem"], condition=where, name=f"fact_{name}")


class Fact(models.Model):
    """One problem as the portfolio counts it."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="fact")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+", db_index=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.PositiveIntegerField()  # in which it was put on the table, see `figures.month_of`
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.OPEN)
    seriousness = models.PositiveSmallIntegerField()
    promised = models.BooleanField(default=False)  # touches something that was sold
    verdict = models.CharField(max_length=10, blank=True)  # how far off the request was; empty until a need is named
    need = models.CharField(max_length=10, blank=True)  # what the rung names that the need was named from
    rounds = _small()  # of questions until then
    way = models.CharField(max_length=10, blank=True)  # how both agreed to work on it
    agreed_days = _days()  # until everybody had signed the same words, for the first time
    relief_days = _days()  # until something helped
    lasting_days = _days()  # until a lasting way out helped
    solved_days = _days()  # until the client confirmed that it is solved, in this life of it
    lasted_days = _days()  # until the client said that it lasted, in this life of it
    lives = models.PositiveSmallIntegerField(default=1)  # 2 once it came back
    back_relief = _small()  # times it came back after a relief had helped
    back_lasting = _small()
    abilities = _small()  # what the client can do without help since
    opens_up = models.BooleanField(default=False)  # somebody said what solving it would open up
    # Commitments that came to an end, by side.
    kept_client = _small()
    missed_client = _small()
    moved_client = _small()  # to a new day
    kept_expert = _small()
    missed_expert = _small()
    moved_expert = _small()
    # Ways out: how many were laid on the table, chosen, and helped or did not when they were tried.
    relief_options = _small()
    relief_chosen = _small()
    relief_helped = _small()
    relief_failed = _small()
    relief_alone = _small()  # without a lasting partner, and not turned down
    lasting_options = _small()
    lasting_chosen = _small()
    lasting_helped = _small()
    lasting_failed = _small()
    # The same attempts by where the way out came from; `loose` was tried without being laid out as a way out.
    client_helped = _small()
    client_failed = _small()
    expert_helped = _small()
    expert_failed = _small()
    lessened_helped = _small()
    lessened_failed = _small()
    direct_helped = _small()
    direct_failed = _small()
    loose_helped = _small()
    loose_failed = _small()
    tried = _small()  # all of the above that came to an end

    class Meta:
        indexes = [
            _walk("of_firm", "firm"),
            _walk("of_client", "client"),
            _walk("of_engagement", "engagement"),
            _walk("by_fate", "firm", "fate"),
            _walk("by_verdict", "firm", "verdict", where=~Q(verdict="")),
            _walk("by_need", "firm", "need", where=~Q(need="")),
            _walk("by_way", "firm", "way", where=~Q(way="")),
            _walk("serious", "firm", where=Q(seriousness=3)),
            _walk("promised", "firm", where=Q(promised=True)),
            _walk("agreed", "firm", where=Q(agreed_days__isnull=False)),
            _walk("relief", "firm", where=Q(relief_days__isnull=False)),
            _walk("lasting", "firm", where=Q(lasting_days__isnull=False)),
            _walk("solved", "firm", where=Q(solved_days__isnull=False)),
            _walk("back", "firm", where=Q(lives__gt=1)),
            _walk("able", "firm", where=Q(abilities__gt=0)),
            _walk("opens", "firm", where=Q(opens_up=True)),
            _walk("client_ends", "firm", where=Q(kept_client__gt=0) | Q(missed_client__gt=0) | Q(moved_client__gt=0)),
            _walk("expert_ends", "firm", where=Q(kept_expert__gt=0) | Q(missed_expert__gt=0) | Q(moved_expert__gt=0)),
            _walk("options", "firm", where=Q(relief_options__gt=0) | Q(lasting_options__gt=0)),
            _walk("tried", "firm", "need", where=Q(tried__gt=0)),
        ]


class Tally(models.Model):
    """A sum of one figure; of one key there may be several rows, which are added up when they are read.

    A deed only adds rows, so that two deeds never wait for each other at a sum; the worker puts them together.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+", db_index=False)
    slice = models.CharField(max_length=24)  # of which kind the problems are, see `figures.slices`
    month = models.PositiveIntegerField()
    figure = models.CharField(max_length=40)
    n = models.IntegerField()
    fresh = models.BooleanField(default=True)  # not put together with others yet

    class Meta:
        indexes = [
            models.Index(fields=["firm", "slice", "figure", "month", "n"], name="tally_read"),
            models.Index(fields=["id"], condition=Q(fresh=True), name="tally_fresh"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "slice", "figure", "month"], condition=Q(fresh=False), name="tally_once"
            )
        ]
