"""What speaks for and against a bare line being a heading: its own form, its neighbours, and the whole text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from digest.read.content import Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 28  # a question as a heading may be long
MOST_CHARACTERS = 200
_PROSE_WORDS = 12  # from which a line is prose even without a full stop
_SHORT_WORDS = 14
_LONG_WORDS = 25
_LENGTHS = (1, 3, 8, 14, 20)  # words
_LITTLE = 3  # letters of a word that titles may leave small
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_CJK_PER_WORD = 2  # characters
_STOP = re.compile(r"[.!…。！।]['\")\]”’»]*$")
_QUESTION = re.compile(r"[?？؟]['\")\]”’»]*$")
_PAUSE = re.compile(r"[;,，、；،]$")
_COLON = re.compile(r"[:：]$")
_CLOSING_QUOTE = re.compile(r"[\"”»’'」』]$")
_OPENING_QUOTE = re.compile(r"[\"“«„‘'「『]")
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}[.):]|[ivx]{1,5}[.)]|#\d+[.:]?|(?:step|part|tip|chapter)\s+\d+\b)\s*", re.IGNORECASE
)
_INNER_STOP = re.compile(r"[a-z)”’\"]{2}[.!?。！？]\s*['\"”’]?\s*[^\W\d_a-z]")
_LINK = re.compile(r"https?://|www\.|\S@\S|\b\w+\.(?:com|org|net|gov|edu|io)/")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:\w+,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+{_MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)"
    r"[^a-z]{0,20}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:file )?photo(?:graph)?s?|image|picture|video|illustration|credit|source|caption|screenshot|foto|bild|"
    r"crédit|фото|posted|published|updated)\b(?::| by\b)|(?-i:By [A-Z]\w+ [A-Z]\w+)|©|\(c\)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[—–-]\s*[A-Z]\w+(?: [A-Z]\w+)?$|(?:figure|fig\.|table|from|via|share) [A-Z\d]", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,4}:\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a line before its neighbours are looked at."""

    words: int
    short: bool  # as a heading is: few words and no closing mark
    prose: bool
    listed: bool
    numbered: bool
    heading: bool  # markup says so
    colon: bool


def shape(line: Line) -> Shape:
    """The shape of ``line``."""
    text = line.words
    count = _count(text)
    closed = bool(_STOP.search(text) or _PAUSE.search(text))
    numbered = line.role is Role.LIST and bool(_NUMBER.match(line.text.lstrip()))
    return Shape(
        words=count,
        short=count <= _SHORT_WORDS and not closed and not _COLON.search(text),
        prose=line.role in {Role.TEXT, Role.QUOTE} and (count >= _PROSE_WORDS or closed),
        listed=line.role is Role.LIST and not numbered,
        numbered=numbered,
        heading=line.role is Role.HEADING,
        colon=bool(_COLON.search(text)),
    )


def is_candidate(line: Line, this: Shape) -> bool:
    """Whether ``line`` may be a heading at all."""
    text = line.words
    return (
        (line.role is Role.TEXT or this.numbered)
        and this.words <= MOST_WORDS
        and len(text) <= MOST_CHARACTERS
        and any(character.isalpha() for character in text)
        and not _PAUSE.search(text)
        and not (_DATE.fullmatch(text) or _CREDIT.match(text))
        and (this.numbered or not _STOP.search(text))
    )


def is_question(line: Line) -> bool:
    """Whether ``line`` ends with a question mark."""
    return bool(_QUESTION.search(line.words))


def is_terse(lines: Sequence[Line]) -> bool:
    """Whether most paragraphs are a sentence: there, a short question is one more of them."""
    lengths = [count for line in lines if line.role is Role.TEXT and (count := _count(line.words)) >= _PROSE_WORDS]
    return bool(lengths) and median(lengths) < _LONG_WORDS


def evidence(lines: Sequence[Line], shapes: Sequence[Shape], at: int, company: float) -> dict[str, float]:
    """Named signs for ``lines[at]``, each 0 to 1 or a small number.

    ``lines`` are those with words; ``company`` is how many others of the text stand as a heading would, 0 to 1.
    """
    this = shapes[at]
    return {
        "always": 1.0,
        "company": company,
        **_form(lines[at], this),
        **_before(shapes, at),
        **_after(shapes, at),
    }


def stands_like_heading(shapes: Sequence[Shape], at: int) -> bool:
    """A short line between prose: the plainest place for a heading."""
    before = shapes[at - 1] if at else None
    after = shapes[at + 1] if at + 1 < len(shapes) else None
    return shapes[at].short and after is not None and after.prose and (before is None or not before.short)


def _form(line: Line, this: Shape) -> dict[str, float]:
    text = line.words
    longer = [word for word in _WORD.findall(text)[1:] if len(word) > _LITTLE]
    signs = {
        "question": is_question(line),
        "full stop": bool(_STOP.search(text)),
        "colon": this.colon,
        "lower case": text[:1].islower(),
        "no letter first": not text[:1].isalpha(),
        "all capitals": text.isupper(),
        "opening quote": bool(_OPENING_QUOTE.match(text)),
        "closing quote": bool(_CLOSING_QUOTE.search(text)),
        "numbered": this.numbered or bool(_NUMBER.match(text)),
        "two sentences": bool(_INNER_STOP.search(text)),
        "link": bool(_LINK.search(text)),
        "signed": bool(_SIGNED.search(text)),
        "speaker": bool(_SPEAKER.match(text)),
        "parentheses": "(" in text,
    }
    return {
        _length(this.words): 1.0,
        "title case": sum(word[0].isupper() for word in longer) / len(longer) if longer else 0.0,
        **{name: float(sign) for name, sign in signs.items()},
    }


def _length(words: int) -> str:
    """Which of the lengths that headings favour or avoid a line has."""
    return f"up to {next((most for most in _LENGTHS if words <= most), MOST_WORDS)} words"


def _before(shapes: Sequence[Shape], at: int) -> dict[str, float]:
    if not at:
        return {"first": 1.0}
    before = shapes[at - 1]
    return {
        "after prose": float(before.prose),
        "after list": float(before.listed),
        "after number": float(before.numbered),
        "after colon": float(before.colon),
        "after heading": float(before.heading),
        "after short": float(before.short and not before.listed and not before.numbered and not before.heading),
        "after two short": float(at > 1 and before.short and shapes[at - 2].short),
    }


def _after(shapes: Sequence[Shape], at: int) -> dict[str, float]:
    if at + 1 == len(shapes):
        return {"last": 1.0}
    after = shapes[at + 1]
    second = shapes[at + 2] if at + 2 < len(shapes) else None
    return {
        "before prose": float(after.prose),
        "before long prose": float(after.prose and after.words >= _LONG_WORDS),
        "before list": float(after.listed),
        "before number": float(after.numbered),
        "before heading": float(after.heading),
        "before short": float(after.short and not after.listed and not after.numbered and not after.heading),
        "before short and prose": float(after.short and second is not None and second.prose),
        "before two short": float(after.short and second is not None and second.short),
        "before colon": float(after.colon),
    }


def _count(text: str) -> int:
    """Words, where words are spaced; else characters by twos."""
    unspaced = len(_CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + -(-unspaced // _CJK_PER_WORD)
