"""MJML to HTML by the mjml package, its text prepared so that every character arrives."""

from __future__ import annotations

import re

# What stands verbatim in HTML, where a character reference would not be read.
_STYLE = re.compile(r"(<mj-style\b.*?</mj-style>)", re.DOTALL)
_HEAD = re.compile(r"<mj-head>.*?</mj-head>", re.DOTALL)
_HEAD_SPACE = re.compile(r"<mj-style\b.*?</mj-style>|(?<=>)\s+(?=<)", re.DOTALL)  # an error where no line breaks
_TAG = re.compile(r"""<[a-zA-Z/](?:[^>"']|"[^"]*"|'[^']*')*>""")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_OUTLOOK_SEAM = re.compile(r"<!\[endif\]-->\s*<!--\[if mso \| IE\]>")
_NO_ATTRIBUTE = re.compile(r'(<(?:td|img)\b[^<>]*?) (?:vertical-align="\w+"|height="auto")')
_INLINE = "a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u"
_BEFORE_INLINE = re.compile(rf">[ \t]*\n\s*<(?=(?:{_INLINE})\b)")


def prepare(document: str) -> str:
    """Make MJML safe for the mjml package.

    It writes many characters in attribute values as escape sequences in text form (no-break spaces, joiners, bidi
    marks, combining accents, backslashes), and drops a line break between two tags, so that words join. So it gets
    ASCII with character references, tags on one line, and a space where a line broke between tags.
    """
    document = _HEAD.sub(
        lambda head: _HEAD_SPACE.sub(lambda found: found[0].strip(), head[0]), document.replace("\r\n", "\n")
    )
    pieces = _STYLE.split(document)
    pieces[::2] = [_prepare_markup(piece) for piece in pieces[::2]]
    return "".join(pieces)


def to_html(document: str) -> str:
    """Compile prepared MJML.

    Raises:
        ValueError: the document can't be parsed; the message has byte offsets, or none.
    """
    from mjml import mjml2html

    return mjml2html(document, fonts={})  # no fonts: by default it links those of another host


def tidy(html: str) -> str:
    """Merge the comments for Outlook where one begins as another ends, and drop what is no attribute of HTML."""
    return _NO_ATTRIBUTE.sub(r"\1", _OUTLOOK_SEAM.sub("", html))


def _prepare_markup(text: str) -> str:
    text = _TAG.sub(lambda match: _LINE_BREAK.sub(" ", match[0]), text)
    text = _BEFORE_INLINE.sub("> <", text).replace("\\", "&#92;")
    return text.encode("ascii", "xmlcharrefreplace").decode()
