"""D4: what goes along with every answer: of each route as everybody, of each refusal, of a running server itself."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client as Browser

from ours import policy
from tests.asking import address, make_world, routes
from tests.browser.house import House, house
from tests.conftest import signed_in_browser
from tests.trust.headers import Answer, faults, smuggled
from tests.trust.programme import size, tell
from tests.trust.running import scripted

FRAMED = {"tray-look", "message-look", "request-look"}
OTHERS = ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"]


def answer_to(browser: Browser, method: str, path: str, **more: object) -> Answer:
    browser.raise_request_exception = False
    keep = transaction.savepoint()
    response = browser.generic(method, path, **more)
    transaction.savepoint_rollback(keep)
    told = [*response.items(), *(("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values())]
    return Answer(f"{method} {path}", response.status_code, told)


@pytest.fixture
def world(cast, settings):
    settings.SMTP_URL, settings.DEMO = "", False
    return make_world(cast)


def test_every_route_as_everybody(world):
    browsers = world.browsers
    asking = list(browsers)[: size(0, len(browsers))] or ["visitor", "letters", "reader", "client"]
    found, counted = [], 0
    for number, (name, parameters) in enumerate(routes()):
        # In short each route is opened by two of them, and asked in other ways by one.
        some = asking if size(0, 1) else ["expert", asking[number % len(asking)]]
        for method in ["GET", "POST", *OTHERS] if size(0, 1) else ["GET", "POST", *OTHERS[number % 15 :][:1]]:
            for who in some if method == "GET" or size(0, 1) else some[1:]:
                if name == "sign-out" and method == "POST":
                    continue
                path = address(name, parameters, world.first.ids, world.keys.get(who))
                answer = answer_to(browsers[who], method, path)
                counted += 1
                framed = name in FRAMED and answer.status == 200
                found += [(answer.asked, who, fault) for fault in faults(answer, framed=framed)]
    tell("D4", answers=counted, missing=len(found))
    assert found == []
    assert counted > 700


def test_every_refusal(cast, monkeypatch):
    expert = signed_in_browser(cast.tom)
    answers = [
        answer_to(expert, "GET", "/nothing/here/"),
        answer_to(expert, "GET", "/", headers={"host": "elsewhere.example"}),
        answer_to(expert, "GET", "/static/ours/nothing.css"),
        answer_to(signed_in_browser(cast.tom, check_forms=True), "POST", "/problems/1/say/"),
        answer_to(expert, "POST", "/problems/new/"),
        answer_to(Browser(), "GET", "/"),
        answer_to(Browser(), "POST", "/me/"),
    ]
    monkeypatch.setattr("ours.people.middleware._note_seen", lambda request: 1 / 0)
    answers.append(answer_to(expert, "GET", "/"))
    assert {answer.status for answer in answers} == {302, 400, 403, 404, 405, 500}
    assert [(answer.asked, fault) for answer in answers for fault in faults(answer)] == []


def test_what_is_missing_is_noticed(cast, monkeypatch):
    usual = dict(policy.always())
    browser = signed_in_browser(cast.tom)
    assert faults(answer_to(browser, "GET", "/")) == []
    # Others Django sends besides.
    for name in "Content-Security-Policy Cross-Origin-Resource-Policy Permissions-Policy Cache-Control".split():
        left = tuple((key, value) for key, value in usual.items() if key != name)
        monkeypatch.setattr(policy, "always", lambda left=left: left)
        assert faults(answer_to(browser, "GET", "/")) != [], name
    lax = Answer("GET /", 200, [*usual.items(), ("Set-Cookie", "ours=1; Path=/; SameSite=Lax")])
    assert [fault for fault in faults(lax) if "cookie" in fault]
    open_policy = {**usual, "Content-Security-Policy": usual["Content-Security-Policy"] + "; style-src 'unsafe-inline'"}
    assert faults(Answer("GET /", 200, list(open_policy.items()))) == ["the policy has {\"'unsafe-inline'\"}"]
    assert len(faults(Answer("GET /", 200, [*usual.items(), ("Server", "x/1.0"), ("Content-Type", "image/png")]))) == 2


class Wire:
    """A client that shows headers as they came, behind what would be the proxy that speaks https."""

    def __init__(self, home: House) -> None:
        self.port = int(home.environment["PORT"])
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        usual = {"Host": "ours.example", "X-Forwarded-Proto": "https", "Origin": "https://ours.example"}
        usual["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            usual["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, usual | {key.replace("_", "-"): value for key, value in headers.items()})
        came = line.getresponse()
        came.read()
        line.close()
        for cookie in came.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(f"{method} {path}", came.status, came.getheaders())


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation whose address is https, with a proxy before it."""
    if connection.vendor != "sqlite":
        pytest.skip("The server is the same above either database.")
    settings = {"OURS_ADDRESS": "https://ours.example", "OURS_BEHIND_PROXY": "1"}
    folder = tmp_path_factory.mktemp("secure")
    scripted({"OURS_DATA": str(folder)}, "tables")
    with house(folder, "--no-demo", "--workers", "1", mail=False, settings=settings) as home:
        home.environment["PORT"] = home.address.rpartition(":")[2]
        yield home


def test_the_server_itself(secure: House) -> None:
    secure.ours("found", "Neon", "Ana Ruiz", "ana@neon.example")
    wire = Wire(secure)
    way = secure.ours("way-in", "ana@neon.example").strip().rpartition("https://ours.example")[2]
    answers = [
        wire.ask("GET", "/sign-in/"),
        wire.ask("POST", "/sign-in/", b"email=nobody@example.org"),
        wire.ask("GET", way),
    ]
    token = f"csrfmiddlewaretoken={wire.cookies['__Host-ours-form']}".encode()
    answers.append(wire.ask("POST", "/sign-in/", token + b"&email=nobody@example.org"))
    answers.append(wire.ask("POST", way, token))
    assert set(wire.cookies) == {"__Host-ours-form", "__Host-ours-asks", "__Host-ours"}
    paths = "/ /firm/ /letters/ /portfolio.csv /nothing/ /problems/1/stream/ /healthz /%ff%00/".split()
    paths.append("/sign-in/?next=/%0d%0aX-Smuggled:%201")
    answers += [wire.ask("GET", path) for path in paths]
    answers += [wire.ask("PUT", "/me/"), wire.ask("GET", "/", Host="elsewhere.example")]
    if size(0, 1):
        answers.append(wire.ask("POST", "/me/", bytes(65 * 2**20)))
    assert {answer.status for answer in answers} == {200, 302, 303, 400, 403, 404, *[413][: size(0, 1)]}
    files = [wire.ask("GET", f"/static/{name}") for name in looks()]
    files += [wire.ask("GET", "/static/ours/css/base.css", If_None_Match=files[0].one("ETag"), Range="bytes=0-9")]
    assert {file.status for file in files[:-1]} == {200}
    found = [(answer.asked, fault) for answer in answers for fault in faults(answer, https=True)]
    found += [(answer.asked, fault) for answer in files for fault in faults(answer, https=True, file=True)]
    tell("D4", answers_of_a_server=len(answers) + len(files), missing=len(found))
    assert found == []
    assert smuggled(answers, "x-smuggled") == []


def test_what_the_server_says_to_noise(secure: House) -> None:
    """What never reaches the application tells nothing about what answers."""
    for noise in (
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", int(secure.environment["PORT"])), timeout=10) as line:
            line.sendall(noise)
            line.settimeout(10)
            told = line.recv(65536).lower()
        assert b"server:" not in told and b"granian" not in told and b"hyper" not in told


def looks() -> list[str]:
    """The names of all files of the pages' looks."""
    return sorted(str(Path(name)) for finder in finders.get_finders() for name, _ in finder.list([]))
