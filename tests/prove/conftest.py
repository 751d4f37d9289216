"""The clock of these tests: it stands at noon a week after the story began."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import DAY


@pytest.fixture
def now():
    return DAY + timedelta(days=7, hours=3)


@pytest.fixture(autouse=True)
def noon(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)
