"""Text <-> Markdown: the marks of a draft, and what keeps an article's own signs from being taken for them."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\*_`\[\]<]")
_LINE_START = re.compile(r"^([ \t]*)([#>|~=+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d+)([.)])", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

# What a draft can't show, and how a message names it. Each is looked for in a line whose escaped signs are letters.
_UNKNOWN = (
    (re.compile(r"!\[[^\]]*\]\("), "an image"),
    (re.compile(r"\[[^\]]*\]\([^)]*\)|\[[^\]]+\]\[[^\]]*\]"), "a link inside the text"),
    (re.compile(r"\*\*[^\s*][^*]*\*\*|__[^\s_][^_]*__"), "bold type"),
    (re.compile(r"(?<![\w*])\*[^\s*][^*]*\*(?![\w*])|(?<![\w_])_[^\s_][^_]*_(?![\w_])"), "italic type"),
    (re.compile(r"`[^`]+`|^\s*(?:`{3}|~{3})"), "code"),
    (re.compile(r"</?[A-Za-z][^<>]*>|<!--"), "markup in angle brackets"),
    (re.compile(r"^\s*#{3,}\s"), "a heading below ##"),
    (re.compile(r"^\s*\|.*\|\s*$"), "a table"),
    (re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})$"), "a rule"),
    (re.compile(r"^(?:\t| {4,})\S"), "code (it is indented)"),
)


def escape(text: str) -> str:
    """``text`` with a backslash before each sign that Markdown would take for a mark of its own."""
    text = _INLINE.sub(r"\\\g<0>", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    return _LINE_START.sub(r"\1\\\2", text)


def unescape(text: str) -> str:
    """What :func:`escape` was given. A backslash before anything but an ASCII mark stays."""
    return _ESCAPED.sub(r"\1", text)


def line_feeds(text: str) -> str:
    """``text`` with the line ends of any system as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unknown_mark(line: str) -> str | None:
    """What kind of mark stands in a line of the file that a draft can't show, or None."""
    bare = _ESCAPED.sub("x", line)
    return next((name for pattern, name in _UNKNOWN if pattern.search(bare)), None)
