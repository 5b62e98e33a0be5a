"""Parts of a sentence or headline that may stand alone: as true as the whole, by the small words of its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import count_words, language_of, quotes, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_WORDS = 4  # of a clause that is to stand alone
_BREAKS = re.compile(r"\s*[;；]\s*|\s+[—–-]\s+|\s*——\s*|\s*[(（](?=[^()（）]*[)）]$)")
_COMMA = re.compile(r"\s*[,،，、]\s*")
_COLON = re.compile(r"\s*[:：]\s+|：|\s+[—–|-]\s+|—")
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


def opens_with_its_subject(sentence: str, language: str) -> bool:
    """Whether a sentence opens with a name, a noun or an article, and not with a pronoun or another small word.

    False where words aren't spaced: there the first word can't be told.
    """
    tables = language_of(language)
    first = next(iter(words(sentence, language)), "")
    if not first or _UNSPACED.match(sentence) or (tables.code == "en" and first.endswith("ing")):
        return False
    if tables.code == "de" and first in _ARTICLES["de"].split() and not _leads_to_noun(sentence):
        return False  # "Das teilte das Unternehmen mit."
    return first in _ARTICLES.get(tables.code, "").split() or first not in tables.stop_words | tables.openers


def _leads_to_noun(sentence: str) -> bool:
    """Whether a German article has its noun after it, with at most two adjectives between them."""
    following = sentence.split()[1:4]
    noun = next((index for index, word in enumerate(following) if word[:1].isupper()), None)
    return noun is not None and not set(following[:noun]) & set(_ARTICLES["de"].split())


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


def _may_name_the_claimant(sentence: str, mark: re.Match[str]) -> bool:
    """Whether no more than a name follows a dash: "Russia will win — Putin"."""
    return mark.group().strip() in {"—", "–", "-", "——"} and len(sentence[mark.end() :].split()) < _FEWEST_WORDS


def _as_true(sentence: str, end: int, rest: int, language: str) -> bool:
    kept, dropped = sentence[:end], set(words(sentence[rest:], language))
    tables = language_of(language)
    turning = set(_TURNS.get(tables.code, "").split()) | tables.speech | tables.negations
    turning |= tables.denials | tables.doubts
    return (
        count_words(kept, language) >= _FEWEST_WORDS
        and not dropped & turning
        and not set(words(kept, language)) & tables.negations
        and not _inside_quote(sentence, end)
    )


def _inside_quote(text: str, offset: int) -> bool:
    return any(start < offset < stop for start, stop in quotes(text))
