"""What cases are found by, and how often it has changed."""

from django.db import models

from ours.cases.models import Case
from ours.ids import new_id
from ours.people.models import Firm
from ours.records import Record


class TraceCount(Record):
    """Counts the changes of a firm's traces, one after the other."""

    firm = models.OneToOneField(Firm, on_delete=models.PROTECT, related_name="+")
    key = models.BigIntegerField(default=new_id)  # of the folder with the files of this database and firm
    number = models.BigIntegerField(default=0)


class CaseTrace(Record):
    """A case that may be shown, as it is looked for; gone as soon as it may not be shown any more."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()  # of its newest change, see TraceCount
    meanings = models.BinaryField(null=True)  # of its passages (`meaning/vectors.py`); none while they are not read

    class Meta:
        indexes = [
            models.Index(fields=["firm", "number"], name="trace_by_change"),
            models.Index(fields=["firm"], condition=models.Q(meanings__isnull=True), name="trace_to_read"),
        ]


class BroughtIn(Record):
    """What a line of an import said besides id, title and text, as it was."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
