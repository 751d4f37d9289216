"""E1: every column of every table has exactly one class (`ours/columns.py`)."""

from django.apps import apps

from ours.columns import COLUMNS
from tests.trust.programme import tell

CLASSES = {"private", "personal", "shared", "technical"}


def test_every_column_has_its_class():
    there = {
        (model.__name__, field.column)
        for model in apps.get_app_config("ours").get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }
    classed = [
        (model, column)
        for model, classes in COLUMNS.items()
        for columns in classes.values()
        for column in columns.split()
    ]
    tell("E1", columns=len(there), unclassed=len(there - set(classed)))
    assert len(classed) == len(set(classed))
    assert set(classed) == there
    assert {name for classes in COLUMNS.values() for name in classes} <= CLASSES


def test_an_aside_is_private():
    assert "words" in COLUMNS["AsideNote"]["private"].split()
