"""NAME.sources.json: the articles as they were read, and the stories as they were composed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.draft.codec import decode, encode
from digest.errors import DraftError

if TYPE_CHECKING:
    from pathlib import Path

    from digest.article import Article
    from digest.edition import Story

SUFFIX = ".sources.json"

_REMEDY = "Bring it back as it was, or make the draft again from the article."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a draft is traced against. ``stories`` are empty where only the articles are known."""

    articles: tuple[Article, ...]
    stories: tuple[Story, ...] = ()


def sources_path(draft: Path) -> Path:
    """Where the sources of a draft stand: beside it."""
    return draft.with_suffix(SUFFIX)


def dump_sources(sources: Sources) -> str:
    """The file's text, with a hash over its content."""
    content = encode(sources)
    document = {"sha256": _hash(content), **content}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load_sources(path: Path) -> Sources | None:
    """What the file holds, or None where there is no such file.

    Raises DraftError where it was changed since it was written: what an article must carry can't be edited away.
    """
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DraftError(f"{path} can't be read: {error.strerror}.", remedy="Check its permissions.") from None
    except (ValueError, RecursionError):
        raise DraftError(f"{path} is no JSON.", remedy=_REMEDY) from None
    if not isinstance(document, dict) or document.pop("sha256", None) != _hash(document):
        raise DraftError(f"{path} was changed since it was written.", remedy=_REMEDY)
    try:
        sources: Sources = decode(Sources, document)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise DraftError(f"{path} was written by another version of digest.", remedy=_REMEDY) from None
    return sources


def _hash(content: Any) -> str:  # noqa: ANN401  (what JSON holds)
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
