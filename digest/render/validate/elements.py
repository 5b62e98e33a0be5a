"""What is known of MJML's elements: their attributes with types, what the mjml package ignores, where they stand."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any

_UNITS = re.compile(r"(?P<kind>unit|unitWithNegative)\((?P<units>[^)]*)\)(?:\{1,(?P<most>\d)\})?")
_COLOUR = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|(?:rgb|hsl)a?\([^()]*\)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An MJML element. ``content`` is html, text or css where it holds no MJML."""

    name: str
    attributes: dict[str, str]
    children: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    content: str = ""

    @property
    def parents(self) -> list[str]:
        """The elements it can stand in."""
        return [name for name, other in _elements().items() if self.name in other.children]


_UNKNOWN = Element(name="", attributes={})


def element(name: str) -> Element:
    """What is known of the element; nothing where it is none of MJML's."""
    return _elements().get(name, _UNKNOWN)


def is_known(name: str) -> bool:
    """Whether MJML has the element."""
    return name in _elements()


def element_names() -> list[str]:
    """All of MJML's elements."""
    return list(_elements())


@functools.cache
def kinds_of(attribute: str) -> tuple[str, ...]:
    """The types that an attribute has where it isn't ignored: of <mj-all> and <mj-class>, which serve all elements."""
    having = (one for one in _elements().values() if attribute in one.attributes and attribute not in one.ignored)
    return tuple(dict.fromkeys(one.attributes[attribute] for one in having))


@functools.cache
def value_pattern(kind: str) -> re.Pattern[str]:
    """What a value of an attribute's type looks like."""
    if kind == "color":
        return re.compile(f"{_COLOUR}|{'|'.join(_data()['colours'].split())}", re.IGNORECASE)
    if kind.startswith("enum("):
        return re.compile("|".join(map(re.escape, kind[len("enum(") : -1].split(","))))
    if units := _UNITS.fullmatch(kind):
        return _unit_pattern(units)
    return re.compile({"integer": r"\d+", "boolean": "true|false"}.get(kind, ".*"), re.DOTALL)


def _unit_pattern(units: re.Match[str]) -> re.Pattern[str]:
    names = units["units"].split(",")
    sign = "-?" if units["kind"] == "unitWithNegative" else ""
    number = rf"{sign}\d*\.?\d+(?:{'|'.join(re.escape(name) for name in names if name != 'auto')})"
    words = "|auto" if "auto" in names else ""
    if not units["most"]:
        return re.compile(rf"{number}{words}|0")
    # A bare 0 among several values is dropped with what follows it, so there it must have its unit.
    return re.compile(rf"{number}(?: +{number}){{0,{int(units['most']) - 1}}}|0")


@functools.cache
def _elements() -> dict[str, Element]:
    return {
        name: Element(
            name=name,
            attributes=found["attributes"],
            children=frozenset(found.get("children", ())),
            ignored=frozenset(found.get("ignored", ())),
            content=found.get("content", ""),
        )
        for name, found in _data()["elements"].items()
    }


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resources.files(__package__).joinpath("elements.json").read_text("utf-8"))
    return data
