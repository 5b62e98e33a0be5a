"""Messages as files: one .eml each, a maildir, or one mbox. What a new workspace begins with."""

from __future__ import annotations

import contextlib
import mailbox
from typing import TYPE_CHECKING

from digest.errors import MessageError, OutputError
from digest.mime import compile_message
from digest.providers.base import Outcome, Result, unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
            folder = _FOLDERS[self._format](self._directory)
        except OSError as error:
            raise OutputError(
                f"{self._directory} can't be written: {error.strerror}.",
                remedy="Name another folder in provider.files.directory of digest.toml.",
            ) from error
        return FilesConnection(message, folder)


class FilesConnection:
    """Writes the copies of one message."""

    broken = False

    def __init__(self, message: Message, folder: _Eml | _Box) -> None:
        self._compiled = compile_message(message)
        self._folder = folder

    def hand_over(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Write each envelope's copy; one that can't be written (a full disk) is tried again later."""
        return [self._hand_over(envelope) for envelope in envelopes]

    def close(self) -> None:
        """Close what is open."""
        self._folder.close()

    def _hand_over(self, envelope: Envelope) -> Outcome:
        try:
            self._folder.write(envelope, self._compiled.fill(envelope.values, envelope.stamp))
        except MessageError as error:
            return unfit(envelope, error.message)
        except (OSError, mailbox.Error) as error:  # the disk is full, another process holds the lock
            words = getattr(error, "strerror", None) or str(error)
            return Outcome(delivery=envelope.delivery, result=Result.LATER, words=words)
        return Outcome(delivery=envelope.delivery, result=Result.ACCEPTED)


class _Eml:
    """A folder with a file for each message, there whole or not at all."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(exist_ok=True)
        self._directory = directory

    def write(self, envelope: Envelope, data: bytes) -> None:
        path = self._directory / f"{envelope.delivery:09}.eml"
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(data)
        unfinished.replace(path)

    def close(self) -> None:
        pass


class _Box:
    """A mailbox that other programs read."""

    def __init__(self, box: mailbox.Maildir | mailbox.mbox) -> None:
        self._box = box

    def write(self, _: Envelope, data: bytes) -> None:
        self._box.lock()
        try:
            self._box.add(data)
            self._box.flush()
        finally:
            self._box.unlock()

    def close(self) -> None:
        with contextlib.suppress(OSError, mailbox.Error):
            self._box.close()


_FOLDERS: Mapping[str, Callable[[Path], _Eml | _Box]] = {
    "eml": _Eml,
    "maildir": lambda directory: _Box(mailbox.Maildir(directory, create=True)),
    "mbox": lambda directory: _Box(mailbox.mbox(directory, create=True)),
}
