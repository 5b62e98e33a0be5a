"""Making a text fit an inbox line without making it say something else."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digest.text import count_words, language_of, quotes, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"

SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "؟", "۔", ".”", "!”", "?”", ".“", "。」", ".»")

_FEWEST_WORDS = 4  # of a clause that is to stand alone
_LEAST_KEPT = 0.6  # of a line that is cut
_BREAKS = re.compile(r"\s*[;；]\s*|\s+[—–-]\s+|\s*——\s*|\s*[(（](?=[^()（）]*[)）]$)")
_COMMA = re.compile(r"\s*[,،，、]\s*")
_COLON = re.compile(r"\s*[:：]\s+|：|\s+[—–|-]\s+|—")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")

# What opens an aside after a comma: the sentence is as true without it.
_ASIDES = {
    "en": r"which|who|whose|a|an|including|[a-z]+ing",
    "es": r"que|quien|quienes|donde|una?",
    "fr": r"qui|dont|où|une?",
    "it": r"che|dove|una?|uno",
    "pt": r"que|onde|uma?",
}
# The small words that may open a sentence whose subject comes first.
_ARTICLES = {
    "de": "der die das den dem ein eine einer einem",
    "en": "the a an",
    "es": "el la los las un una",
    "fr": "le la les l' un une des",
    "it": "il lo la l' i gli le un uno una un'",
    "pt": "o a os as um uma",
}
# What tells of the circumstances at the end of a headline.
_ADJUNCTS = {
    "de": "nach|vor dem Hintergrund",
    "en": "after|amid|amidst|following|ahead of",
    "es": "tras|después de|en medio de",
    "fr": "après|dans le cadre",
    "it": "dopo|in seguito a",
    "pt": "após|depois de|em meio a",
    "ru": "после|на фоне",
    "uk": "після|на тлі",
}
# Words that turn, bound or ascribe what stands before them: whatever holds one stays.
_TURNS = {
    "de": "aber sondern wenn falls sofern außer obwohl jedoch ob laut zufolge oder nur",
    "en": "but if unless except though although however whether only or nor until provided according citing "
    "quoting alleging claiming alleged allegedly reportedly",
    "es": "pero sino si salvo aunque excepto según o solo sólo presuntamente",
    "fr": "mais si sauf quoique bien selon ou seulement sinon",
    "it": "ma se salvo tranne sebbene secondo o solo però",
    "pt": "mas se salvo exceto embora segundo conforme ou só apenas",
    "ru": "но если кроме хотя однако или только",
    "uk": "але якщо крім хоча однак або лише тільки",
}


def one_line(text: str) -> str:
    """``text`` with each run of white space as one space."""
    return " ".join(text.split())


def columns(text: str) -> int:
    """How wide a text is in an inbox: a letter is 1, a Chinese, Japanese or Korean one 2, an accent 0."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)


def opens_with_its_subject(sentence: str, language: str) -> bool:
    """Whether a sentence opens with a name, a noun or an article, and not with a pronoun or another small word.

    False where words aren't spaced: there the first word can't be told.
    """
    tables = language_of(language)
    first = next(iter(words(sentence, language)), "")
    if not first or _UNSPACED.match(sentence) or (tables.code == "en" and first.endswith("ing")):
        return False
    return first in _ARTICLES.get(tables.code, "").split() or first not in tables.stop_words | tables.openers


def clauses(sentence: str, language: str) -> Iterator[str]:
    """What is left of a sentence when it ends before a semicolon, a dash or an aside, the longest first.

    Each is as true as the sentence: nothing is taken off that turns, bounds or ascribes what is left.
    """
    asides = _ASIDES.get(language_of(language).code)
    ends = [match.span() for match in _BREAKS.finditer(sentence) if not _may_name_the_claimant(sentence, match)]
    if asides and opens_with_its_subject(sentence, language):
        opener = re.compile(rf"(?:{asides})\b")
        ends += [match.span() for match in _COMMA.finditer(sentence) if opener.match(sentence, match.end())]
    for end, rest in sorted(ends, reverse=True):
        if _as_true(sentence, end, rest, language):
            yield sentence[:end]


def _may_name_the_claimant(sentence: str, mark: re.Match[str]) -> bool:
    """Whether no more than a name follows a dash: "Russia will win — Putin"."""
    return mark.group().strip() in {"—", "–", "-", "——"} and len(sentence[mark.end() :].split()) < _FEWEST_WORDS


def without_adjunct(headline: str, language: str) -> Iterator[str]:
    """A headline without the circumstances at its end ("after talks in Berlin")."""
    if adjuncts := _ADJUNCTS.get(language_of(language).code):
        for match in re.finditer(rf",?\s+(?=(?:{adjuncts})\s)", headline):
            if _as_true(headline, match.start(), match.end(), language):
                yield headline[: match.start()]


def halves(headline: str) -> tuple[str, str] | None:
    """A headline before and after its first colon, dash or bar, or None where it has none or quotes across it."""
    for match in _COLON.finditer(headline):
        if not _inside_quote(headline, match.start()):
            return headline[: match.start()], headline[match.end() :]
    return None


def cut(text: str, width: int, language: str) -> str:
    """``text`` up to the last whole word that fits ``width`` columns with an ellipsis; as it is where it fits."""
    if columns(text) <= width:
        return text
    room = width - 1
    while columns(text[:room]) > width - 1:
        room -= 1
    end = _word_end(text, room)
    spans = [*quotes(text), *(match.span() for match in _BRACKETS.finditer(text))]
    if before := max((start for start, stop in spans if start < end < stop), default=0):
        end = before if count_words(text[:before], language) >= _FEWEST_WORDS else end
    kept = _without_hanging_words(text[:end], text[end:], language)
    return kept if kept.endswith(SENTENCE_ENDS) else kept + ELLIPSIS


def _word_end(text: str, room: int) -> int:
    """The last offset up to ``room`` where no word is cut through."""
    for end in range(room, 0, -1):
        before, after = text[end - 1], text[end]
        if after.isspace() or (not before.isspace() and _between_unspaced(before, after)):
            return end
    return room


def _between_unspaced(before: str, after: str) -> bool:
    """Whether Chinese or Japanese may be cut here: after a mark, or where kana gives way to other letters."""
    if not _UNSPACED.match(after):
        return False
    return before in "、。，；：！？」』）・" or ("\u3041" <= before <= "\u309f" and not "\u3041" <= after <= "\u309f")


def _without_hanging_words(text: str, rest: str, language: str) -> str:
    """``text`` less the words at its end that point at what was cut: "that", "to the", "in several" (of many)."""
    stop = language_of(language).stop_words
    kept = text.split()
    begun = [i for i, word in enumerate(kept) if word.lower() in stop or kept[i - 1].endswith((",", "،"))]
    if begun and text[-1] not in ",;:" and begun[-1] > 0 and len(kept) - begun[-1] < _FEWEST_WORDS:
        after_comma = kept[begun[-1] - 1].endswith((",", "،"))
        whole = kept[: begun[-1]]
        goes_on = rest.split()[:1] and rest.split(maxsplit=1)[0].lower() not in stop
        if (after_comma or goes_on) and columns(" ".join(whole)) >= _LEAST_KEPT * columns(text):
            kept = whole
    while len(kept) > _FEWEST_WORDS and kept[-1].strip(",;:—–-").lower() in stop | {""}:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:—–-、，；：")


def _as_true(sentence: str, end: int, rest: int, language: str) -> bool:
    kept, dropped = sentence[:end], set(words(sentence[rest:], language))
    tables = language_of(language)
    turning = set(_TURNS.get(tables.code, "").split()) | tables.speech | tables.negations
    return (
        count_words(kept, language) >= _FEWEST_WORDS
        and not dropped & turning
        and not set(words(kept, language)) & tables.negations
        and not _inside_quote(sentence, end)
    )


def _inside_quote(text: str, offset: int) -> bool:
    return any(start < offset < stop for start, stop in quotes(text))
