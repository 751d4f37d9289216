"""Files that come along: kept whole, handed out so that nothing in them runs (`trust.md` D5)."""

import base64
import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ours.listen.intake_acts import keep_request, say
from ours.listen.intake_files import File
from ours.listen.models import Attachment, Message
from ours.post.models import InboundMail
from tests.cast import DAY

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def upload(name: str, data: bytes, content_type: str = "text/plain") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type=content_type)


def test_files_go_along_with_a_request_and_a_message(cast, browser):
    bea = browser(cast.bea)
    files = [upload("seats.csv", b"June,41\n", "text/csv"), upload("../../plan.pdf", b"%PDF-1.7", "application/pdf")]
    bea.post("/problems/new/kept/", {"words": "Our numbers.", "attached": files, "once": "k1"})
    problem = cast.yoga.problems.get()
    bea.post(f"/problems/{problem.pk}/messages/said/", {"words": "A photo.", "attached": [upload("a.png", b"PNG")]})

    kept = [(one.filename, one.content_type, one.size, bytes(one.data)) for one in Attachment.objects.order_by("pk")]
    assert kept == [
        ("seats.csv", "text/csv", 8, b"June,41\n"),
        ("plan.pdf", "application/pdf", 8, b"%PDF-1.7"),
        ("a.png", "text/plain", 3, b"PNG"),
    ]
    page = browser(cast.tom).get(f"/problems/{problem.pk}/requests/{problem.requests.get().pk}/").content.decode()
    assert [name in page for name in ("seats.csv", "plan.pdf", "a.png")] == [True, True, False]


@pytest.mark.parametrize(
    ("content_type", "handed_out_as"),
    [
        ("text/csv", "text/csv"),
        ("image/png", "image/png"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("text/plain; charset=utf-7", "application/octet-stream"),
        ("application/javascript", "application/octet-stream"),
    ],
)
def test_a_file_is_saved_and_never_shown_in_place(cast, browser, content_type, handed_out_as):
    problem = cast.problem()
    say(problem, "Look.", by=cast.bea, at=DAY, files=[File('Grüße "1".html', content_type, b"<script>1</script>")])
    address = f"/problems/{problem.pk}/attachments/{Attachment.objects.get().pk}/"
    answer = browser(cast.tom).get(address)
    assert (answer.status_code, answer.content) == (200, b"<script>1</script>")
    assert answer["Content-Type"] == handed_out_as
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe%20%221%22.html"
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", POLICY)


def test_files_of_other_tables_are_not_here(cast, browser):
    one, other = cast.problem("One."), cast.problem("Other.", engagement=cast.orders, by=cast.maja)
    say(other, "Secret.", by=cast.maja, at=DAY, files=[File("plan.txt", "text/plain", b"x")])
    file = Attachment.objects.get()
    assert browser(cast.bea).get(f"/problems/{one.pk}/attachments/{file.pk}/").status_code == 404
    assert browser(cast.bea).get(f"/problems/{other.pk}/attachments/{file.pk}/").status_code == 404
    assert browser(cast.ana).get(f"/problems/{one.pk}/attachments/{file.pk}/").status_code == 404
    assert browser(cast.ana).get(f"/problems/{other.pk}/attachments/{file.pk}/").status_code == 200


def test_at_most_ten_files(cast, browser):
    problem = cast.problem()
    answer = browser(cast.bea).post(
        f"/problems/{problem.pk}/messages/said/",
        {"words": "All of them.", "attached": [upload(f"{number}.txt", b"x") for number in range(11)], "once": "k1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "At most 10 files go along at once." in page and "All of them.</textarea>" in page
    assert not Message.objects.exists()


def test_at_most_25_megabytes(cast, browser):
    problem = cast.problem()
    answer = browser(cast.bea).post(
        f"/problems/{problem.pk}/messages/said/",
        {"words": "The film.", "attached": [upload("a.mp4", b"x" * 13_000_000), upload("b.mp4", b"x" * 13_000_000)]},
    )
    assert answer.status_code == 422
    assert "go along at once. Send the rest after it." in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_type_that_is_none_is_bytes(cast, browser):
    problem = cast.problem()
    files = [upload("a", b"x", "no type at all")]
    browser(cast.bea).post(f"/problems/{problem.pk}/messages/said/", {"words": "Look.", "attached": files})
    assert Attachment.objects.get().content_type == "application/octet-stream"


def test_a_mail_as_it_looked_runs_nothing(cast, browser):
    mail = InboundMail.objects.create(
        raw=b"x", digest="x", at=DAY, firm=cast.neon, state="placed", from_address="bea@example.org"
    )
    html = '<p>Three <b>posts</b>. <a href="https://yoga.example/">Us</a></p>'
    problem = keep_request(
        cast.growth,
        "Three posts.",
        asked_by=cast.bea,
        asked_at=DAY,
        channel="mail",
        by=cast.bea,
        at=DAY,
        html=html,
        mail=mail.pk,
    )
    address = f"/problems/{problem.pk}/requests/{problem.requests.get().pk}/"
    assert (
        f'<iframe class="look" src="{address}look/" title="The mail as it looked" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    ) in browser(cast.bea).get(address).content.decode()
    answer = browser(cast.bea).get(f"{address}look/")
    assert html in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    (style,) = re.findall(r"<style>(.*?)</style>", answer.content.decode(), re.DOTALL)
    told = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{told}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    assert browser(cast.imani).get(f"{address}look/").status_code == 404


def test_without_a_look_of_its_own_there_is_none(cast, browser):
    problem = keep_request(cast.growth, "Posts.", asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
    address = f"/problems/{problem.pk}/requests/{problem.requests.get().pk}/"
    assert browser(cast.bea).get(f"{address}look/").status_code == 404
    assert "As it looked" not in browser(cast.bea).get(address).content.decode()
