"""The pages and streams of the test's own database, served by a real server on loopback."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from ours.people.models import Seat
from tests.browser.house import free_port
from tests.cli.load import Browser
from tests.conftest import signed_in_browser


@contextmanager
def served() -> Iterator[int]:
    """The port of a server on the database as it is; for tests whose transactions are real."""
    port, name = free_port(), connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": url,
            "OURS_DATA": folder,
            "OURS_SECRET_KEY": settings.SECRET_KEY,
            "OURS_ADDRESS": f"http://127.0.0.1:{port}",
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen([*command, "--no-ws", "ours.asgi:application"], env=environment)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within a minute")


def come_in(port: int, seat: Seat) -> Browser:
    """A browser over HTTP that is signed in from a seat."""
    browser = Browser.visitor(port)
    browser.cookies["ours"] = signed_in_browser(seat).cookies["ours"].value
    browser.get("/")  # gives it what its forms need
    return browser
