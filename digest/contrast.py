"""How well one colour can be read on another: WCAG 2.2."""

from __future__ import annotations

READABLE = 4.5  # contrast of text to its ground (success criterion 1.4.3)


def luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance of an sRGB colour, each from 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast_ratio(one: float, other: float) -> float:
    """Contrast of two luminances, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB's own)
