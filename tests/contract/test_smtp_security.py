"""Encryption, log-in and internationalised addresses, with real certificates on loopback."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from digest.providers import AccountRefusedError, NotReachedError
from digest.providers.smtp import SmtpProvider
from digest.settings.model import SmtpSettings
from tests.contract.certificates import make_certificates
from tests.contract.envelopes import envelope
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.message import Message

SECURITIES = ["starttls", "tls"]
# aiosmtpd warns of its log-in over TLS from the first byte, which it takes for none.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Files of the authority and of the server."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(params=SECURITIES)
def server(request: pytest.FixtureRequest, certificates: tuple[Path, Path]) -> Iterator[tuple[SmtpServer, str]]:
    """A server that wants encryption, then the password "right"; and the kind of encryption."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates[1])
    encryption: dict[str, Any] = (
        {"ssl_context": context, "auth_require_tls": False}
        if request.param == "tls"
        else {"tls_context": context, "require_starttls": True}
    )
    server = SmtpServer(authenticator=_check, auth_required=True, **encryption)
    server.start()
    yield server, request.param
    server.stop()


def _check(_server: object, _session: object, _envelope: object, _mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data.password == b"right", handled=False)


def provider(server: tuple[SmtpServer, str], password: str = "right") -> SmtpProvider:  # noqa: S107 - of the test
    """What logs in there."""
    found, security = server
    settings: dict[str, Any] = {"security": security, "username": "news", "password_env": "PASSWORD"}
    smtp = SmtpSettings(host="127.0.0.1", port=found.port, timeout=5.0, **settings)
    return SmtpProvider(smtp, {"PASSWORD": password}, lambda data: data)


@pytest.fixture
def trusted(certificates: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is trusted, as the environment says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[0]))


@pytest.mark.usefixtures("trusted")
def test_encrypted_and_logged_in(server: tuple[SmtpServer, str], message: Message) -> None:
    """A certificate of an authority that SSL_CERT_FILE names is trusted, and the messages go through."""
    with contextlib.closing(provider(server).connect(message)) as connection:
        outcomes = connection.hand_over([envelope(number, f"reader{number}@x.example") for number in range(5)])
    assert {one.result.value for one in outcomes} == {"accepted"}
    assert len(server[0].taken) == 5


def test_a_certificate_that_nobody_vouches_for(server: tuple[SmtpServer, str], message: Message) -> None:
    """The connection is given up before the password or a message went out."""
    with pytest.raises(NotReachedError, match="certificate verify failed"):
        provider(server).connect(message)
    assert server[0].taken == []


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password(server: tuple[SmtpServer, str], message: Message) -> None:
    """It is the account's fault, and the error names the variable and never the password."""
    with pytest.raises(AccountRefusedError, match="535") as caught:
        provider(server, "wrong-and-secret").connect(message)
    assert "PASSWORD" in str(caught.value)
    assert "wrong-and-secret" not in str(caught.value)


@pytest.mark.parametrize("takes", [True, False])
def test_internationalised_addresses(message: Message, *, takes: bool) -> None:
    """A server that offers SMTPUTF8 gets them as they are; for another one they are unfit, and the rest goes."""
    server = SmtpServer(enable_SMTPUTF8=takes)
    server.start()
    settings = SmtpSettings(host="127.0.0.1", port=server.port, security="none", timeout=5.0)
    with contextlib.closing(SmtpProvider(settings, {}, lambda data: data).connect(message)) as connection:
        addresses = ["a@x.example", "jürgen@x.example", "用户@xn--fsqu00a.example", "b@x.example"]
        outcomes = connection.hand_over([envelope(number, address) for number, address in enumerate(addresses)])
    server.stop()
    middle = "accepted" if takes else "unfit"
    assert [one.result.value for one in outcomes] == ["accepted", middle, middle, "accepted"]
    assert [recipient for recipient, _ in server.taken] == (addresses if takes else ["a@x.example", "b@x.example"])
