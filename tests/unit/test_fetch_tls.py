"""Fetching over TLS: the certificate must be the name's, though the connection goes to a checked address."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from digest.errors import UnreachableError
from digest.fetch import Network, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer /page, and lead from /down to http."""
        down = self.path == "/down"
        self.send_response(302 if down else 200)
        self.send_header("Location" if down else "Content-Type", "http://news.test/page" if down else "text/html")
        self.end_headers()
        self.wfile.write(b"" if down else b"<p>Open.</p>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _certificate(folder: Path, name: str) -> Path:
    """A file with a key and a self-signed certificate for ``name``."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, text = serialization.Encoding.PEM, serialization.NoEncryption()
    path = folder / "server.pem"
    path.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, text) + certificate.public_bytes(pem))
    return path


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """A server for news.test, and a world that trusts its certificate."""
    path = _certificate(tmp_path_factory.mktemp("tls"), "news.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Network(
        resolver=lambda *_: ["127.0.0.1"],
        allowed=lambda _: True,
        ports={server.server_port, 80},
        seconds=5,
        tls=ssl.create_default_context(cafile=str(path)),
    )
    server.shutdown()
    server.server_close()


def _port(network: Network) -> int:
    return max(network.ports)


def test_the_certificate_is_checked_against_the_name(network: Network) -> None:
    """A page of news.test comes; the same server under another name doesn't."""
    assert fetch(f"https://news.test:{_port(network)}/page", network=network).data == b"<p>Open.</p>"
    with pytest.raises(UnreachableError, match="Hostname mismatch"):
        fetch(f"https://other.test:{_port(network)}/page", network=network)


def test_https_never_leads_to_http(network: Network) -> None:
    """A redirect that gives up encryption is refused."""
    with pytest.raises(UnreachableError, match="from https to http"):
        fetch(f"https://news.test:{_port(network)}/down", network=network)
