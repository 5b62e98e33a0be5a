"""What HTML itself says of an element's looks, before any style sheet: its name and its attributes.

https://html.spec.whatwg.org/multipage/rendering.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.check.page.colour import parse_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_NOT_SHOWN = (
    "head title style script template noframes noembed iframe object embed applet audio video canvas svg datalist rp "
    "link meta base"
)
_DISPLAY = dict.fromkeys(_INLINE.split(), "inline") | dict.fromkeys(_NOT_SHOWN.split(), "none")
_SIZES = {"h1": "2em", "h2": "1.5em", "h3": "1.17em", "h5": "0.83em", "h6": "0.67em", "small": "smaller"}
_SIZES |= {"big": "larger", "sub": "smaller", "sup": "smaller"}
_BOLD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"})
_FONT_SIZES = {"0": "10px", "1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}
_FONT_SIZES |= {"-1": "13px", "-2": "10px", "+1": "18px", "+2": "24px", "+3": "32px"}


def display_of(tag: str) -> str:
    """How elements of that name are laid out."""
    return _DISPLAY.get(tag, "block")


def hints(element: Any) -> Mapping[str, str]:  # noqa: ANN401 (lxml has no types)
    """The style that an element's name and attributes ask for; any style sheet wins over it."""
    style: dict[str, str] = {}
    if element.tag in _SIZES:
        style["font-size"] = _SIZES[element.tag]
    if element.tag in _BOLD:
        style["font-weight"] = "bold"
    if element.tag == "a" and element.get("href") is not None:
        style["color"] = "-link"
    if element.tag == "mark":
        style |= {"color": "black", "background-color": "yellow"}
    attributes = element.attrib
    if attributes:
        if "bgcolor" in attributes:
            style["background-color"] = _colour(attributes["bgcolor"])
        if element.tag == "font":
            style["font-size"] = _FONT_SIZES.get(attributes.get("size", "").strip(), "1em")
            style["color"] = _colour(attributes.get("color", ""))
        if element.tag == "body" and "text" in attributes:
            style["color"] = _colour(attributes["text"])
    return style


def hidden_by_html(element: Any, *, aloud: bool) -> str:  # noqa: ANN401 (as above)
    """What in an element's attributes hides it, "" where nothing does; ``aloud`` asks for a screen reader."""
    if "hidden" in element.attrib:
        return "the attribute hidden"
    if aloud and (element.get("aria-hidden", "").lower() == "true" or "inert" in element.attrib):
        return "aria-hidden"
    if "popover" in element.attrib or (element.tag == "dialog" and "open" not in element.attrib):
        return "a closed dialogue"
    parent = element.getparent()
    if parent is not None and is_closed(parent) and element.tag != "summary":
        return "a closed details element"
    return ""


def is_closed(element: Any) -> bool:  # noqa: ANN401 (as above)
    """Whether it is a details element that shows only its summary."""
    return element.tag == "details" and "open" not in element.attrib


def _colour(value: str) -> str:
    colour = parse_attribute(value)
    if colour is None:
        return ""
    return f"rgb({colour.red * 255:.0f} {colour.green * 255:.0f} {colour.blue * 255:.0f})"
