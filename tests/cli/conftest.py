"""An installation in a folder of its own, and the command `ours` on it, as whoever runs it would type it."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class Place:
    """A data folder and the settings that go with it."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment without this test run's own settings."""
        own = {key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_"))}
        own.pop("DATABASE_URL", None)
        return own | {"OURS_DATA": str(self.folder)} | self.settings

    def ours(self, *words: str, stdin: bytes | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `ours …` to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "ours.cli", *words],
            env=self.environment,
            input=stdin,
            capture_output=True,
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start `ours …` in a session of its own, as a terminal does."""
        return subprocess.Popen(
            [sys.executable, "-m", "ours.cli", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def python(self, code: str) -> str:
        """Run Python with this installation's Django."""
        lines = f"import django\ndjango.setup()\n{code}"
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "ours.settings"}
        done = subprocess.run([sys.executable, "-c", lines], env=environment, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder in which nothing is yet."""
    return Place(tmp_path / "data")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated") / "data"
    assert Place(folder).ours("migrate").stdout == "The database is at this version.\n"
    return folder


@pytest.fixture
def founded(place: Place, migrated: Path) -> Place:
    """An installation with an empty database of this version."""
    place.folder.mkdir(mode=0o700)
    for name in ("ours.sqlite3", "secret.key"):
        (place.folder / name).write_bytes((migrated / name).read_bytes())
        (place.folder / name).chmod(0o600)
    return place
