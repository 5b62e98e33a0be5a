"""What holds for every provider, whatever it is. A new one joins by a line in ``SIDES``."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.contract.envelopes import envelope
from tests.contract.far_sides import FilesSide, SendGridSide, SmtpSide
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.message import Message
    from digest.providers import Connection
    from tests.contract.far_sides import FarSide, Fate

SIDES: dict[str, Callable[[Path], FarSide]] = {
    "eml": lambda folder: FilesSide(folder, "eml"),
    "maildir": lambda folder: FilesSide(folder, "maildir"),
    "mbox": lambda folder: FilesSide(folder, "mbox"),
    "smtp": lambda _: SmtpSide(pipelining=True),
    "smtp, one command at a time": lambda _: SmtpSide(pipelining=False),
    "sendgrid": lambda _: SendGridSide(),
}


@pytest.fixture(params=SIDES)
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FarSide]:
    """A provider's far side, stopped after the test."""
    with contextlib.closing(SIDES[request.param](tmp_path)) as side:
        yield side


@pytest.fixture
def connection(far: FarSide, message: Message) -> Iterator[Connection]:
    """Connected for the message."""
    with contextlib.closing(far.provider().connect(message)) as connection:
        yield connection


def body(number: int, name: str) -> str:
    """What the reader of that envelope sees."""
    return f"Hello {name}\n.\nLeave: https://example.com/u/{number}\n"


def test_each_gets_a_copy_of_their_own(far: FarSide, connection: Connection, message: Message) -> None:
    """One for each envelope, outcomes in their order, and in a copy nothing of anybody else."""
    people = [envelope(number, f"reader{number}@x.example", f"Reader {number}") for number in range(30)]
    for group in (people[:20], people[20:]):
        outcomes = connection.hand_over(group)
        assert [(one.delivery, one.result) for one in outcomes] == [(one.delivery, "accepted") for one in group]
    copies = sorted(far.taken(message))
    assert copies == sorted((f"reader{number}@x.example", body(number, f"Reader {number}")) for number in range(30))
    assert not connection.broken


@pytest.mark.parametrize("fate", ["rejected", "later", "uncertain"])
def test_what_became_of_each_is_told_truly(far: FarSide, message: Message, fate: Fate) -> None:
    """With a faulty one in its midst: whoever is accepted was taken once, and whoever may be sent to again was not."""
    if fate not in far.fates:
        pytest.skip("does not happen here")
    with contextlib.closing(far.provider().connect(message)) as connection:
        faulty = far.prepare(fate)
        addresses = ["a@x.example", "b@x.example", faulty, "c@x.example"]
        outcomes = connection.hand_over([envelope(number, address) for number, address in enumerate(addresses)])
    taken = [recipient for recipient, _ in far.taken(message)]
    results = dict(zip(addresses, [one.result.value for one in outcomes], strict=True))
    assert [one.delivery for one in outcomes] == [0, 1, 2, 3]
    assert results[faulty] == fate
    for address, result in results.items():
        assert taken.count(address) <= 1
        if result != "uncertain":
            assert (address in taken) == (result == "accepted"), address
    if fate == "rejected":
        assert [address for address, result in results.items() if result == "rejected"] == [faulty]
    assert all(one.words for one in outcomes if one.result != "accepted")


def test_who_cannot_be_mailed_costs_only_themselves(far: FarSide, connection: Connection, message: Message) -> None:
    """An envelope that can't be filled is unfit, at the beginning, in the middle and at the end of a group."""
    people = [envelope(number, f"reader{number}@x.example") for number in range(6)]
    broken = {0, 1, 3, 5}
    for number in broken:
        people[number].values["unsubscribe"] = "javascript:alert(1)"  # type: ignore[index]
    results = [one.result.value for one in connection.hand_over(people)]
    assert results == ["unfit" if number in broken else "accepted" for number in range(6)]
    assert sorted(recipient for recipient, _ in far.taken(message)) == ["reader2@x.example", "reader4@x.example"]


def test_hostile_names_change_nothing_but_their_own_place(
    far: FarSide, connection: Connection, message: Message
) -> None:
    """Markup, header lines, tokens, separators and control characters stay words in the greeting."""
    names = [*(text for text in HOSTILE if len(text) <= 1000), "Ann\r\nBcc: victim@x.example\r\n\r\nbody", "y" * 1000]
    names += [message.fields[1].html_token, message.fields[1].text_token]
    outcomes = connection.hand_over(
        [envelope(number, f"r{number}@x.example", name) for number, name in enumerate(names)]
    )
    assert {one.result.value for one in outcomes} == {"accepted"}
    copies = dict(far.taken(message))
    assert len(copies) == len(names)
    for number in range(len(names)):
        greeting, dot, leave, end = copies[f"r{number}@x.example"].split("\n")
        assert greeting.startswith("Hello ")
        assert (dot, leave, end) == (".", f"Leave: https://example.com/u/{number}", "")


def test_nothing_to_hand_over(connection: Connection) -> None:
    """An empty group has no outcomes."""
    assert connection.hand_over([]) == []


def test_what_a_provider_says_of_itself(far: FarSide, message: Message) -> None:
    """A name, and how much it takes at once; closing twice does no harm."""
    provider = far.provider()
    assert provider.name
    assert provider.connections >= 1
    assert 1 <= provider.group <= 1000
    connection = provider.connect(message)
    connection.close()
    connection.close()
