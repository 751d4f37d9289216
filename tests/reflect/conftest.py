"""The private room's tests have a data folder of their own, so that its key file is theirs."""

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA, settings.REFLECT_KEYS = tmp_path, []
    return tmp_path
