"""A response's body, unpacked, with a limit that no bomb passes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from digest.errors import InputError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterable

_GZIP = 16 + zlib.MAX_WBITS  # zlib's way of saying: with a gzip header
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class Body:
    """Takes chunks and keeps at most ``most`` bytes of what they unpack to; ``cut`` says that there was more."""

    def __init__(self, encoding: str, *, most: int, url: str) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", *_WINDOWS}:
            raise InputError(
                f"{url} comes packed as {name}, which wasn't asked for.", remedy="Save the page as a file."
            )
        self._window = _WINDOWS.get(name)
        self._unpacker = zlib.decompressobj(self._window) if self._window else None
        self._most = most
        self._url = url
        self._kept = bytearray()
        self.cut = False

    @property
    def data(self) -> bytes:
        """What was kept."""
        return bytes(self._kept)

    def take(self, chunks: Iterable[bytes]) -> None:
        """Keep what ``chunks`` unpack to, and stop asking for more at the limit.

        Raises:
            UnreachableError: the body breaks off, or isn't packed as it says.
        """
        for chunk in chunks:
            self._kept += self._unpacked(chunk)
            if len(self._kept) > self._most:
                self.cut = True
                del self._kept[self._most :]
                return
        if self._unpacker and self._kept and not self._unpacker.eof:
            raise UnreachableError(f"{self._url} breaks off.", remedy="Try again later.")

    def _unpacked(self, chunk: bytes) -> bytes:
        if self._unpacker is None:
            return chunk
        room = self._most + 1 - len(self._kept)
        try:
            return self._unpacker.decompress(chunk, room)
        except zlib.error as error:
            if self._window == zlib.MAX_WBITS and not self._kept:  # many servers send deflate without its header
                self._window = -zlib.MAX_WBITS
                self._unpacker = zlib.decompressobj(self._window)
                return self._unpacked(chunk)
            raise UnreachableError(f"{self._url} isn't packed as it says.", remedy="Try again later.") from error
