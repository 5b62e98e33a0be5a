"""Transfer encodings of a text part: quoted-printable that can be done piece by piece, and base64."""

from __future__ import annotations

import base64
import re

_WIDTH = 73  # with "=" at the end and an escaped first character a line has at most 76 (RFC 2045, section 6.7)
_SPECIAL = re.compile(rb"[^\t -<>-~]")
_BASE64_GROWTH = 0.37  # four octets for three, and the line ends
SOFT_BREAK = b"=\r\n"


def prefers_base64(text: str) -> bool:
    """Whether base64 is shorter than quoted-printable for the text, as it is for mostly non-Latin scripts."""
    data = text.encode()
    return 2 * len(_SPECIAL.findall(data)) > _BASE64_GROWTH * len(data)


def quoted_printable(text: str) -> bytes:
    """The text in quoted-printable, with CRLF line ends and no line over 76 octets.

    A line never begins with a dot, which SMTP would have to double, nor with "From ", which mbox would change.
    """
    return b"\r\n".join(_encode_line(line) for line in text.encode().split(b"\n"))


def base64_lines(text: str) -> bytes:
    """The text, its line ends made CRLF, in base64 with lines of 76 octets."""
    return base64_data(text.replace("\n", "\r\n").encode())


def base64_data(data: bytes) -> bytes:
    """Data in base64 with lines of 76 octets."""
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def _encode_line(line: bytes) -> bytes:
    escaped = _SPECIAL.sub(lambda match: b"=%02X" % match[0][0], line)
    if escaped[-1:] in (b" ", b"\t"):
        escaped = escaped[:-1] + b"=%02X" % escaped[-1]
    if len(escaped) <= _WIDTH:
        return _guard_start(escaped)
    pieces = []
    start = 0
    while len(escaped) - start > _WIDTH:
        end = start + _WIDTH
        end -= next((back for back in (1, 2) if escaped[end - back] == ord("=")), 0)
        pieces.append(_guard_start(escaped[start:end]))
        start = end
    pieces.append(_guard_start(escaped[start:]))
    return SOFT_BREAK.join(pieces)


def _guard_start(line: bytes) -> bytes:
    if line.startswith((b".", b"From ")):
        return b"=%02X" % line[0] + line[1:]
    return line
