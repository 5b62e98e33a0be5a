"""A finished message, decoded as a recipient's program would: headers, both parts, images, and what is wrong with it.

Nothing here judges. A message may come from any program and may be broken in any way; what can't be read as it is
declared is read as well as can be, and each such place is a :class:`Defect`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from digest.errors import MessageError
from digest.message import Address
from digest.mime.decode import decode_text, decode_words, is_charset, transfer_decoded, unflow, utf8_or_cp1252
from digest.wording import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from email.message import Message as RawMessage

_KNOWN_HEADERS = frozenset({"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "received"})
_FIRST_LINE = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]+:[ \t]?[^\n]*\n")
_CHARSET = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?[bBqQ]\?")
_ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header field: its value as it stands, unfolded, and as people read it (RFC 2047 words decoded)."""

    name: str
    raw: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A place that can't be read as it is declared. ``kind``: structure, encoding, charset or header."""

    kind: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A leaf of the message. ``text`` is None unless its type is text/*."""

    content_type: str
    charset: str
    encoding: str  # Content-Transfer-Encoding, "" where none is declared
    attachment: bool
    filename: str
    content_id: str  # without angle brackets
    data: bytes
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMessage:
    """A message as a recipient's program has it. ``size`` counts bytes as sent, every line ending in CRLF."""

    headers: tuple[Header, ...]
    parts: tuple[Part, ...]
    defects: tuple[Defect, ...]
    html: str | None  # the HTML part, line endings made LF
    text: str | None  # the plain-text part, likewise, format=flowed unwrapped (RFC 3676)
    size: int
    longest_line: int  # bytes, without the line ending
    alternatives: tuple[str, ...] = ()  # content types inside the first multipart/alternative, in order

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a header, decoded, in order."""
        return tuple(header.value for header in self.headers if header.name.lower() == name.lower())

    def value(self, name: str) -> str:
        """The first value of a header, decoded, or an empty string."""
        return next(iter(self.values(name)), "")

    def raw(self, name: str) -> str:
        """The first value of a header as it stands, unfolded, or an empty string."""
        return next((header.raw for header in self.headers if header.name.lower() == name.lower()), "")

    @property
    def subject(self) -> str:
        """The subject as people read it."""
        return self.value("Subject")

    def addresses(self, name: str) -> tuple[Address, ...]:
        """The mailboxes of a header. One that can't be parsed has an empty address."""
        raw = [header.raw for header in self.headers if header.name.lower() == name.lower()]
        return tuple(Address(address=address, name=decode_words(name)) for name, address in getaddresses(raw))

    @property
    def date(self) -> dt.datetime | None:
        """The Date header, None where it is missing or none."""
        try:
            return parsedate_to_datetime(self.raw("Date"))
        except (ValueError, TypeError, IndexError):
            return None


def parse_message(data: bytes) -> ParsedMessage:
    """Decode a message, whatever program made it.

    Raises:
        MessageError: the bytes are no message: they don't begin with header fields that a message has.
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _FIRST_LINE.match(start):
        raise MessageError("The file is no e-mail message: it doesn't begin with header fields.", remedy=_REMEDY)
    raw = BytesParser(policy=policy.compat32).parsebytes(start)
    names = {name.lower() for name in raw.keys()}  # noqa: SIM118 (a message is no mapping)
    if not names & _KNOWN_HEADERS:
        raise MessageError("The file is no e-mail message: it has none of the headers of one.", remedy=_REMEDY)
    defects: list[Defect] = []
    headers = tuple(_headers(start, defects))
    parts = tuple(_leaf(part, defects) for part in _leaves(raw, defects))
    lines = start.split(b"\n")
    return ParsedMessage(
        headers=headers,
        parts=parts,
        defects=tuple(defects),
        html=_body(parts, "text/html"),
        text=_body(parts, "text/plain"),
        size=len(start) + sum(1 for line in lines[:-1] if not line.endswith(b"\r")),
        longest_line=max(len(line.rstrip(b"\r")) for line in lines),
        alternatives=_alternatives(raw),
    )


_REMEDY = "Give a message saved as .eml, with its headers."


def _body(parts: tuple[Part, ...], content_type: str) -> str | None:
    shown = (part.text for part in parts if part.content_type == content_type and not part.attachment)
    return next((text for text in shown if text is not None), None)


def _headers(data: bytes, defects: list[Defect]) -> Iterator[Header]:
    """The header fields as they stand. Read here, since the parser drops what it can't decode."""
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    for field in re.split(rb"\r?\n(?![ \t])", head):
        name, colon, value = field.partition(b":")
        if not colon or not re.fullmatch(rb"[!-9;-~]+", name):
            if not field.startswith(b"From "):
                message = f"“{short(utf8_or_cp1252(field), 40)}” is no header field"
                defects.append(Defect(kind="header", where="headers", message=message))
            continue
        label = name.decode("ascii")
        raw = re.sub(r"\r?\n(?=[ \t])", "", utf8_or_cp1252(value)).strip()
        if not value.isascii():
            message = f"the header {label} holds characters outside ASCII that are not encoded (RFC 2047)"
            defects.append(Defect(kind="header", where=f"header {label}", message=message))
        decoded = decode_words(raw)
        left = any(word in raw for word in _ENCODED_WORD.findall(decoded))
        if "\ufffd" in decoded or left or not all(map(is_charset, _CHARSET.findall(raw))):
            message = f"the header {label} has an encoded word that can't be decoded"
            defects.append(Defect(kind="header", where=f"header {label}", message=message))
        yield Header(name=label, raw=raw, value=decoded)


def _leaves(raw: RawMessage, defects: list[Defect]) -> Iterator[RawMessage]:
    for part in raw.walk():
        for defect in part.defects:
            message = f"{(defect.__doc__ or type(defect).__name__).strip().rstrip('.')} ({part.get_content_type()})"
            defects.append(Defect(kind="structure", where="the message's parts", message=message))
        if not part.is_multipart():
            yield part


def _alternatives(raw: RawMessage) -> tuple[str, ...]:
    for part in raw.walk():
        if part.get_content_type() == "multipart/alternative" and part.is_multipart():
            return tuple(_kind(inner) for inner in part.get_payload() if not isinstance(inner, str))
    return ()


def _kind(part: RawMessage) -> str:
    """The type of an alternative: a multipart counts as the HTML or text inside it."""
    inside = [leaf.get_content_type() for leaf in part.walk() if not leaf.is_multipart()]
    return next((kind for kind in ("text/html", "text/plain") if kind in inside), part.get_content_type())


def _leaf(part: RawMessage, defects: list[Defect]) -> Part:
    content_type = part.get_content_type()
    where = {"text/html": "the HTML part", "text/plain": "the text part"}.get(content_type, f"the part {content_type}")
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    del part["Content-Transfer-Encoding"]  # so that the library hands out the bytes as they stand
    raw = part.get_payload(decode=True)
    data, fault = transfer_decoded(raw if isinstance(raw, bytes) else b"", encoding)
    if fault:
        defects.append(Defect(kind="encoding", where=where, message=f"{where} {fault}"))
    charset = str(part.get_param("charset", "us-ascii"))
    text = None
    if part.get_content_maintype() == "text":
        text, fault = decode_text(data, charset)
        if fault:
            defects.append(Defect(kind="charset", where=where, message=f"{where} {fault}"))
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if str(part.get_param("format", "")).lower() == "flowed":
            text = unflow(text, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return Part(
        content_type=content_type,
        charset=charset.lower(),
        encoding=encoding,
        attachment=part.get_content_disposition() == "attachment",
        filename=part.get_filename() or "",
        content_id=str(part.get("Content-ID", "")).strip().strip("<>"),
        data=data,
        text=text,
    )
