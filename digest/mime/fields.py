"""Fields: the places of a message that are filled per subscriber, and how a value is made safe for each part.

A field is open in the parts as a token, a word of letters, digits and underscores, since only those come through
every step of rendering unchanged. The letters in the middle are chosen from the content, so that a token stands
nowhere in the edition's own words, whatever an article says.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import MessageError
from digest.message import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_SALT_LETTERS = 8
REQUIRED = frozenset({"address", "unsubscribe"})  # a message without these must not leave


def printable(text: str, *, breaks: str = " ") -> str:
    """The text without control characters and lone surrogates, each line break or tab made ``breaks``."""
    return _UNPRINTABLE.sub("", _BREAKS.sub(breaks, text))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTokens:
    """Makes the tokens of one message. ``salt`` is a run of letters that its content holds nowhere."""

    salt: str

    @classmethod
    def choose(cls, content: Iterable[str]) -> FieldTokens:
        """Choose the salt from all text that may come into the message; the same content gives the same salt."""
        haystack = "\n".join(content).casefold()
        whole = hashlib.sha256(haystack.encode("utf-8", "surrogatepass")).hexdigest()
        for attempt in itertools.count():
            salt = hashlib.sha256(f"{attempt}:{whole}".encode()).hexdigest()[:_SALT_LETTERS].translate(_LETTERS)
            if salt not in haystack:
                return cls(salt=salt)
        raise AssertionError

    def field(self, name: str, default: str = "") -> Field:
        """The field of that name: ``name``, ``address``, ``unsubscribe`` or ``attribute.KEY``."""
        word = "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in name)
        stem = f"__DG_{self.salt}_{word}"
        return Field(name=name, html_token=f"{stem}_H__", text_token=f"{stem}_T__", default=default)


def escape_values(fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, str]:
    """Each field's two tokens with its value as it goes into that part: escaped for HTML, on one line for text.

    Raises:
        MessageError: the subscriber's address or unsubscribe link is missing.
    """
    escaped = {}
    for field in fields:
        value = printable(values.get(field.name) or field.default)
        if not value and field.name in REQUIRED:
            raise MessageError(
                f"A message has no value for its field {field.name!r}.", remedy="Give each subscriber one."
            )
        escaped[field.html_token] = html.escape(value)
        escaped[field.text_token] = value
    return escaped


def find_tokens(part: str, tokens: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The part as pairs of literal text and the token after it, None at the end.

    Raises:
        MessageError: a token is left that is none of these.
    """
    known = sorted(tokens)
    pieces = re.split(f"({'|'.join(known)})", part) if known else [part]
    salts = {token.split("_")[3] for token in known}  # __DG_SALT_NAME_H__
    for literal, token in itertools.zip_longest(pieces[::2], pieces[1::2]):
        if any(salt in literal.casefold() for salt in salts):
            raise MessageError(
                "A field of the message is left open.", remedy="Its token was changed: check the template."
            )
        yield literal, token


def fill_html(part: str, fields: Sequence[Field], values: Mapping[str, str]) -> str:
    """The HTML part with its fields filled. Values are filled once: a token inside a value stays text."""
    return _fill(part, [field.html_token for field in fields], escape_values(fields, values))


def fill_text(part: str, fields: Sequence[Field], values: Mapping[str, str]) -> str:
    """The text part with its fields filled."""
    return _fill(part, [field.text_token for field in fields], escape_values(fields, values))


def _fill(part: str, tokens: Sequence[str], escaped: Mapping[str, str]) -> str:
    return "".join(literal + (escaped[token] if token else "") for literal, token in find_tokens(part, tokens))
