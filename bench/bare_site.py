"""A bare Django view on Ours' own database, under the same server."""

import os
import subprocess
import sys
from pathlib import Path

from bench.measure import LOOPBACK, Served, free_port, wait_for
from bench.place import ROOT, WORK


def start(problems: int, known: int) -> Served:
    """Serve it with two processes; `known` is the id of a problem that is there."""
    port = free_port()
    env = {
        **os.environ,
        "BENCH_DATABASE": str(WORK / f"ours-{problems}" / "ours.sqlite3"),
        "PYTHONPATH": str(ROOT / "bench" / "bare"),
    }
    granian = str(Path(sys.executable).with_name("granian"))
    process = subprocess.Popen(
        [granian, "app:application", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port)]
        + ["--workers", "2", "--log-level", "critical"],
        env=env,
    )
    wait_for(port, f"/{known}/", process)
    return Served(f"a bare Django view, {problems}", port, process)
