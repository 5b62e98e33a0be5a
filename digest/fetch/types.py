"""Which kinds of content are fetched for what."""

from __future__ import annotations

PAGES = frozenset(
    {
        "application/atom+xml",
        "application/octet-stream",  # what servers say of suffixes they don't know, such as .md
        "application/rdf+xml",
        "application/rss+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "application/xml",
        "text/html",
        "text/markdown",
        "text/plain",
        "text/x-markdown",
        "text/xml",
    }
)
IMAGES = frozenset({"image/gif", "image/jpeg", "image/png"})  # those that mail programs show
