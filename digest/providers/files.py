"""Messages as files: one .eml each, a maildir, or one mbox. What a new workspace begins with."""

from __future__ import annotations

import mailbox
from typing import TYPE_CHECKING

from digest.errors import MessageError, OutputError
from digest.mime import compile_message
from digest.providers.base import Outcome, Result, unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digest.message import Message
    from digest.providers.base import Envelope
    from digest.settings.model import FilesSettings


class FilesProvider:
    """Writes each message into a folder of the workspace."""

    name = "files"
    connections = 1  # a maildir and an mbox take one writer
    group = 50
    ahead = False

    def __init__(self, settings: FilesSettings, workspace: Path) -> None:
        self._directory = workspace / settings.directory
        self._format = settings.format

    def connect(self, message: Message) -> FilesConnection:
        """Make the folder.

        Raises:
            OutputError: it can't be made.
        """
        try:
            self._directory.parent.mkdir(parents=True, exist_ok=True)
            write = _WRITERS[self._format](self._directory)
        except OSError as error:
            raise OutputError(
                f"{self._directory} can't be written: {error.strerror}.",
                remedy="Name another folder in provider.files.directory of digest.toml.",
            ) from error
        return FilesConnection(message, write)


class FilesConnection:
    """Writes the copies of one message."""

    broken = False

    def __init__(self, message: Message, write: Callable[[Envelope, bytes], None]) -> None:
        self._compiled = compile_message(message)
        self._write = write

    def hand_over(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Write each envelope's copy; one that can't be written (a full disk) is tried again later."""
        return [self._hand_over(envelope) for envelope in envelopes]

    def close(self) -> None:
        """Nothing stays open."""

    def _hand_over(self, envelope: Envelope) -> Outcome:
        try:
            self._write(envelope, self._compiled.fill(envelope.values, envelope.stamp))
        except MessageError as error:
            return unfit(envelope, error.message)
        except OSError as error:
            words = error.strerror or str(error)
            return Outcome(delivery=envelope.delivery, result=Result.LATER, words=words)
        return Outcome(delivery=envelope.delivery, result=Result.ACCEPTED)


def _eml(directory: Path) -> Callable[[Envelope, bytes], None]:
    directory.mkdir(exist_ok=True)

    def write(envelope: Envelope, data: bytes) -> None:
        path = directory / f"{envelope.delivery:09}.eml"
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(data)
        unfinished.replace(path)

    return write


def _maildir(directory: Path) -> Callable[[Envelope, bytes], None]:
    box = mailbox.Maildir(directory, create=True)
    return lambda _, data: _add(box, data)


def _mbox(directory: Path) -> Callable[[Envelope, bytes], None]:
    box = mailbox.mbox(directory, create=True)
    return lambda _, data: _add(box, data)


def _add(box: mailbox.Mailbox[mailbox.Message], data: bytes) -> None:
    box.lock()
    try:
        box.add(data)
        box.flush()
    finally:
        box.unlock()


_WRITERS = {"eml": _eml, "maildir": _maildir, "mbox": _mbox}
