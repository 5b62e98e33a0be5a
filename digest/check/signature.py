"""A DKIM signature, where the message has one already: whom it speaks for, and what it covers.

Whether it verifies is for the receiver to say; most messages are signed after the check.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

_COVERED = ("from", "list-unsubscribe", "list-unsubscribe-post")

UNALIGNED = Rule(
    id="dkim-unaligned",
    severity=Severity.WARNING,
    about="A DKIM signature is of the domain that From names, or of one above or below it.",
    why="Gmail, Yahoo and Outlook.com ask bulk senders for one that is (DMARC).",
    remedy="Sign with a key of From's domain: [provider.smtp] dkim_domain, or the provider's own setting.",
    source="https://www.rfc-editor.org/rfc/rfc7489#section-3.1",
)
UNCOVERED = Rule(
    id="dkim-uncovered",
    severity=Severity.WARNING,
    about="A DKIM signature covers From, List-Unsubscribe and List-Unsubscribe-Post.",
    why="Programs show no button for one click that anybody on the way could have put in.",
    remedy="Let the signer cover these headers.",
    source="https://www.rfc-editor.org/rfc/rfc8058#section-4",
)


def check_signature(context: Context) -> Iterator[Finding]:
    """Hold the message's signatures, if it has any, to its sender and its link to leave."""
    message = context.message
    signatures = [_tags(header.raw) for header in message.headers if header.name.lower() == "dkim-signature"]
    if not signatures:
        return
    where = "header DKIM-Signature"
    domain = next((sender.address.rpartition("@")[2].lower() for sender in message.addresses("From")), "")
    aligned = [tags for tags in signatures if _is_kin(tags.get("d", "").lower(), domain)]
    if not aligned:
        domains = ", ".join(tags.get("d", "nobody") for tags in signatures)
        yield UNALIGNED.finding(f"The message is signed by {domains}, and From is at {domain}.", where=where)
        return
    present = [name for name in _COVERED if message.values(name)]
    covered = set.union(*(_names(tags.get("h", "")) for tags in aligned))
    if left := [name for name in present if name not in covered]:
        yield UNCOVERED.finding(f"The signature doesn't cover {', '.join(left)}.", where=where)


def _tags(value: str) -> dict[str, str]:
    """The tags of a signature (RFC 6376, section 3.2)."""
    pairs = (tag.partition("=") for tag in value.split(";"))
    return {name.strip(): re.sub(r"\s", "", text) for name, _, text in pairs}


def _names(headers: str) -> set[str]:
    return {name.lower() for name in headers.split(":")}


def _is_kin(one: str, other: str) -> bool:
    """Whether one domain is the other or stands above or below it."""
    return bool(one and other) and (f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}"))


FAMILY = Family(name="signature", rules=(UNALIGNED, UNCOVERED), check=check_signature)
