"""Every required disclaimer stands word for word in both parts, where every reader sees it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.check.words import difference, exact, nearest
from digest.contrast import READABLE
from digest.edition import Placement
from digest.finding import Severity
from digest.message import CLIP
from digest.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.page import Page
    from digest.check.page.view import View
    from digest.edition import Disclaimer, Edition
    from digest.finding import Finding

_TAG = re.compile(r"<[^>]*>")
_GUIDE = "https://www.ftc.gov/business-guidance/resources/com-disclosures-how-make-effective-disclosures-digital"
_WHY = "A publication owes its readers these words, and owes them to all readers."

MISSING = Rule(
    id="disclaimer-missing",
    severity=Severity.ERROR,
    about="Each required disclaimer is in the message.",
    why=_WHY,
    remedy="Put it back word for word, in the HTML and in the text.",
    source=_GUIDE,
)
ALTERED = Rule(
    id="disclaimer-altered",
    severity=Severity.ERROR,
    about="Each required disclaimer is word for word as the settings or the article have it.",
    why="One word can turn what a disclaimer says into something else.",
    remedy="Restore the words, or change them in digest.toml if the new ones are right.",
    source=_GUIDE,
)
HIDDEN = Rule(
    id="disclaimer-hidden",
    severity=Severity.ERROR,
    about="Each required disclaimer is seen by every reader: in each program, window and colour scheme, and by ear.",
    why=_WHY,
    remedy="Take away what hides it.",
    source=_GUIDE,
)
CLIPPED = Rule(
    id="disclaimer-clipped",
    severity=Severity.ERROR,
    about=f"Each required disclaimer stands before byte {CLIP:,} of the HTML, where Gmail clips a message.",
    why="What is past the clip is behind a link that few open.",
    remedy="Shorten the message, use the template “compact”, or place the disclaimer at the top.",
    source="https://github.com/hteumeuleu/email-bugs/issues/41",
)
HTML_ONLY = Rule(
    id="disclaimer-html-only",
    severity=Severity.ERROR,
    about="Each required disclaimer is in the text part too.",
    why="Some readers, and most programs that read aloud or search, have only the text part.",
    remedy="Put it into the text part word for word.",
    source=_GUIDE,
)
TEXT_ONLY = Rule(
    id="disclaimer-text-only",
    severity=Severity.ERROR,
    about="Each required disclaimer is in the HTML part too.",
    why="Most readers see only the HTML part.",
    remedy="Put it into the HTML part word for word.",
    source=_GUIDE,
)
FAINT = Rule(
    id="disclaimer-faint",
    severity=Severity.WARNING,
    about="Each required disclaimer has a contrast of at least 4.5:1, in light and in dark.",
    why="Words in pale grey are there, and are not read.",
    remedy="Give it the colour of the other text.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html",
)
MISPLACED = Rule(
    id="disclaimer-misplaced",
    severity=Severity.ERROR,
    about="Each required disclaimer stands where it is placed: above the blocks, in each of them, or after them.",
    why="What must be read before or beside the news is no warning after it.",
    remedy="Let the template place it as the settings say.",
    source=_GUIDE,
)
REPEATED = Rule(
    id="disclaimer-repeated",
    severity=Severity.NOTE,
    about="A disclaimer that isn't placed in each block stands once.",
    why="What is said twice is skipped twice.",
    remedy="Take out the second one.",
    source=_GUIDE,
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a disclaimer in one part."""

    rule: Rule
    message: str


def check_disclaimers(context: Context) -> Iterator[Finding]:
    """Hold the message to each disclaimer it must carry."""
    for disclaimer in context.required:
        in_html = _in_html(disclaimer, context.page)
        in_text = _in_text(disclaimer, context.text)
        yield from _faults(disclaimer, in_html, in_text)
        if context.page and not in_html:
            yield from _faint(disclaimer, context.page)
            yield from _repeated(disclaimer, context.page)
            yield from _misplaced(disclaimer, context.page.view.visible, context.edition)


def _faults(disclaimer: Disclaimer, in_html: _Fault | None, in_text: _Fault | None) -> Iterator[Finding]:
    name = f"The disclaimer “{disclaimer.id}”"
    missing = [fault is not None and fault.rule is MISSING for fault in (in_html, in_text)]
    if all(missing):
        yield MISSING.finding(f"{name} is missing: “{short(disclaimer.text)}”", where="HTML and text parts")
        return
    if missing[0]:
        yield TEXT_ONLY.finding(f"{name} is missing from the HTML part.", where="HTML part")
    elif in_html:
        yield in_html.rule.finding(f"{name} {in_html.message}.", where="HTML part")
    if missing[1]:
        yield HTML_ONLY.finding(f"{name} is missing from the text part.", where="text part")
    elif in_text:
        yield in_text.rule.finding(f"{name} {in_text.message}.", where="text part")


def _in_text(disclaimer: Disclaimer, text: str) -> _Fault | None:
    wanted = exact(disclaimer.text)
    if wanted in text:
        return None
    if found := nearest(wanted, text):
        return _Fault(ALTERED, f"is altered in the text part: {difference(wanted, found)}")
    return _Fault(MISSING, "is missing")


def _in_html(disclaimer: Disclaimer, page: Page | None) -> _Fault | None:
    if page is None:
        return _Fault(MISSING, "is missing")
    unseen = [view for view in page.views if not view.seen(disclaimer.text)]
    if not unseen:
        return _past_clip(disclaimer, page)
    wanted = exact(disclaimer.text)
    reasons = {view.reader.name: _reason(disclaimer, view) for view in unseen}
    if any(reasons.values()) or len(unseen) < len(page.views):
        name, reason = next(((name, reason) for name, reason in reasons.items() if reason), (unseen[0].reader.name, ""))
        return _Fault(HIDDEN, _hidden(name, reason, everyone=len(unseen) == len(page.views)))
    if found := nearest(wanted, page.view.visible):
        return _Fault(ALTERED, f"is altered in the HTML part: {difference(wanted, found)}")
    return _unseen(wanted, page) or _Fault(MISSING, "is missing")


def _unseen(wanted: str, page: Page) -> _Fault | None:
    if any(wanted in exact(html.unescape(_TAG.sub(" ", comment))) for comment in page.document.comments):
        return _Fault(HIDDEN, "is hidden by a comment")
    if wanted in exact(" ".join(_attributes(page))):
        return _Fault(HIDDEN, "stands only where an image or a pointer tells it")
    return None


def _hidden(reader: str, reason: str, *, everyone: bool) -> str:
    who = "" if everyone else f" from {reader}"
    return f"is hidden{who} by {reason}" if reason else f"is not in what {reader} shows"


def _reason(disclaimer: Disclaimer, view: View) -> str:
    """What hides the disclaimer from that reader, "" where it isn't there at all."""
    for place in view.standing(disclaimer.text):
        for run in place:
            if run.hidden:
                return run.hidden
    return ""


def _past_clip(disclaimer: Disclaimer, page: Page) -> _Fault | None:
    if page.before_clip is page or page.before_clip.view.seen(disclaimer.text):
        return None
    return _Fault(CLIPPED, f"stands after byte {CLIP:,} of the HTML, where Gmail clips it")


def _attributes(page: Page) -> Iterator[str]:
    for element in page.document.elements:
        for name in ("alt", "title", "aria-label", "value", "placeholder", "summary"):
            if value := element.get(name):
                yield value


def _faint(disclaimer: Disclaimer, page: Page) -> Iterator[Finding]:
    for view in page.painted:
        best = max(min(run.contrast for run in place) for place in view.seen(disclaimer.text))
        if best < READABLE:
            message = f"The disclaimer “{disclaimer.id}” has a contrast of {best:.1f}:1 on {view.reader.name}."
            yield FAINT.finding(message, where="HTML part")
            return


def _repeated(disclaimer: Disclaimer, page: Page) -> Iterator[Finding]:
    times = len(page.view.seen(disclaimer.text))
    if times > 1 and disclaimer.placement is not Placement.BLOCK:
        message = f"The disclaimer “{disclaimer.id}” stands {times} times in the HTML part."
        yield REPEATED.finding(message, where="HTML part")


def _misplaced(disclaimer: Disclaimer, shown: str, edition: Edition | None) -> Iterator[Finding]:
    wanted = exact(disclaimer.text)
    blocks = [exact(block.sentences[0].text) for block in edition.blocks()] if edition else []
    at = shown.find(wanted)
    fault = ""
    if disclaimer.placement is Placement.BLOCK and 0 < shown.count(wanted) < len(blocks) and disclaimer.article is None:
        fault = f"stands in {shown.count(wanted)} of {len(blocks)} blocks"
    elif disclaimer.placement is Placement.TOP:
        first = shown.find(blocks[0]) if blocks else len(shown) // 2
        fault = "is placed at the top and stands further down" if 0 <= first < at else ""
    elif disclaimer.placement is Placement.END and disclaimer.article is None and blocks:
        last = shown.rfind(blocks[-1])
        fault = "is placed at the end and stands before the last block" if shown.rfind(wanted) < last else ""
    if fault:
        yield MISPLACED.finding(f"The disclaimer “{disclaimer.id}” {fault}.", where="HTML part")


FAMILY = Family(
    name="disclaimers",
    rules=(MISSING, ALTERED, HIDDEN, CLIPPED, HTML_ONLY, TEXT_ONLY, MISPLACED, FAINT, REPEATED),
    check=check_disclaimers,
)
