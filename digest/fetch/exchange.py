"""One request and its answer, over a connection to an address that was checked."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from digest import __version__
from digest.errors import UnreachableError
from digest.fetch.addresses import look_up, parse
from digest.fetch.body import Body
from digest.fetch.network import PORTS

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from digest.fetch.network import Network

_HEADERS = {
    "User-Agent": f"digest/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response. ``location`` is absolute; ``cut`` says that the body had more than was allowed."""

    url: str
    status: int
    location: str
    content_type: str
    charset: str | None
    data: bytes
    cut: bool


def exchange(url: str, network: Network, *, ends: float, most: int) -> Answer:
    """Ask for ``url``; ``ends`` is the moment of the monotonic clock to give up at, ``most`` the bytes of body to take.

    Raises:
        UnreachableError: there is no answer, or the address is one that isn't asked.
        InputError: the body is packed in a way that wasn't asked for.
    """
    target = _target(url, network)
    backend = _GuardedBackend(network, ends)
    pool = httpcore.ConnectionPool(network_backend=backend, ssl_context=network.tls, retries=0)
    # The port stands in the Host header only where it isn't the scheme's own.
    headers = [("Host", target.netloc.decode("ascii")), *_HEADERS.items()]
    try:
        with pool, pool.stream("GET", str(target), headers=headers) as response:
            said = httpx.Headers(response.headers)
            body = Body(said.get("content-encoding", ""), most=most, url=url)
            body.take(response.iter_stream())
            return _answer(target, response.status, said, body)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise UnreachableError(f"{url} takes too long to answer.", remedy="Try again later.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        reason = str(error) or "the connection broke off"
        raise UnreachableError(f"{url} can't be reached: {reason}.", remedy="Try again later.") from error


def _target(url: str, network: Network) -> httpx.URL:
    """``url`` in its parts, if it is one that is fetched at all."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise UnreachableError(f"{url} is no web address.", remedy="Check the address.") from error
    if target.scheme not in PORTS or not target.host:
        raise UnreachableError(f"{url} is no http or https address.", remedy="Check the address.")
    if target.userinfo:
        raise UnreachableError(f"{target.host}: an address with a password isn't fetched.", remedy="Save the page.")
    if (target.port or PORTS[target.scheme]) not in network.ports:
        raise UnreachableError(f"{url}: only ports 80 and 443 are fetched from.", remedy="Save the page as a file.")
    return target.copy_with(fragment=None)


def _answer(target: httpx.URL, status: int, headers: httpx.Headers, body: Body) -> Answer:
    content_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = None
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    try:
        location = str(target.join(headers["location"])) if "location" in headers else ""
    except (httpx.InvalidURL, ValueError) as error:
        raise UnreachableError(f"{target} redirects to no web address.", remedy="Check the address.") from error
    return Answer(
        url=str(target),
        status=status,
        location=location,
        content_type=content_type.strip().lower(),
        charset=charset,
        data=body.data,
        cut=body.cut,
    )


class _GuardedBackend(httpcore.NetworkBackend):
    """Looks a name up once, checks every address it has, and dials one of those."""

    def __init__(self, network: Network, ends: float) -> None:
        self._network = network
        self._ends = ends

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the deadline stands instead
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        addresses = look_up(self._network.resolver, host, port, seconds=self._left())
        if not all(self._network.allowed(parse(address)) for address in addresses):
            raise UnreachableError(
                f"{host} is at an address that isn't public, and isn't fetched.", remedy="Save the page as a file."
            )
        failure: OSError = OSError(f"{host} has no address")
        for address in addresses:
            try:
                return _TimedStream(socket.create_connection((address, port), timeout=self._left()), self._ends)
            except OSError as error:
                failure = error
        raise failure

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ConnectTimeout
        return left


class _TimedStream(httpcore.NetworkStream):
    """A connection whose deadline holds for every read and write: a slow server can't stretch it byte by byte."""

    def __init__(self, connection: socket.socket, ends: float) -> None:
        self._connection = connection
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        self._arm(httpcore.ReadTimeout)
        try:
            return self._connection.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._arm(httpcore.WriteTimeout)
        try:
            self._connection.sendall(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        self._arm(httpcore.ConnectTimeout)
        try:
            return _TimedStream(ssl_context.wrap_socket(self._connection, server_hostname=server_hostname), self._ends)
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(getattr(error, "verify_message", "") or str(error)) from error

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # as the base class has it
        return self._connection.getpeername() if info == "server_addr" else None

    def _arm(self, late: type[Exception]) -> None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise late
        self._connection.settimeout(left)
