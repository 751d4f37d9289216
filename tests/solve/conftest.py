"""The clock of these tests: it stands at noon, so that no test begins on one day and ends on the next."""

import pytest
from django.utils import timezone

from tests.solve.helping import NOW


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
