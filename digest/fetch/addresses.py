"""Which addresses of the Internet are public, and looking up a name's."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from digest.errors import UnreachableError

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]

# IANA's special-purpose registries, and what clouds answer on. `is_global` alone lets multicast, NAT64, 6to4,
# site-local and some metadata addresses pass, and differs from one Python to the next.
_DENIED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's metadata
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback and IPv4-compatible
        "::ffff:0:0:0/96",  # IPv4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo and protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",  # unique local; AWS's metadata
        "fe80::/10",
        "fec0::/10",  # site-local
        "ff00::/8",  # multicast
    )
)


def is_public(address: Address) -> bool:
    """Whether ``address`` belongs to the public Internet; an IPv4 address inside an IPv6 one counts as itself."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not any(address in block for block in _DENIED if block.version == address.version)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host``.

    Raises:
        OSError: it has none.
    """
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def parse(address: str) -> Address:
    """An address as the resolver gives it, without the zone of an IPv6 one."""
    return ip_address(address.partition("%")[0])


def look_up(resolver: Resolver, host: str, port: int, *, seconds: float) -> list[str]:
    """What ``resolver`` says of ``host``, within ``seconds``: the system's own knows no deadline.

    Raises:
        UnreachableError: it says nothing, or too late.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except queue.Empty as error:
        raise UnreachableError(f"Looking up {host} took too long.", remedy="Try again later.") from error
    if isinstance(answer, Exception) or not answer:
        raise UnreachableError(f"There is no host {host}.", remedy="Check the address and the connection.")
    return answer
