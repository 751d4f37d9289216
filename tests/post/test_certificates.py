"""Mail servers are asked whose certificate they have before they are told a password."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.mail import get_connection

from ours.post import sending
from ours.post.fetching import fetch, place_of
from ours.post.models import Letter
from tests.post.test_sending import letter_to


@pytest.fixture(scope="module")
def anybodys(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody vouches for."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file: Path = tmp_path_factory.mktemp("certificate") / "both.pem"
    kind = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def server(context: ssl.SSLContext, *plainly: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says these lines, one after each line it hears, then goes over to TLS; its port, and what it heard.

    `{tag}` in a line is the first word of what it heard last.
    """
    heard: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError, IndexError):  # whoever asked has gone
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(10)
                for number, line in enumerate(plainly):
                    tag = connection.recv(1000).split()[0] if number else b""
                    connection.sendall(line.replace(b"{tag}", tag))
                with context.wrap_socket(connection, server_side=True) as safe:
                    safe.sendall(b"* OK ready\r\n")
                    heard.append(safe.recv(1000))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1], heard
    finally:
        listening.close()
        thread.join(10)


@pytest.mark.parametrize(
    ("way", "plainly"),
    [
        ("imap+ssl", ()),
        (
            "imap+tls",
            (
                b"* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n",
                b"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK done\r\n",
                b"{tag} OK done\r\n",
            ),
        ),
    ],
)
def test_no_mailbox_is_opened_at_a_server_that_nobody_vouches_for(db, anybodys, way, plainly):
    with server(anybodys, *plainly) as (port, heard), pytest.raises(ssl.SSLCertVerificationError):
        fetch(place_of(f"{way}://help:secret@localhost:{port}/INBOX"), lambda raw, along: None, at=datetime.now(UTC))
    assert heard == []


@pytest.mark.parametrize("way", ["tls", "ssl"])
def test_no_letter_is_handed_to_a_server_that_nobody_vouches_for(cast, settings, anybodys, way):
    settings.SMTP_URL = "set"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = way == "tls", way == "ssl"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "help", "secret"
    letter = letter_to(cast.bea)
    plainly = (b"220 hello\r\n", b"250-hello\r\n250 STARTTLS\r\n", b"220 go on\r\n") if way == "tls" else ()
    with server(anybodys, *plainly) as (port, heard):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", port
        assert not sending.send(letter, letter.at)
    letter.refresh_from_db()
    assert (letter.state, heard) == (Letter.State.WAITING, [])
    assert "certificate verify failed" in letter.error
    assert get_connection().ssl_context.minimum_version >= ssl.TLSVersion.TLSv1_2
