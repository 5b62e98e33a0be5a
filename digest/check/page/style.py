"""How an element looks to a reader: its computed style, as far as it decides whether text can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check.page.colour import BLACK, WHITE, Colour, parse_colour

if TYPE_CHECKING:
    from collections.abc import Mapping

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|pc|em|rem|ex|ch|%|in|cm|mm|vw|vh)?")
_ABSOLUTE = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "rem": 16.0}
_ABSOLUTE |= {"vw": 3.2, "vh": 6.4}  # of a small phone
_KEYWORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}
_KEYWORDS |= {"xx-large": 32.0, "xxx-large": 48.0, "smaller": 0.833, "larger": 1.2}
_INHERITED = ("visibility", "white-space", "-webkit-text-fill-color", "font-weight")
_DARK_CANVAS = Colour(0.07, 0.07, 0.07)
_DARK_LINK = Colour(0.62, 0.62, 1.0)
_LINK = Colour(0.0, 0.0, 0.93)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A computed style. ``hidden`` says what hides the element and all in it, "" where nothing does."""

    display: str
    size: float  # of the type, in CSS pixels
    colour: Colour
    ground: Colour  # what is behind the text, images not loaded
    opacity: float
    hidden: str
    inherited: Mapping[str, str]
    spacing: float = 1.2  # the line height: pixels where ``fixed``, else times the size
    fixed: bool = False

    @property
    def line_height(self) -> float:
        """In pixels."""
        return self.spacing if self.fixed else self.spacing * self.size

    @property
    def invisible(self) -> bool:
        """Whether the element's own text isn't painted, though an element inside it may be."""
        return self.inherited.get("visibility") in {"hidden", "collapse"}

    @property
    def ink(self) -> Colour:
        """The colour that the text has on its ground, less its transparency."""
        return self.colour.faded(self.opacity).over(self.ground)


def canvas(*, dark: bool) -> Style:
    """The window that a document is laid in."""
    return Style(
        display="block",
        size=16.0,
        colour=WHITE if dark else BLACK,
        ground=_DARK_CANVAS if dark else WHITE,
        opacity=1.0,
        hidden="",
        inherited={},
    )


def compute(declared: Mapping[str, str], parent: Style, hidden: str, *, display: str, dark: bool) -> Style:
    """The style of an element from its declared values; ``display`` is what its name asks for."""
    inherited = parent.inherited
    if any(name in declared for name in _INHERITED):
        own = {name: declared[name] for name in _INHERITED if declared.get(name, "inherit") != "inherit"}
        inherited = {**inherited, **own}
    colour = _colour(declared, inherited, parent, dark=dark)
    ground = parent.ground
    opacity = parent.opacity
    if "opacity" in declared:
        opacity *= _number(declared["opacity"])
    if (own_ground := parse_colour(declared.get("background-color", "transparent"), dark=dark)) and own_ground.alpha:
        ground = own_ground.faded(opacity).over(parent.ground)
    size = font_size(declared["font-size"], parent.size) if "font-size" in declared else parent.size
    spacing, fixed = parent.spacing, parent.fixed
    if declared.get("line-height", "inherit") != "inherit":
        spacing, fixed = _spacing(declared["line-height"], size)
    return Style(
        display=declared.get("display", display),
        size=size,
        colour=colour,
        ground=ground,
        opacity=opacity,
        hidden=parent.hidden or hidden,
        inherited=inherited,
        spacing=spacing,
        fixed=fixed,
    )


def link_colour(*, dark: bool) -> Colour:
    """The colour of a link that nothing colours."""
    return _DARK_LINK if dark else _LINK


def pixels(value: str, em: float = 16.0) -> float | None:
    """A CSS length in pixels; None where it is none, or a percentage."""
    match = _LENGTH.fullmatch(value.strip())
    if not match or match[2] == "%":
        return None
    unit = match[2] or ""
    return float(match[1]) * {"em": em, "ex": em / 2, "ch": em / 2}.get(unit, _ABSOLUTE.get(unit, 1.0))


def font_size(value: str, parent: float) -> float:
    """A font-size in pixels."""
    if value in {"smaller", "larger"}:
        return parent * _KEYWORDS[value]
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value.endswith("%") and (match := _LENGTH.fullmatch(value)):
        return parent * float(match[1]) / 100
    size = pixels(value, parent)
    return parent if size is None or size < 0 else size


def _colour(declared: Mapping[str, str], inherited: Mapping[str, str], parent: Style, *, dark: bool) -> Colour:
    fill = parse_colour(inherited.get("-webkit-text-fill-color", ""), dark=dark)
    if fill:
        return fill
    value = declared.get("color", "")
    if value == "-link":
        return link_colour(dark=dark)
    return parse_colour(value, dark=dark) or parent.colour if value else parent.colour


def _spacing(value: str, size: float) -> tuple[float, bool]:
    """A line height, and whether it is in pixels (CSS 2.2, section 10.8.1)."""
    if re.fullmatch(r"\d*\.?\d+", value):
        return float(value), False
    if value.endswith("%") and (match := _LENGTH.fullmatch(value)):
        return size * float(match[1]) / 100, True
    length = pixels(value, size)
    return (1.2, False) if length is None else (length, True)


def _number(value: str) -> float:
    try:
        number = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, number))
