"""What a page costs: Ours, django-helpdesk and a bare Django view, on this machine, in one run.

`bin/bench web [--quick]`. The figure is milliseconds of processor time for one request (user and system of all server
processes), because it moves little on a noisy machine; medians of three runs. Writes docs/benchmarks.md.
"""

import argparse
import itertools
import re
from collections.abc import Callable
from http.client import HTTPConnection
from uuid import uuid4

from bench import bare_site, helpdesk_site, ours_site
from bench.measure import Cost, Served, cost
from bench.report import write

PAGES = ("table", "list", "search", "home", "entry")
Request = Callable[[HTTPConnection], bytes]


def ours(problems: int, times: int) -> tuple[dict[str, Cost], dict[str, int], Cost]:
    """Costs and statements of each page of Ours, and the cost of the bare view on the same database."""
    ours_site.prepare(problems)
    site = ours_site.start(problems)
    served = site.served
    try:
        numbers = itertools.cycle(site.ids[: max(50, times)])
        keys, run = itertools.count(), uuid4()  # what was said in an earlier run would not be said again

        def as_seat(key: str, ask: Callable[[HTTPConnection], bytes]) -> Request:
            def request(connection: HTTPConnection) -> bytes:
                served.headers["Cookie"] = f"ours={key}"
                return ask(connection)

            return request

        connection = served.connect()
        served.headers["Cookie"] = f"ours={site.owner}"
        form, cookie = _form_key(served, connection, f"/problems/{site.ids[0]}/messages/")

        def say(connection: HTTPConnection) -> bytes:
            served.headers["Cookie"] = f"ours={site.owner}; {cookie}"
            words = {"words": "The figures for this week are in.", "once": f"{run}-{next(keys)}"}
            path = f"/problems/{next(numbers)}/messages/said/"
            return served.ask(connection, path, {**words, "csrfmiddlewaretoken": form}, expect=(303,))

        requests: dict[str, Request] = {
            "table": as_seat(site.owner, lambda c: served.ask(c, f"/problems/{next(numbers)}/")),
            "list": as_seat(site.owner, lambda c: served.ask(c, "/")),
            "search": as_seat(site.owner, lambda c: served.ask(c, "/search/?q=%22waiting+times%22")),
            "home": as_seat(site.client, lambda c: served.ask(c, "/")),
            "entry": say,
        }
        # Whoever comes back to a table has looked at it before: the first look writes that down once.
        for _ in range(max(50, times)):
            requests["table"](connection)
        costs = {page: cost(served, requests[page], times=times) for page in PAGES}
    finally:
        served.stop()
    bare = bare_site.start(problems, site.ids[0])
    try:
        floor = cost(bare, lambda c: bare.ask(c, f"/{next(numbers)}/"), times=times)
    finally:
        bare.stop()
    return costs, site.statements, floor


def helpdesk(tickets: int, times: int) -> dict[str, Cost]:
    """Costs of the pages of django-helpdesk that do the same."""
    served = helpdesk_site.start(tickets)
    try:
        numbers = itertools.cycle(range(1, tickets + 1, max(1, tickets // 997)))
        connection = served.connect()
        form, cookie = _form_key(served, connection, "/tickets/1/")
        session = served.headers["Cookie"]

        def comment(connection: HTTPConnection) -> bytes:
            number = next(numbers)
            served.headers["Cookie"] = f"{session}; {cookie}"
            words = {"comment": "The figures for this week are in.", "new_status": "1", "priority": "3", "queue": "1"}
            words |= {
                "owner": "0",
                "title": f"Ticket {number}",
                "public": "1",
                "due_date": "",
                "csrfmiddlewaretoken": form,
                **{f"form-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
            }
            return served.ask(connection, f"/tickets/{number}/update/", words, expect=(302,))

        requests: dict[str, Request] = {
            "table": lambda c: served.ask(c, f"/tickets/{next(numbers)}/"),
            "list": lambda c: served.ask(c, "/tickets/"),
            "search": lambda c: served.ask(c, "/tickets/?search_type=header&q=waiting+times"),
            "home": lambda c: served.ask(c, "/dashboard/"),
            "entry": comment,
        }
        few = max(5, times // 20)
        return {page: cost(served, requests[page], times=few) for page in PAGES}
    finally:
        served.stop()


def _form_key(served: Served, connection: HTTPConnection, path: str) -> tuple[str, str]:
    """(the token of a form on a page, the cookie that belongs to it)."""
    connection.request("GET", path, headers=served.headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body)
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    if found is None or not cookies:
        raise RuntimeError(f"{served.name}: no form on {path}, status {answer.status}")
    return found[1], "; ".join(one for one in cookies if "csrf" in one or "form" in one)


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(prog="bin/bench web", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 and 5,000 problems, few requests, no report")
    quick = parser.parse_args().quick
    sizes, times = ((1_000, 5_000), 60) if quick else ((10_000, 100_000), 400)
    costs, floors, peers, statements = {}, {}, {}, {}
    for size in sizes:
        costs[size], statements[size], floors[size] = ours(size, times)
        peers[size] = helpdesk(size, times)
    write("web", sizes, costs, peers, floors, statements, keep=not quick)


if __name__ == "__main__":
    main()
