"""Reads a JSON list of texts from standard input with the coach; prints what it cost."""

import json
import resource
import sys

from ours import coach


def used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


texts = json.load(sys.stdin)
coach.read("A first text, so that everything is loaded.", "reply").as_dict()
before = used()
found = sum(len(coach.read(text, "reply").as_dict()["findings"]) for text in texts)
seconds = used() - before
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "found": found, "megabytes": peak}))
