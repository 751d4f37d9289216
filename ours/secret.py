"""The installation's secret key, made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key of this installation: read from `folder/secret.key`, or made there for its owner's eyes only.

    Raises OSError where the folder can be neither read nor made.
    """
    place = folder / "secret.key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return place.read_text().strip()
