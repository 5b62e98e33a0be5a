"""Mail servers that are slow, close early, or say unexpected things."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest

from digest.providers import NotReachedError
from digest.providers.smtp import SmtpProvider
from digest.settings.model import SmtpSettings
from tests.contract.envelopes import envelope
from tests.contract.plain_smtp_server import PlainSmtpServer

if TYPE_CHECKING:
    from digest.message import Message
    from digest.providers import Outcome


def hand_over(server: PlainSmtpServer, message: Message, number: int = 3) -> tuple[list[Outcome], bool]:
    """Hand over a few; the outcomes, and whether the connection is broken then."""
    settings = SmtpSettings(host="127.0.0.1", port=server.port, security="none", timeout=1.0)
    provider = SmtpProvider(settings, {}, lambda data: data)
    people = [envelope(index, f"reader{index}@x.example") for index in range(number)]
    with contextlib.closing(server), contextlib.closing(provider.connect(message)) as connection:
        return connection.hand_over(people), connection.broken


@pytest.mark.parametrize(
    ("replies", "results"),
    [
        ({"end": ""}, ["uncertain", "untried", "untried"]),
        ({"end": "what?"}, ["uncertain", "untried", "untried"]),
        ({"end": "421 4.3.2 Going down"}, ["later", "untried", "untried"]),
        ({"end": "451 4.3.0 Try again"}, ["later", "later", "later"]),
        ({"end": "552 5.2.2 Mailbox full"}, ["rejected", "rejected", "rejected"]),
        ({"MAIL": ""}, ["later", "untried", "untried"]),
        ({"MAIL": "421 4.3.2 Going down"}, ["later", "later", "later"]),
        ({"MAIL": "451 4.7.1 Slow down"}, ["later", "later", "later"]),
        ({"RCPT": "550 5.1.1 No such user"}, ["rejected", "rejected", "rejected"]),
        ({"RCPT": "550-5.1.1 No such\r\n550 5.1.1 user"}, ["rejected", "rejected", "rejected"]),
        ({"DATA": "451 4.3.0 Not now", "RCPT": "250 OK"}, ["later", "later", "later"]),
        ({"DATA": ""}, ["later", "untried", "untried"]),
        ({"RCPT": "nonsense"}, ["later", "untried", "untried"]),
    ],
)
def test_what_a_servers_words_mean(message: Message, replies: dict[str, str], results: list[str]) -> None:
    """Only a missing or torn reply to the end of data leaves anybody uncertain, and only that one."""
    server = PlainSmtpServer(replies=replies)
    outcomes, broken = hand_over(server, message)
    assert [one.result.value for one in outcomes] == results
    assert broken == ("untried" in results)
    assert all(one.words for one in outcomes)


def test_a_server_that_stops_talking_and_still_reads(message: Message) -> None:
    """Half closed after its go-ahead: the first may have been taken, the others surely not."""
    outcomes, broken = hand_over(PlainSmtpServer(half_close="DATA"), message)
    assert [one.result.value for one in outcomes] == ["uncertain", "untried", "untried"]
    assert broken


def test_a_server_slower_than_the_timeout(message: Message) -> None:
    """Who waited in vain is uncertain; nobody waits for the others too."""
    began = time.monotonic()
    outcomes, _ = hand_over(PlainSmtpServer(delay=3.0), message)
    assert [one.result.value for one in outcomes] == ["uncertain", "untried", "untried"]
    assert time.monotonic() - began < 3.0


def test_a_server_that_takes_few_over_one_connection(message: Message) -> None:
    """Its 421 comes in place of the next message, which is tried again over another connection."""
    outcomes, broken = hand_over(PlainSmtpServer(most=2), message, 4)
    assert [one.result.value for one in outcomes] == ["accepted", "accepted", "later", "untried"]
    assert broken


def test_a_refused_recipient_between_others(message: Message) -> None:
    """The go-ahead that a server gives although it refused everybody is answered with an empty message for nobody."""
    server = PlainSmtpServer(replies={"RCPT": "550 5.1.1 No such user"})
    hand_over(server, message)
    assert set(server.taken) == {b""}


@pytest.mark.parametrize("greeting", ["", "421 4.3.2 Too busy", "554 5.7.1 Go away", "hello"])
def test_a_server_that_does_not_let_us_in(message: Message, greeting: str) -> None:
    """It was not reached, and nobody is in doubt; the error says where and what to look at."""
    server = PlainSmtpServer(replies={"greeting": greeting})
    with pytest.raises(NotReachedError, match=rf"127\.0\.0\.1:{server.port}"):
        hand_over(server, message)


def test_a_server_without_the_encryption_that_the_settings_ask_for(message: Message) -> None:
    """It is never talked to in the clear instead."""
    server = PlainSmtpServer()
    settings = SmtpSettings(host="127.0.0.1", port=server.port, security="starttls", timeout=1.0)
    with contextlib.closing(server), pytest.raises(NotReachedError, match="STARTTLS"):
        SmtpProvider(settings, {}, lambda data: data).connect(message)
    assert server.taken == []
