"""A mail server on loopback of a few lines, for what no proper one can be made to do."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass, field

REPLIES = {
    "greeting": "220 loopback",
    "EHLO": "250-loopback\r\n250-8BITMIME\r\n250 PIPELINING",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    "end": "250 2.0.0 Queued",
    "RSET": "250 OK",
    "QUIT": "221 Bye",
}


@dataclass(kw_only=True)
class PlainSmtpServer:
    """Speaks SMTP, but for ``replies``: what it says to a command, "" to close the connection without a word.

    ``half_close`` is a command after whose reply it sends no more, and still reads; ``delay`` the seconds before each
    reply to the end of data; ``most`` how many messages a connection may bring before a 421.
    """

    replies: dict[str, str] = field(default_factory=dict)
    half_close: str = ""
    delay: float = 0.0
    most: int = 1_000_000
    taken: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines, contextlib.suppress(OSError):
            going, taken = self._say(connection, "greeting"), 0
            while going and (line := lines.readline()):
                verb = line[:4].decode("ascii", "replace").upper()
                if verb in ("MAIL", "RCPT") and taken >= self.most:
                    connection.sendall(b"421 4.7.0 Enough for one connection\r\n")
                    return
                going = self._say(connection, verb)
                if verb == "DATA" and going and self._reply(verb).startswith("354"):
                    message = b"".join(iter(lines.readline, b".\r\n"))
                    self.taken.append(message)
                    taken += 1
                    time.sleep(self.delay)
                    going = self._say(connection, "end")

    def _reply(self, verb: str) -> str:
        return self.replies.get(verb, REPLIES.get(verb, "502 5.5.1 What?"))

    def _say(self, connection: socket.socket, verb: str) -> bool:
        """Reply; whether the connection goes on."""
        reply = self._reply(verb)
        connection.sendall(reply.encode() + b"\r\n" if reply else b"")
        if verb == self.half_close:
            connection.shutdown(socket.SHUT_WR)
        return bool(reply)
