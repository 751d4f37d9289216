"""The worker's schedule."""

from django.db import models


class Job(models.Model):
    """One thing that the background worker does again and again (`cli/rounds.py`): when next, and how it went last."""

    name = models.CharField(primary_key=True, max_length=60)
    due_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)  # the last run
    ended_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)  # a worker is at it; one that died lets go of it then
    result = models.CharField(max_length=200, blank=True)  # of the last run that worked out
    tries = models.PositiveIntegerField(default=0)  # failures since then
    error = models.TextField(blank=True)
