"""Whether a mark ends a sentence, by the few words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.text.languages import Language

_WINDOW = 80  # characters that are looked at on either side
_TOKEN = re.compile(r"[^\s(\[{“„«\"'‘‚»/—–]+\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}\Z")
_COUNTRY = re.compile(r"[UE]\.")  # "U.S.", "E.U.": as often before a noun as at an end
_ROMAN = re.compile(r"[ivx]{1,5}\Z")
_FULL = frozenset("。！？।॥｡؟۔")  # end a sentence wherever they stand
_OPENING = frozenset("\"'“„«»‘‚‹([{「『（【《¿¡*_")
_FIRST_WORD = re.compile(r"[^\W\d_][\w’'\u0300-\u036f\u0900-\u0dff-]*")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f々]")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # "iPhone" opens a sentence as it is
_DOMAIN = re.compile(r"(?:com|org|net|edu|gov|int|io|co|tv|info|me|js|py|ai)\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]{2,}[)”\"]?\Z|\d[)%]?\Z")
_ITEM = re.compile(r"\(?(\d{1,2})[.)]\s")
_SHORT = 3  # words, or signs of a word: "In Sept." or "В 2024 г." is no sentence
_QUOTING_PARTICLE = re.compile(r"[とっなのをはがもにへ]")
_CLAUSE = re.compile(r"[^。，、！？,!?：:]{1,14}")
_SPEAKING = re.compile(
    r"[说說道称稱问問答喊写寫]$|表示|指出|强调|強調|补充|補充|告诉|告訴|回答|宣布|警告|透露|写道|認為|认为"
)
_NAME = re.compile(r"(?:(?:[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w.’'-]*|de|del|della|da|do|van|von|der|la|le|al|el|bin)\s+){1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where a sentence may end."""

    line: str
    mark: int  # the first ending mark
    after_mark: int
    end: int  # past the closing quotes and brackets
    sentence: int  # where the sentence began
    quoted: bool  # a quotation closes here
    item: int  # the number of the enumerated item this stands in, or 0

    @property
    def marks(self) -> str:
        """The ending marks themselves."""
        return self.line[self.mark : self.after_mark]

    @property
    def token(self) -> str:
        """What stands before the mark without a space."""
        before = self.line[max(self.sentence, self.mark - _WINDOW) : self.mark]
        if not before or before[-1].isspace():
            return ""
        match = _TOKEN.search(before.rsplit(None, 1)[-1])
        return match.group() if match else ""

    @property
    def after(self) -> str:
        """What follows, from the first character that is no space."""
        return self.line[self.end : self.end + _WINDOW].lstrip()

    @property
    def spaced(self) -> bool:
        """Tell whether white space follows."""
        return self.end < len(self.line) and self.line[self.end].isspace()

    def words_before(self) -> list[str]:
        """Return the words between the sentence's start and the token, the last few of them."""
        return self.line[max(self.sentence, self.mark - _WINDOW) : self.mark - len(self.token)].split()


def ends_sentence(at: Candidate, language: Language) -> bool:
    """Decide whether the sentence ends at this candidate."""
    if at.quoted or not at.after:
        return not at.after or _quotation_ends(at, language)
    if any(mark in _FULL for mark in at.marks):
        return at.after[0] not in "，、,;；" and not at.after[0].islower()
    if at.marks[0] in "…‥" or at.marks.startswith(".."):
        return _ellipsis_ends(at, language)
    if not at.spaced:
        return _unspaced_ends(at)
    return _may_open(at.after) and (at.marks != "." or _full_stop_ends(at, language))


def _quotation_ends(at: Candidate, language: Language) -> bool:
    after = at.after
    if after[0] in ",;:.，、；：،؛—–-)" or not _may_open(after):
        return False
    if _UNSPACED.match(after):
        clause = _CLAUSE.match(after)
        return not (_QUOTING_PARTICLE.match(after) or (clause and _SPEAKING.search(clause.group())))
    return not _attributed(after, language)


def _attributed(after: str, language: Language) -> bool:
    """Tell whether a name and a verb of saying follow: "Who?" Ms. Diaz asked."""
    first = _FIRST_WORD.match(after)
    if first and language.is_opener(first.group()):
        return False
    if first and first.group().lower() in language.speech:
        return True
    name = _NAME.match(after)
    following = _FIRST_WORD.match(after, name.end()) if name else None
    return bool(following and following.group() in language.speech)


def _ellipsis_ends(at: Candidate, language: Language) -> bool:
    if _UNSPACED.match(at.after):
        return len(at.marks) > 1 and not _QUOTING_PARTICLE.match(at.after)
    if not at.after[0].isupper() and at.after[0] not in _OPENING:
        return False
    first = _FIRST_WORD.match(at.after.lstrip("".join(_OPENING)))
    return _may_open(at.after) and not (language.code == "en" and first and first.group() == "I")


def _unspaced_ends(at: Candidate) -> bool:
    """A full stop without a space: the end between two words, not in an address, a number or a name."""
    after, before = at.after, at.line[max(at.sentence, at.mark - _WINDOW) : at.mark]
    if _UNSPACED.match(after):
        return bool(_UNSPACED.match(before[-1:])) or at.marks != "."
    first = _FIRST_WORD.match(after)
    if not first or not after[0].isupper() or not (first.group()[1:].islower() or after[1:2].isspace()):
        return False
    chunk = at.line[max(0, at.mark - _WINDOW) : at.mark].split()[-1:] + after.split()[:1]
    if any(sign in part for part in chunk for sign in "/@\\") or "." in at.token or _DOMAIN.match(after):
        return False
    return bool(_LAST_WORD.search(before)) and "." not in first.group() and not after[first.end() :].startswith(".")


def _may_open(after: str) -> bool:
    """Tell whether a sentence can begin so: no lower-case letter, comma or the like."""
    first = after.lstrip("".join(_OPENING)).lstrip()[:1] if after[0] in _OPENING else after[0]
    if not first:
        return True
    if after[0] in "—–-" and len(after) > 1:
        return _may_open(after[1:].lstrip() or " ") and after[1:2].isspace()
    if first.islower():
        return bool(_BRAND.match(after.lstrip("".join(_OPENING))))
    return first.isalnum() or first in "•·▪$€£¥#@…" or after[0] in _OPENING


def _full_stop_ends(at: Candidate, language: Language) -> bool:
    if not at.token or at.end > at.after_mark:
        return True
    item = _ITEM.match(at.after)
    if item and at.item and int(item.group(1)) == at.item + 1:
        return False
    if at.token.isdigit():
        return _number_ends(at, language)
    lower = at.token.lower()
    if language.elisions:
        lower = re.sub("^.*['’]", "", lower)
    if lower in language.numbered and at.after[0].isdigit():
        return lower in language.negations and _last(at.words_before()) in language.speech
    return next((ends(at, language) for holds, ends in _TOKENS if holds(lower, language)), True)


def _last(before: list[str]) -> str:
    return before[-1].lower() if before else ""


def _number_ends(at: Candidate, language: Language) -> bool:
    before = at.words_before()
    if not before or (before[-1][-1:] in ":;" and len(at.token) < 3) or at.item == int(at.token):  # noqa: PLR2004
        return False
    if language.ordinal_dot and len(at.token) < 3:  # noqa: PLR2004
        first = _FIRST_WORD.match(at.after)
        return _opener(at, language) and not (first and first.group().lower() in language.months)
    return True


def _time_ends(at: Candidate, language: Language) -> bool:
    first = _FIRST_WORD.match(at.after)
    word = first.group().lower() if first else ""
    return word not in language.after_times and word not in language.weekdays and word not in language.months


def _initial_ends(at: Candidate, language: Language) -> bool:
    before = at.words_before()
    if at.token.islower():
        return _abbreviation_ends(at, language)
    if not at.token.isupper():  # a script without capitals
        return False
    if _last(before) in language.lettered:
        return True
    return bool(before) and _opener(at, language)


def _abbreviation_ends(at: Candidate, language: Language) -> bool:
    if len(at.words_before()) < _SHORT:
        return False
    if at.after[0].isdigit():
        return at.token.lower() not in language.months and "." not in at.token
    if _opener(at, language):
        return True
    listed = at.token.lower() in language.abbreviations
    return listed and not _COUNTRY.match(at.token) and _clause_follows(at.after)


def _opener(at: Candidate, language: Language) -> bool:
    """Tell whether what follows is a word that opens sentences, or a quotation."""
    after = at.after.lstrip("".join(_OPENING))
    first = _FIRST_WORD.match(after)
    if at.after[0] in _OPENING or not first:
        return at.after[0] in _OPENING
    initial = len(first.group()) == 1 and after[1:2] == "."
    return not initial and language.is_opener(first.group())


def _clause_follows(after: str) -> bool:
    """Tell whether one capitalised word and then a lower-case one follow, as where a sentence begins."""
    found = re.match(r"[^\W\d_][\w’'-]*\s+([^\W\d_]+)", after)
    return bool(found and found.group(1).islower() and found.group(1) not in {"of", "de", "del", "di", "von", "and"})


def _never(_at: Candidate, _language: Language) -> bool:
    return False


_Kind = Callable[[str, "Language"], bool]
_Decision = Callable[[Candidate, "Language"], bool]

# What a token in lower case may be, and what then says whether its full stop ends the sentence; the first that holds.
_TOKENS: tuple[tuple[_Kind, _Decision], ...] = (
    (lambda token, language: token in language.titles or token in language.inner, _never),
    (lambda token, language: token in language.times, _time_ends),
    (lambda token, _: len(token) == 1 and token.isalpha(), _initial_ends),
    (lambda token, language: token in language.abbreviations or bool(_DOTTED.match(token)), _abbreviation_ends),
    (lambda token, language: language.ordinal_dot and bool(_ROMAN.match(token)), _opener),
    # An initial or title of a script without capitals: "डॉ.", "एम."
    (
        lambda token, language: language.code == "hi" and len(token) < _SHORT + 1 and token not in language.stop_words,
        _never,
    ),
)
