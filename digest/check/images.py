"""Images that say what they show, keep their size, and arrive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from digest.check.addresses import split_address
from digest.check.rule import Family, Rule
from digest.finding import Severity
from digest.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

_ALT_DECISION = "https://www.w3.org/WAI/tutorials/images/decision-tree/"
_FILE_NAME = re.compile(
    r"(?:[\w%-]+\.(?:png|jpe?g|gif|webp|svg|bmp)|(?:img|dsc|image|photo|picture)[_-]?\d+)", re.IGNORECASE
)
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+)(?:px)?\s*(?:!important)?\s*(?=;|$)")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;{}]*?url\(\s*['\"]?\s*(http:[^'\")\s]*)", re.IGNORECASE)
_FEWEST_WORDS = 20  # words beside images, fewer than theirs, below which a message is its images

ALT = Rule(
    id="image-alt",
    severity=Severity.WARNING,
    about="Each image has an alternative text, empty where it only decorates.",
    why="Without it a screen reader reads the file's name, and where images are off there is nothing.",
    remedy='Write alt with what the image says, or alt="" where it says nothing.',
    source=_ALT_DECISION,
)
WIDTH = Rule(
    id="image-width",
    severity=Severity.WARNING,
    about="Each image has a width.",
    why="Outlook shows one without at its own size, and breaks the layout.",
    remedy="Write width in pixels as an attribute.",
    source="https://www.caniemail.com/features/html-width/",
)
SOURCE = Rule(
    id="image-source",
    severity=Severity.WARNING,
    about="Each image is at an https address or travels inside the message.",
    why="Gmail doesn't show data: images, programs block http, and a path leads nowhere from a message.",
    remedy="Name an https address, or attach the image and name it as cid:.",
    source="https://www.caniemail.com/features/image-base64/",
)
MISSING = Rule(
    id="image-missing",
    severity=Severity.WARNING,
    about="Each image that is named as cid: travels inside the message.",
    why="Readers see a broken image.",
    remedy="Attach the image with that Content-ID.",
    source="https://www.rfc-editor.org/rfc/rfc2392",
)
TRACKING = Rule(
    id="tracking-pixel",
    severity=Severity.WARNING,
    about="No invisible image is loaded to tell who opened the message.",
    why="The EU, the CNIL and the Garante ask consent for it, and Apple Mail makes its counts worthless.",
    remedy="Take it out, and the provider's open tracking too.",
    source="https://www.edpb.europa.eu/our-work-tools/our-documents/guidelines/guidelines-22023-technical-scope-art-53-eprivacy-directive_en",
)
ONLY = Rule(
    id="images-only",
    severity=Severity.WARNING,
    about="The message says what it says in text, not in images of text.",
    why="Where images are off, in the dark and by ear nothing is left of it.",
    remedy="Write the words as text.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/images-of-text.html",
)


def check_images(context: Context) -> Iterator[Finding]:
    """Judge each image, and what is left where images are off."""
    if context.page is None:
        return
    inside = {part.content_id for part in context.message.parts if part.content_id}
    images = list(context.page.document.iter("img"))
    for _, image in images:
        where = f"HTML part, line {image.sourceline}"
        yield from _one(image, inside, where)
    for element in context.page.document.elements:
        for source in _backgrounds(element):
            yield SOURCE.finding(
                f"A background is at “{short(source)}”.", where=f"HTML part, line {element.sourceline}"
            )
    words = len(context.page.view.visible.split())
    described = sum(len((image.get("alt") or "").split()) for _, image in images)
    if (images and words < min(_FEWEST_WORDS, described)) or (images and not words):
        yield ONLY.finding(f"Beside its images the HTML part has {words} words.", where="HTML part")


def _backgrounds(element: Any) -> list[str]:  # noqa: ANN401 (lxml has no types)
    """The http addresses of an element's background images, or of those that a style sheet in it names."""
    css = f"{element.get('style', '')};{element.text or ''}" if element.tag == "style" else element.get("style", "")
    named = element.get("background", "").strip()
    return [*([named] if named.lower().startswith("http:") else []), *_BACKGROUND.findall(css)]


def _one(image: Any, inside: set[str], where: str) -> Iterator[Finding]:  # noqa: ANN401 (lxml has no types)
    source = (image.get("src") or "").strip()
    name = source.rpartition("/")[2][:40] or "without an address"
    alt = image.get("alt")
    if alt is None:
        yield ALT.finding(f"The image {name} has no alternative text.", where=where)
    elif _FILE_NAME.fullmatch(alt.strip()):
        yield ALT.finding(f"The alternative text of the image {name} is a file's name.", where=where)
    if not _has_width(image):
        yield WIDTH.finding(f"The image {name} has no width.", where=where)
    if is_pixel(image):
        yield TRACKING.finding(
            f"The image {name} is invisible and loaded from {split_address(source).hostname}.", where=where
        )
    yield from _source(source, inside, where)


def _has_width(image: Any) -> bool:  # noqa: ANN401 (as above)
    style = image.get("style", "").lower()
    return bool(re.match(r"\s*\d", image.get("width", "")) or re.search(r"(?:^|;|\s)(?:max-)?width\s*:\s*\d", style))


def is_pixel(image: Any) -> bool:  # noqa: ANN401 (as above)
    """Whether an image is loaded from the web and can't be seen."""
    if not image.get("src", "").strip().lower().startswith(("http:", "https:")):
        return False
    style = dict(_SIZE.findall(image.get("style", "").lower()))
    sizes = [style.get(name) or image.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return all(size in {"0", "1"} for size in sizes)


def _source(source: str, inside: set[str], where: str) -> Iterator[Finding]:
    scheme = source.partition(":")[0].lower() if ":" in source else ""
    if scheme == "cid":
        if source[4:] not in inside:
            yield MISSING.finding(f"The image {source} doesn't travel inside the message.", where=where)
    elif scheme != "https":
        yield SOURCE.finding(f"An image is at “{short(source)}”.", where=where)


FAMILY = Family(name="images", rules=(ALT, WIDTH, SOURCE, MISSING, TRACKING, ONLY), check=check_images)
