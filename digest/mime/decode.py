"""Bytes of a message as text: charsets, transfer encodings, encoded words and flowed lines, read as programs do.

Each function takes what can be taken, and says what was wrong with the rest.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
from email.errors import HeaderParseError
from email.header import decode_header

# What mail programs decode under these labels; https://encoding.spec.whatwg.org/#names-and-labels
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "tis-620": "cp874",
}
_ASCII = frozenset({"ascii", "us-ascii", "ansi_x3.4-1968"})
_ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "quoted-printable", "base64"})
_BAD_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)")


def utf8_or_cp1252(data: bytes) -> str:
    """The text of bytes that say nothing of their charset, as programs guess it."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decode_words(value: str) -> str:
    """A header's value with its encoded words decoded (RFC 2047, section 6)."""
    if "=?" not in value:
        return value
    try:
        words = decode_header(value)
    except (ValueError, HeaderParseError):
        return value
    return "".join(
        word if isinstance(word, str) else decode_text(word, charset or "us-ascii")[0] for word, charset in words
    ).strip()


def decode_text(data: bytes, charset: str) -> tuple[str, str]:
    """The text, and what was wrong with it (empty where nothing was)."""
    label = charset.strip().strip("\"'").lower()
    if label in _ASCII and not data.isascii():
        return utf8_or_cp1252(data), "has characters outside ASCII, and declares no charset that holds them"
    codec = _LABELS.get(label, label)
    try:
        return data.decode(codec), ""
    except (LookupError, ValueError) as error:
        unknown = not isinstance(error, UnicodeError)
    if unknown:
        return utf8_or_cp1252(data), f"declares the charset {charset!r}, which nobody knows"
    return data.decode(codec, "replace"), f"holds bytes that are no {charset}"


def is_charset(label: str) -> bool:
    """Whether programs know a charset of that label."""
    try:
        codecs.lookup(_LABELS.get(label.lower(), label))
    except (LookupError, ValueError):  # the second of a label with a NUL in it
        return False
    return True


def transfer_decoded(raw: bytes, encoding: str) -> tuple[bytes, str]:
    """The bytes behind a Content-Transfer-Encoding, and what was wrong (empty where nothing was)."""
    if encoding == "quoted-printable":
        fault = "has an escape that quoted-printable doesn't know" if _BAD_ESCAPE.search(raw) else ""
        return quopri.decodestring(raw), fault
    if encoding == "base64":
        return _from_base64(raw)
    if encoding not in _ENCODINGS:
        return raw, f"declares the transfer encoding {encoding!r}, which nobody knows"
    return raw, "holds 8-bit characters and declares 7bit" if encoding in {"", "7bit"} and not raw.isascii() else ""


def _from_base64(raw: bytes) -> tuple[bytes, str]:
    packed = b"".join(raw.split())
    try:
        return base64.b64decode(packed, validate=True), ""
    except binascii.Error:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
        return base64.b64decode(letters[: len(letters) // 4 * 4]), "is damaged base64"


def unflow(text: str, *, joined: bool) -> str:
    """A text with its soft line breaks undone (RFC 3676, section 4.1)."""
    lines: list[str] = []
    soft = False
    for line in text.split("\n"):
        plain = line.removeprefix(" ")  # space-stuffing
        if soft:
            lines[-1] = (lines[-1][:-1] if joined else lines[-1]) + plain
        else:
            lines.append(plain)
        soft = plain.endswith(" ") and plain != "-- "
    return "\n".join(lines)
