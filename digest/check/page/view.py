"""What one reader sees of a document: its text, each run with what hides it and how it stands out from its ground."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.check.page.cascade import computed_styles
from digest.check.page.colour import contrast
from digest.check.page.document import Edge
from digest.check.page.element import display_of, is_closed
from digest.check.page.hiding import SMALLEST
from digest.check.words import exact, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.check.page.document import Document
    from digest.check.page.reader import Reader
    from digest.check.page.style import Style

_LOWEST = 0.4  # of the type's size, a line height at which lines cover one another
FAINTEST = 1.2  # contrast below which text is in the colour of its ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text. ``hidden`` says what hides it; ``element`` is -1 for the break between two blocks."""

    text: str
    element: int
    hidden: str = ""
    contrast: float = 21.0
    size: float = 16.0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it is shown: its words, the alternative texts of its images, and where it leads."""

    words: str
    alt: str
    href: str


class View:
    """A document as one reader has it."""

    def __init__(self, document: Document, reader: Reader) -> None:
        self.document = document
        self.reader = reader
        self.styles = computed_styles(document, reader)
        self.runs = tuple(_runs(document, reader, self.styles))
        self.visible, self._visible = _joined([run for run in self.runs if not run.hidden])
        self._full: tuple[str, _Places] | None = None

    @property
    def full(self) -> str:
        """All text, hidden or not."""
        return self._whole[0]

    def seen(self, text: str) -> tuple[tuple[Run, ...], ...]:
        """The visible places where exactly this text stands, each as its runs."""
        return _places(text, self.visible, self._visible)

    def standing(self, text: str) -> tuple[tuple[Run, ...], ...]:
        """The places where exactly this text stands, hidden or not."""
        return _places(text, *self._whole)

    def links(self, *, visible: bool = False) -> tuple[Link, ...]:
        """The links in order; with ``visible``, those alone of which something can be seen or heard."""
        words: dict[int, list[str]] = {index: [] for index in self.document.links}
        alts: dict[int, list[str]] = {index: [] for index in self.document.links}
        for run in self.runs:
            link = self.document.inside_link[run.element] if run.element >= 0 else -1
            if link >= 0 and not (visible and run.hidden):
                words[link].append(run.text)
        for index, image in self.document.iter("img"):
            link = self.document.inside_link[index]
            if link >= 0 and not (visible and self.styles[index].hidden):
                alts[link].append(image.get("alt") or "")
        targets = {index: self.document.elements[index].get("href", "").strip() for index in words}
        found = (
            Link(words=exact("".join(words[index])), alt=exact(" ".join(alts[index])), href=targets[index])
            for index in words
        )
        return tuple(link for link in found if not visible or link.words or link.alt)

    @property
    def _whole(self) -> tuple[str, _Places]:
        if self._full is None:
            self._full = _joined(self.runs)
        return self._full


@dataclass(frozen=True, slots=True)
class _Places:
    """The runs of a joined text, and where each begins."""

    runs: Sequence[Run]
    starts: Sequence[int]


def _runs(document: Document, reader: Reader, computed: list[Style]) -> Iterator[Run]:
    for piece in document.flow:
        style = computed[piece.element]
        if isinstance(piece, Edge):
            if _breaks(document.elements[piece.element].tag, style.display):
                yield Run(text="\n", element=-1)
            continue
        painted = contrast(style.ink, style.ground)
        yield Run(
            text=piece.text,
            element=piece.element,
            hidden=_hidden(document.elements[piece.element], style, painted, reader),
            contrast=painted,
            size=style.size,
            bold=style.inherited.get("font-weight", "") in {"bold", "bolder", "700", "800", "900"},
        )


def _breaks(tag: str, display: str) -> bool:
    """Whether words before and after the element's edge are apart."""
    if display == "none":
        return False
    return tag == "br" or not (display.startswith("inline") and display_of(tag) == "inline")


def _hidden(element: Any, style: Style, painted: float, reader: Reader) -> str:  # noqa: ANN401 (lxml has no types)
    if style.hidden:
        return style.hidden
    if style.invisible:
        return "visibility: hidden"
    if is_closed(element):
        return "a closed details element"
    return "" if reader.aloud else _illegible(style, 21.0 if reader.recolours else painted)


def _illegible(style: Style, painted: float) -> str:
    if style.size < SMALLEST:
        return f"type of {style.size:g} pixels"
    if style.line_height < _LOWEST * style.size:
        return "lines set over one another"
    if painted < FAINTEST:
        return "opacity" if style.opacity < 1 else "the colour of its ground"
    return ""


def _joined(runs: Sequence[Run]) -> tuple[str, _Places]:
    """The text of the runs, made comparable, with where each begins in it."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    space = False
    for run in runs:
        piece = exact(f"|{run.text}|")[1:-1]
        body = piece.strip(" ")
        space = space or piece.startswith(" ")
        if body and space and length and not is_unspaced(pieces[-1][-1], body[0]):
            pieces.append(" ")
            length += 1
        starts.append(length)
        if body:
            pieces.append(body)
            length += len(body)
            space = piece.endswith(" ")
    return "".join(pieces), _Places(runs, starts)


def _places(text: str, whole: str, places: _Places) -> tuple[tuple[Run, ...], ...]:
    wanted = exact(text)
    found = []
    start = whole.find(wanted) if wanted else -1
    while start >= 0:
        first = bisect_right(places.starts, start) - 1
        last = bisect_right(places.starts, start + len(wanted) - 1)
        found.append(tuple(run for run in places.runs[first:last] if run.text.strip() and run.element >= 0))
        start = whole.find(wanted, start + 1)
    return tuple(found)
