"""What was named on the command line into bytes: a file, standard input or a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ArticleError, InputError, UsageError
from digest.fetch import fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from digest.fetch import Network

LARGEST = 25_000_000  # bytes; a long book has one million characters
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes and what is known of them. ``name`` has the suffix that tells a format, ``url`` is set for pages."""

    data: bytes
    name: str
    url: str | None = None
    content_type: str = ""
    charset: str | None = None


def open_source(named: str, *, stdin: Callable[[], bytes] | BinaryIO | None, network: Network | None) -> Source:
    """The bytes of a path, an address or "-".

    Raises:
        ArticleError: they can't be had, or are too many.
        UnreachableError: the page can't be reached.
        UsageError: it is an address of another kind, or there is no standard input.
    """
    if named == "-":
        if stdin is None:
            raise UsageError("There is no standard input to read.", remedy="Name a file.")
        return Source(data=_from_stdin(stdin), name="")
    if match := _SCHEME.match(named):
        if match["scheme"].lower() not in {"http", "https"}:
            raise UsageError(f"{named} is no web address.", remedy="Name a file, or an http or https address.")
        return fetch_source(named, network=network)
    return Source(data=_from_file(Path(named), named), name=named)


def fetch_source(url: str, *, network: Network | None) -> Source:
    """What stands at a web address.

    Raises:
        ArticleError: it is nothing that is read.
        UnreachableError: it can't be reached.
    """
    try:
        found = fetch(url, network=network)
    except InputError as error:
        raise ArticleError(error.message, remedy=error.remedy) from error
    name = found.url.partition("?")[0]
    return Source(data=found.data, name=name, url=found.url, content_type=found.content_type, charset=found.charset)


def _from_file(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(name)
        with path.open("rb") as file:
            return _bounded(file, name)
    except FileNotFoundError as error:
        raise ArticleError(f"There is no file {name}.", remedy="Check the path.") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{name} is a folder.", remedy="Name the files in it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{name} can't be read: {reason}.", remedy="Check its permissions.") from error


def _from_stdin(stdin: Callable[[], bytes] | BinaryIO) -> bytes:
    if not callable(stdin):
        return _bounded(stdin, "Standard input")
    data = stdin()
    if len(data) > LARGEST:
        raise _too_large("Standard input")
    return data


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> ArticleError:
    return ArticleError(f"{name} is larger than {LARGEST // 1_000_000} MB.", remedy="Give one article at a time.")
