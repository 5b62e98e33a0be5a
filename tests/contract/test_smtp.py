from __future__ import annotations

import contextlib
import email
import email.policy
import re
import socket
from typing import TYPE_CHECKING, TypeAlias

import pytest
from aiosmtpd.smtp import AuthResult

from digest.providers.base import AccountRefusedError, NotReachedError, Result
from digest.providers.smtp import SmtpConnection, SmtpProvider
from digest.settings.model import SmtpSettings
from tests.contract.envelopes import envelope
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.errors import DigestError
    from digest.message import Message


Connect: TypeAlias = "Callable[[SmtpServer, Message], SmtpConnection]"


def provider(port: int, **settings: object) -> SmtpProvider:
    smtp = SmtpSettings(host="127.0.0.1", port=port, security="none", timeout=5.0, **settings)  # type: ignore[arg-type]
    return SmtpProvider(smtp, {"DIGEST_SMTP_PASSWORD": "wrong"}, lambda data: data)


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Connect to a server; closed after the test."""
    with contextlib.ExitStack() as stack:
        yield lambda server, message: stack.enter_context(contextlib.closing(provider(server.port).connect(message)))


@pytest.fixture(params=[True, False], ids=["pipelining", "one at a time"])
def server(request: pytest.FixtureRequest) -> Iterator[SmtpServer]:
    server = SmtpServer(pipelining=request.param)
    server.start()
    yield server
    server.stop()


def test_each_recipient_gets_a_copy_of_their_own(server: SmtpServer, message: Message, connect: Connect) -> None:
    """One connection carries the whole group; each copy has its reader's name, link and address, and nobody else's."""
    connection = connect(server, message)
    envelopes = [envelope(number, f"reader{number}@example.com", f"Reader {number}") for number in range(5)]
    outcomes = connection.hand_over(envelopes)
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 5
    assert server.connections == 1
    for number, (recipient, data) in enumerate(server.taken):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        assert recipient == f"reader{number}@example.com"
        assert mail["List-Unsubscribe"] == f"<https://example.com/u/{number}>"
        body = mail.get_body(("plain",))
        assert body is not None
        text = body.get_content().replace("\r\n", "\n")
        assert text == f"Hello Reader {number}\n.\nLeave: https://example.com/u/{number}\n"


def test_a_refusal_is_its_recipients_alone(server: SmtpServer, message: Message, connect: Connect) -> None:
    """Those refused for now can be tried again, those refused for good are rejected, and the others are taken."""
    names = ["a", "later", "unknown", "full", "spam", "b"]
    connection = connect(server, message)
    outcomes = connection.hand_over([envelope(number, f"{name}@x.example") for number, name in enumerate(names)])
    assert [outcome.result.value for outcome in outcomes] == [
        "accepted",
        "later",
        "rejected",
        "later",
        "rejected",
        "accepted",
    ]
    assert [outcome.about_recipient for outcome in outcomes] == [False, False, True, False, False, False]
    assert [recipient for recipient, _ in server.taken] == ["a@x.example", "b@x.example"]
    assert not connection.broken


def test_only_the_one_whose_answer_is_lost_is_uncertain(server: SmtpServer, message: Message, connect: Connect) -> None:
    """After a connection died at the end of data, those before are known, and those after surely had not left."""
    connection = connect(server, message)
    outcomes = connection.hand_over(
        [envelope(number, address) for number, address in enumerate(["a@x.example", "silent@x.example", "b@x.example"])]
    )
    assert [outcome.result.value for outcome in outcomes] == ["accepted", "uncertain", "untried"]
    assert connection.broken
    assert [recipient for recipient, _ in server.taken] == ["a@x.example", "silent@x.example"]


def test_a_refused_sender_is_nobody_elses_fault(message: Message, connect: Connect) -> None:
    """A 5yz to MAIL is about the account."""
    server = SmtpServer(sender_reply="550 5.7.1 Sender not allowed")
    server.start()
    connection = connect(server, message)
    outcomes = connection.hand_over([envelope(1, "a@x.example"), envelope(2, "b@x.example")])
    server.stop()
    assert [outcome.result.value for outcome in outcomes] == ["account", "account"]
    assert server.taken == []


def test_a_server_that_is_not_there(message: Message) -> None:
    """Connection refused names the server and the settings to look at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotReachedError, match=f"127.0.0.1:{port}"):
        provider(port).connect(message)


@pytest.mark.parametrize(
    ("reply", "error"),
    [("535 5.7.8 Authentication credentials invalid", AccountRefusedError), ("454 4.7.0 Try later", NotReachedError)],
)
def test_a_log_in_that_the_server_refuses(message: Message, reply: str, error: type[DigestError]) -> None:
    """Refused for good is for the settings to mend, refused for now for a later try; the server's words are told."""
    refused = AuthResult(success=False, handled=False, message=reply)
    server = SmtpServer(auth_require_tls=False, authenticator=lambda *_: refused)
    server.start()
    with pytest.raises(error, match=re.escape(reply)) as caught:
        provider(server.port, username="news").connect(message)
    server.stop()
    assert ("DIGEST_SMTP_PASSWORD" in (caught.value.remedy or "")) is (error is AccountRefusedError)


def test_a_server_that_knows_no_log_in(server: SmtpServer, message: Message) -> None:
    """The setting to look at is the security, since many servers offer log-in only under TLS."""
    with pytest.raises(NotReachedError, match="can't log us in") as caught:
        provider(server.port, username="news").connect(message)
    assert "provider.smtp.security" in (caught.value.remedy or "")
