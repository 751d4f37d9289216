"""Run as a program by `test_redeem_at_once`: many threads type the same thing at the same moment.

Uses the database that its environment names, which must be empty. Prints one line of JSON for each round:
[what was tried, how many answers came in, how many sessions there are afterwards].
"""

import json
import threading

import django
from django.conf import settings

THREADS = 12
ROUNDS = 4


def main() -> None:
    django.setup()
    settings.MIGRATION_MODULES = {"ours": None}
    from django.core.management import call_command
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    setup_test_environment()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from ours.people.entrance import way_in
    from tests.cast import make_cast

    cast = make_cast()
    for _ in range(ROUNDS):
        print(json.dumps(["right code", *_all_at_once(*_code("bea@example.org"))]), flush=True)
        print(json.dumps(["guesses", *_all_at_once(*_code("imani@example.org"), guess=True)]), flush=True)
        path = way_in(cast.maja, timezone.now())
        print(json.dumps(["way in", *_all_at_once(path, {}, {})]), flush=True)


def _code(email: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """(address, form, cookies) with which a code that was just asked for is redeemed."""
    from django.test import Client as Browser

    from ours.people.models import Session, SignInCode
    from tests.people.entering import ask, code_in_letter

    Session.objects.all().delete()
    SignInCode.objects.all().delete()
    browser = Browser()
    ask(browser, email)
    cookies = {name: cookie.value for name, cookie in browser.cookies.items()}
    return "/sign-in/code/", {"code": code_in_letter(email)}, cookies


def _all_at_once(path: str, form: dict[str, str], cookies: dict[str, str], *, guess: bool = False) -> tuple[int, int]:
    """(answers that signed in, sessions), or for guesses (tries that were counted, sessions)."""
    from django.db import connection
    from django.test import Client as Browser

    from ours.people.models import Session, SignInCode

    Session.objects.all().delete()
    ready = threading.Barrier(THREADS)
    statuses: list[int] = []

    def type_it(number: int) -> None:
        browser = Browser()
        for name, value in cookies.items():
            browser.cookies[name] = value
        typed = {"code": f"{number:08}"} if guess else form
        ready.wait()
        try:
            statuses.append(browser.post(path, typed).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=type_it, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(statuses) != THREADS:
        raise RuntimeError("A thread did not get an answer.")
    counted = 5 - SignInCode.objects.get().tries_left if guess else statuses.count(303)
    return counted, Session.objects.count()


if __name__ == "__main__":
    main()
