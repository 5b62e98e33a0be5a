"""What an article must carry, by where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from digest.settings.model import NoticeSettings


def expected_notices(notices: NoticeSettings, url: str | None) -> tuple[str, ...]:
    """The texts that [notices] expect asks of the article at ``url``: those of its host, and of the domains above."""
    host = _host(url)
    return tuple(
        text
        for expected, texts in notices.expect.items()
        if f".{host}".endswith(f".{expected.lower()}")
        for text in texts
    )


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # a page may give anything as its address
        return ""
