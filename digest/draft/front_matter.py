"""A draft's front matter: a few texts and the sources, each with its line."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yaml.nodes import MappingNode, Node, ScalarNode

KEYS = ("id", "subject", "preheader", "template", "language", "author", "sources")

_FENCED = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_PLAIN = re.compile(r"^(?P<key>[A-Za-z_]\w*):[ \t]+(?P<value>[^\s\"'|>\[{&*!].*?)[ \t]*$(?!\n[ \t]+\S)", re.MULTILINE)
_UNPRINTABLE = re.compile("[^\\t\\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
_LINE_ENDS = re.compile("[\r\n\v\f\x85\u2028\u2029]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")

# What a value must look like, and what to do where it doesn't: the id and the template name files.
_FORMS = {
    "id": (_NAME, "Bring back the id that the draft was written with."),
    "template": (_NAME, "Name a template, such as briefing."),
    "language": (re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"), "Write a language tag, such as en or pt-BR."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Where an article was read from, and the sha256 of its text."""

    sha256: str
    path: str = ""  # relative to the draft, or "-"
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above a draft. ``author`` is "model" where a language model wrote any of it."""

    id: str
    subject: str
    sources: tuple[SourceLine, ...]
    preheader: str = ""
    template: str = ""
    language: str = ""
    author: str = ""


def split_front_matter(source: str) -> tuple[str, str, int]:
    """The YAML at the head of ``source``, the text under it, and the number of that text's first line.

    The YAML is empty where there is none. ``source`` has line feeds only, and no byte-order mark.
    """
    block = _FENCED.match(source)
    if block is None:
        return "", source, 1
    return block["yaml"], source[block.end() :], source.count("\n", 0, block.end()) + 1


def parse_front_matter(yaml: str, name: str) -> FrontMatter:
    """The values as strings; plain ones are taken literally, since YAML has other ideas of ``no`` and ``12:30``.

    Raises DraftError with ``name`` of the file and the line.
    """
    nodes = _nodes(yaml, name)
    texts = {key: _text(key, node, name) for key, node in nodes.items() if key != "sources"}
    for key in ("id", "sources", "subject"):
        if key not in nodes or not (key == "sources" or texts[key].strip()):
            raise DraftError(f"{name}: the front matter lacks {key}.", remedy=f"Add a line {key}: under its first ---.")
    for key, (pattern, remedy) in _FORMS.items():
        if texts.get(key) and not pattern.fullmatch(texts[key]):
            message = f"{name}, line {_line(nodes[key])}: “{texts[key]}” is no {key}."
            raise DraftError(message, remedy=remedy)
    return FrontMatter(sources=_sources(nodes["sources"], name), **texts)


def dump_front_matter(front: FrontMatter) -> str:
    """The front matter between its two lines of dashes, every value quoted."""
    texts = [(key, getattr(front, key)) for key in KEYS if key != "sources" and getattr(front, key)]
    lines = [f"{key}: {_quoted(value)}" for key, value in texts]
    for source in front.sources:
        place = ("url", source.url) if source.url else ("path", source.path)
        lines += [f"  - {place[0]}: {_quoted(place[1])}", f"    sha256: {_quoted(source.sha256)}"]
    lines.insert(len(texts), "sources:")
    return "\n".join(["---", *lines, "---", ""])


def _quoted(value: str) -> str:
    """A text as YAML in double quotes, which are those of JSON but for what YAML calls unprintable."""
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def _nodes(yaml: str, name: str) -> Mapping[str, Node]:
    """The value of each key; refuses a key that is unknown or stands twice."""
    root = _compose(yaml, name)
    found: dict[str, Node] = {}
    for key, value in root.value:
        if key.value not in KEYS:
            nearest = difflib.get_close_matches(str(key.value), KEYS, n=1, cutoff=0)[0]
            message = f"{name}, line {_line(key)}: a draft has no “{key.value}”; the nearest it has is {nearest}."
            raise DraftError(message, remedy="Correct it or take the line out.")
        if key.value in found:
            raise DraftError(f"{name}, line {_line(key)}: {key.value} stands twice.", remedy="Take one of them out.")
        found[key.value] = value
    return found


def _compose(yaml: str, name: str) -> MappingNode:
    import yaml as library  # slow to import

    literal = _PLAIN.sub(lambda line: f"{line['key']}: {_quoted(line['value'])}", yaml)
    try:
        root = library.compose(literal, Loader=library.BaseLoader)
    except library.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise DraftError(
            f"{name}{where}: the front matter is no YAML.", remedy="Put the value in double quotes."
        ) from None
    if not isinstance(root, library.MappingNode):
        raise DraftError(f"{name}, line 2: the front matter has no keys.", remedy="Write each as key: value.")
    return root


def _text(key: str, node: Node, name: str) -> str:
    if not isinstance(node.value, str):
        raise DraftError(f"{name}, line {_line(node)}: {key} is no text.", remedy="Put it in double quotes.")
    return _LINE_ENDS.sub(" ", node.value).strip(" \t")


def _sources(node: Node, name: str) -> tuple[SourceLine, ...]:
    items: Sequence[Node] = node.value if isinstance(node.value, list) else []
    found = []
    for item in items:
        pairs = item.value if isinstance(item.value, list) else []
        values = {key.value: value.value for key, value in pairs}
        if not (values.keys() <= {"path", "url", "sha256"} and len(values) == 2 and values.get("sha256")):  # noqa: PLR2004
            raise DraftError(
                f"{name}, line {_line(item)}: a source is a path or url, and a sha256.",
                remedy="Bring the sources back as the draft was written with them.",
            )
        found.append(SourceLine(**values))
    if not found:
        raise DraftError(
            f"{name}, line {_line(node)}: the draft has no sources.", remedy="Make the draft again from the article."
        )
    return tuple(found)


def _line(node: Node | ScalarNode) -> int:
    """The line of the file, which has one of dashes above the YAML."""
    return int(node.start_mark.line) + 2
