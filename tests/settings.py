"""The product's settings, with a data folder that goes with the tests."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("OURS_DATA", str(Path(tempfile.gettempdir()) / "ours-tests"))
os.environ.setdefault("OURS_SECRET_KEY", "only-for-tests")

from ours.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as it is in use: a database in memory refuses a second connection at once where a file lets it wait.
    _folder = tempfile.TemporaryDirectory(prefix="ours-tests-")
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder.name) / "tests.sqlite3")}  # noqa: F405
