"""Where benchmarks keep what they make: `build/bench`, which git ignores."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
