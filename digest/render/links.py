"""Links into the article: the publication's own parameters, and the sentence to open at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from digest.article import Article
    from digest.edition import Block

_EDGE_WORDS = 4  # a text fragment names a sentence by its first and last words
_LONG = 40  # letters; a longer one whose words aren't spaced is named by its first and last clauses
_CLAUSE = re.compile(r"[^、，；]+[、，；]?")
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


def web_link(url: str | None, parameters: str = "") -> str | None:
    """The URL in ASCII with the publication's parameters added; None unless it is http or https."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    if not host.isascii():
        parts = parts._replace(netloc=parts.netloc.replace(host, _ascii_host(host)))
    return quote(urlunsplit(parts._replace(query=_with_parameters(parts.query, parameters))), safe=_URL_SAFE)


def read_on_link(link: str | None, block: Block, article: Article) -> str | None:
    """The article opened at the block's first sentence, highlighted.

    Browsers scroll to it by the text fragment (https://wicg.github.io/scroll-to-text-fragment/); those that don't
    know it open the article as usual.
    """
    if link is None:
        return None
    for sentence in block.sentences:
        if sentence.start is not None and sentence.end is not None:
            fragment = _text_fragment(article.text[sentence.start : sentence.end])
            return f"{link}{':~:' if '#' in link else '#:~:'}text={fragment}"
    return link


def _with_parameters(query: str, parameters: str) -> str:
    present = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    added = [pair for pair in parameters.lstrip("?&").split("&") if pair and pair.split("=")[0] not in present]
    return "&".join(part for part in [query, *added] if part)


def _text_fragment(sentence: str) -> str:
    words = sentence.split()
    if len(words) > 2 * _EDGE_WORDS:
        return f"{_escape(' '.join(words[:_EDGE_WORDS]))},{_escape(' '.join(words[-_EDGE_WORDS:]))}"
    clauses = _CLAUSE.findall(sentence)
    if len(clauses) > 1 and len(sentence) > _LONG:
        return f"{_escape(clauses[0])},{_escape(clauses[-1])}"
    return _escape(" ".join(words))


def _escape(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return quote(host)
