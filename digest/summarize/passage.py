"""An article's sentences as candidates for its digest, split and measured once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.article import ParagraphKind, Sentence
from digest.summarize.names import Introductions
from digest.summarize.standalone import Defect, Lean, defects, reported_definite
from digest.summarize.tokens import STEM, Token, tokens
from digest.text import count_words, joiner, language_of, leading_connective, split_sentences, stop_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.article import Article, Paragraph, Section

_THIN = 14  # words
_FRAGMENT = 5  # words
_HEAD = 6  # words and marks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A sentence that may be chosen. Each is itself alone, whatever others say the same."""

    sentence: Sentence
    position: int  # in its section
    kind: ParagraphKind
    opens_paragraph: bool
    length: int  # in words, as budgets count
    stems: frozenset[str]  # of its content words
    tokens: tuple[Token, ...]
    defects: tuple[Defect, ...]
    short_names: frozenset[str]  # stems of names that it gives short, though an earlier sentence introduced them
    continues: bool  # a word near its head ties it to the sentence before: "also"
    trim: int = 0  # characters of a leading connective that may go

    @property
    def text(self) -> str:
        """The sentence less its connective, the next letter a capital."""
        rest = self.sentence.text[self.trim :]
        return rest[:1].upper() + rest[1:] if self.trim else rest

    @property
    def thin(self) -> bool:
        """Whether it is a fragment, or a short sentence without name and figure, as those are that only lead in."""
        cased = self.sentence.text.lower() != self.sentence.text
        telling = any(token.capital or token.text[0].isdigit() for token in self.tokens)
        return self.length < _FRAGMENT or (cased and self.length < _THIN and not telling)

    @property
    def leans(self) -> bool:
        """Whether it needs the sentence before it, or has to be left out."""
        return self.continues or any(defect.hard or defect.lean is Lean.CONNECTIVE for defect in self.defects)


def stems(text: str, language: str, found: Iterable[Token] | None = None) -> frozenset[str]:
    """Return the content words of a text, cut to what their inflected forms share; ``found`` are its tokens."""
    ignored = stop_words(language)
    if not joiner(language):  # words aren't spaced
        return frozenset(word for word in words(text, language) if word not in ignored)
    found = tokens(text) if found is None else found
    return frozenset(token.lower[:STEM] for token in found if not token.mark and token.lower not in ignored)


def candidates(
    article: Article, section: Section, language: str, names: Introductions | None = None
) -> tuple[Candidate, ...]:
    """Split a section into its sentences. Rows of tables are data, not sentences, and left out.

    ``names`` are those of the sections before it.
    """
    known = frozenset(words(section.heading or "", language))
    names = names or Introductions()
    return tuple(
        _candidate(sentence, position, paragraph, language, known, names)
        for position, (paragraph, sentence) in enumerate(_sentences(article, section, language))
    )


def _sentences(article: Article, section: Section, language: str) -> Iterable[tuple[Paragraph, Sentence]]:
    prose = [
        (index, paragraph)
        for index, paragraph in enumerate(section.paragraphs)
        if paragraph.kind is not ParagraphKind.TABLE
    ]
    for index, paragraph in prose or list(enumerate(section.paragraphs)):
        for left, right in split_sentences(paragraph.text, language):
            start, end = paragraph.start + left, paragraph.start + right
            yield paragraph, Sentence(text=article.text[start:end], paragraph=index, start=start, end=end)


def _candidate(  # noqa: PLR0913, PLR0917  # what a sentence is judged by
    sentence: Sentence,
    position: int,
    paragraph: Paragraph,
    language: str,
    known: frozenset[str],
    names: Introductions,
) -> Candidate:
    trim = _trimmable(sentence.text, language)
    rest = sentence.text[trim:]
    found = tokens(rest)
    adverbs = language_of(language).adverbs
    return Candidate(
        sentence=sentence,
        position=position,
        kind=paragraph.kind,
        opens_paragraph=sentence.start == paragraph.start,
        length=count_words(sentence.text, language),
        stems=stems(rest, language, found),
        tokens=tuple(found),
        defects=defects(rest, language, known=known, found=found),
        short_names=names.shortened(found, stop_words(language)),
        continues=any(token.lower in adverbs and not token.quoted for token in found[:_HEAD])
        or reported_definite(found, language_of(language), known) is not None,
        trim=trim,
    )


def _trimmable(text: str, language: str) -> int:
    connective = leading_connective(text, language)
    return connective.end if connective and connective.trimmable else 0
