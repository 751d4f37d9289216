"""`ours tend`: one round of everything that the worker does, and a failure in one part stops no other."""

from click.testing import CliRunner
from django.utils import timezone

from ours.cli.tend import command
from ours.listen import acts
from ours.post.models import Letter
from tests.post.imap import free_port


def test_one_round_writes_and_keeps_the_letters_that_are_due(cast, settings):
    settings.SMTP_URL, settings.IMAP_URLS = "", []
    problem = cast.problem(at=timezone.now())
    acts.ask(problem, "What would it change?", by=cast.tom, at=timezone.now(), asked_of=cast.bea, send=True)
    done = CliRunner().invoke(command)
    assert done.exit_code == 0
    assert "bundle_due: 1\nsend_due: 1\n" in done.output
    assert [letter.state for letter in Letter.objects.filter(person=cast.bea.person)] == ["kept"]


def test_a_mailbox_that_cannot_be_read_is_told_and_letters_go_out_all_the_same(cast, settings):
    settings.SMTP_URL, settings.IMAP_URLS = "", [f"imap://a:b@127.0.0.1:{free_port()}/INBOX"]
    problem = cast.problem(at=timezone.now())
    acts.ask(problem, "What would it change?", by=cast.tom, at=timezone.now(), asked_of=cast.bea, send=True)
    done = CliRunner().invoke(command)
    assert done.exit_code == 1
    assert "look_into_mailboxes: [Errno 111] Connection refused" in done.output + getattr(done, "stderr", "")
    assert "send_due: 1" in done.output
