"""A rendered edition: both parts, headers and images, with its fields still open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.finding import Finding

CLIP = 104_448  # bytes of HTML after which Gmail shows "View entire message"; measured, as no official figure exists


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mailbox: the name people see and the address (addr-spec of RFC 5322, section 3.4)."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A place that is filled per subscriber.

    A value is escaped for the part it goes into, so each part has a token of its own for the same field. Tokens are
    made of letters, digits and underscores, and stand nowhere in the edition's own text.
    """

    name: str  # name, address, unsubscribe or attribute.KEY
    html_token: str
    text_token: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineImage:
    """An image that travels inside the message and is named there as ``cid:``."""

    content_id: str  # without angle brackets
    content_type: str  # image/png, image/jpeg or image/gif
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A rendered edition. ``headers`` are those that don't vary from subscriber to subscriber."""

    subject: str
    preheader: str
    sender: Address
    html: str
    text: str
    language: str
    reply_to: Address | None = None
    headers: tuple[tuple[str, str], ...] = ()
    images: tuple[InlineImage, ...] = ()
    fields: tuple[Field, ...] = ()
    notes: tuple[Finding, ...] = ()  # what rendering has to say of it; no part of the hash

    @property
    def hash(self) -> str:
        """Hex sha256 over all that is mailed; an approval, a campaign and a receipt name the same one."""
        digest = hashlib.sha256()
        for part in self._hashed_parts():
            digest.update(f"{len(part)}:".encode())
            digest.update(part)
        return digest.hexdigest()

    def _hashed_parts(self) -> list[bytes]:
        reply_to = self.reply_to or Address(address="")
        words = [self.subject, self.preheader, self.sender.name, self.sender.address, reply_to.name, reply_to.address]
        words += [self.html, self.text]
        for name, value in self.headers:
            words += [name, value]
        parts = [word.encode() for word in words]
        for image in self.images:
            parts += [image.content_id.encode(), image.content_type.encode(), image.data]
        return parts
