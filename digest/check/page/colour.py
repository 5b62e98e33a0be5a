"""Colours of CSS and HTML, laid over one another, and their contrast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tinycss2.color4 import Color
from tinycss2.color5 import parse_color

from digest.contrast import contrast_ratio, luminance

_LEGACY = re.compile(r"[0-9a-fA-F]{6}|[0-9a-fA-F]{3}")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB, each channel from 0 to 1; ``alpha`` 1 is opaque."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def faded(self, opacity: float) -> Colour:
        """The colour with its alpha multiplied."""
        return Colour(self.red, self.green, self.blue, self.alpha * opacity)

    def over(self, ground: Colour) -> Colour:
        """What is seen where this colour is laid over an opaque ground."""
        if self.alpha >= 1:
            return self
        rest = 1 - self.alpha
        return Colour(
            self.red * self.alpha + ground.red * rest,
            self.green * self.alpha + ground.green * rest,
            self.blue * self.alpha + ground.blue * rest,
        )

    def luminance(self) -> float:
        """Relative luminance."""
        return luminance(self.red, self.green, self.blue)


WHITE = Colour(1.0, 1.0, 1.0)
BLACK = Colour(0.0, 0.0, 0.0)


@lru_cache(maxsize=4096)
def contrast(one: Colour, other: Colour) -> float:
    """Contrast of two opaque colours, 1 to 21."""
    return contrast_ratio(one.luminance(), other.luminance())


@lru_cache(maxsize=1024)
def parse_colour(text: str, *, dark: bool = False) -> Colour | None:
    """A CSS colour; None where it is none, or depends on the element (currentcolor, inherit)."""
    colour = parse_color(text, color_schemes=("dark" if dark else "light",))
    if not isinstance(colour, Color):
        return None
    try:
        red, green, blue, alpha = (float(part or 0) for part in colour.to("srgb"))
    except (NotImplementedError, TypeError, ValueError):
        return None
    return Colour(_clamped(red), _clamped(green), _clamped(blue), _clamped(alpha))


def parse_attribute(text: str) -> Colour | None:
    """A colour as HTML attributes such as bgcolor have it: a name, or hexadecimal digits with or without ``#``."""
    text = text.strip()
    return parse_colour(f"#{text}" if _LEGACY.fullmatch(text) else text)


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))
