"""The clock of these tests: it stands at noon, so that no test begins on one day and ends on the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import DAY


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: DAY + timedelta(days=7, hours=3))
