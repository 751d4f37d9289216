"""django-helpdesk in a virtual environment of its own, with the same words."""

import os
import shutil
import subprocess
import sys

from bench.measure import LOOPBACK, Served, free_port, wait_for
from bench.place import ROOT, WORK

PACKAGES = ["django-helpdesk==2.6.1", "django>=5.2,<5.3", "gunicorn"]
_HERE = ROOT / "bench" / "helpdesk"


def start(tickets: int) -> Served:
    """Install it, fill it and serve it with two processes, as far as that is not done yet."""
    folder = WORK / "helpdesk"
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / "bin" / "python"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (folder / "installed").touch()
    shutil.copy(ROOT / "ours" / "cli" / "demo" / "bulkwords.py", folder / "bulkwords.py")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_URL"))}
    env = {
        **kept,
        "BENCH_DATABASE": str(folder / f"tickets-{tickets}.sqlite3"),
        "PYTHONPATH": f"{_HERE}{os.pathsep}{folder}",
        "PYTHONWARNINGS": "ignore",
    }
    told = subprocess.run(
        [str(python), str(_HERE / "load.py"), str(tickets)],
        env=env,
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    port = free_port()
    process = subprocess.Popen(
        [
            str(python),
            "-m",
            "gunicorn",
            "wsgi:application",
            "-w",
            "2",
            "-b",
            f"{LOOPBACK}:{port}",
            "--log-level",
            "error",
        ],
        env=env,
        cwd=folder,
    )
    wait_for(port, "/login/", process)
    return Served(f"django-helpdesk, {tickets}", port, process, {"Cookie": f"sessionid={told.stdout.split()[-1]}"})
