"""What stands in the files of a database as they are. On PostgreSQL files and folders come and go meanwhile."""

import os
from collections.abc import Iterable
from pathlib import Path


def every(places: Iterable[Path]) -> list[Path]:
    """Every file in these folders, but for keys."""
    found = [Path(folder, name) for place in places for folder, _, names in os.walk(place) for name in names]
    return sorted(one for one in found if one.is_file() and one.suffix != ".key")


def content(files: Iterable[Path]) -> bytes:
    """What stands in all of them that are still there."""
    told = []
    for one in files:
        try:
            told.append(one.read_bytes())
        except FileNotFoundError:
            continue
    return b"\0".join(told)
