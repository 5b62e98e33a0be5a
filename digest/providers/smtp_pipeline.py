"""Messages over one SMTP connection, with pipelining where the server offers it (RFC 2920).

The end of one message and the beginning of the next travel together, so each message costs one round trip. A server
without pipelining gets one command at a time.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from digest.providers.base import Outcome, Result

if TYPE_CHECKING:
    import smtplib
    from collections.abc import Callable, Iterator

    from digest.providers.base import Envelope

T = TypeVar("T")
_ENHANCED = re.compile(r"\b5\.([0-9]{1,3})\.[0-9]{1,3}\b")  # RFC 3463
_ABOUT_RECIPIENT = frozenset({"1", "2"})  # RFC 3463: status of the address, of the mailbox
_GO_AHEAD = 354
_CLOSING = 421
_REPLY_LINE = re.compile(r"[2-5][0-9]{2}([ -]|\r?\n)")
_LONGEST_LINE = 4096  # octets; RFC 5321 has 512, some servers explain more
_LONGEST_REPLY = 100  # lines


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply: RFC 5321, section 4.2."""

    code: int
    words: str

    @property
    def good(self) -> bool:
        """The server did it, or waits for more."""
        return 200 <= self.code < 400  # noqa: PLR2004 - the ranges are the standard's

    @property
    def passing(self) -> bool:
        """The server says: not now."""
        return 400 <= self.code < 500  # noqa: PLR2004 - the ranges are the standard's


class BrokenError(Exception):
    """The connection died, or what came over it is no SMTP."""


class Pipeline:
    """The conversation after the log-in. Use from one thread. ``words`` say why it broke."""

    def __init__(self, smtp: smtplib.SMTP, *, sender: str) -> None:
        if smtp.sock is None:
            raise BrokenError("not connected")
        self.broken = False
        self.words = ""
        self._socket = smtp.sock
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = smtp.sock.makefile("rb")
        self._pipelining = smtp.has_extn("pipelining")
        self._sender = sender

    def send(self, messages: Iterator[tuple[Envelope, bytes]], outcomes: dict[int, Outcome]) -> None:
        """Send each message, and add an outcome for each that was tried, by its delivery."""
        try:
            self._send_all(messages, outcomes)
        except (BrokenError, OSError) as error:
            self.broken, self.words = True, str(error)

    def close(self) -> None:
        """Let go of the socket, which smtplib closes."""
        self._file.close()

    def _send_all(self, messages: Iterator[tuple[Envelope, bytes]], outcomes: dict[int, Outcome]) -> None:
        current, opened = next(messages, None), False
        following = next(messages, None)
        while current is not None:
            envelope, data = current
            refusal = self._open_noting(envelope, outcomes, opened=opened)
            if refusal is not None:
                outcomes[envelope.delivery] = refusal
                current, opened, following = following, False, next(messages, None)
                continue
            opened = self._pipelining and following is not None
            ahead = b"".join(self._commands(following[0])) if opened and following is not None else b""
            # The message after the next is made while the server has this one to read.
            upcoming = self._send_body(envelope, data, ahead, outcomes, meanwhile=lambda: next(messages, None))
            current, following = following, upcoming

    def _open_noting(self, envelope: Envelope, outcomes: dict[int, Outcome], *, opened: bool) -> Outcome | None:
        try:
            return self._open(envelope, opened=opened)
        except (BrokenError, OSError) as error:
            outcomes[envelope.delivery] = _later(envelope, str(error))
            raise

    def _open(self, envelope: Envelope, *, opened: bool) -> Outcome | None:
        """Say whom the next message is from and for. Returns the refusal if there is one."""
        replies: list[Reply] = []
        commands = self._commands(envelope)
        if self._pipelining:
            if not opened:
                self._socket.sendall(b"".join(commands))
            replies = [self._read() for _ in commands]
        else:
            for command in commands:
                replies.append(self._ask(command))
                if not replies[-1].good:
                    break
        refused = next((index for index, reply in enumerate(replies) if not reply.good), None)
        if refused is None:
            return None
        if replies[-1].code == _GO_AHEAD:
            self._ask(b".\r\n")  # a message for nobody, which ends what DATA began: RFC 2920, section 3.1
        self._ask(b"RSET\r\n")
        return _refusal(envelope, replies[refused], about_sender=refused == 0)

    def _send_body(
        self,
        envelope: Envelope,
        data: bytes,
        ahead: bytes,
        outcomes: dict[int, Outcome],
        *,
        meanwhile: Callable[[], T],
    ) -> T:
        """Send a message and the beginning of the next. From here on a missing answer leaves it uncertain.

        No line of a compiled message begins with a dot, so none has to be doubled (RFC 5321, section 4.5.2).
        ``meanwhile`` is done before the answer is waited for, and what it gives is returned.
        """
        end = b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"
        try:
            self._socket.sendall(data + end + ahead)
            result = meanwhile()
            reply = self._read()
        except (BrokenError, OSError) as error:
            words = f"no answer after the message went out: {error}"
            outcomes[envelope.delivery] = Outcome(delivery=envelope.delivery, result=Result.UNCERTAIN, words=words)
            raise
        if reply.good:
            outcomes[envelope.delivery] = Outcome(delivery=envelope.delivery, result=Result.ACCEPTED, words=reply.words)
        else:
            outcomes[envelope.delivery] = _refusal(envelope, reply, about_sender=False)
        if reply.code == _CLOSING:
            raise BrokenError(reply.words)
        return result

    def _commands(self, envelope: Envelope) -> list[bytes]:
        utf8 = "" if envelope.address.isascii() else " BODY=8BITMIME SMTPUTF8"  # RFC 6531, section 3.4
        return [
            f"MAIL FROM:<{self._sender}>{utf8}\r\n".encode(),
            f"RCPT TO:<{envelope.address}>\r\n".encode(),
            b"DATA\r\n",
        ]

    def _ask(self, command: bytes) -> Reply:
        self._socket.sendall(command)
        return self._read()

    def _read(self) -> Reply:
        """Read one reply. Raises BrokenError where the server has gone, is going, or says what is no reply."""
        lines: list[str] = []
        for _ in range(_LONGEST_REPLY):
            line = self._file.readline(_LONGEST_LINE).decode("utf-8", "replace")
            if not _REPLY_LINE.match(line):
                raise BrokenError("the server closed the connection" if not line else f"the server said {line!r}")
            lines.append(line[4:].strip())
            if line[3:4] != "-":
                return Reply(int(line[:3]), f"{line[:3]} {' '.join(lines)}".strip())
        raise BrokenError("the server's reply doesn't end")


def _refusal(envelope: Envelope, reply: Reply, *, about_sender: bool) -> Outcome:
    """What a refusal means: not now, never for this recipient, or never for this sender."""
    if reply.passing:
        return _later(envelope, reply.words)
    if about_sender:
        return Outcome(delivery=envelope.delivery, result=Result.ACCOUNT, words=reply.words)
    enhanced = _ENHANCED.search(reply.words)
    about_recipient = enhanced is not None and enhanced[1] in _ABOUT_RECIPIENT
    return Outcome(
        delivery=envelope.delivery, result=Result.REJECTED, words=reply.words, about_recipient=about_recipient
    )


def _later(envelope: Envelope, words: str) -> Outcome:
    return Outcome(delivery=envelope.delivery, result=Result.LATER, words=words)
