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
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_ZIP = b"PK\x03\x04"
_START = 4096  # bytes that are looked at
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_FRONT_MATTER = re.compile(rb"---\r?\n(?:.*\r?\n){0,60}?---\r?\n")


def detect_format(data: bytes, *, path: str, name: str, content_type: str = "", asked: str | None = None) -> str:
    """One of FORMATS. What is asked for wins, then what the bytes are for certain, the content type and the suffix.

    ``path`` is what errors call it, ``name`` what its suffix is taken from.

    Raises:
        ArticleError: it is something that isn't read, such as a PDF.
    """
    if asked:
        return asked
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise ArticleError(f"{path} is {what}, which digest doesn't read.", remedy="Save it as DOCX, HTML or text.")
    if data.startswith(_ZIP):
        return "docx"
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and _FEED.search(start) and not _HTML.match(start):
        return "feed"
    suffix = _SUFFIXES.get(PurePath(name).suffix.lower())
    if known := _TYPES.get(content_type) or suffix:
        return known
    if _HTML.match(start):
        return "html"
    return "markdown" if _FRONT_MATTER.match(start) else "text"
