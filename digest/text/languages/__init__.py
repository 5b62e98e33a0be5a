"""The tables of each language, read from the TOML file that bears its BCP 47 code.

A key's value is words between white space; or one phrase a line, where phrases are meant; or one group a line, as in
"2: two". Adding a language is adding a file; every key may be left out.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNS = {
    "%": "percent", "٪": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₴": "hryvnia",
    "₹": "rupee", "°": "degree", "km": "kilometre", "kg": "kilogram",
}  # fmt: skip
_GROUPS = {"aliases", "numbers", "scales", "units"}
_PHRASES = {"attributions", "connectives", "expletives", "hedges", "leaning_connectives", "pointers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What is known of one language; all in lower case, abbreviations without their last full stop."""

    code: str
    titles: frozenset[str] = frozenset()  # a name follows: never the end of a sentence
    numbered: frozenset[str] = frozenset()  # the end of a sentence unless a number follows
    abbreviations: frozenset[str] = frozenset()  # may end a sentence: what follows decides
    inner: frozenset[str] = frozenset()  # never the end of a sentence: "e.g."
    times: frozenset[str] = frozenset()  # "a.m.": the end, unless a day or a zone follows
    after_times: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()  # before a family's name as a first name is: "President"
    lettered: frozenset[str] = frozenset()  # "Plan B.": the letter is no initial
    openers: frozenset[str] = frozenset()  # besides stop words, what opens a sentence and is seldom a name
    ordinal_dot: bool = False  # "3. Oktober"
    stop_words: frozenset[str] = frozenset()
    connectives: tuple[str, ...] = ()  # leave the sentence as true without them
    leaning_connectives: tuple[str, ...] = ()  # the sentence leans on the one before, and changes without them
    speech: frozenset[str] = frozenset()  # verbs of saying, as they follow a quotation
    doubts: frozenset[str] = frozenset()  # verbs of saying that leave open whether it is so: "claimed"
    attributions: tuple[str, ...] = ()  # before whose words are reported: "according to"
    verbs: frozenset[str] = frozenset()  # irregular forms of verbs that have a subject and an object
    locatives: frozenset[str] = frozenset()  # prepositions before a place: "in"
    directions: frozenset[str] = frozenset()  # prepositions that tell two ends apart: "from", "to"
    light: frozenset[str] = frozenset()  # verbs that say little by themselves: "take"
    passives: frozenset[str] = frozenset()  # what makes a verb passive: "was"
    negations: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()  # verbs that say no by themselves: "refused to"
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    approximators: frozenset[str] = frozenset()  # before a number that is rounded
    aliases: Mapping[str, str] = field(default_factory=dict)  # names that share no letters: "american" -> "us"
    numbers: Mapping[str, str] = field(default_factory=dict)  # "two" -> "2"
    scales: Mapping[str, str] = field(default_factory=dict)  # "million" -> "1000000"
    units: Mapping[str, str] = field(default_factory=dict)  # "km" -> "kilometre", one name for a unit in any language
    elisions: bool = False  # "l'accord" is two words
    pronouns: frozenset[str] = frozenset()  # of the third person, as subjects and objects: "she", "them"
    possessives: frozenset[str] = frozenset()  # of the third person: "her"
    demonstratives: frozenset[str] = frozenset()  # "this", "such"
    dated: frozenset[str] = frozenset()  # nouns that a demonstrative points out by itself: "this week", "this article"
    partitives: frozenset[str] = frozenset()  # a part of something named before: "both", "others"
    pointers: tuple[str, ...] = ()  # all of these as phrases that open a sentence; where words aren't spaced, only so
    expletives: tuple[str, ...] = ()  # phrases whose pronoun means nobody: "il y a"
    prepositions: frozenset[str] = frozenset()  # open a phrase that says where or when: "in March 2012"
    adverbs: frozenset[str] = frozenset()  # inside a sentence they tie it to the one before: "also", "however"
    persons: frozenset[str] = frozenset()  # first and second person
    newcomers: frozenset[str] = frozenset()  # determiners and nouns that bring somebody in: "a", "officials"
    articles: frozenset[str] = frozenset()  # definite ones, where a bare noun after one points back
    completions: frozenset[str] = frozenset()  # what says which noun is meant: "the head *of*"
    reports: frozenset[str] = frozenset()  # open what is reported: "said *that*"
    unique: frozenset[str] = frozenset()  # nouns of which there is but one: "the government"
    auxiliaries: frozenset[str] = frozenset()  # end the noun phrase before them: "the plan *is*"
    imperatives: frozenset[str] = frozenset()  # speak to the reader as they open a sentence: "watch"
    hedges: tuple[str, ...] = ()  # qualify the number after them: "at least"
    whens: frozenset[str] = frozenset()  # where and when, as it may follow what is counted: "overnight", "along"
    generic: frozenset[str] = frozenset()  # nouns that don't say what is counted: "people", "times"
    participles: frozenset[str] = frozenset()  # endings of what befalls people: "injur*ed*"
    harms: frozenset[str] = frozenset()  # verbs whose object is people that something befell: "killed"
    plurals: frozenset[str] = frozenset()  # nouns whose plural has no ending of its own: "staff"
    measures: frozenset[str] = frozenset()  # nouns that a share may stand before: "30% *increase*"
    rates: frozenset[str] = frozenset()  # adverbs that make a count a rate: "daily"
    parts: frozenset[str] = frozenset()  # before a number that is only part of a count: "*another* 20", "*of* 41"
    early_adjectives: frozenset[str] = frozenset()  # before a noun where most stand behind it: "nouvelles"
    drops_subject: bool = False  # "said" may open a sentence with nobody before it

    def is_opener(self, word: str) -> bool:
        """Tell whether a capitalised word more likely opens a sentence than belongs to a name."""
        lower = word.lower()
        return lower in self.stop_words or lower in self.openers


@functools.lru_cache(maxsize=256)
def language_of(tag: str) -> Language:
    """Return what is known of a language by its BCP 47 tag; region and script are left aside."""
    return _load(tag.replace("_", "-").partition("-")[0].lower())


@functools.cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have tables, sorted."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@functools.lru_cache(maxsize=64)
def _load(code: str) -> Language:
    if code not in known_languages():
        return Language(code=code)
    table = tomllib.loads(resources.files(__name__).joinpath(f"{code}.toml").read_text("utf-8"))
    values = {name: _value(name, value) for name, value in table.items()}
    return Language(code=code, **values)  # type: ignore[arg-type]  # the files' keys are this class's fields


def _value(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if name in _GROUPS:
        groups = (line.split(":") for line in value.splitlines() if line)
        words = {word: group for group, members in groups for word in members.split()}
        return _SIGNS | words if name == "units" else words
    if name in _PHRASES:
        phrases = (line.strip() for line in value.splitlines())
        return tuple(sorted((phrase for phrase in phrases if phrase), key=len, reverse=True))
    return frozenset(value.split())
