"""The days of the demo world, counted from the present one."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from ours.post.bundling import bundle_due
from ours.post.models import Letter


class Clock:
    """Moments of the story: so many days before now, at a time of day (UTC)."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()

    def at(self, days_ago: float, hour: int = 9, minute: int = 0) -> datetime:
        """The moment on that day, never later than half an hour before now."""
        day = (self.now - timedelta(days=days_ago)).replace(hour=hour, minute=minute, second=0, microsecond=0)
        return min(day, self.now - timedelta(minutes=30))

    def day(self, days_ahead: int) -> date:
        """A day so many days from now; negative for earlier ones."""
        return (self.now + timedelta(days=days_ahead)).date()

    def evening(self, days_ago: float) -> None:
        """Let the letters of that day be written, as the worker would have done it."""
        at = min((self.now - timedelta(days=days_ago)).replace(hour=20, minute=0, second=0), self.now)
        bundle_due(at)
        Letter.objects.filter(state=Letter.State.WAITING, at__lte=at).update(state=Letter.State.KEPT, sent_at=at)
