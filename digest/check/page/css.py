"""Style sheets and style attributes, read by tinycss2 into rules that the cascade can apply."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import tinycss2
from tinycss2 import ast

from digest.check.page.colour import parse_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


# How style sheets are addressed to one program: what stands before its selectors matches nothing elsewhere.
# https://howtotarget.email collects them.
RECOLOURING = "Outlook.com in dark mode"
CLIENT_PREFIXES = {
    "Gmail": re.compile(r"^(?:u|\* \+ u|u ~ div|\.gmail)\s*[+~]\s*"),
    RECOLOURING: re.compile(r"^\[data-ogs[cb]\]\s*"),
    "Outlook.com": re.compile(r"^(?:\.ExternalClass|(?:\* )?\[(?:owa|office365)\]|\[class~=[\"']?x_[^\]]*\])\s*"),
    "Samsung Email": re.compile(r"^#MessageViewBody\s+"),
    "Thunderbird": re.compile(r"^\.moz-text-html\s+"),
    "Outlook on phones": re.compile(r"^body\[data-outlook-cycle\]\s*"),
    "Yahoo Mail": re.compile(r"^(?:\.yahoo|#ymail)\s+"),
    "AOL": re.compile(r"^\.aolmail_\w+\s+"),
}
_SHORTHANDS = {
    "background": "background-color",
    "font": "font-size",
    "overflow-x": "overflow",
    "overflow-y": "overflow",
}
_FONT_LINE = re.compile(r"/\s*([\d.]+(?:px|pt|em|rem|%)?)")
_FONT_SIZE = re.compile(
    r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%|ex|vw|pc|in|cm|mm)|0(?=\s*/)|0(?=\s+[a-z'\"])|(?:xx?-)?(?:small|large)|medium)"
    r"\s*(?:/|\s|$)"
)
_WORD: re.Pattern[str] = re.compile(r"[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s,]+")
_COLOURS = frozenset({"color", "background-color", "-webkit-text-fill-color"})


@dataclass(frozen=True, slots=True)
class Declarations:
    """Longhand properties and their values, in lower case; those marked ``!important`` apart."""

    normal: Mapping[str, str]
    important: Mapping[str, str]
    names: tuple[str, ...]  # every property as it was written, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """One selector with its declarations. ``media`` are the query lists around it, all of which must hold."""

    selector: str
    client: str  # the one program that it is addressed to, "" for all
    media: tuple[str, ...]
    declarations: Declarations


@dataclass(slots=True)
class StyleSheet:
    """What the style elements of a document hold together."""

    rules: list[StyleRule] = field(default_factory=list)
    at_rules: list[str] = field(default_factory=list)  # names, in lower case; those inside others too
    imports: list[str] = field(default_factory=list)
    font_faces: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # what can't be parsed
    nested: bool = False  # an at-rule inside another, or a rule inside a rule


EMPTY = Declarations({}, {}, ())


@lru_cache(maxsize=4096)
def parse_style(text: str) -> Declarations:
    """The declarations of a style attribute."""
    if not text.strip():
        return EMPTY
    return _declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def parse_sheet(text: str) -> StyleSheet:
    """The rules of the contents of style elements."""
    sheet = StyleSheet()
    text = re.sub(r"<!--|-->", "", text)
    _read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), (), sheet)
    if _open_brackets(text):
        sheet.faults.append("a bracket is opened and never closed")
    return sheet


def _read(nodes: Sequence[ast.Node], media: tuple[str, ...], sheet: StyleSheet) -> None:
    for node in nodes:
        if isinstance(node, ast.QualifiedRule):
            sheet.rules += _rules(node, media, sheet)
        elif isinstance(node, ast.AtRule):
            _at_rule(node, media, sheet)
        elif isinstance(node, ast.ParseError):
            sheet.faults.append(node.message)


def _at_rule(node: ast.AtRule, media: tuple[str, ...], sheet: StyleSheet) -> None:
    name = node.lower_at_keyword
    sheet.at_rules.append(name)
    sheet.nested = sheet.nested or bool(media)
    prelude = tinycss2.serialize(node.prelude).strip()
    if name == "import":
        sheet.imports.append(prelude)
    elif name == "font-face":
        sheet.font_faces.append(tinycss2.serialize(node.content or []))
    elif name in {"media", "supports", "layer", "container"} and node.content is not None:
        inside = {"media": prelude, "layer": "all"}.get(name, f"({name})")
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        _read(inner, (*media, inside), sheet)


def _rules(node: ast.QualifiedRule, media: tuple[str, ...], sheet: StyleSheet) -> Iterator[StyleRule]:
    contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    sheet.nested = sheet.nested or any(isinstance(inner, ast.QualifiedRule | ast.AtRule) for inner in contents)
    declarations = _declarations(contents)
    for selector in _selectors(tinycss2.serialize(node.prelude)):
        client, rest = _addressed(selector)
        yield StyleRule(selector=rest, client=client, media=media, declarations=declarations)


def _selectors(prelude: str) -> list[str]:
    parts = re.split(r",(?![^()\[\]]*[)\]])", re.sub(r"/\*.*?\*/", "", prelude, flags=re.DOTALL))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _addressed(selector: str) -> tuple[str, str]:
    for client, prefix in CLIENT_PREFIXES.items():
        if match := prefix.match(selector):
            return client, selector[match.end() :] or "*"
    return "", selector


def _declarations(nodes: Sequence[ast.Node]) -> Declarations:
    normal: dict[str, str] = {}
    important: dict[str, str] = {}
    names = []
    for node in nodes:
        if not isinstance(node, ast.Declaration):
            continue
        names.append(node.lower_name)
        value = " ".join(tinycss2.serialize(node.value).lower().split())
        for name, longhand in _longhands(node.lower_name, value):
            (important if node.important else normal)[name] = longhand
    return Declarations(normal, important, tuple(names))


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "background":
        yield "background-color", _background_colour(value)
        yield "background-image", value if "url(" in value or "gradient(" in value else "none"
    elif name == "font":
        if match := _FONT_SIZE.search(value):
            yield "font-size", match[1]
            line = _FONT_LINE.search(value)
            yield "line-height", line[1] if line else "normal"
    elif name in _COLOURS:
        if parse_colour(value) or value in {"inherit", "currentcolor", "initial", "unset"}:
            yield name, value
    else:
        yield _SHORTHANDS.get(name, name), value


def _background_colour(value: str) -> str:
    """The colour among the values of the shorthand ``background``, which is transparent where it names none."""
    for match in _WORD.finditer(value):
        word = match[0]
        if not word.startswith("url(") and parse_colour(word):
            return word
    return "transparent"


def _open_brackets(text: str) -> bool:
    plain = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", "", text, flags=re.DOTALL)
    return plain.count("{") > plain.count("}")
