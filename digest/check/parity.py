"""Both parts say the same: the words of the HTML stand in the text part, and the text part says nothing else."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.check.words import UNSPACED, exact
from digest.finding import Severity
from digest.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.view import View
    from digest.finding import Finding

_ALTERNATIVE = "https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4"
_SENTENCE = 8  # words from which on a passage says something
_OWN = 12  # words from which on a passage of the text part is more than a hint at the other
_POINTER = 4  # words up to which a link at a passage's end ("Read on") only says that it is one
_PART = 0.5  # of a passage's word pairs: where fewer stand in the other part it isn't there at all
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"”»)\]]+", re.IGNORECASE)
_ADDRESS_END = ".,;:!?'*_"
_INSIDE_WORDS = re.compile("(?<=\\w)['’](?=\\w)|[\u200c\u200d]")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|table|tr|td|b|i|strong|em|h[1-6]|ul|li|img|font)\b[^<>]*>|&(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|[mn]dash|#\d{2,6});"
)
# UTF-8 that somebody read as Windows-1252 or ISO 8859-1, and the character for what couldn't be read at all.
_GARBLED = re.compile(
    r"â€[\x80-\xbf™œ\u0153\u017e˜¦“”\u009d]|Ã[\x80-\xbf©¨¡³±¶¼¤]|Â[\xa0-\xbf]|ï»¿|ðŸ|\ufffd|Ð[\x80-\xbf]Ñ"
)
# The link that only who reads the HTML has any use for.
_IN_BROWSER = re.compile(
    r"browser|web version|navigateur|navegador|браузер|متصفح|浏览器|瀏覽器|ブラウザ|브라우저", re.IGNORECASE
)
_TRACKING = re.compile(r"(?:utm_\w+|mc_[ce]id|fbclid|gclid)=[^&#]*&?")

WORDS = Rule(
    id="text-differs",
    severity=Severity.WARNING,
    about="Each heading and passage of the HTML stands in the text part.",
    why="Who reads only the text is told less, or something else.",
    remedy="Write the text part from the same content as the HTML.",
    source=_ALTERNATIVE,
)
MORE = Rule(
    id="html-differs",
    severity=Severity.WARNING,
    about="Each passage of the text part stands in the HTML.",
    why="Who reads only the HTML is told less, or something else.",
    remedy="Write both parts from the same content.",
    source=_ALTERNATIVE,
)
LINKS = Rule(
    id="text-link-missing",
    severity=Severity.WARNING,
    about="What the HTML's links lead to stands in the text part.",
    why="Who reads only the text can't follow a link that isn't there.",
    remedy="Write each link's address after its words.",
    source=_ALTERNATIVE,
)
MARKUP = Rule(
    id="text-markup",
    severity=Severity.WARNING,
    about="No HTML stands in the text part, and none as text in the HTML.",
    why="Readers see tags and entities between the words.",
    remedy="Write the text part as text, and escape what goes into HTML once.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-4.1.3",
)
GARBLED = Rule(
    id="text-garbled",
    severity=Severity.WARNING,
    about="No letters were read in another charset than they were written in.",
    why="“â€™” stands where an apostrophe was.",
    remedy="Read the source as UTF-8, and write the message as UTF-8.",
    source="https://www.w3.org/International/questions/qa-what-is-encoding",
)


def check_parity(context: Context) -> Iterator[Finding]:
    """Hold the parts to each other by their words; marks, capitals and what stands between don't count."""
    yield from _spoiled(context)
    if context.page is None or not context.text:
        return
    view = context.page.view
    text = context.message.text or ""
    in_text = _Passage(_ADDRESS.sub(" ", text))
    address = " ".join(_words(context.settings.publication.postal_address))
    for passage, is_heading in _passages(view):
        words = _without(_words(_ADDRESS.sub(" ", passage)), address)
        if (is_heading or (_length(words) >= _SENTENCE and "©" not in passage)) and (fault := in_text.lacks(words)):
            yield WORDS.finding(f"“{short(passage)}” {fault} the text part.", where="text part")
    yield from _text_alone(view, text)
    yield from _links(view, text)


class _Passage:
    """The words of a part, in which others are looked for."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self.line = f" {' '.join(words)} "
        self.pairs = Counter(pairwise(words)) + Counter((word, "") for word in words)

    def lacks(self, words: list[str]) -> str:
        """How it lacks them, as a phrase, "" where they all stand there in a row."""
        if not words or f" {' '.join(words)} " in self.line:
            return ""
        pairs = list(pairwise(words)) or [(words[0], "")]
        share = sum(pair in self.pairs for pair in pairs) / len(pairs)
        return "is missing from" if share < _PART else "reads otherwise in"


def _words(text: str) -> list[str]:
    plain = _FOOTNOTE.sub(" ", _INSIDE_WORDS.sub("", exact(text)))
    return _WORD.findall(plain.casefold())


def _length(words: list[str]) -> float:
    """How many words there are, where two characters of a script that puts no space between words are one."""
    return len(words) - sum(bool(_UNSPACED.match(word)) for word in words) / 2


def _without(words: list[str], address: str) -> list[str]:
    """The words less the postal address, which has a rule of its own and stands in other company in each part."""
    return f" {' '.join(words)} ".replace(f" {address} ", " ").split() if address else words


def _passages(view: View) -> Iterator[tuple[str, bool]]:
    """What stands between two breaks of the visible text, and whether it is a heading."""
    pieces: list[str] = []
    ending = ""  # the link that a passage ends with so far
    heading = False
    for run in view.runs:
        if run.element < 0:
            passage = "".join(pieces)
            pointer = passage.strip() and _length(_words(ending)) <= _POINTER
            if passage.strip() or ending.strip():
                yield passage if pointer else passage + ending, heading
            pieces, ending, heading = [], "", False
        elif not run.hidden:
            if view.document.is_inside(run.element, _LINK):
                ending += run.text
            elif run.text.strip():
                pieces += [ending, run.text]
                ending = ""
            else:
                ending += run.text
            heading = heading or view.document.is_inside(run.element, _HEADINGS)


_LINK = frozenset({"a"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _text_alone(view: View, text: str) -> Iterator[Finding]:
    """Passages of the text part of which the HTML, its images and its preheader say nothing."""
    described = " ".join(image.get("alt") or "" for _, image in view.document.iter("img"))
    in_html = _Passage(f"{view.full} {described}")
    for passage in re.split(r"\n\s*\n", text):
        words = _words(passage)
        if _length(words) >= _OWN and not _ADDRESS.search(passage) and in_html.lacks(words) == "is missing from":
            yield MORE.finding(f"“{short(passage)}” stands in the text part only.", where="HTML part")


def _links(view: View, text: str) -> Iterator[Finding]:
    there = {_target(match[0].rstrip(_ADDRESS_END)) for match in _ADDRESS.finditer(text)}
    for link in view.links(visible=True):
        if _words(link.words) and not _IN_BROWSER.search(link.words) and not _stands(link.href, there, text):
            message = f"The text part lacks the link of “{short(link.words)}”: {link.href}"
            yield LINKS.finding(message, where="text part")


def _stands(href: str, there: set[str], text: str) -> bool:
    """Whether a text says where a link leads; what opens neither a page nor a mail need not be said."""
    scheme, _, rest = href.partition(":")
    if scheme.lower() == "mailto":
        return rest.partition("?")[0].casefold() in text.casefold()
    return scheme.lower() not in {"http", "https"} or _target(href) in there


def _target(url: str) -> str:
    """An address as two parts may write it: without fragment, tracking parameters and a last slash."""
    bare = html.unescape(url).partition("#")[0]
    bare = _TRACKING.sub("", bare).rstrip("?&/")
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", bare, flags=re.IGNORECASE)


def _spoiled(context: Context) -> Iterator[Finding]:
    shown = context.page.view.visible if context.page else ""
    for where, text in (("header Subject", context.message.subject), ("HTML part", shown), ("text part", context.text)):
        if match := _GARBLED.search(text):
            around = text[max(0, match.start() - 15) : match.end() + 15]
            yield GARBLED.finding(f"“{around}” was read in the wrong charset.", where=where)
        if match := _MARKUP.search(text):
            yield MARKUP.finding(f"“{match[0]}” stands among the words.", where=where)


FAMILY = Family(name="parity", rules=(WORDS, MORE, LINKS, MARKUP, GARBLED), check=check_parity)
