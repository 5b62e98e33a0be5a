"""How numbers, sizes and long texts are said to people: by commands, by findings and on the preview's page."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """``no errors``, ``1 error``, ``1,200 errors``."""
    return f"1 {noun}" if number == 1 else f"{f'{number:,}' if number else 'no'} {noun}s"


def kilobytes(size: int) -> str:
    """A size in bytes: ``102 KB``, of 1,024 bytes each."""
    return f"{size / 1024:,.0f} KB"


def short(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is longer than ``most`` characters."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
