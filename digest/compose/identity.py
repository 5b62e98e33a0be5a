"""Which edition it is: a name that the same articles always give."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article

_HEX_DIGITS = 10
_WORDS = 4
_LONGEST = 40  # characters of the slug


def edition_id(articles: Sequence[Article]) -> str:
    """A slug for people, a hyphen, and ten hex digits of the sha256 over the articles' keys, in order.

    The slug comes from the first article's key where that is an address, so that a new headline changes nothing, and
    from its title where the text alone is the key.
    """
    keys = hashlib.sha256("\n".join(article.key for article in articles).encode())
    return f"{_slug(articles[0])}-{keys.hexdigest()[:_HEX_DIGITS]}"


def _slug(article: Article) -> str:
    """A few lower-case ASCII words between hyphens; "edition" where there are none."""
    source = article.title if article.key == article.sha256 else _last_part(article.key)
    folded = unicodedata.normalize("NFKD", source.replace("’", "").replace("'", ""))
    ascii_only = "".join(character for character in folded if not unicodedata.combining(character))
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())[:_WORDS]
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:_LONGEST] or "edition"


def _last_part(key: str) -> str:
    """The part of an address that names the article: the last of its path that has letters, else the host."""
    try:
        parts = urlsplit(key)
    except ValueError:  # an entry's guid may be anything
        return key
    named = [part for part in parts.path.split("/") if re.search(r"[^\W\d_]{3}", part)]
    return re.sub(r"\.\w{2,5}$", "", named[-1]) if named else (parts.hostname or key)
