"""Everybody can read it: by ear, in the dark, in their own language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from digest.check.rule import Family, Rule
from digest.contrast import READABLE
from digest.finding import Severity
from digest.text import detect_language
from digest.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.document import Document
    from digest.check.page.view import Run, View
    from digest.finding import Finding

_LARGE, _LARGE_BOLD = 24.0, 18.66  # pixels from which WCAG takes text for large
_READABLE_LARGE = 3.0  # contrast
_SMALLEST = 12.0  # pixels
_UNREAD = 2.0  # up to which text, as a preheader's, is not meant to be seen
_LETTERS = 200  # of a text whose language can be told
_LETTERS_OF_A_RUN = 12  # whose direction matters
_HEADING = re.compile(r"h[1-6]")
# Languages that the detection tells apart surely. Its guess says nothing of others in the same script.
_TOLD_APART = frozenset({"ar", "de", "en", "es", "fr", "hi", "it", "ja", "pt", "ru", "uk", "zh"})

CONTRAST = Rule(
    id="contrast-low",
    severity=Severity.WARNING,
    about="Text has a contrast of at least 4.5:1 (large text 3:1), in light and in dark, images off.",
    why="Pale text is lost to older eyes, and to everybody in the sun.",
    remedy="Darken the text or lighten its ground; in dark mode the other way round.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html",
)
SMALL = Rule(
    id="text-small",
    severity=Severity.NOTE,
    about=f"Text has at least {_SMALLEST:g} pixels.",
    why="Smaller type can't be read on a phone without zooming.",
    remedy="Use 14 pixels or more.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/resize-text.html",
)
HEADINGS = Rule(
    id="heading-order",
    severity=Severity.WARNING,
    about="Headings go down one level at a time, the title first, and none is empty.",
    why="Screen readers move by headings; a level that is left out, or comes before its time, leads astray.",
    remedy="Number the headings by what is part of what, and let styles decide their size.",
    source="https://www.w3.org/WAI/tutorials/page-structure/headings/",
)
TABLE = Rule(
    id="table-role",
    severity=Severity.WARNING,
    about='A table that only lays out says so: role="presentation".',
    why="A screen reader reads every row and column of it aloud otherwise.",
    remedy='Write role="presentation"; a table of data has header cells instead (th).',
    source="https://www.w3.org/WAI/ARIA/apg/patterns/table/",
)
LANGUAGE = Rule(
    id="language-missing",
    severity=Severity.WARNING,
    about="The HTML says its language (lang).",
    why="A screen reader chooses its voice by it, a program its translation and its hyphens.",
    remedy="Write lang on the html element.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page.html",
)
LANGUAGE_WRONG = Rule(
    id="language-wrong",
    severity=Severity.WARNING,
    about="The language that the HTML names is the one it is written in.",
    why="A screen reader reads French with an English voice otherwise.",
    remedy="Correct lang, or [publication] language.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page.html",
)
DIRECTION = Rule(
    id="direction-wrong",
    severity=Severity.WARNING,
    about='Right-to-left text stands in an element with dir="rtl", other text doesn\'t.',
    why="Full stops, numbers and columns land on the wrong side otherwise.",
    remedy="Write dir on the html element and on the outermost element inside body.",
    source="https://www.w3.org/International/questions/qa-html-dir",
)
LINK_NAME = Rule(
    id="link-name",
    severity=Severity.WARNING,
    about="Each link has words, or an image with an alternative text.",
    why="A screen reader has nothing to say of it but its address.",
    remedy="Write words inside the link, or alt on its image.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context.html",
)
TITLE = Rule(
    id="title-missing",
    severity=Severity.NOTE,
    about="The HTML has a title.",
    why="A screen reader and the browser's tab say it where the message is opened on the web.",
    remedy="Write the subject into a title element.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/page-titled.html",
)


def check_accessibility(context: Context) -> Iterator[Finding]:
    """Judge what is seen and heard, in each window and colour scheme."""
    page = context.page
    if page is None:
        return
    yield from _contrast(page.painted)
    yield from _small(page.view)
    yield from _headings(page.view)
    yield from _tables(page.document)
    yield from _language(page.view)
    yield from _direction(page.view)
    yield from _link_names(page.view)
    if not any((title.text or "").strip() for _, title in page.document.iter("title")):
        yield TITLE.finding("The HTML has no title.", where="HTML part")


def _contrast(views: tuple[View, ...]) -> Iterator[Finding]:
    """One finding for each pair of colours, at the first place where it is too faint."""
    seen = set()
    for view in views:
        for run in view.runs:
            if run.element < 0 or run.contrast >= READABLE or not _is_read(run):
                continue
            large = run.size >= _LARGE or (run.bold and run.size >= _LARGE_BOLD)
            style = view.styles[run.element]
            colours = (style.ink, style.ground)
            if colours not in seen and not (large and run.contrast >= _READABLE_LARGE):
                seen.add(colours)
                message = f"“{short(run.text)}” has a contrast of {run.contrast:.1f}:1 on {view.reader.name}."
                yield CONTRAST.finding(message, where=f"HTML part, line {view.document.line(run.element)}")


def _is_read(run: Run) -> bool:
    """Whether the text is meant to be seen: nothing hides it but, at most, its colour."""
    return any(map(str.isalnum, run.text)) and run.hidden in {"", "the colour of its ground"}


def _small(view: View) -> Iterator[Finding]:
    shown = (run for run in view.runs if not run.hidden or run.hidden.startswith("type of"))
    small = [run for run in shown if run.text.strip() and _UNREAD < run.size < _SMALLEST]
    if small:
        least = min(small, key=lambda run: run.size)
        message = f"“{short(least.text)}” has {least.size:.3g} pixels."
        yield SMALL.finding(message, where=f"HTML part, line {view.document.line(least.element)}")


def _headings(view: View) -> Iterator[Finding]:
    before = 0
    for index, element in view.document.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if view.styles[index].hidden:
            continue
        where = f"HTML part, line {element.sourceline}"
        words = short("".join(element.itertext()))
        level = int(element.tag[1])
        if not words and not any((image.get("alt") or "").strip() for image in element.iter("img")):
            yield HEADINGS.finding(f"A heading {element.tag} is empty.", where=where)
        elif level > before + 1 and not (before == 0 and level == 2):  # noqa: PLR2004 (a title may be an image)
            after = f"after h{before}" if before else "first"
            yield HEADINGS.finding(f"“{words}” is {element.tag}, and stands {after}.", where=where)
        elif level == 1 and before > 1 and not _title_came(view.document, index):
            yield HEADINGS.finding(f"“{words}” is h1, and stands after h{before}.", where=where)
        before = level


def _title_came(document: Document, index: int) -> bool:
    return any(earlier < index for earlier, _ in document.iter("h1"))


def _tables(document: Document) -> Iterator[Finding]:
    bare = [element for _, element in document.iter("table") if not _says_what_it_is(element)]
    if bare:
        count = "A table" if len(bare) == 1 else f"{len(bare)} tables"
        have = "has" if len(bare) == 1 else "have"
        message = f'{count} for layout {have} no role="presentation".'
        yield TABLE.finding(message, where=f"HTML part, line {bare[0].sourceline}")


def _says_what_it_is(table: Any) -> bool:  # noqa: ANN401 (lxml has no types)
    if table.get("role", "").lower() in {"presentation", "none", "grid", "table"}:
        return True
    return any(next(cell.iterancestors("table")) is table for cell in table.iter("th", "caption"))


def _language(view: View) -> Iterator[Finding]:
    languages = [element.get("lang") or element.get("xml:lang") or "" for element in view.document.elements]
    declared = next((language for language in languages if language), "")
    if not declared:
        yield LANGUAGE.finding("The HTML doesn't say its language.", where="HTML part")
        return
    primary = declared.replace("_", "-").partition("-")[0].lower()
    letters = sum(map(str.isalpha, view.visible))
    if primary not in _TOLD_APART or letters < _LETTERS or len(set(filter(None, languages))) > 1:
        return
    found = detect_language(view.visible)
    if found in _TOLD_APART and found != primary:
        message = f"The HTML says that it is in “{declared}”, and it reads like “{found}”."
        yield LANGUAGE_WRONG.finding(message, where="HTML part")


def _direction(view: View) -> Iterator[Finding]:
    """Hold the runs of the message's main direction to it; words of another script among them are no fault."""
    own = _letters_direction(view.visible)
    runs = [run for run in view.runs if not run.hidden and sum(map(str.isalpha, run.text)) >= _LETTERS_OF_A_RUN]
    runs = [run for run in runs if _letters_direction(run.text) == own]
    wrong = [run for run in runs if _declared_direction(view, run.element) not in {own, "auto"}]
    if len(wrong) * 2 > len(runs):
        way = "right to left" if own == "rtl" else "left to right"
        message = f"“{short(wrong[0].text)}” runs {way}, and the element that it stands in doesn't."
        yield DIRECTION.finding(message, where=f"HTML part, line {view.document.line(wrong[0].element)}")


def _letters_direction(text: str) -> str:
    strong = [kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    return "ltr" if strong.count("L") * 2 >= len(strong) else "rtl"


def _declared_direction(view: View, index: int) -> str:
    document = view.document
    while index >= 0:
        styled = document.declared(index, view.reader.applies).get("direction", "")
        declared = styled or document.elements[index].get("dir", "").strip().lower()
        if declared in {"rtl", "ltr", "auto"}:
            return declared
        index = document.parents[index]
    return "ltr"


def _link_names(view: View) -> Iterator[Finding]:
    for link in view.links():
        if not f"{link.words}{link.alt}".strip(" \u00a0"):
            yield LINK_NAME.finding(f"The link to {link.href or 'nowhere'} has no words.", where="HTML part")


FAMILY = Family(
    name="accessibility",
    rules=(CONTRAST, SMALL, HEADINGS, TABLE, LANGUAGE, LANGUAGE_WRONG, DIRECTION, LINK_NAME, TITLE),
    check=check_accessibility,
)
