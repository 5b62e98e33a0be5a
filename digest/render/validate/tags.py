"""One tag by itself: its name, its attributes and their values, and what the mjml package gets wrong in them."""

from __future__ import annotations

import difflib
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from digest.render.validate.elements import element, element_names, is_known, kinds_of, value_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Fault(NamedTuple):
    """What is wrong at an offset, and what to do about it."""

    offset: int
    message: str
    remedy: str


_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=<>"'/]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'<>]*))?|\s*(?P<rest>\S)"""
)
_EVERYWHERE = frozenset({"css-class", "mj-class"})
_FOR_ALL = frozenset({"mj-all", "mj-class"})
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEAD_ONLY = re.compile(r"@[\w-]+|::[\w-]+|:(?:hover|active|focus|visited|link|before|after|target)\b")
_PADDING = re.compile(r"(inner-)?padding$")

# Elements that the mjml package gets wrong altogether.
_REFUSED = {
    "mj-include": ("<mj-include> loses widths, paddings and classes.", 'Write {% include "part.mjml.j2" %}.'),
    "mj-html-attributes": ("<mj-html-attributes> is an error.", "Write the attributes on the elements themselves."),
    "mj-carousel": ("<mj-carousel> comes out broken.", "Show one <mj-image>."),
    "mj-carousel-image": ("<mj-carousel-image> comes out broken.", "Show one <mj-image>."),
}
# What the mjml package gets wrong, or fetches from strangers, depending on an element's attributes.
_TRAPS: dict[str, tuple[Callable[[Mapping[str, str]], bool], str, str]] = {
    "mj-image": (
        lambda values: "alt" not in values,
        "<mj-image> has no alt.",
        'Say what it shows, or write alt="" where it is decoration.',
    ),
    "mj-hero": (
        lambda values: values.get("mode") == "fluid-height",
        '<mj-hero mode="fluid-height"> comes out broken.',
        "Use a fixed height, or <mj-section background-url>.",
    ),
    "mj-social-element": (
        lambda values: "src" not in values,
        "<mj-social-element> without src loads an icon from a stranger's host.",
        "Name an image of yours in src.",
    ),
    "mj-accordion": (
        lambda values: not {"icon-wrapped-url", "icon-unwrapped-url"} <= values.keys(),
        "<mj-accordion> without icons of its own loads a stranger's.",
        "Name icon-wrapped-url and icon-unwrapped-url.",
    ),
    "mj-style": (
        lambda values: "inline" in values,
        '<mj-style inline="inline"> is not inlined.',
        "Write these rules in inline.css.j2.",
    ),
}


@functools.lru_cache(maxsize=4096)
def read_tag(name: str, text: str, *, in_attributes: bool) -> tuple[Fault, ...]:
    """What is wrong in an opening tag; offsets from its "<".

    ``in_attributes``: it stands in <mj-attributes>, where it sets defaults.
    """
    found = list(_attributes(text, len(name) + 1))
    faults = [fault for fault in found if isinstance(fault, Fault)]
    pairs = [pair for pair in found if not isinstance(pair, Fault)]
    values = {pair[0]: pair[1] for pair in pairs}
    if len(values) < len(pairs):
        faults.append(Fault(0, f"<{name}> has an attribute twice.", "Keep one."))
    if name.startswith("mj"):
        faults += _mjml_faults(name, pairs, in_attributes=in_attributes)
        if name in _TRAPS and not in_attributes and _TRAPS[name][0](values):
            faults.append(Fault(0, *_TRAPS[name][1:]))
    elif name == "img" and "alt" not in values:
        faults.append(Fault(0, "<img> has no alt.", 'Say what it shows, or write alt="" where it is decoration.'))
    return tuple(sorted(faults))


def css_faults(css: str, *, inlined: bool = False) -> Iterator[Fault]:
    """What must not stand in a template's CSS; ``inlined``: it is written into elements, which can't hold all of it."""
    for match in re.finditer(r"@import|@\\", css, re.IGNORECASE):
        yield Fault(match.start(), "CSS is imported from elsewhere.", "Write the rules here.")
    if inlined:
        css = _CSS_COMMENT.sub(lambda match: " " * len(match[0]), css)
        for match in _HEAD_ONLY.finditer(css):
            yield Fault(match.start(), f"{match[0]} can't be written into an element.", "Write it in head.css.j2.")
    if css.count("{") != css.count("}"):
        yield Fault(css.rfind("{") if "{" in css else 0, "A brace of the CSS has no other.", "Close the rule.")


def _attributes(text: str, offset: int) -> Iterator[tuple[str, str, int] | Fault]:
    for match in _ATTRIBUTE.finditer(text):
        at = offset + match.start() + len(match[0]) - len(match[0].lstrip())
        name, value = match["name"], match["value"]
        if name is None:
            yield Fault(at, f"{match['rest']} can't stand in a tag.", "Remove it.")
        elif value is None:
            yield (name, "", at)
        elif value[:1] not in {'"', "'"}:
            yield Fault(at, f"The value of {name} has no quotation marks.", f'Write {name}="{value}".')
        else:
            yield (name, value[1:-1], at)


def _mjml_faults(name: str, pairs: list[tuple[str, str, int]], *, in_attributes: bool) -> Iterator[Fault]:
    if name in _REFUSED:
        yield Fault(0, *_REFUSED[name])
    elif not is_known(name):
        yield Fault(0, f"MJML has no <{name}>.", _nearest(name, element_names(), "It is none of MJML's elements."))
    for attribute, value, at in pairs if is_known(name) else ():
        if name in _FOR_ALL:
            yield from _default_faults(name, attribute, value, at)
        else:
            yield from _attribute_faults(name, attribute, value, at)
    if in_attributes and name == "mj-class" and not any(attribute == "name" for attribute, _, _ in pairs):
        yield Fault(0, "<mj-class> has no name.", "Give it one.")


def _attribute_faults(name: str, attribute: str, value: str, at: int) -> Iterator[Fault]:
    known = element(name)
    if attribute == "mj-class" and len(value.split()) > 1:
        yield Fault(at, "Of several classes in mj-class only the first counts.", "Name one class.")
    elif attribute in known.ignored:
        yield Fault(at, f"<{name}> ignores {attribute}.", "Remove it, and reach the same by other means.")
    elif attribute in known.attributes:
        kind = known.attributes[attribute]
        if not value_pattern(kind).fullmatch(value.strip()):
            yield Fault(at, f"{attribute}={value!r} of <{name}> is no {kind}.", _value_remedy(attribute, kind))
    elif attribute not in _EVERYWHERE:
        remedy = _nearest(attribute, [*known.attributes, *_EVERYWHERE], "Remove it.")
        yield Fault(at, f"<{name}> has no attribute {attribute}.", remedy)


def _default_faults(name: str, attribute: str, value: str, at: int) -> Iterator[Fault]:
    kinds = kinds_of(attribute)
    if attribute in {"name", *_EVERYWHERE}:
        return
    if not kinds:
        yield Fault(at, f"{attribute} has no effect in <{name}>.", "Remove it.")
    elif not any(value_pattern(kind).fullmatch(value.strip()) for kind in kinds):
        yield Fault(at, f"{attribute}={value!r} of <{name}> is no {kinds[0]}.", _value_remedy(attribute, kinds[0]))


def _value_remedy(attribute: str, kind: str) -> str:
    if _PADDING.match(attribute):
        return "Write one to four values, each with its unit: 0px 32px."
    return f"Write a value of that kind: {kind}."


def _nearest(word: str, words: list[str], otherwise: str) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f"Did you mean {near[0]}?" if near else otherwise
