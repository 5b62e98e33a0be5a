"""Header fields in ASCII: encoded words (RFC 2047), mailboxes (RFC 5322, section 3.4) and dates."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from digest.errors import MessageError
from digest.mime.fields import printable

if TYPE_CHECKING:
    from digest.message import Address

_WORD_OCTETS = 39  # of UTF-8 in one encoded word: with 12 around 52 of base64, "Reply-To: " fits before it in 76
_PLAIN = re.compile(r"[!-~]{1,60}( [!-~]{1,60})*")
_ADDRESS = re.compile(r"[!#-'*+\--9=?A-Z^-~.\"\x80-\U0010ffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_FIXED = re.compile(r"[ -~]{1,900}")  # well within the 998 octets of a line (RFC 5322, section 2.1.1)
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LINE = 76


def unstructured(text: str, *, used: int = 0) -> bytes:
    """Free text, as a subject is, as a header's value; ``used`` is the width of what stands before it on its line."""
    text = printable(text).strip()
    if _PLAIN.fullmatch(text) and "=?" not in text:
        return _fold(text.split(" "), used)
    return _encoded_words(text)


def mailed_address(address: str) -> str:
    """An address as it stands in a header: its domain in IDNA (RFC 5891), letters before the @ as they are (RFC 6532).

    Raises:
        MessageError: it is no e-mail address.
    """
    local, _, domain = address.rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _ADDRESS.fullmatch(f"{local}@{domain}") or not local.isprintable():
        raise MessageError(f"{address!r} is no e-mail address.", remedy="Correct it in the list.")
    return f"{local}@{domain}"


def ascii_address(address: str) -> str:
    """An address that every server takes.

    Raises:
        MessageError: it is no e-mail address, or has letters before the @ that not every server takes.
    """
    mailed = mailed_address(address)
    if not mailed.isascii():
        raise MessageError(f"{address!r} is no address that every mail server takes.", remedy="Use another address.")
    return mailed


def fixed(name: str, value: str) -> bytes:
    """A header that programs read, never folded or encoded.

    Raises:
        MessageError: the value has characters that can't stand in it.
    """
    if not _FIXED.fullmatch(value):
        raise MessageError(f"{value!r} can't stand in the header {name}.", remedy="Correct it in digest.toml.")
    return f"{name}: {value}\r\n".encode()


def mailbox(address: Address) -> bytes:
    """An address with its name: bare where there is none, quoted or encoded where the name needs it."""
    name = printable(address.name).strip()
    if not name:
        return address.address.encode()
    phrase, inner = _phrase(name), f"<{address.address}>".encode()
    fits = b"\n" not in phrase and len("Reply-To: ") + len(phrase) + 1 + len(inner) <= _LINE
    return phrase + (b" " if fits else b"\r\n ") + inner


def _phrase(name: str) -> bytes:
    if "=?" in name or not _PLAIN.fullmatch(name) or len(name) > _LINE:
        return _encoded_words(name)
    if _ATOMS.fullmatch(name):
        return name.encode()
    return b'"' + re.sub(r'(["\\])', r"\\\1", name).encode() + b'"'


def _fold(words: list[str], used: int) -> bytes:
    lines = [""]
    for word in words:
        if lines[-1] and used + len(lines[-1]) + 1 + len(word) > _LINE:
            lines.append(word)
            used = 1
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return b"\r\n ".join(line.encode() for line in lines)


def _encoded_words(text: str) -> bytes:
    chunks = [b""]
    for character in text:
        octets = character.encode()
        if len(chunks[-1]) + len(octets) > _WORD_OCTETS:
            chunks.append(b"")
        chunks[-1] += octets
    return b"\r\n ".join(b"=?utf-8?b?" + base64.b64encode(chunk) + b"?=" for chunk in chunks)
