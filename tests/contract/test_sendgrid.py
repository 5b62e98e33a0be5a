from __future__ import annotations

import dataclasses
import logging
import socket
from typing import TYPE_CHECKING

import pytest

from digest.providers.base import AccountRefusedError
from digest.providers.sendgrid import SendGridConnection, SendGridProvider
from digest.settings.model import SendGridSettings
from tests.contract.envelopes import envelope
from tests.contract.sendgrid_server import KEY, SendGridServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.message import Message


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    server = SendGridServer()
    server.start()
    yield server
    server.stop()


def connect(host: str, message: Message, *, key: str = KEY, sandbox: bool = False) -> SendGridConnection:
    settings = SendGridSettings(host=host, sandbox=sandbox, categories=("briefing",), asm=7)
    return SendGridProvider(settings, {"SENDGRID_API_KEY": key}).connect(message)


def results(connection: SendGridConnection, *addresses: str) -> list[str]:
    envelopes = [envelope(number, address) for number, address in enumerate(addresses)]
    return [outcome.result.value for outcome in connection.hand_over(envelopes)]


def test_the_whole_request(server: SendGridServer, message: Message) -> None:
    """One request has the message once, and for each reader a personalization that nobody else's data stands in."""
    outcomes = connect(server.url, message).hand_over(
        [envelope(1, "ann@x.example", "Ann"), envelope(2, "bo@x.example", "Bo, the <b>bold</b>")]
    )
    name, unsubscribe = message.fields
    assert server.requests == [
        {
            "personalizations": [
                {
                    "to": [{"email": "ann@x.example", "name": "Ann"}],
                    "headers": {"List-Unsubscribe": "<https://example.com/u/1>"},
                    "substitutions": {
                        name.html_token: "Ann",
                        name.text_token: "Ann",
                        unsubscribe.html_token: "https://example.com/u/1",
                        unsubscribe.text_token: "https://example.com/u/1",
                    },
                    "custom_args": {"digest_delivery": "1"},
                },
                {
                    "to": [{"email": "bo@x.example"}],
                    "headers": {"List-Unsubscribe": "<https://example.com/u/2>"},
                    "substitutions": {
                        name.html_token: "Bo, the &lt;b&gt;bold&lt;/b&gt;",
                        name.text_token: "Bo, the <b>bold</b>",
                        unsubscribe.html_token: "https://example.com/u/2",
                        unsubscribe.text_token: "https://example.com/u/2",
                    },
                    "custom_args": {"digest_delivery": "2"},
                },
            ],
            "from": {"email": "news@example.com", "name": "News"},
            "subject": "Hello",
            "content": [
                {"type": "text/plain", "value": message.text},
                {"type": "text/html", "value": message.html},
            ],
            "headers": {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            "categories": ["briefing"],
            "asm": {"group_id": 7},
            "tracking_settings": {
                "click_tracking": {"enable": False, "enable_text": False},
                "open_tracking": {"enable": False},
                "subscription_tracking": {"enable": False},
                "ganalytics": {"enable": False},
            },
            "mail_settings": {"sandbox_mode": {"enable": False}},
        }
    ]
    assert [(outcome.result.value, outcome.provider_id) for outcome in outcomes] == [("accepted", "message-1")] * 2


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (200, "uncertain"),
        (302, "uncertain"),
        (401, "account"),
        (403, "account"),
        (404, "account"),
        (429, "later"),
        (500, "uncertain"),
        (503, "uncertain"),
        ("silent", "uncertain"),
        ("torn", "uncertain"),
        ("slow", "accepted"),
    ],
)
def test_what_an_answer_means(server: SendGridServer, message: Message, answer: int | str, result: str) -> None:
    """Only 202 is accepted; a refusal of the account rejects nobody; what nobody can know is uncertain, for all."""
    server.answers = [answer]
    assert results(connect(server.url, message), "a@x.example", "b@x.example") == [result] * 2
    assert len(server.requests) == 1


def test_a_server_slower_than_the_time_out(
    server: SendGridServer, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was in the request is uncertain, and the request is not repeated."""
    monkeypatch.setattr("digest.providers.sendgrid.TIMEOUT", 0.2)
    server.answers, server.delay = ["slow"], 1.0
    assert results(connect(server.url, message), "a@x.example", "b@x.example") == ["uncertain"] * 2
    assert len(server.requests) == 1


def test_the_sandbox_accepts_with_200(server: SendGridServer, message: Message) -> None:
    """In the sandbox 200 says that the request is valid, and nobody is mailed."""
    assert results(connect(server.url, message, sandbox=True), "a@x.example") == ["accepted"]
    assert server.taken == []


@pytest.mark.parametrize("names_index", [True, False], ids=["named", "not named"])
def test_one_faulty_recipient_costs_only_itself(server: SendGridServer, message: Message, *, names_index: bool) -> None:
    """A 400 took nobody: the faulty one is found by the error's index, or by halving, and the others are taken once."""
    server.refused = {"bad@x.example"}
    server.names_index = names_index
    addresses = ["a@x.example", "bad@x.example", "b@x.example", "c@x.example", "d@x.example"]
    expected = ["accepted", "rejected", "accepted", "accepted", "accepted"]
    assert results(connect(server.url, message), *addresses) == expected
    assert sorted(one["to"][0]["email"] for one in server.taken) == sorted({*addresses} - server.refused)


def test_a_fault_of_the_message_is_nobodys_own(server: SendGridServer, message: Message) -> None:
    """An error about the subject stops everything at the first request, and rejects nobody."""
    faulty = dataclasses.replace(message, subject="")
    assert results(connect(server.url, faulty), "a@x.example", "b@x.example") == ["account"] * 2
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_took_nothing(message: Message) -> None:
    """A refused connection is certain: try again later."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert results(connect(url, message), "a@x.example") == ["later"]


def test_a_token_in_a_name_stays_text(server: SendGridServer, message: Message) -> None:
    """A reader whose name is another field's token doesn't see that field's value."""
    token = message.fields[1].html_token
    connect(server.url, message).hand_over([envelope(1, "a@x.example", f"Eve {token}")])
    value = server.taken[0]["substitutions"][message.fields[0].html_token]
    assert token not in value
    assert value.replace("\u2060", "") == f"Eve {token}"


def test_values_that_pass_the_limit_are_unfit(server: SendGridServer, message: Message) -> None:
    """The API's 10,000 bytes of a personalization are counted before anything goes out."""
    fits, passes = envelope(1, "a@x.example", "x" * 4_800), envelope(2, "b@x.example", "x" * 5_000)
    outcomes = connect(server.url, message).hand_over([fits, passes])
    assert [(one.result.value, one.words) for one in outcomes][1] == ("unfit", "fields too long")
    assert [one["to"][0]["email"] for one in server.taken] == ["a@x.example"]


def test_the_key_is_never_logged(server: SendGridServer, message: Message, caplog: pytest.LogCaptureFixture) -> None:
    """Not even when everything is logged."""
    caplog.set_level(logging.DEBUG)
    results(connect(server.url, message), "a@x.example")
    assert KEY not in caplog.text


def test_without_a_key_it_says_which_variable(message: Message) -> None:
    """The error names the environment variable."""
    with pytest.raises(AccountRefusedError, match="SENDGRID_API_KEY"):
        connect("http://127.0.0.1:9", message, key="")
