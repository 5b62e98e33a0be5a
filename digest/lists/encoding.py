"""Which encoding a list is in, found without holding it in memory."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING

from digest.errors import ArticleError, ListError

if TYPE_CHECKING:
    from digest.lists.sources import ListFile

_CHUNK = 2**20
_SAMPLE = 2**16
_LINE_END = re.compile(b"[\n\r]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.1  # of the characters
DAMAGED = "\ufffd"
_MARKS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_text(file: ListFile) -> tuple[io.TextIOWrapper, str]:
    """A file as text, line ends as they are, and the name of its encoding.

    A byte-order mark decides; else it is UTF-8 where all of it is, and otherwise what its first odd part looks like. In
    UTF-8 that is damaged in places, a replacement character (``DAMAGED``) stands for what is, and the stream's
    ``errors`` are "replace".

    Raises:
        ListError: no encoding fits, or a line is endless.
    """
    name, errors = _encoding(file)
    return io.TextIOWrapper(file.open(), encoding=name, errors=errors, newline=""), name


def _encoding(file: ListFile) -> tuple[str, str]:
    with file.open() as stream:
        start = stream.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name, "strict"
    odd = _first_odd_part(file)
    if odd is None:
        return "utf-8", "strict"
    from digest.read.encoding import decode  # with all of reading, for the few files that need it

    try:
        text, name = decode(odd, path=file.path)
    except ArticleError as error:
        raise ListError(f"{file.path} is in no known encoding.", remedy="Save it as UTF-8.") from error
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise ListError(f"{file.path} is no text.", remedy="Give a CSV or JSON Lines file.")
    return name, "replace" if name == "utf-8" else "strict"


def _first_odd_part(file: ListFile) -> bytes | None:
    """The lines about the first byte that is not UTF-8 text, None where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    with file.open() as stream:
        while True:
            chunk = stream.read(_CHUNK)
            if len(chunk) == _CHUNK and not _LINE_END.search(chunk):
                raise ListError(f"{file.path} has a line of over {_CHUNK:,} bytes.", remedy="Give one person a line.")
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return _lines_about(before + chunk, len(before) + error.start)
            if b"\0" in chunk:
                return chunk[:_SAMPLE]
            if not chunk:
                return None
            before = chunk[-_SAMPLE:]


def _lines_about(data: bytes, place: int) -> bytes:
    start = max(0, place - _SAMPLE // 2)
    return data[data.find(b"\n", start) + 1 if start else 0 :][:_SAMPLE]
