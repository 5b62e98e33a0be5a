"""Fetching: redirects followed one by one, each checked, and the answer judged."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import InputError, UnreachableError
from digest.fetch.network import Network
from digest.fetch.types import PAGES

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from digest.fetch.exchange import Answer

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_OK = 200
_PROBED = 2_048  # bytes of a body that a link check reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back. ``url`` is where it was found after redirects; ``content_type`` has no parameters."""

    url: str
    content_type: str
    charset: str | None
    data: bytes


def fetch(url: str, *, types: AbstractSet[str] = PAGES, network: Network | None = None) -> Fetched:
    """What stands at ``url``, over http or https, from a public address, without cookies, credentials or proxies.

    Raises:
        UnreachableError: it can't be reached, may not be, or the server says that it has no such page.
        InputError: what came is of another type, or too large, also after unpacking.
    """
    network = network or Network()
    answer = _follow(url, network, most=network.most_bytes)
    if answer.status != _OK:
        raise UnreachableError(f"{url} answers {answer.status}.", remedy="Open it in a browser, and try again later.")
    if answer.content_type and answer.content_type not in types:
        raise InputError(f"{url} is {answer.content_type}, which isn't read from there.", remedy="Check the address.")
    if answer.cut:
        raise InputError(f"{url} is larger than {network.most_bytes // 1_000_000} MB.", remedy="Save a part as a file.")
    return Fetched(url=answer.url, content_type=answer.content_type, charset=answer.charset, data=answer.data)


def probe(url: str, *, network: Network | None = None) -> int:
    """The status that ``url`` ends with after redirects, such as 200 or 404.

    Raises:
        UnreachableError: it can't be reached, or may not be.
    """
    return _follow(url, network or Network(), most=_PROBED).status


def _follow(url: str, network: Network, *, most: int) -> Answer:
    """The answer at the end of at most five redirects, each checked like the first address."""
    from digest.fetch.exchange import exchange  # httpx is slow to import

    ends = time.monotonic() + network.seconds
    at = url
    for _ in range(_MOST_REDIRECTS + 1):
        answer = exchange(at, network, ends=ends, most=most)
        if answer.status not in _REDIRECTS or not answer.location:
            return answer
        if at.startswith("https:") and answer.location.startswith("http:"):
            raise UnreachableError(f"{url} leads from https to http.", remedy="Check the address.")
        at = answer.location
    raise UnreachableError(f"{url} redirects more than {_MOST_REDIRECTS} times.", remedy="Check the address.")
