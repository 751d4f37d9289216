"""The product's settings, with a data folder that goes with the tests."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("OURS_DATA", str(Path(tempfile.gettempdir()) / "ours-tests"))
os.environ.setdefault("OURS_SECRET_KEY", "only-for-tests")

from ours.settings import *  # noqa: E402, F403
