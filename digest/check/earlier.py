"""What the steps before the check note on their way: rules that fire there, and are levelled and explained here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding


_DRAFT = "docs/drafts.md"
# Name, severity, what it asks, why, what to do, and where that comes from.
_READING = (
    (
        "reading-title-derived",
        Severity.NOTE,
        "The article has a title.",
        "A title made from the first sentence may not say what the article is about.",
        "Put the title on the first line, or change it in the draft.",
        _DRAFT,
    ),
    (
        "reading-title-literal",
        Severity.NOTE,
        "The title in the front matter is YAML.",
        "A colon in a title that isn't quoted means something else to YAML; it was taken as it stands.",
        "Put the title in quotes.",
        "https://yaml.org/spec/1.2.2/#733-plain-style",
    ),
    (
        "reading-byline",
        Severity.NOTE,
        "Where the article's byline was found.",
        "Pages name their authors in many places, and not always rightly.",
        "Look at it, and correct it in the draft.",
        _DRAFT,
    ),
    (
        "reading-control-characters",
        Severity.NOTE,
        "The article has no control characters.",
        "They show as boxes or break the message; they were taken out.",
        "Clean the source if it matters.",
        "https://www.unicode.org/charts/PDF/U0000.pdf",
    ),
    (
        "reading-damaged-characters",
        Severity.WARNING,
        "Every character of the article can be read.",
        "Readers would see a question mark in a box.",
        "Save the source as UTF-8 again, or correct the words in the draft.",
        "https://www.unicode.org/faq/utf_bom.html",
    ),
    (
        "reading-images-left",
        Severity.NOTE,
        "Images inside a document have an address.",
        "Those of a Word file have none, and were left out.",
        "Put the images on the web, and write in Markdown.",
        _DRAFT,
    ),
    (
        "reading-entry-left-out",
        Severity.WARNING,
        "Each entry of a feed can be read.",
        "Readers miss what was left out.",
        "Open the entry, or give its article by itself.",
        "https://www.rssboard.org/rss-specification",
    ),
)
_SUMMARISING = (
    (
        "summary-leans",
        Severity.WARNING,
        "Each block opens with a sentence that stands alone.",
        "“It” or “the plan” says nothing to who hasn't read what stood before.",
        "Say who or what is meant, in the draft.",
        _DRAFT,
    ),
    (
        "summary-fallback",
        Severity.WARNING,
        "What the language model wrote is borne out by the article.",
        "It wasn't, and the article's own sentences stand in its place.",
        "Read the block, or write it yourself in the draft.",
        _DRAFT,
    ),
    (
        "summary-cost",
        Severity.NOTE,
        "What the language model's answers cost.",
        "Tokens are paid for.",
        "Nothing need be done.",
        _DRAFT,
    ),
)
_RENDERING = (
    (
        "brand-contrast",
        Severity.NOTE,
        "The publication's colours can be read as text.",
        "An accent that is too pale for text was replaced by ink in links.",
        "Choose a darker accent in [brand].",
        "https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html",
    ),
    (
        "template-changed",
        Severity.WARNING,
        "The message fits the template that was chosen.",
        "Gmail would have clipped it, so it is laid out in a smaller one.",
        "Use fewer articles, or a smaller budget of words.",
        "docs/settings.md",
    ),
    (
        "image-left-out",
        Severity.WARNING,
        "Each image of an article can be sent.",
        "One that can't be read, or is too heavy, was left out.",
        "Make the image smaller, or give its whole address.",
        "docs/settings.md",
    ),
)


def check_earlier(_: Context) -> Iterator[Finding]:
    """Nothing: these rules fire before there is a message."""
    return iter(())


FAMILY = Family(
    name="earlier steps",
    rules=tuple(
        Rule(id=name, severity=severity, about=about, why=why, remedy=remedy, source=source)
        for name, severity, about, why, remedy, source in (*_READING, *_SUMMARISING, *_RENDERING)
    ),
    check=check_earlier,
)
