"""The weight of the message, and the sizes past which programs cut it or drop its styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.finding import Severity
from digest.message import CLIP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

_NEAR = 0.9  # of the clip
_STYLES = 16_384  # bytes
_IMAGES = 1_000_000  # bytes, of images that travel inside

CLIPPED = Rule(
    id="html-clipped",
    severity=Severity.WARNING,
    about=f"The decoded HTML has at most {CLIP:,} bytes.",
    why="Gmail cuts a longer one, and hides the rest behind a link.",
    remedy="Use fewer words (--words), fewer articles, or the template “compact”.",
    source="https://github.com/hteumeuleu/email-bugs/issues/41",
)
NEAR_CLIP = Rule(
    id="html-near-clip",
    severity=Severity.NOTE,
    about=f"The decoded HTML stays under nine tenths of {CLIP:,} bytes.",
    why="A provider that rewrites links can push it over the size at which Gmail clips.",
    remedy="Leave some room.",
    source="https://github.com/hteumeuleu/email-bugs/issues/41",
)
STYLES = Rule(
    id="styles-heavy",
    severity=Severity.WARNING,
    about=f"Style elements hold less than {_STYLES:,} bytes.",
    why="Gmail drops all style sheets past that size.",
    remedy="Move rules into style attributes, or take out those that nothing uses.",
    source="https://developers.google.com/workspace/gmail/design/css",
)
IMAGES = Rule(
    id="message-heavy",
    severity=Severity.WARNING,
    about=f"Images inside the message take less than {_IMAGES:,} bytes.",
    why="A heavy message is slow on a phone, and costs readers data.",
    remedy="Make the images smaller, or name a web address for them ([edition] image_base_url).",
    source="https://support.google.com/mail/answer/6584",
)


def check_size(context: Context) -> Iterator[Finding]:
    """Weigh the HTML, its styles and the images inside."""
    if page := context.page:
        where = "HTML part"
        if page.size > CLIP:
            yield CLIPPED.finding(f"The HTML has {page.size:,} bytes; Gmail clips it at {CLIP:,}.", where=where)
        elif page.size > CLIP * _NEAR:
            yield NEAR_CLIP.finding(f"The HTML has {page.size:,} of the {CLIP:,} bytes that Gmail shows.", where=where)
        styles = sum(len((element.text or "").encode()) for _, element in page.document.iter("style"))
        if styles >= _STYLES:
            yield STYLES.finding(f"The style elements hold {styles:,} bytes.", where=where)
    images = sum(len(part.data) for part in context.message.parts if part.content_type.startswith("image/"))
    if images >= _IMAGES:
        yield IMAGES.finding(f"The images inside take {images:,} bytes.", where="the message's parts")


FAMILY = Family(name="size", rules=(CLIPPED, NEAR_CLIP, STYLES, IMAGES), check=check_size)
