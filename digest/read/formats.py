"""Which format an article is in: by what was asked, by its file's name, by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

from digest.errors import ArticleError

FORMATS = ("text", "markdown", "html", "docx", "feed")
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".rss": "feed",
    ".atom": "feed",
}
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_FRONT_MATTER = re.compile(rb"---\r?\n(?:.*\r?\n){0,60}?---\r?\n")


def detect_format(data: bytes, *, path: str, asked: str | None = None) -> str:
    """One of FORMATS. What is asked for wins, then what the bytes are for certain, then the file's name.

    Raises:
        ArticleError: it is something that isn't read, such as a PDF.
    """
    if asked:
        return asked
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise ArticleError(f"{path} is {what}, which digest doesn’t read.", remedy="Save it as DOCX, HTML or text.")
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    suffix = _SUFFIXES.get(PurePath(path).suffix.lower())
    if suffix:
        return suffix
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _FEED.search(start) and start.lstrip().startswith(b"<"):
        return "feed"
    if _HTML.match(start):
        return "html"
    return "markdown" if _FRONT_MATTER.match(start) else "text"
