"""A campaign on its way through a real mail server."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from digest.campaign import Balance, CampaignState, DeliveryState
from digest.deliver.envelopes import Envelopes
from digest.deliver.links import LinkKeys
from digest.deliver.sending import Sending
from digest.mime import FieldTokens
from digest.providers import AccountRefusedError
from digest.providers.sendgrid import SendGridProvider
from digest.providers.smtp import SmtpProvider
from digest.settings.model import SendGridSettings, SmtpSettings
from digest.store import Audience, CampaignContent, Store
from digest.subscriber import SuppressionReason
from tests.contract.sendgrid_server import KEY, SendGridServer
from tests.contract.smtp_server import SmtpServer
from tests.unit.store_parts import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.message import Message
    from digest.providers import Provider


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "digest.db") as store:
        yield store


def campaign(store: Store, message: Message, names: str) -> int:
    """A campaign to these people."""
    people(store, names)
    content = CampaignContent(edition="e", title="t", path="p", content="c", message=message)
    return store.audiences.start(content, Audience(lists=("readers",))).id


def sending(store: Store, number: int, server: SmtpServer, *, rate: float | None = None) -> Sending:
    """Work on it over two connections to a mail server."""
    settings = SmtpSettings(host="127.0.0.1", port=server.port, security="none", connections=2, timeout=5.0)
    return through(store, number, SmtpProvider(settings, {}, lambda data: data), rate=rate)


def through(store: Store, number: int, provider: Provider, *, rate: float | None = None) -> Sending:
    """Work on it through a provider."""
    return Sending(
        store=store,
        campaign=number,
        provider=provider,
        envelopes=Envelopes(
            message=store.campaigns.content(number).message,
            keys=LinkKeys.throwaway(),
            base_url="https://news.example.com",
            store=store.id,
            list=1,
        ),
        rate=rate,
        lease=10.0,
    )


def states(balance: Balance) -> dict[DeliveryState, int]:
    """Where deliveries stand, less the states that nobody is in."""
    return {state: number for state, number in balance.states.items() if number}


def test_everybody_gets_one(store: Store, smtp_server: SmtpServer, message: Message) -> None:
    """Three hundred people over two connections: a copy each, and the campaign is through."""
    names = [f"reader{number}" for number in range(300)]
    number = campaign(store, message, " ".join(names))
    told: list[int] = []
    work = sending(store, number, smtp_server)
    work.progress = told.append
    work.run()
    assert Counter(recipient for recipient, _ in smtp_server.taken) == Counter(f"{name}@example.com" for name in names)
    assert store.campaigns.get(number).state is CampaignState.FINISHED
    assert states(store.campaigns.balance(number)) == {DeliveryState.ACCEPTED: 300}
    assert sum(told) == 300


def test_each_ends_where_the_server_put_it(store: Store, smtp_server: SmtpServer, message: Message) -> None:
    """A refusal for good is its person's, a lost answer is uncertain, and who was refused for now is tried again."""
    number = campaign(store, message, "ann unknown silent later")
    work = sending(store, number, smtp_server)
    settled = iter(range(1, 100))

    def stop_when_all_were_tried(done: int) -> None:
        """Four have an outcome, and whoever came after the lost answer another one."""
        if any(next(settled) >= 5 for _ in range(done)):
            work.stop.set()

    work.progress = stop_when_all_were_tried
    work.run()
    balance = states(store.campaigns.balance(number))
    assert balance == {
        DeliveryState.ACCEPTED: 1,
        DeliveryState.REJECTED: 1,
        DeliveryState.UNCERTAIN: 1,
        DeliveryState.PREPARED: 1,
    }
    assert store.campaigns.get(number).state is CampaignState.SENDING
    assert [delivery.reason for delivery in store.campaigns.deliveries(number, state=DeliveryState.REJECTED)] == [
        "550 5.1.1 No such user"
    ]


def test_who_leaves_meanwhile_is_not_mailed(store: Store, smtp_server: SmtpServer, message: Message) -> None:
    """A suppression between the freezing and the claim counts."""
    number = campaign(store, message, "ann bo")
    store.suppressions.add("bo@example.com", SuppressionReason.UNSUBSCRIBED, address="bo@example.com")
    sending(store, number, smtp_server).run()
    assert [recipient for recipient, _ in smtp_server.taken] == ["ann@example.com"]


def test_a_refused_sender_pauses_the_campaign(store: Store, message: Message) -> None:
    """Nobody is rejected for it; the campaign says why, and goes on when it was put right."""
    number = campaign(store, message, "ann bo")
    server = SmtpServer(sender_reply="550 5.7.1 Sender not allowed")
    server.start()
    with pytest.raises(AccountRefusedError, match="Sender not allowed"):
        sending(store, number, server).run()
    paused = store.campaigns.get(number)
    assert paused.state is CampaignState.PAUSED
    assert "Sender not allowed" in paused.reason
    assert states(store.campaigns.balance(number)) == {DeliveryState.PREPARED: 2}
    server.sender_reply = "250 OK"
    store.campaigns.resume(number)
    sending(store, number, server).run()
    server.stop()
    assert len(server.taken) == 2


def test_the_rate_is_kept(store: Store, smtp_server: SmtpServer, message: Message) -> None:
    """At twenty a second, no more than two seconds' worth and one group have left after a second and a half."""
    number = campaign(store, message, " ".join(f"reader{number}" for number in range(100)))
    work = sending(store, number, smtp_server, rate=20.0)
    threading.Timer(1.5, work.stop.set).start()
    work.run()
    assert 0 < len(smtp_server.taken) <= 60
    assert store.campaigns.balance(number).states[DeliveryState.PREPARED] == 100 - len(smtp_server.taken)


def test_an_address_that_looks_like_a_field_is_an_address(
    store: Store, smtp_server: SmtpServer, message: Message
) -> None:
    """What stands for a field in a message is not looked for in what people are called."""
    token = FieldTokens.choose(["x"]).field("name").html_token
    number = campaign(store, message, f"ann {token}")
    sending(store, number, smtp_server).run()
    assert {recipient for recipient, _ in smtp_server.taken} == {"ann@example.com", f"{token}@example.com"}


@pytest.fixture
def sendgrid() -> Iterator[SendGridServer]:
    """SendGrid's API."""
    server = SendGridServer()
    server.start()
    yield server
    server.stop()


def by_sendgrid(server: SendGridServer, batch: int = 2) -> SendGridProvider:
    """Through the API, so many in a request."""
    return SendGridProvider(SendGridSettings(host=server.url, batch=batch), {"SENDGRID_API_KEY": KEY})


@pytest.mark.parametrize("answer", [401, 403, 404])
def test_a_refused_account_rejects_nobody(
    store: Store, sendgrid: SendGridServer, message: Message, answer: int
) -> None:
    """The campaign pauses with the provider's words; resumed, it reaches everybody, each once."""
    number = campaign(store, message, "ann bo cy di")
    sendgrid.answers = [None, answer]
    with pytest.raises(AccountRefusedError, match=str(answer)):
        through(store, number, by_sendgrid(sendgrid)).run()
    assert store.campaigns.get(number).state is CampaignState.PAUSED
    assert str(answer) in store.campaigns.get(number).reason
    assert states(store.campaigns.balance(number)) == {DeliveryState.ACCEPTED: 2, DeliveryState.PREPARED: 2}
    store.campaigns.resume(number)
    through(store, number, by_sendgrid(sendgrid)).run()
    assert Counter(one["to"][0]["email"] for one in sendgrid.taken) == Counter(
        f"{name}@example.com" for name in ("ann", "bo", "cy", "di")
    )


@pytest.mark.parametrize("answer", [500, 503, "silent", "torn"])
def test_a_lost_answer_is_never_sent_again(
    store: Store, sendgrid: SendGridServer, message: Message, answer: int | str
) -> None:
    """The two of that request are named; the campaign goes on with the others and ends."""
    number = campaign(store, message, "ann bo cy di")
    sendgrid.answers = [answer]
    through(store, number, by_sendgrid(sendgrid)).run()
    assert store.campaigns.get(number).state is CampaignState.FINISHED
    assert states(store.campaigns.balance(number)) == {DeliveryState.ACCEPTED: 2, DeliveryState.UNCERTAIN: 2}
    doubtful = list(store.campaigns.deliveries(number, state=DeliveryState.UNCERTAIN))
    assert all(one.reason for one in doubtful)
    assert len(sendgrid.requests) == 2


def test_too_many_requests_and_too_large_ones_cost_nobody(
    store: Store, sendgrid: SendGridServer, message: Message
) -> None:
    """A 429 is waited out and a 413 split; everybody gets one."""
    number = campaign(store, message, " ".join(f"reader{number}" for number in range(8)))
    sendgrid.answers = [429, 413]
    through(store, number, by_sendgrid(sendgrid, batch=4)).run()
    assert states(store.campaigns.balance(number)) == {DeliveryState.ACCEPTED: 8}
    assert len({one["to"][0]["email"] for one in sendgrid.taken}) == len(sendgrid.taken) == 8


def test_the_same_words_twenty_times_are_not_the_recipients_fault(
    store: Store, sendgrid: SendGridServer, message: Message
) -> None:
    """Told of each of thirty that they are at fault, the campaign pauses at the twentieth, and rejects none of them."""
    number = campaign(store, message, " ".join(f"reader{number:02}" for number in range(30)))
    sendgrid.refused = {f"reader{number:02}@example.com" for number in range(30)}
    through(store, number, by_sendgrid(sendgrid, batch=5)).run()
    paused = store.campaigns.get(number)
    assert paused.state is CampaignState.PAUSED
    assert "valid address" in paused.reason
    assert "@" not in paused.reason
    assert states(store.campaigns.balance(number)) == {DeliveryState.PREPARED: 30}


def test_logs_name_nobody(
    store: Store, smtp_server: SmtpServer, message: Message, caplog: pytest.LogCaptureFixture
) -> None:
    """Not an address, whatever happens to it."""
    caplog.set_level(logging.DEBUG, logger="digest")
    number = campaign(store, message, "ann unknown silent spam")
    sending(store, number, smtp_server).run()
    assert "@example.com" not in caplog.text
