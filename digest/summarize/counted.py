"""What a number counts: the words beside it, up to where their phrase surely ends, by the habits of its language.

No parser is at hand: each rule looks at what closes a phrase, and gives up where nothing tells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.text import language_of
from digest.text.amounts import TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.text import Amount, Language

    _Words = list[re.Match[str]]

_LONGEST = 4  # words of what is counted
_LOOKED_AT = 7
_WORD = re.compile(r"\s([^\W\d_][^\s,;:.!?…()“”«»\"/।،؛؟]*)")
_LAST = re.compile(r"(\w+)\s$")
_LINKS = {  # words that join an amount to what it is of
    "de": r"\s(?:der|des)(?=\s)",
    "en": r"\sof(?=\s)(?:\s(?:the|all|its|their)(?=\s))?",
    "es": r"\sde(?=\s)(?:\s(?:la|las|los)(?=\s))?|\sdel(?=\s)",
    "fr": r"\s(?:de|des|du)(?=\s)(?:\sla(?=\s))?|\sd['’]",
    "it": r"\s(?:di|dei|delle|degli|del|della)(?=\s)",
    "pt": r"\s(?:de|dos|das|do|da)(?=\s)",
}
_MONEY_FOR = {"en": r"\sin(?=\s)", "es": r"\sen(?=\s)", "fr": r"\sen(?=\s)", "it": r"\sin(?=\s)", "pt": r"\sem(?=\s)"}
_PER = {  # words that join a count to a span of time
    "de": r"(?:pro|je|im|in der|am)\s",
    "en": r"(?:per|an?|each|every)\s",
    "es": r"(?:al|por|cada|a la)\s",
    "fr": r"par\s",
    "it": r"(?:al|a|ogni|alla)\s|all['’]",
    "pt": r"(?:por|ao|a cada)\s",
    "ru": r"в\s",
    "uk": r"(?:на|за)\s",
}
_HAN = r"[\u3041-\u30ff\u3400-\u9fff]"
_UNSPACED_AFTER = re.compile(rf"{_HAN}{{2,10}}(?=[，。、；：！？]|$)")
_UNSPACED_BEFORE = re.compile(r"(?:^|[，。、；はがのをにでと])([\u30a1-\u30ff\u3400-\u9fff]{2,8})$")
_UNSPACED_RATE = re.compile(r"(?:[每毎][天日年月周週]|1[日年])[^，。、；]{0,3}$")  # which stands before what it counts
_UNSPACED_DATE = re.compile(r"[年月日号時时分秒歳岁度点回次期]")
_UNSPACED_CLOSED = re.compile(r"[，。、；：！？をがにはの]|$")


def counted(text: str, amount: Amount, table: Language) -> tuple[int, int] | None:
    """Return the span of an amount with what it counts; None where nothing beside it says so, or it can't be told.

    A duration, a length or a sum of money says nothing by itself, and no more does a number of people; "20 years of
    war", "$48 million flood wall" and "26 people injured" do.
    """
    if table.code in {"ja", "zh"}:
        return _unspaced(text, amount)
    end = _measured(text, amount, table) if amount.unit else _things(text, amount, table)
    return (amount.start, end) if end else None


def harmed(text: str, before: str, amount: Amount, table: Language) -> tuple[int, int] | None:
    """Return the span of a number of people with the verb before it that says what befell them: "killed 19 people"."""
    verb = _LAST.search(before)
    phrase = [] if amount.unit else _phrase(text, amount.end, table)
    if verb and phrase and verb[1].lower() in table.harms and phrase[-1][1].lower() in table.generic:
        return verb.start(1), phrase[-1].end()
    return None


def _things(text: str, amount: Amount, table: Language) -> int | None:
    if amount.end > amount.number_end and (linked := _linked(text, amount.end, table)):
        noun, end = linked  # "1,5 million de personnes"
    else:
        phrase = _phrase(text, amount.end, table)
        if not phrase:
            return None
        noun, end = phrase[-1][1].lower(), phrase[-1].end()
        if table.code == "en" and not _plural(noun, table):
            return None
    if noun in table.generic:
        return _befallen(text, end, table)
    linked = None if table.code == "de" else _linked(text, end, table)
    end = linked[1] if linked else end
    rate = _rates(table.code).match(text, end)
    return rate.end() if rate else end


@cache
def _rates(code: str) -> re.Pattern[str]:
    """Return what makes a count a rate, so that it has to stay: "1,200 downloads per week"."""
    spans = sorted((word for word, unit in language_of(code).units.items() if unit in TIME), key=len, reverse=True)
    daily = "|".join(language_of(code).rates)
    return re.compile(
        rf"\s(?:(?:{_PER.get(code, '(?!)')})(?:{'|'.join(spans)})|{daily or '(?!)'})(?!\w)", re.IGNORECASE
    )


def _measured(text: str, amount: Amount, table: Language) -> int | None:
    """Return where an amount of money, time, room or a share is followed by what it is of."""
    linked = _linked(text, amount.end, table)
    if linked is None and amount.unit == "percent" and table.code in {"ru", "uk"}:
        phrase = _phrase(text, amount.end, table)  # joined by its case alone
        return phrase[-1].end() if phrase else None
    if linked is None and amount.money and table.code in _MONEY_FOR:
        linked = _linked(text, amount.end, table, _MONEY_FOR[table.code])
    if linked is not None:
        return linked[1]
    if table.code not in {"de", "en"}:
        return None
    phrase = _phrase(text, amount.end, table)
    plural = text[amount.start : amount.end].endswith("s") or (phrase and _plural(phrase[-1][1].lower(), table))
    if amount.unit == "percent" and table.code == "en":
        plural = not phrase or phrase[-1][1].lower() not in table.measures  # "80% completion rate", not "17% use it"
    qualifies = amount.money or table.code == "de" or not plural  # "99 year mystery", not "70 miles outside"
    return phrase[-1].end() if phrase and qualifies else None


def _linked(text: str, at: int, table: Language, link: str | None = None) -> tuple[str, int] | None:
    """Return the noun that a word such as "of" joins to an amount, and where it ends."""
    link = link or _LINKS.get(table.code)
    match = re.compile(link).match(text, at) if link else None
    if not match:
        return None
    if match[0].endswith(("'", "’")):
        noun = re.compile(r"\w[\w\-]*").match(text, match.end())
        return (noun[0].lower(), noun.end()) if noun else None
    phrase = _phrase(text, match.end(), table)
    return (phrase[-1][1].lower(), phrase[-1].end()) if phrase else None


def _befallen(text: str, end: int, table: Language) -> int | None:
    """Return where it ends what happened to people: "26 people injured", "12 people were hurt"."""
    for index, word in enumerate(_words(text, end)):
        lower = word[1].lower()
        if lower.endswith(tuple(table.participles)) and table.participles:
            return word.end()
        if index == 2 or lower not in table.passives:  # noqa: PLR2004  # "have been"
            return None
    return None


def _phrase(text: str, at: int, table: Language) -> _Words:
    """Return the words of the noun phrase that begins there; none where its end can't be told."""
    words = list(_words(text, at))
    return _SHAPES.get(table.code, _one_noun)(words, table)


def _words(text: str, at: int) -> Iterator[re.Match[str]]:
    for _ in range(_LOOKED_AT):
        match = _WORD.match(text, at)
        if not match:
            return
        yield match
        at = match.end()


def _breaks(word: str, table: Language) -> bool:
    """Whether a word can't belong to what is counted."""
    lower = word.lower()
    return lower in table.stop_words | table.speech | table.auxiliaries | table.whens | table.verbs | table.months


def _modifiers_first(words: _Words, table: Language) -> _Words:
    """English: "1,200 new social homes", up to a word that can't belong to it."""
    phrase: _Words = []
    for word in words:
        if _breaks(word[1], table) or (phrase and word[1].endswith(("ed", "ing", "ly"))):
            break
        phrase.append(word)
        if word[1].lower() in table.generic:
            break
    name = len(phrase) > 1 and all(word[1][0].isupper() for word in phrase)
    return [] if name or len(phrase) > _LONGEST else phrase


def _plural(word: str, table: Language) -> bool:
    return word in table.generic | table.plurals or (word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")))


def _capital_noun(words: _Words, table: Language) -> _Words:
    """German: adjectives, and the noun by its capital."""
    for index, word in enumerate(words[:_LONGEST]):
        if _breaks(word[1], table):
            return []
        if word[1][0].isupper():
            return words[: index + 1]
    return []


def _adjective_endings(words: _Words, table: Language) -> _Words:
    """Russian and Ukrainian: adjectives by their endings, and the noun after them."""
    for index, word in enumerate(words[:_LONGEST]):
        lower = word[1].lower()
        if index and _breaks(lower, table):
            return words[:index]  # "120 рабочих"
        if _breaks(lower, table) or lower.endswith(("ли", "ло", "ла", "лось", "лась", "ет", "ют", "ит", "ся")):
            return []
        if not lower.endswith(("ых", "их")):
            return words[: index + 1]
    return []


def _one_noun(words: _Words, table: Language) -> _Words:
    """Elsewhere: the noun, with an adjective before it where that is one of the few that stand there."""
    size = 2 if words and words[0][1].lower() in table.early_adjectives else 1
    phrase = words[:size]
    return [] if len(phrase) < size or any(_breaks(word[1], table) for word in phrase) else phrase


def _closed_run(words: _Words, table: Language) -> _Words:
    """Hindi: up to three words before a postposition or a verb."""
    for index, word in enumerate(words[:_LONGEST]):
        if _breaks(word[1], table):
            return words[:index]
    return []


_SHAPES: dict[str, Callable[[_Words, Language], _Words]] = {
    "de": _capital_noun,
    "en": _modifiers_first,
    "hi": _closed_run,
    "ru": _adjective_endings,
    "uk": _adjective_endings,
}


def _unspaced(text: str, amount: Amount) -> tuple[int, int] | None:
    """Chinese and Japanese: "26名工人受伤" up to a mark, or "总投资4000万元" from one."""
    if _UNSPACED_RATE.search(text[: amount.start]) or _UNSPACED_DATE.match(text, amount.end):
        return None
    if not amount.unit and (after := _UNSPACED_AFTER.match(text, amount.end)):
        return amount.start, after.end()
    before = _UNSPACED_BEFORE.search(text[: amount.start])
    if before and _UNSPACED_CLOSED.match(text, amount.end):
        return before.start(1), amount.end
    return None
