"""The names of an article: which words are names, which belong together, and the titles that go with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from digest.trace.bindings import Binding, Scene, bindings
from digest.trace.mentions import Mention, meant, mentions
from digest.trace.names_found import KnownNames, name_runs, title_of
from digest.trace.tokens import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.text import Language
    from digest.trace.sources import SourceSentence

PREFIX = 3  # letters that two forms of a name have in common, at least
_LONG_ABBREVIATION = 7  # letters


class ArticleNames:
    """All that is known of an article's names."""

    def __init__(self, sentences: Sequence[SourceSentence], language: Language) -> None:
        self._sentences = sentences
        self.known = _known(sentences, language)
        self.cased = any(token.capital for sentence in sentences for token in sentence.tokens)
        self._runs: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        self._bindings: dict[int, tuple[Binding, ...]] = {}
        self._own: dict[int, tuple[Mention, ...]] = {}
        for sentence in sentences:
            for run in name_runs(sentence.tokens, self.known):
                self._add(sentence, run)
        self.abbreviations = frozenset(_abbreviations(sentences))
        self.initials = frozenset("".join(name[0] for name in run) for runs in self._runs.values() for run in runs)
        self._by_prefix: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted({token.lower for sentence in sentences for token in sentence.tokens}):
            self._by_prefix[word[:PREFIX]].append(word)

    def _add(self, sentence: SourceSentence, run: range) -> None:
        words = tuple(sentence.tokens[n].lower for n in run)
        keys = {sentence.tokens[n].key for n in run}
        for n in run:
            self._runs[sentence.tokens[n].lower].add(words)
            self._keys[sentence.tokens[n].key] |= keys
        self._titles[sentence.tokens[run[-1]].key].update(
            title_of(sentence.text, sentence.tokens, run, self.known.language)
        )

    def alike(self, name: str) -> list[str]:
        """Return the article's words that begin as a name does."""
        return self._by_prefix.get(name[:PREFIX], [])

    def one_name(self, name: str, other: str) -> bool:
        """Tell whether the article has a name that holds both words: Sergei and Lavrov."""
        return any(other in run for run in self._runs.get(name, ()))

    def one_key(self, key: str, other: str) -> bool:
        """Tell whether the keys of two mentions belong to one name of the article."""
        return other in self._keys.get(key, ())

    def namesakes(self, name: str, family: str) -> set[str]:
        """Return the first names, other than this one, with which the article has a family name: Erik with Lind.

        None in a language that writes nouns with capitals too: there an office can't be told from a first name.
        """
        language = self.known.language
        runs = self._runs.get(family, ()) if language.code != "de" else ()
        others = {run[-2] for run in runs if len(run) > 1 and run[-1] == family}
        return set() if name in language.offices or name not in others else others - language.offices - {name}

    def names_something(self, word: str) -> bool:
        """Tell whether a word belongs to one of the article's names."""
        return word in self._runs

    def titles(self, key: str) -> frozenset[str]:
        """Return the keys of the words that go with a name as its title: "union" and "leader" with Oyelaran."""
        return frozenset(self._titles.get(key, ()))

    def bindings(self, number: int) -> tuple[Binding, ...]:
        """Return what a sentence of the article mentions with the words around it; pronouns stand for their names."""
        if number not in self._bindings:
            sentence = self._sentences[number]
            scene = Scene(text=sentence.text, tokens=sentence.tokens[:LONGEST], mentions=self._mentions(number))
            self._bindings[number] = bindings(scene, self.known.language)
        return self._bindings[number]

    def _mentions(self, number: int) -> tuple[Mention, ...]:
        own = self._own_mentions(number)
        before = self._own_mentions(number - 1) or self._own_mentions(number - 2)
        found = (*own, *meant(self._sentences[number].tokens[:LONGEST], own, before, self.known))
        return tuple(sorted(found, key=lambda mention: mention.first))

    def _own_mentions(self, number: int) -> tuple[Mention, ...]:
        if number < 0:
            return ()
        if number not in self._own:
            sentence = self._sentences[number]
            self._own[number] = mentions(sentence.text, sentence.tokens[:LONGEST], self.known)
        return self._own[number]


def _known(sentences: Sequence[SourceSentence], language: Language) -> KnownNames:
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for sentence in sentences:
        shouted = sentence.text.isupper()
        for n, token in enumerate(sentence.tokens):
            if not token.capital:
                small[token.lower] += 1
            elif n and not shouted and token.lower not in language.stop_words:
                capital[token.lower] += 1
    names = frozenset(word for word, count in capital.items() if count > small[word])
    return KnownNames(capital=names, always=frozenset(word for word in names if not small[word]), language=language)


def _abbreviations(sentences: Sequence[SourceSentence]) -> Iterator[str]:
    for sentence in sentences:
        for token in sentence.tokens:
            letters = token.text.replace(".", "")
            if token.text.isupper() and 1 < len(letters) < _LONG_ABBREVIATION:
                yield letters.lower()
