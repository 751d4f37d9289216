"""Run as a programme on a database of its own: `at_once N` sends N of the house's forms, each by twelve at once.

Each form is sent in a copy of the furnished database. Prints a line of JSON for each form that did other than what one
sending does, and one with the figures.
"""

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trust import apart

AT_ONCE = 12
# A few pages on which very different things are done, for the short form.
FEW = ("words", "state", "heard", "client")


def main(most: int) -> None:
    apart.set_up()
    from tests.trust.forms import route_of
    from tests.trust.house import furnish, undone
    from tests.trust.sending import WITHOUT_KEY, by_hand, every_form, pages

    house = furnish()
    where = list(pages(house))
    if most < len(where):
        where = [(who, path) for who, path in where if route_of(path) in FEW]
    with undone():
        forms = [found for _form, found in every_form(house, where) if found]
        forms += by_hand(house)
    forms = [one for one in forms if one.route not in WITHOUT_KEY]
    chosen = forms[:: max(1, len(forms) // most)][:most]
    for form in chosen:
        with undone():
            alone = sent(house, form, at_once=1)
        with a_copy():
            together = sent(house, form, at_once=AT_ONCE)
        if alone != together or alone["places"] == []:
            print(json.dumps({"form": form.route, "alone": alone, "together": together}), flush=True)
    print(json.dumps({"addresses": len(chosen)}))


def sent(house, form, at_once: int) -> dict:
    """Where the answers lead, their statuses, and how many rows there are more of each table."""
    from django.db import connection

    from tests.trust.rows import counts

    browsers = [house.browser(form.who)]
    for _ in range(at_once - 1):
        browser = type(browsers[0])(raise_request_exception=False)
        browser.cookies = browsers[0].cookies.copy()
        browsers.append(browser)
    before, answers, ready = counts(), [], threading.Barrier(at_once)

    def send(browser) -> None:
        try:
            ready.wait(60)
            answers.append(browser.post(form.path, form.fields))
        finally:
            if at_once > 1:
                connection.close()

    if at_once == 1:
        send(browsers[0])
    else:
        threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    more = {name: many - before[name] for name, many in counts().items() if many != before[name]}
    return {
        "statuses": sorted({answer.status_code for answer in answers}),
        "places": sorted({_place(answer.get("Location", "")) for answer in answers}),
        "more": more,
        "answers": min(len(answers), at_once) // at_once,
    }


def _place(location: str) -> str:
    """An address without the id of what was made just now."""
    import re

    return re.sub(r"\d{12,}", "N", location)


@contextmanager
def a_copy() -> Iterator[None]:
    """Work in a copy of the database, which is thrown away."""
    from django.db import connection, connections

    told = connection.settings_dict
    name = told["NAME"]
    connection.close()
    copy = f"{name}_copy"
    if connection.vendor == "sqlite":
        for part in ("", "-wal", "-shm"):
            Path(f"{copy}{part}").unlink(missing_ok=True)
            if Path(f"{name}{part}").exists():
                shutil.copy(f"{name}{part}", f"{copy}{part}")
    else:
        _to_the_server(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)", f"CREATE DATABASE {copy} TEMPLATE {name}")
    told["NAME"] = connections.settings["default"]["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        told["NAME"] = connections.settings["default"]["NAME"] = name


def _to_the_server(*statements: str) -> None:
    import psycopg
    from django.db import connection

    told = connection.get_connection_params()
    told = {key: told[key] for key in ("user", "password", "host", "port") if key in told}
    with psycopg.connect(dbname="postgres", autocommit=True, **told) as server:
        for statement in statements:
            server.execute(statement)


if __name__ == "__main__":
    main(int(sys.argv[1]))
