"""Images of a message: from their own address, or travelling inside it within a budget."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.finding import Finding, Severity
from digest.message import InlineImage
from digest.render.links import web_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Image
    from digest.edition import Edition
    from digest.settings import Settings

BUDGET = 500_000  # octets of all images that travel inside; a tenth of what the strictest gateways take
_COLUMN = 536  # pixels: the width of the page less its sides
_LOGO = 200  # pixels
_PNG, _GIF, _JPEG = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"\xff\xd8"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers that carry the size


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image as a template places it. ``width`` is in pixels, which Outlook needs."""

    src: str
    alt: str
    width: int
    credit: str = ""
    inline: InlineImage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """All images of a message: the logos, and the lead images by article."""

    logo: Picture | None
    logo_dark: Picture | None
    lead: dict[int, Picture]
    notes: tuple[Finding, ...]

    def inline(self) -> tuple[InlineImage, ...]:
        """Those that travel inside, each once."""
        pictures = [self.logo, self.logo_dark, *self.lead.values()]
        return tuple(dict.fromkeys(picture.inline for picture in pictures if picture and picture.inline))


def pictures(edition: Edition, settings: Settings) -> Pictures:
    """Find the images of a message; one that can't be used is left out, with a note."""
    finder = _Finder(settings)
    brand = settings.brand
    alt = brand.logo_alt or settings.publication.name
    logo = finder.find(brand.logo, alt, _LOGO, [settings.workspace]) if brand.logo else None
    dark = finder.find(brand.logo_dark, alt, _LOGO, [settings.workspace]) if logo and brand.logo_dark else None
    lead = dict(_lead_images(edition, finder)) if settings.edition.images else {}
    return Pictures(logo=logo, logo_dark=dark, lead=lead, notes=tuple(finder.notes))


def _lead_images(edition: Edition, finder: _Finder) -> Iterator[tuple[int, Picture]]:
    for story in edition.stories:
        article = edition.articles[story.article]
        if article.images:
            image: Image = article.images[0]
            folders = [Path(article.path).parent if article.path != "-" else None, finder.settings.workspace]
            picture = finder.find(image.src, image.alt, _COLUMN, folders)
            if picture:
                yield story.article, replace(picture, credit=image.credit)


class _Finder:
    """Finds images and counts what they weigh."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.notes: list[Finding] = []
        self._spent = 0

    def find(self, src: str, alt: str, most: int, folders: list[Path | None]) -> Picture | None:
        """The image at an https address, under the base URL of the settings, or in one of the folders."""
        if "://" in src:
            link = web_link(src)
            if link and link.startswith("https://"):
                return Picture(src=link, alt=alt, width=most)
            self._leave_out(src, "is not on https", "Give its https address.")
            return None
        data = _read(src, folders)
        size = _size(data) if data else None
        if data is None or size is None:
            beside = "beside its article or " if len(folders) > 1 else ""
            why = "is no PNG, JPEG or GIF" if data else f"can't be read {beside}in the workspace"
            self._leave_out(src, why, "Put one there, or take its name out.")
            return None
        width = min(size[1], most)
        if self.settings.edition.image_base_url:
            address = web_link(f"{self.settings.edition.image_base_url.rstrip('/')}/{src}")
            return Picture(src=address or "", alt=alt, width=width)
        self._spent += len(data)
        if self._spent > BUDGET:
            self._spent -= len(data)
            self._leave_out(src, f"would pass the {BUDGET // 1000} kB of images inside", "Make it smaller.")
            return None
        name = f"{hashlib.sha256(data).hexdigest()[:16]}@images.digest"
        inline = InlineImage(content_id=name, content_type=size[0], data=data)
        return Picture(src=f"cid:{name}", alt=alt, width=width, inline=inline)

    def _leave_out(self, src: str, why: str, remedy: str) -> None:
        self.notes.append(
            Finding(
                rule="image-left-out",
                severity=Severity.WARNING,
                message=f"The image {src} is left out: it {why}.",
                where=src,
                remedy=remedy,
            )
        )


def _read(src: str, folders: list[Path | None]) -> bytes | None:
    """A file of one of the folders, never of one outside them."""
    for folder in filter(None, folders):
        try:
            path = (folder / src).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file() and path.stat().st_size <= BUDGET * 4:
                return path.read_bytes()
        except (OSError, ValueError):  # no name of a file, or one that can't be read
            continue
    return None


def _size(data: bytes) -> tuple[str, int] | None:
    """The content type and width in pixels of a PNG, GIF or JPEG."""
    if data.startswith(_PNG):
        return "image/png", int.from_bytes(data[16:20], "big")
    if data.startswith(_GIF):
        return "image/gif", int.from_bytes(data[6:8], "little")
    if data.startswith(_JPEG):
        width = _jpeg_width(data)
        return ("image/jpeg", width) if width else None
    return None


def _jpeg_width(data: bytes) -> int | None:
    """The width in the first frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004
        if data[at + 1] in _JPEG_FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
