"""What may be reached, and how much is taken from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.fetch.addresses import is_public, resolve

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from digest.fetch.addresses import Address, Resolver

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What can be reached and how much is taken. The defaults are the public Internet and what an article needs."""

    resolver: Resolver = resolve
    allowed: Callable[[Address], bool] = is_public
    ports: AbstractSet[int] = frozenset(PORTS.values())
    seconds: float = 20.0  # in all, redirects and looking up included
    most_bytes: int = 5_000_000  # decoded
    tls: ssl.SSLContext | None = None  # None: the authorities that browsers trust
