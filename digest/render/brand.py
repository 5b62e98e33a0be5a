"""The colours of a message: the publication's own, and what must be derived to keep every word readable."""

from __future__ import annotations

import colorsys
import functools
import re
from dataclasses import dataclass

from digest.contrast import READABLE, contrast_ratio, luminance
from digest.errors import SettingsError

_COMFORTABLE = 7.0  # what an accent is lightened to on dark paper
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT = re.compile(r"[\w\s,.'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The colours of one colour scheme, as #rrggbb."""

    ground: str
    paper: str
    ink: str
    soft: str
    accent: str  # of rules and the button
    link: str  # the accent where it can be read as text, else the ink
    rule: str
    ground_ink: str  # ink on the ground: disclaimers and footer
    ground_soft: str
    on_accent: str  # the words of the button


_DARK_INK, _DARK_SOFT = "#e8e6e1", "#b4b2ac"
_INK, _SOFT, _PAPER = "#1c1e21", "#4a4e54", "#ffffff"


def checked_font(font: str) -> str:
    """A list of fonts that is one.

    Raises:
        SettingsError: it holds more than names.
    """
    if not _FONT.fullmatch(font):
        raise SettingsError(f"brand.font is no list of fonts: {font!r}.", remedy='Write "Georgia, serif".')
    return font


@functools.lru_cache(maxsize=64)
def light_scheme(accent: str, background: str) -> Scheme:
    """The publication's colours on white paper.

    Raises:
        SettingsError: one of them is no colour.
    """
    accent, ground = _colour("accent", accent), _colour("background", background)
    return Scheme(
        ground=ground,
        paper=_PAPER,
        ink=_INK,
        soft=_SOFT,
        accent=accent,
        link=_readable(_PAPER, accent, _INK),
        rule="#dcd9d2",
        ground_ink=_readable(ground, _INK, _DARK_INK),
        ground_soft=_readable(ground, _SOFT, _DARK_SOFT, _INK, _DARK_INK),
        on_accent=_readable(accent, _PAPER, _INK),
    )


@functools.lru_cache(maxsize=64)
def dark_scheme(accent: str) -> Scheme:
    """The same on dark paper, the accent lightened until it can be read there.

    Raises:
        SettingsError: it is no colour.
    """
    accent = _colour("accent", accent)
    paper, ground = "#1f2226", "#17191c"
    while contrast(accent, paper) < _COMFORTABLE and accent != "#ffffff":
        accent = _lighter(accent)
    return Scheme(
        ground=ground,
        paper=paper,
        ink=_DARK_INK,
        soft=_DARK_SOFT,
        accent=accent,
        link=accent,
        rule="#3a3e44",
        ground_ink=_DARK_INK,
        ground_soft=_DARK_SOFT,
        on_accent=_readable(accent, _PAPER, _INK),
    )


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours written as #rrggbb, 1 to 21."""
    return contrast_ratio(luminance(*_channels(first)), luminance(*_channels(second)))


def _colour(key: str, value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise SettingsError(f"brand.{key} is no colour: {value!r}.", remedy='Write it as "#a3231f".')
    digits = value[1:] if len(value) > len("#rgb") else "".join(digit * 2 for digit in value[1:])
    return f"#{digits.lower()}"


def _readable(ground: str, *inks: str) -> str:
    """The first of the inks that can be read on the ground; black or white, one of which always can."""
    strongest = max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))
    return next((ink for ink in inks if contrast(ink, ground) >= READABLE), strongest)


def _lighter(colour: str) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, light + 0.02), saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
