"""A campaign on its way through a real mail server."""

from __future__ import annotations

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
from digest.providers.smtp import SmtpProvider
from digest.settings.model import SmtpSettings
from digest.store import Audience, CampaignContent, Store
from digest.subscriber import SuppressionReason
from tests.contract.smtp_server import SmtpServer
from tests.unit.store_parts import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.message import Message


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
    """Work on it over two connections."""
    settings = SmtpSettings(host="127.0.0.1", port=server.port, security="none", connections=2, timeout=5.0)
    return Sending(
        store=store,
        campaign=number,
        provider=SmtpProvider(settings, {}, lambda data: data),
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
    threading.Timer(1.0, work.stop.set).start()
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
    """At twenty a second, a second's worth has left after a second, not more."""
    number = campaign(store, message, " ".join(f"reader{number}" for number in range(100)))
    work = sending(store, number, smtp_server, rate=20.0)
    threading.Timer(1.5, work.stop.set).start()
    work.run()
    assert 20 <= len(smtp_server.taken) <= 60
    assert store.campaigns.balance(number).states[DeliveryState.PREPARED] == 100 - len(smtp_server.taken)


def test_a_message_with_hostile_names_reaches_the_others(
    store: Store, smtp_server: SmtpServer, message: Message
) -> None:
    """What can't be filled is skipped with the reason, before anything of its group left."""
    token = FieldTokens.choose(["x"]).field("name").html_token
    number = campaign(store, message, f"ann {token}")
    sending(store, number, smtp_server).run()
    assert len(smtp_server.taken) == 2
