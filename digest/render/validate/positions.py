"""Where a place in laid-out MJML comes from: the template's file and line, through includes and macros.

The environment that is asked marks the start of each line of a template's own text. Reading the marks back gives the
document as it was without them, and the origin of each of its offsets.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from jinja2.lexer import TokenStream

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use; a text that has them only blurs the place of an error
_MARK = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*?):(\\d+){_CLOSE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a template's part."""

    part: str
    line: int


class _Marks(Extension):
    """Marks the lines of the text between Jinja's tags."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type != "data":
                yield token
                continue
            lines = str(token.value).splitlines(keepends=True)
            marked = (f"{_OPEN}{stream.name}:{token.lineno + at}{_CLOSE}{line}" for at, line in enumerate(lines))
            yield Token(token.lineno, "data", "".join(marked))


def mark_lines(environment: Environment) -> None:
    """Make the environment mark each line it writes."""
    environment.add_extension(_Marks)


def read_marks(marked: str) -> tuple[str, Origins]:
    """The document without its marks, and the origins of its offsets."""
    pieces = _MARK.split(marked)
    document, starts, places = [pieces[0]], [], []
    length = len(pieces[0])
    for part, line, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        starts.append(length)
        places.append(Place(part=part, line=int(line)))
        document.append(text)
        length += len(text)
    return "".join(document), Origins(starts=starts, places=places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The places that a document's offsets come from."""

    starts: list[int]
    places: list[Place]

    def at(self, offset: int) -> Place | None:
        """The line of the template that wrote what stands at the offset."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return self.places[index] if index >= 0 else None
