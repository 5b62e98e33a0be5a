"""The one way in: whatever an editor names, as Articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ArticleError, UsageError
from digest.read.assemble import assemble
from digest.read.formats import FORMATS, detect_format
from digest.read.html import read_html
from digest.read.markdown import read_markdown
from digest.read.plain import read_plain
from digest.read.source import read_file, read_stdin

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from digest.article import Article
    from digest.settings import Settings

_READERS = {"text": read_plain, "markdown": read_markdown, "html": read_html}


def read(  # noqa: PLR0913  # one for each option of the command line
    source: str,
    settings: Settings,
    *,
    format: str | None = None,  # noqa: A002  # the option's name
    limit: int | None = None,  # noqa: ARG001
    pick: str | None = None,  # noqa: ARG001
    stdin: Callable[[], bytes] | BinaryIO | None = None,
) -> tuple[Article, ...]:
    """The articles at ``source``: a path, a URL, or "-" for ``stdin``. A feed gives several.

    Raises:
        ArticleError: it can't be read.
        UsageError: ``format`` is unknown, or there is no standard input.
    """
    if source == "-":
        if stdin is None:
            raise UsageError("There is no standard input to read.", remedy="Name a file.")
        data = read_stdin(stdin)
    else:
        data = read_file(Path(source), name=source)
    return (read_bytes(data, path=source, settings=settings, format=format),)


def read_bytes(
    data: bytes,
    *,
    path: str,
    settings: Settings,
    format: str | None = None,  # noqa: A002  # the option's name
) -> Article:
    """The article that ``data`` is; ``path`` is what it is called in the Article and in errors.

    Raises:
        ArticleError: it can't be read.
        UsageError: ``format`` is unknown.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"There is no format “{format}”.", remedy=f"Use one of {', '.join(FORMATS)}.")
    if not data.strip():
        raise ArticleError(f"{path} is empty.", remedy="Give an article with at least one sentence.")
    reader = _READERS[detect_format(data, path=path, asked=format)]
    return assemble(reader(data, path=path), path=path, settings=settings)
