"""A mailbox as digest.toml writes it: "Name <address>", or the address alone."""

from __future__ import annotations

import re

from digest.message import Address

_MAILBOX = re.compile(r"(?:(?P<name>[^<>]*?)\s*<(?P<angle>[^<>]+)>|(?P<bare>[^<>]+))")
_ADDRESS = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@[^\s@\"(),:;<>\[\]\\]{1,253}")


def parse_mailbox(text: str) -> Address:
    """The mailbox that ``text`` names; quotation marks around the name are taken off.

    Raises ValueError where there is none. Takes what RFC 5322, section 3.4, calls a mailbox, less comments, routes and
    quoted local parts, and letters of any script (RFC 6532).
    """
    match = _MAILBOX.fullmatch(text.strip())
    address = (match["angle"] or match["bare"]).strip() if match else ""
    if not match or not text.isprintable() or not _is_address(address):
        raise ValueError('is no mailbox, such as "The Daily <news@example.com>"')
    return Address(address=address, name=_unquoted(match["name"] or ""))


def _is_address(address: str) -> bool:
    if not _ADDRESS.fullmatch(address):
        return False
    dotted = address.split("@")
    return not any(part.startswith(".") or part.endswith(".") or ".." in part for part in dotted)


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return re.sub(r"\\(.)", r"\1", name[1:-1])
    return name
