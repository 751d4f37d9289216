"""The clock of these tests: it stands at noon some days after the problem was solved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.helping import AT


@pytest.fixture
def now():
    return AT + timedelta(days=5, hours=3)


@pytest.fixture(autouse=True)
def noon(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)
