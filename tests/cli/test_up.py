"""`ours up` from outside: what it says, what it leaves behind, how it ends."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import psutil
import pytest

from tests.browser.house import free_port
from tests.cli.conftest import Place

pytestmark = pytest.mark.slow

UNKNOWN_URL = (
    "Error: The settings cannot be used: DATABASE_URL must begin with postgres:// or sqlite:/// and name a database."
)


def started(place: Place, *words: str) -> "tuple[subprocess.Popen[str], int, str]":
    """A running `ours up` without demo, its port, and what it said by then."""
    port = free_port()
    up = place.start("up", "--no-demo", "--workers", "2", "--port", str(port), *words)
    assert up.stdout is not None
    told = ""
    while "Ctrl-C stops it." not in told:
        line = up.stdout.readline()
        assert line, f"it ended: {told}"
        told += line
    return up, port, told


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.read() == b"ok\n"
    except OSError:
        return False


def wait_for(what, seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return False


def family(up: "subprocess.Popen[str]") -> list[psutil.Process]:
    """The processes that `ours up` started, with theirs."""
    return psutil.Process(up.pid).children(recursive=True)


def server(up: "subprocess.Popen[str]") -> psutil.Process:
    return next(one for one in psutil.Process(up.pid).children() if "ours.cli.pages" in one.cmdline())


def all_gone(processes: list[psutil.Process], seconds: float) -> bool:
    _gone, alive = psutil.wait_procs(processes, timeout=seconds)
    return not alive


def end(up: "subprocess.Popen[str]") -> str:
    """Stop it as a service manager does; returns its last words."""
    up.terminate()
    told, _ = up.communicate(timeout=30)
    assert up.returncode == 0, told
    return told


def test_an_empty_house_says_how_to_found_a_firm(founded: Place) -> None:
    up, port, told = started(founded)
    assert told == (
        f"Ours is here: http://127.0.0.1:{port}\n"
        'There is no firm yet. Found yours with:  ours found "FIRM" "YOUR NAME" YOUR@ADDRESS\n'
        "Ctrl-C stops it.\n"
    )
    assert answers(port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as page:
        assert b"<h1>" in page.read()
    assert end(up) == "Stopping.\n"


def test_ctrl_c_ends_everything_in_order(founded: Place) -> None:
    up, port, _ = started(founded)
    processes = family(up)
    assert len(processes) == 4  # the server with two processes, and the worker
    os.killpg(up.pid, signal.SIGINT)  # what a terminal does
    told, _ = up.communicate(timeout=20)
    assert (up.returncode, told) == (0, "Stopping.\n")
    assert all_gone(processes, 0.5)
    assert not answers(port)


def test_killed_by_force_it_leaves_nothing_behind(founded: Place) -> None:
    up, port, _ = started(founded)
    processes = family(up)
    up.kill()
    up.communicate()
    assert all_gone(processes, 3)
    again = founded.start("up", "--no-demo", "--port", str(port))
    assert wait_for(lambda: answers(port)), "the port is not free again"
    end(again)


def test_a_part_that_dies_is_started_again(founded: Place) -> None:
    up, port, _ = started(founded)
    for name in ("ours.cli.pages", "worker"):
        part = next(one for one in psutil.Process(up.pid).children() if name in one.cmdline())
        its = [part, *part.children()]
        part.kill()
        assert all_gone(its, 3), name
        assert wait_for(lambda name=name: any(name in one.cmdline() for one in psutil.Process(up.pid).children())), name
    assert wait_for(lambda: answers(port))
    told = end(up)
    assert told.splitlines() == [
        "The server ended (signal 9) and is started again.",
        "The background worker ended (signal 9) and is started again.",
        "Stopping.",
    ]


def test_a_server_process_that_dies_is_replaced(founded: Place) -> None:
    up, port, _ = started(founded)
    serving = server(up).children()
    serving[0].kill()
    assert wait_for(lambda: len([one for one in server(up).children() if one not in serving]) == 1)
    assert wait_for(lambda: answers(port))
    assert end(up) == "Stopping.\n"


def test_what_dies_at_once_again_and_again_ends_it(founded: Place) -> None:
    up, _, _ = started(founded)
    killed: set[int] = set()
    for _ in range(5):
        assert wait_for(lambda: _kill_worker(up, killed))
    told, _ = up.communicate(timeout=30)
    assert up.returncode == 1
    assert told.splitlines() == ["The background worker ended (signal 9) and is started again."] * 4 + [
        "Error: The background worker ended 5 times in 10 seconds; Ours stops."
    ]


def _kill_worker(up: "subprocess.Popen[str]", killed: set[int]) -> bool:
    try:
        for one in psutil.Process(up.pid).children():
            if "worker" in one.cmdline() and one.pid not in killed:
                one.kill()
                killed.add(one.pid)
                return True
    except psutil.Error:
        pass
    return False


def test_what_was_there_is_there_after_a_restart(founded: Place) -> None:
    founded.ours("found", "Neon", "Ana Ruiz", "ana@example.org")
    for _ in range(2):
        up, port, told = started(founded)
        assert "Sign in with your mail address, or print a way in with:  ours way-in YOUR@ADDRESS\n" in told
        way_in = founded.ours("way-in", "ana@example.org").stdout
        assert way_in.startswith(f"Ana Ruiz, Neon: http://127.0.0.1:{port}/way-in/")
        end(up)


def test_the_demo_is_loaded_once_and_prints_ways_in(place: Place) -> None:
    for first in (True, False):
        port = free_port()
        up = place.start("up", "--port", str(port), "--workers", "1")
        assert wait_for(lambda port=port: answers(port), 90)
        time.sleep(0.5)
        up.terminate()
        told, _ = up.communicate(timeout=30)
        assert up.returncode == 0, told
        assert told.startswith("First start: loading the demo world.\n") is first
        assert len(re.findall(rf"http://127.0.0.1:{port}/way-in/[\w-]+/", told)) == 2
        assert f"Letters that went out: http://127.0.0.1:{port}/letters/\n" in told


def test_a_firm_founded_beside_the_demo_makes_it_a_real_house(founded: Place) -> None:
    place = founded
    (place.folder / "demo").write_text("17")  # a demo world that is not in this database
    place.ours("found", "Neon", "Ana Ruiz", "ana@example.org")
    up, port, told = started(place)
    assert "way-in/" not in told
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/letters/", timeout=10)
    assert refused.value.code == 404
    end(up)


def test_a_taken_port_is_one_clear_sentence(place: Place) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = place.ours("up", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: Port {port} is taken; choose another one with --port.\n"
    assert not place.folder.exists()  # nothing was begun


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"DATABASE_URL": "nonsense"},
            UNKNOWN_URL,
        ),
        (
            {"DATABASE_URL": "mysql://a@b/c"},
            UNKNOWN_URL,
        ),
        (
            {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
            "Error: The database cannot be used: unable to open database file. "
            "Check DATABASE_URL, or the folder OURS_DATA.",
        ),
        (
            {"OURS_DATA": "/dev/null/ours"},
            "Error: The data folder cannot be used: /dev/null/ours: Not a directory.",
        ),
    ],
)
def test_wrong_settings_are_one_clear_sentence(place: Place, settings: dict[str, str], sentence: str) -> None:
    place.settings = settings
    done = place.ours("up", "--port", str(free_port()))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_a_database_that_does_not_answer_is_one_clear_sentence(place: Place) -> None:
    done = place.ours("up", "--port", str(free_port()), "--database-url", "postgres://ours@127.0.0.1:1/ours")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        r"Error: The database cannot be used: .*127\.0\.0\.1.*refused.*"
        r" Check DATABASE_URL, or the folder OURS_DATA\.\n",
        done.stderr,
    )


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(founded: Place) -> None:
    database = founded.folder / "ours.sqlite3"
    database.unlink()
    database.mkdir()  # nobody, not even root, writes a database there
    done = founded.ours("up", "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: The database cannot be used: unable to open database file. "
        "Check DATABASE_URL, or the folder OURS_DATA.\n"
    )
