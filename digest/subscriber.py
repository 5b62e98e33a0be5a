"""Who gets a digest: subscribers, the lists they joined, how they agreed, and who must not be mailed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_VALUE = 1000  # characters of a name or attribute; what a provider takes in a substitution has limits


class SuppressionReason(StrEnum):
    """Why an address must not be mailed."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    ERASED = "erased"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """How somebody agreed to be mailed. An unconfirmed one asked, and has not yet answered the question back."""

    confirmed: bool
    at: str | None = None  # RFC 3339, UTC; None where nothing says so
    source: str = ""  # the form, file or person it came by
    address: str = ""  # the IP address it came from


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person's address with attributes.

    Two addresses are one person's when their normalised forms, ``key``, are equal: the domain in lower case and IDNA,
    the local part case-folded, dots and plus signs kept. ``address`` is the form that is mailed.
    """

    id: int
    address: str
    key: str
    name: str = ""
    language: str = ""  # BCP 47
    timezone: str = ""  # IANA
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """What fills a message's fields, by their names."""
        attributes = {f"attribute.{key}": value for key, value in self.attributes.items()}
        return attributes | {"name": self.name, "address": self.address}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberList:
    """A named set of subscribers."""

    id: int
    name: str
    subscribers: int
    unconfirmed: int
    suppressed: int  # of its subscribers, those who would be left out of a campaign now
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that must not be mailed: on one list, or on any where ``list`` is None.

    Of an erased person only a keyed hash is left, and ``address`` is empty.
    """

    address: str
    reason: SuppressionReason
    list: str | None
    at: str
    source: str = ""
