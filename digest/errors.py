"""Everything that can go wrong, as one tree.

An error's docstring is its default message. ``exit_code`` is what the command line ends with; see "Exit codes" in
docs/cli.md. Errors say what happened and, in ``remedy``, what to do next.
"""

from __future__ import annotations

import inspect
from typing import ClassVar


class DigestError(Exception):
    """Something went wrong."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str | None = None, *, remedy: str | None = None) -> None:
        self.message = message or inspect.cleandoc(type(self).__doc__ or "")
        self.remedy = remedy
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}" if self.remedy else self.message


class UsageError(DigestError):
    """The command was called with options that don't go together."""


class InputError(DigestError):
    """An input can't be read."""


class ArticleError(InputError):
    """The article can't be read."""


class DraftError(InputError):
    """The draft can't be read back."""


class MessageError(InputError):
    """The file is no e-mail message."""


class ListError(InputError):
    """The list of subscribers can't be read."""


class NoPeopleError(ListError):
    """The file holds no people."""


class SettingsError(InputError):
    """digest.toml has a fault."""


class TemplateError(InputError):
    """The template has a fault."""


class OutputError(DigestError):
    """The output can't be written."""


class MissingExtraError(DigestError):
    """A part of digest that is installed separately is missing."""


class RefusedError(DigestError):
    """The work itself says no."""

    exit_code: ClassVar[int] = 1


class UnreachableError(DigestError):
    """A provider, page or database could not be reached."""

    exit_code: ClassVar[int] = 3


class MoveError(RefusedError):
    """A campaign can't go from its state to that one."""


class StoreError(UnreachableError):
    """The store can't be read or written."""
