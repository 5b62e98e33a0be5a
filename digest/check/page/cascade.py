"""The computed styles of a whole document, for one reader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from digest.check.page.element import display_of, hidden_by_html
from digest.check.page.hiding import way_hidden
from digest.check.page.style import canvas, compute, pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.check.page.document import Document
    from digest.check.page.reader import Reader
    from digest.check.page.style import Style

_COLUMN = 640  # pixels, the widest that a message is laid out
_LETTER = 0.42  # em, the mean width of a letter in a narrow face; an estimate that lets text seem shorter than it is
_TOLERANCE = 1.25  # times the room there seems to be, before text is called cut off


def computed_styles(document: Document, reader: Reader) -> list[Style]:
    """The style of each element, in document order."""
    dark = reader.window.dark and document.takes_dark
    window = canvas(dark=dark)
    computed: list[Style] = []
    for index, element in enumerate(document.elements):
        parent = document.parents[index]
        above = computed[parent] if parent >= 0 else window
        declared = document.declared(index, reader.applies)
        if asked := document.hints[index]:
            declared = {**asked, **declared}
        hidden = "" if above.hidden else hidden_by_html(element, aloud=reader.aloud) or _way(declared, reader)
        shown = display_of(element.tag)
        if shown == "none" and not hidden:
            hidden = f"the element {element.tag}"
        style = compute(declared, above, hidden, display=shown, dark=dark)
        if not style.hidden and not reader.aloud and _is_cut(declared, style, document.letters[index], reader):
            style = compute(declared, above, "overflow hidden, which cuts it off", display=shown, dark=dark)
        computed.append(style)
    return computed


def _way(declared: Mapping[str, str], reader: Reader) -> str:
    if reader.aloud:
        return "display: none" if declared.get("display") == "none" else ""
    return way_hidden(declared, outlook=reader.outlook)


def _is_cut(declared: Mapping[str, str], style: Style, letters: int, reader: Reader) -> bool:
    """Whether more is written in the element than the room that it is given shows. Word knows no such room."""
    if declared.get("overflow") not in {"hidden", "clip"} or reader.outlook or not letters:
        return False
    lines = _lines(declared, style)
    in_a_line = min(reader.narrowest, _COLUMN) / (_LETTER * max(style.size, 1.0))
    return letters > lines * in_a_line * _TOLERANCE


def _lines(declared: Mapping[str, str], style: Style) -> float:
    """The lines that the element has room for."""
    if style.inherited.get("white-space") in {"nowrap", "pre"}:
        return 1.0
    clamp = declared.get("-webkit-line-clamp", declared.get("line-clamp", ""))
    if clamp.isdigit():
        return float(clamp)
    heights = (pixels(declared[name], style.size) for name in ("height", "max-height") if name in declared)
    return min((_whole_lines(height, style.size) for height in heights if height), default=math.inf)


def _whole_lines(height: float, size: float) -> float:
    return max(1.0, math.floor(height / (1.1 * size) + 0.3))
