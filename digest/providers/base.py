"""The seam to whatever takes messages.

A provider connects for one message; a connection is handed groups of envelopes and says for each what became of it.
What a provider can't say for sure is *uncertain*: the caller never sends that one again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from digest.errors import MessageError, RefusedError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.message import Message
    from digest.mime import CompiledMessage, Stamp


class Result(StrEnum):
    """What became of one envelope."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"  # refused for good, because of this recipient or message
    LATER = "later"  # refused for now, and surely not taken
    UNFIT = "unfit"  # it can't be made for this recipient or taken by this provider, and nothing left
    UNTRIED = "untried"  # its turn didn't come: the connection broke before
    ACCOUNT = "account"  # refused because of us (account, sender, quota), whoever the recipient is; not taken
    UNCERTAIN = "uncertain"  # it went out, and no answer came that can be understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One subscriber's copy: whom it goes to, and what fills its fields."""

    delivery: int
    address: str
    stamp: Stamp
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # field name -> value, not escaped
    arguments: Mapping[str, str] = field(default_factory=dict)  # what the provider's events give back; no personal data


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a delivery. ``words`` are the provider's own, ``wait`` the seconds it asks for."""

    delivery: int
    result: Result
    words: str = ""
    provider_id: str | None = None
    about_recipient: bool = False  # a refusal that the recipient's address caused, as SMTP's 5.1.x and 5.2.x say
    wait: float | None = None


class AccountRefusedError(RefusedError):
    """The provider refuses the account, the sender or the quota."""


class NotReachedError(UnreachableError):
    """The provider could not be reached."""


def unfillable(compiled: CompiledMessage, envelope: Envelope) -> str | None:
    """Why a message can't be filled for this envelope; None where it can."""
    try:
        compiled.fill(envelope.values, envelope.stamp)
    except MessageError as error:
        return error.message
    return None


def unfit(envelope: Envelope, words: str) -> Outcome:
    """The outcome of an envelope that can't be handed over at all."""
    return Outcome(delivery=envelope.delivery, result=Result.UNFIT, words=words)


def untried(envelope: Envelope, words: str) -> Outcome:
    """The outcome of an envelope whose turn didn't come."""
    return Outcome(delivery=envelope.delivery, result=Result.UNTRIED, words=words)


class Connection(Protocol):
    """An open way to a provider, for one message and one thread."""

    @property
    def broken(self) -> bool:
        """Whether nothing more can go through it: connect again."""

    def hand_over(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Hand over a group, and return one outcome for each envelope, in order. Never raises.

        What is known of one envelope is never lost to a later one's failure.
        """

    def close(self) -> None:
        """Say good-bye. Never raises."""


class Provider(Protocol):
    """What takes messages."""

    name: str
    connections: int  # how many may be open at once
    group: int  # how many envelopes one hand-over takes at most
    ahead: bool  # whether the next group is committed as leaving while one is on its way: twice as many in doubt then

    def connect(self, message: Message) -> Connection:
        """Open a connection.

        Raises:
            AccountRefusedError: the provider refuses us, whoever the recipient is.
            NotReachedError: it can't be reached now; nothing went out.
        """
