"""A real IMAP server (Dovecot) on loopback, and a mail server that delivers into its mailboxes."""

import grp
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PASSWORD = "only-for-tests"
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%u
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
default_vsz_limit = 0
mailbox_idle_check_interval = 1s
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Post(NamedTuple):
    """A running IMAP server: its port, and the folder below which each user has a Maildir."""

    port: int
    mail: Path
    owner: tuple[int, int]  # user and group ids under which the server reads mail

    def url(self, user: str, folder: str = "INBOX") -> str:
        return f"imap://{user.replace('@', '%40')}:{PASSWORD}@127.0.0.1:{self.port}/{folder}"

    def deliver(self, user: str, raw: bytes) -> None:
        """Put a mail into somebody's Maildir as a mail server does: written aside, then moved in at once."""
        home = self.mail / user
        for folder in (home, home / "tmp", home / "new", home / "cur"):
            folder.mkdir(exist_ok=True)
            os.chown(folder, *self.owner)
        name = f"{time.time_ns()}.{secrets.token_hex(4)}.test"
        (home / "tmp" / name).write_bytes(raw)
        os.chown(home / "tmp" / name, *self.owner)
        (home / "tmp" / name).rename(home / "new" / name)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def imap_server() -> Iterator[Post]:
    """Dovecot with everything it needs in a folder of its own, for any user with `PASSWORD`.

    Started by root it changes into its own users, who must get at that folder: pytest's are closed to them.
    """
    assert DOVECOT
    port = free_port()
    mine, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    login, internal, owner = mine, mine, (os.getuid(), os.getgid())
    if os.getuid() == 0:
        login, internal, group = "dovenull", "dovecot", "dovecot"
        owner = pwd.getpwnam("dovecot").pw_uid, grp.getgrnam("dovecot").gr_gid
    home = Path(tempfile.mkdtemp(prefix="ours-imap-"))
    home.chmod(0o755)
    for folder in ("run", "state", "mail"):
        (home / folder).mkdir()
    os.chown(home / "mail", *owner)
    config = home / "dovecot.conf"
    users = {"login": login, "internal": internal, "group": group, "uid": owner[0], "gid": owner[1]}
    config.write_text(CONFIG.format(home=home, port=port, password=PASSWORD, **users))
    server = subprocess.Popen([DOVECOT, "-F", "-c", str(config)])
    try:
        for _try in range(100):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                    if line.recv(100).startswith(b"* OK"):
                        break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError((home / "log").read_text() if (home / "log").exists() else "Dovecot did not start.")
        yield Post(port, home / "mail", owner)
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(home, ignore_errors=True)


class Delivering:
    """What a mail server does with mail for its users: the part behind a plus is for the user before it."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        for address in envelope.rcpt_tos:
            local, _at, domain = address.rpartition("@")
            trace = f"Return-Path: <{envelope.mail_from}>\r\nDelivered-To: {address}\r\n".encode()
            self._post.deliver(f"{local.partition('+')[0]}@{domain}", trace + envelope.content)
        return "250 delivered"


@contextmanager
def mail_server_for(post: Post) -> Iterator[int]:
    """The port of an SMTP server that delivers into the mailboxes of `post`."""
    port = free_port()
    controller = Controller(Delivering(post), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
