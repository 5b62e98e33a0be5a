"""A Message as the bytes that travel: compiled once, then filled for each subscriber.

Compiling encodes all that is the same for everybody; filling only joins it with what differs. So a million messages
cost little more than writing them out. The structure is multipart/alternative, text first (RFC 2046, section
5.1.4); images that travel inside stand in a multipart/related with the HTML (RFC 2387).
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.errors import MessageError
from digest.message import Address
from digest.mime.encodings import SOFT_BREAK, base64_data, base64_lines, prefers_base64, quoted_printable
from digest.mime.fields import escape_values, find_tokens
from digest.mime.headers import fixed, mailbox, mailed_address, unstructured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from digest.message import InlineImage, Message

    _Piece: TypeAlias = "bytes | Callable[[_Filling], bytes]"  # what is the same for all, or is made of a filling
    _Parts: TypeAlias = Sequence[tuple[str, str | None]]

_MAX_URI = 900  # octets, well within the 998 of a line (RFC 5322, section 2.1.1)
_UNSUBSCRIBE = re.compile(r"(https://|mailto:)[!-+\--;=?-~]+")  # no space, comma or angle bracket: one URI
_EXAMPLE_YEAR = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a send sets on each message. ``message_id`` is without angle brackets.

    ``boundary`` is made of letters and digits; "=_" before it keeps it out of every encoded body (RFC 2045, section
    6.7).
    """

    date: dt.datetime
    message_id: str
    boundary: str


@dataclass(frozen=True, slots=True)
class _Filling:
    values: Mapping[str, str]
    escaped: Mapping[str, str]
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledMessage:
    """A message whose unchanging bytes are ready."""

    message: Message
    pieces: tuple[_Piece, ...]

    def fill(self, values: Mapping[str, str], stamp: Stamp) -> bytes:
        """The message for one subscriber, with CRLF line ends.

        ``values`` are by the fields' names; ``address`` and ``unsubscribe`` (an https or mailto URI) are required,
        ``name`` is the one shown in To.

        Raises:
            MessageError: a required value is missing or can't stand in a header.
        """
        filling = _Filling(values, escape_values(self.message.fields, values), stamp)
        return b"".join([piece if isinstance(piece, bytes) else piece(filling) for piece in self.pieces])


def compile_message(message: Message) -> CompiledMessage:
    """Encode all that doesn't differ from subscriber to subscriber.

    Raises:
        MessageError: a field's token is left that the message doesn't know.
    """
    pieces = _joined(itertools.chain(_headers(message), _body(message)))
    return CompiledMessage(message=message, pieces=tuple(pieces))


def example_stamp(message: Message) -> Stamp:
    """What a preview shows in place of a real send's stamp: derived from the content, so always the same."""
    seconds = int(message.hash[:8], 16) % (365 * 24 * 3600)
    return Stamp(
        date=_EXAMPLE_YEAR + dt.timedelta(seconds=seconds),
        message_id=f"preview.{message.hash[:24]}@example.com",
        boundary=message.hash[:24],
    )


def example_values(message: Message, *, base_url: str = "") -> dict[str, str]:
    """What a preview shows in place of a subscriber. The unsubscribe link does nothing when it is followed."""
    values = {field.name: field.default or field.name.removeprefix("attribute.") for field in message.fields}
    if base_url:
        unsubscribe = f"{base_url.rstrip('/')}/unsubscribe/preview"
    else:
        mail = (message.reply_to or message.sender).address
        unsubscribe = f"mailto:{mail}?subject=preview%20of%20unsubscribe"
    return values | {"name": "Alex Reader", "address": "reader@example.com", "unsubscribe": unsubscribe}


def _headers(message: Message) -> Iterator[_Piece]:
    yield b"From: " + mailbox(message.sender) + b"\r\nTo: "
    yield _recipient
    if message.reply_to:
        yield b"\r\nReply-To: " + mailbox(message.reply_to)
    yield b"\r\nSubject: " + unstructured(message.subject, used=len("Subject: ")) + b"\r\nDate: "
    yield lambda filling: _date(filling.stamp.date)
    yield b"\r\nMessage-ID: <"
    yield lambda filling: filling.stamp.message_id.encode()
    yield b">\r\nList-Unsubscribe: <"
    yield _unsubscribe
    yield b">\r\n"
    for name, value in message.headers:
        yield fixed(name, value)
    yield b"MIME-Version: 1.0\r\n"


def _body(message: Message) -> Iterator[_Piece]:
    text = _text_part("plain", message.text, [field.text_token for field in message.fields])
    return _multipart(b"multipart/alternative", "a", [text, _html_part(message)])


def _html_part(message: Message) -> list[_Piece]:
    part = _text_part("html", message.html, [field.html_token for field in message.fields])
    if not message.images:
        return part
    parts = [part]
    parts += [[_image_part(image)] for image in message.images]
    return list(_multipart(b'multipart/related; type="text/html"', "r", parts))


def _multipart(content_type: bytes, letter: str, parts: Sequence[Sequence[_Piece]]) -> Iterator[_Piece]:
    def boundary(filling: _Filling) -> bytes:
        return f"=_{letter}{filling.stamp.boundary}".encode()

    yield b"Content-Type: " + content_type + b';\r\n boundary="'
    yield boundary
    yield b'"\r\n'
    for part in parts:
        yield b"\r\n--"
        yield boundary
        yield b"\r\n"
        yield from part
    yield b"\r\n--"
    yield boundary
    yield b"--\r\n"


def _text_part(subtype: str, text: str, tokens: Sequence[str]) -> list[_Piece]:
    encode, encoding = _quoted_printable_pieces, "quoted-printable"
    if prefers_base64(text):
        encode, encoding = _base64_piece, "base64"
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return [head.encode(), *encode(list(find_tokens(text, tokens)))]


def _quoted_printable_pieces(parts: _Parts) -> Iterator[_Piece]:
    """Each literal by itself; the soft line break around a field lets its value be encoded by itself too."""
    for literal, token in parts:
        yield quoted_printable(literal)
        if token:
            yield SOFT_BREAK
            yield _value(token)
            yield SOFT_BREAK


def _value(token: str) -> Callable[[_Filling], bytes]:
    return lambda filling: quoted_printable(filling.escaped[token])


def _base64_piece(parts: _Parts) -> Iterator[_Piece]:
    """Base64 can't be joined from pieces, so the whole part is encoded for each subscriber."""
    yield lambda filling: base64_lines(
        "".join(text + (filling.escaped[token] if token else "") for text, token in parts)
    )


def _image_part(image: InlineImage) -> bytes:
    head = (
        f"Content-Type: {image.content_type}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{image.content_id}>\r\nContent-Disposition: inline\r\n\r\n"
    )
    return head.encode() + base64_data(image.data)


@lru_cache(maxsize=8)
def _date(date: dt.datetime) -> bytes:
    """A date as RFC 5322 has it (section 3.3); many messages leave in one second."""
    return format_datetime(date).encode()


def _recipient(filling: _Filling) -> bytes:
    return mailbox(
        Address(address=mailed_address(filling.values.get("address", "")), name=filling.values.get("name", ""))
    )


def _unsubscribe(filling: _Filling) -> bytes:
    """Never folded: a folded or encoded link is none to the programs that offer one-click leaving (RFC 8058)."""
    uri = filling.values.get("unsubscribe", "")
    if not _UNSUBSCRIBE.fullmatch(uri) or len(uri) > _MAX_URI:
        raise MessageError(
            f"{uri!r} can't stand in List-Unsubscribe.", remedy="Give one https or mailto URI, percent-encoded."
        )
    return uri.encode()


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces with neighbouring bytes made one."""
    for ready, group in itertools.groupby(pieces, key=lambda piece: isinstance(piece, bytes)):
        if ready:
            yield b"".join(piece for piece in group if isinstance(piece, bytes))
        else:
            yield from group
