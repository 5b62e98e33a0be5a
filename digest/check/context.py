"""What a check has before it: the message as parsed, the settings it is held to, and the edition it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.check.page.page import Page
from digest.check.words import exact

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.edition import Disclaimer, Edition
    from digest.mime.parse import ParsedMessage
    from digest.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Context:
    """A message under check. ``edition`` is None for one that any program may have made.

    ``probe`` says with which status a web address answers; None where nobody shall look.
    """

    message: ParsedMessage
    settings: Settings
    required: tuple[Disclaimer, ...]
    edition: Edition | None = None
    probe: Callable[[str], int] | None = None

    @cached_property
    def page(self) -> Page | None:
        """The HTML part, None where there is none or it is empty."""
        html = self.message.html
        return Page(html) if html and html.strip() else None

    @cached_property
    def text(self) -> str:
        """The text part as "word for word" compares it, empty where there is none."""
        return exact(self.message.text or "")
