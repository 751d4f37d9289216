"""Reads a JSON list of texts from standard input with proselint; prints what it cost, text by text and as one."""

import json
import resource
import sys
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile


def used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


texts = json.load(sys.stdin)
CheckRegistry().register_many(__register__)
every = {**DEFAULT, "max_errors": 10**9}
LintFile(Path("first.txt"), "A first text, so that everything is loaded.").lint(every)
before = used()
found = sum(len(LintFile(Path("text.txt"), text).lint(every)) for text in texts if text)
seconds = used() - before
before = used()
LintFile(Path("all.txt"), "\n".join(texts)).lint(every)
whole = used() - before
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "found": found, "megabytes": peak, "whole": whole}))
