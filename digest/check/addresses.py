"""Web addresses taken apart, broken ones too."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(address: str) -> SplitResult:
    """The parts of an address; those of an empty one where it can't be read."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # which is read only when it is asked for
    except ValueError:
        return urlsplit("")
    return parts
