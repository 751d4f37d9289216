"""Run as a programme on a database of its own: twelve threads send the same thing at the same moment, again and again.

Prints for each round what was sent, how many answers came in and how many sessions there are afterwards.
"""

import json
import sys
import threading

from tests.trust import apart

AT_ONCE = 12
MANY = 40


def asking(rounds: int) -> None:
    """Many ask for codes at the same moment: for one address from everywhere, and for everybody from one place."""
    apart.set_up()
    from ours.people.models import SignInCode
    from tests.cast import make_cast

    make_cast()
    for number in range(rounds):
        email = ("bea@example.org", "nobody@example.org")[number % 2]
        SignInCode.objects.all().delete()
        spread = [({"email": email}, f"192.0.2.{one}") for one in range(MANY)]
        _send_at_once("/sign-in/", spread, {})
        codes = SignInCode.objects.filter(email=email).count()
        print(json.dumps({"asked": "for one address", "codes": codes}), flush=True)
        SignInCode.objects.all().delete()
        _send_at_once("/sign-in/", [({"email": f"one{one}@example.org"}, "192.0.2.1") for one in range(MANY)], {})
        print(json.dumps({"asked": "from one place", "codes": SignInCode.objects.count()}), flush=True)


def careless(rounds: int) -> None:
    """The same where nobody waits for the others who ask."""
    import django

    django.setup()
    from ours.people import entrance

    entrance._one_at_a_time = lambda email, network: None
    asking(rounds)


def main(rounds: int) -> None:
    """Many send one code, guesses, two codes, and a way in."""
    apart.set_up()
    from django.utils import timezone

    from ours.people.entrance import way_in
    from ours.people.models import SignInCode
    from tests.cast import make_cast

    cast = make_cast()
    for _ in range(rounds):
        cookies, codes = _asked("bea@example.org")
        told("the right code", "/sign-in/code/", [{"code": codes[0]}] * AT_ONCE, cookies)
        cookies, _codes = _asked("imani@example.org")
        guesses = [{"code": f"{number:08}"} for number in range(AT_ONCE)]
        sessions = _at_once("/sign-in/code/", guesses, cookies)[1]
        counted = SignInCode.TRIES - SignInCode.objects.get().tries_left
        print(json.dumps({"sent": "guesses", "counted": counted, "sessions": sessions}), flush=True)
        cookies, codes = _asked("maja@example.org", letters=2)
        two = [{"code": codes[number % 2]} for number in range(4)]  # four tries: none is one too many
        told("two letters' codes", "/sign-in/code/", two, cookies)
        told("a way in", way_in(cast.maja, timezone.now()), [{}] * AT_ONCE, {})


def told(what: str, path: str, forms: list[dict[str, str]], cookies: dict[str, str]) -> None:
    came_in, sessions = _at_once(path, forms, cookies)
    print(json.dumps({"sent": what, "came_in": came_in, "sessions": sessions}), flush=True)


def _asked(email: str, letters: int = 1) -> tuple[dict[str, str], list[str]]:
    """The cookies of a browser that asked so many times, and the codes that came."""
    from django.test import Client as Browser

    from ours.people.models import SignInCode
    from tests.people.entering import ask, code_in_letter

    SignInCode.objects.all().delete()
    browser, codes = Browser(), []
    for _ in range(letters):
        ask(browser, email)
        codes.append(code_in_letter(email))
    return {name: cookie.value for name, cookie in browser.cookies.items()}, codes


def _at_once(path: str, forms: list[dict[str, str]], cookies: dict[str, str]) -> tuple[int, int]:
    """(answers that signed in, sessions afterwards)."""
    from ours.people.models import Session

    Session.objects.all().delete()
    statuses = _send_at_once(path, [(form, "127.0.0.1") for form in forms], cookies)
    return statuses.count(303), Session.objects.count()


def _send_at_once(path: str, forms: list[tuple[dict[str, str], str]], cookies: dict[str, str]) -> list[int]:
    """Send each form from its network address; the statuses of the answers."""
    from django.db import connection
    from django.test import Client as Browser

    ready, statuses = threading.Barrier(len(forms)), []

    def send(form: dict[str, str], network: str) -> None:
        browser = Browser(REMOTE_ADDR=network)
        for name, value in cookies.items():
            browser.cookies[name] = value
        ready.wait()
        try:
            statuses.append(browser.post(path, form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=one) for one in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(statuses) != len(forms):
        raise RuntimeError("Somebody did not get an answer.")
    return statuses


if __name__ == "__main__":
    {"sending": main, "asking": asking, "careless": careless}[sys.argv[1]](int(sys.argv[2]))
