"""An Edition -> NAME.md and NAME.sources.json, both or neither."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digest.draft.front_matter import FrontMatter, SourceLine, dump_front_matter
from digest.draft.layout import stories_markdown
from digest.draft.sources import Sources, dump_sources, sources_path
from digest.edition import Support
from digest.errors import OutputError

if TYPE_CHECKING:
    from digest.article import Article
    from digest.edition import Edition


def write_draft(edition: Edition, path: Path, *, force: bool = False) -> None:
    """Write an edition as a draft, and its sources beside it; disclaimers aren't in it.

    Raises OutputError where a file is there already and ``force`` is not given, or where none can be written; then
    nothing has changed.
    """
    beside = sources_path(path)
    there = [one for one in (path, beside) if one.exists()]
    if there and not force:
        raise OutputError(f"{there[0]} exists.", remedy="Give --force to replace it, or another name with -o.")
    sources = dump_sources(Sources(articles=edition.articles, stories=edition.stories))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_both({beside: sources, path: draft_text(edition, path)})
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}.", remedy="Name another place with -o.") from None


def draft_text(edition: Edition, path: Path) -> str:
    """The Markdown of an edition, for a draft that stands at ``path``."""
    written_by_model = any(one.support is Support.MODEL for block in edition.blocks() for one in block.sentences)
    front = FrontMatter(
        id=edition.id,
        subject=edition.subject,
        preheader=edition.preheader,
        template=edition.template,
        language=edition.language,
        author="model" if written_by_model else "",
        sources=tuple(_source(article, path) for article in edition.articles),
    )
    return f"{dump_front_matter(front)}\n{stories_markdown(edition.stories, edition.language)}"


def _source(article: Article, path: Path) -> SourceLine:
    """Where an article came from; a path is relative to the draft."""
    if article.path.startswith(("http://", "https://")):
        return SourceLine(url=article.path, sha256=article.sha256)
    if article.path == "-":
        return SourceLine(path="-", sha256=article.sha256)
    try:
        relative = os.path.relpath(article.path, path.parent)
    except ValueError:  # on another drive
        relative = os.path.abspath(article.path)  # noqa: PTH100  (resolve() would follow links)
    return SourceLine(path=Path(relative).as_posix(), sha256=article.sha256)


def _replace_both(contents: dict[Path, str]) -> None:
    """Put each text in its place; where one can't be, the others are as they were. Raises OSError."""
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    written = {path: _temporary(path) for path in contents}
    try:
        for path, text in contents.items():
            _write(written[path], text.encode())
        for path in contents:
            written[path].replace(path)
    except OSError:
        for path, data in before.items():
            with suppress(OSError):
                path.unlink() if data is None else path.write_bytes(data)
        raise
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _write(path: Path, data: bytes) -> None:
    """Write through to the disk, so that a crash leaves no empty file under the final name."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
