"""Read MJML tag by tag: what doesn't nest, doesn't close or stands where it mustn't."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.render.validate.elements import element, is_known
from digest.render.validate.tags import Fault, css_faults, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""<!--(?P<comment>.*?)-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>|<""",
    re.DOTALL,
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_MAX_DEPTH = 100  # the mjml package's process dies at some thousands
_VERBATIM = {"css", "text"}  # contents that are no markup
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONDITION = "Write <!--[if !mso]><!--> ... <!--<![endif]-->."
_DOWNLEVEL = re.compile(r"<!\[(if|endif)")


@dataclass(slots=True)
class _Open:
    """The elements that are open, from the root."""

    names: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    @property
    def innermost(self) -> str:
        return self.names[-1] if self.names else ""

    @property
    def mjml(self) -> str:
        """The innermost MJML element."""
        return next((name for name in reversed(self.names) if name.startswith("mj")), "")


def faults(document: str) -> Iterator[Fault]:
    """What is wrong in a laid-out MJML document, in its order."""
    for control in _CONTROL.finditer(document):
        yield Fault(control.start(), "A control character stands in the template.", "Remove it.")
    opened = _Open()
    at = 0
    while (match := _TOKEN.search(document, at)) is not None:
        if text := document[at : match.start()].strip():
            yield from _loose_text(text, document.index(text, at), opened)
        at = match.end()
        if match["comment"] is not None:
            yield from _comment(match["comment"], match.start())
        elif match["name"] is None:
            yield _stray(document, match.start())
        elif match["close"]:
            yield from _closing(match["name"], match.start(), opened)
        else:
            yield from _opening(match, opened)
            if (verbatim := element(opened.innermost).content) in _VERBATIM:
                end = document.find(f"</{opened.innermost}", at)
                yield from _contents(document[at:end], verbatim, at)
                at = max(end, at)
    for name, offset in zip(opened.names, opened.offsets, strict=True):
        yield Fault(offset, f"<{name}> is not closed.", f"Close it with </{name}>.")


def _opening(match: re.Match[str], opened: _Open) -> Iterator[Fault]:
    name, offset = match["name"], match.start()
    rest = match["rest"]
    empty = rest.endswith("/")
    parent = opened.innermost
    if name != name.lower():
        yield Fault(offset, f"<{name}> has capital letters.", f"Write <{name.lower()}>.")
    yield from _nesting(name, parent, opened, offset)
    for fault in read_tag(name, rest.removesuffix("/"), in_attributes=parent == "mj-attributes"):
        yield Fault(offset + fault.offset, fault.message, fault.remedy)
    if not empty and name.lower() not in _VOID:
        opened.names.append(name)
        opened.offsets.append(offset)
    if len(opened.names) == _MAX_DEPTH:
        yield Fault(offset, f"More than {_MAX_DEPTH} elements are open.", "Nest them less deeply.")


def _nesting(name: str, parent: str, opened: _Open, offset: int) -> Iterator[Fault]:
    if not parent:
        if name != "mjml":
            yield Fault(offset, f"<{name}> stands outside <mjml>.", "Begin the document with <mjml>.")
    elif name.startswith("mj"):
        yield from _mjml_nesting(name, parent, opened, offset)
    elif parent.startswith("mj") and element(parent).content != "html":
        yield Fault(offset, f"<{name}> can't stand in <{parent}>.", "Put it in <mj-text>, <mj-table> or <mj-raw>.")


def _mjml_nesting(name: str, parent: str, opened: _Open, offset: int) -> Iterator[Fault]:
    if parent == "mj-attributes":
        if name == "mj-body":
            message = "Defaults for <mj-body> in <mj-attributes> have no effect."
            yield Fault(offset, message, "Write them on <mj-body> itself.")
    elif parent == "mj-class" or "mj-class" in opened.names:
        yield Fault(offset, "Defaults for children in <mj-class> are an error.", "Give the children a class of theirs.")
    elif is_known(name) and name not in element(parent).children:
        allowed = [f"<{parent}>" for parent in sorted(element(name).parents)]
        yield Fault(offset, f"<{name}> can't stand in <{parent}>.", f"Put it in {' or '.join(allowed) or 'none'}.")


def _closing(name: str, offset: int, opened: _Open) -> Iterator[Fault]:
    if opened.innermost == name:
        opened.names.pop()
        opened.offsets.pop()
        return
    if name in opened.names:
        while opened.innermost != name:
            left, start = opened.names.pop(), opened.offsets.pop()
            yield Fault(start, f"<{left}> is not closed before </{name}>.", f"Close it with </{left}>.")
        opened.names.pop()
        opened.offsets.pop()
    else:
        yield Fault(offset, f"</{name}> closes nothing.", f"Remove it, or open <{name}> before it.")


def _loose_text(text: str, offset: int, opened: _Open) -> Iterator[Fault]:
    parent = opened.mjml
    if parent and element(parent).content != "html":
        yield Fault(offset, f"Text stands in <{parent}> itself: {text[:20]!r}.", "Put it in <mj-text>.")


def _comment(text: str, offset: int) -> Iterator[Fault]:
    if "--" in text.removeprefix("[if !mso]><!").replace("<!--<![endif]", ""):
        remedy = _CONDITION if text.startswith("[if") else "Take it out, or write {# ... #}, which isn't mailed."
        yield Fault(offset, 'A comment holds "--".', remedy)


def _stray(document: str, offset: int) -> Fault:
    if document.startswith("<![CDATA[", offset):
        return Fault(offset, "CDATA can't stand in a template.", "Write the text itself, with &lt; for <.")
    if document.startswith("<!--", offset):
        return Fault(offset, "A comment is not closed.", "Close it with -->.")
    if document.startswith("<!", offset) and not _DOWNLEVEL.match(document, offset):
        return Fault(offset, "<! begins neither a comment nor a condition.", "Remove it; a doctype stands by itself.")
    if _DOWNLEVEL.match(document, offset):
        return Fault(offset, "This conditional comment doesn't survive.", _CONDITION)
    return Fault(offset, "A < begins no tag, or a quotation mark is missing in it.", "Write &lt;, or close the tag.")


def _contents(text: str, kind: str, offset: int) -> Iterator[Fault]:
    if "<" in text:
        place = offset + text.index("<")
        yield Fault(place, "A < stands where only text can.", "Write &lt;" if kind == "text" else "Take it out.")
    if kind == "css":
        for fault in css_faults(text):
            yield Fault(offset + fault.offset, fault.message, fault.remedy)
