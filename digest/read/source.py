"""What was named on the command line into bytes: a file, standard input or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

LARGEST = 25_000_000  # bytes; a long book has one million characters


def read_file(path: Path, *, name: str) -> bytes:
    """The bytes of a file, of which no more is read than an article can have.

    Raises:
        ArticleError: it is missing, a folder, not readable or too large.
    """
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
        raise ArticleError(f"{name} can’t be read: {reason}.", remedy="Check its permissions.") from error


def read_stdin(stdin: Callable[[], bytes] | BinaryIO) -> bytes:
    """The bytes of standard input.

    Raises:
        ArticleError: there are too many.
    """
    if callable(stdin):
        data = stdin()
        if len(data) > LARGEST:
            raise _too_large("Standard input")
        return data
    return _bounded(stdin, "Standard input")


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> ArticleError:
    return ArticleError(f"{name} is larger than {LARGEST // 1_000_000} MB.", remedy="Give one article at a time.")
