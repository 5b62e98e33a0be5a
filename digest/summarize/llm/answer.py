"""A model's answer, held against the section before a word of it is used."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from digest.edition import BlockSentence, Source, Support
from digest.summarize.standalone import defects
from digest.text import count_words, split_sentences
from digest.trace import trace_sentence, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.summarize.passage import Candidate


class VetoError(Exception):
    """The answer says something that the section doesn't, or says it badly; the message says what, as a clause."""


def parse(content: str) -> list[tuple[str, list[int]]]:
    """Read the sentences with the numbers of their sources.

    Raises:
        VetoError: the answer is not of the form that was asked for.
    """
    text = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        answer = json.loads(text)
        found = [
            (" ".join(one["text"].split()), [int(number) for number in one["sources"]]) for one in answer["sentences"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise VetoError("its answer is not of the form that was asked for") from error
    found = [(text, numbers) for text, numbers in found if text]
    if not found:
        raise VetoError("its answer is empty")
    return found


def held(
    content: str, article: Article, section: Sequence[Candidate], language: str, budget: int
) -> tuple[BlockSentence, ...]:
    """Return the answer's sentences that fit the budget, each with the places that bear it out.

    Raises:
        VetoError: one of them isn't borne out by the section, or can't stand where it does.
    """
    kept: list[BlockSentence] = []
    room = budget
    for text, places in _sentences(content, section, language):
        room -= count_words(text, language)
        if kept and room < 0:
            break
        kept.append(_borne_out(text, places, article))
    _stands(kept[0].text, language)
    return tuple(kept)


def _sentences(content: str, section: Sequence[Candidate], language: str) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Yield single sentences; a model may well put two where one was asked for."""
    for text, numbers in parse(content):
        named = [section[number - 1].sentence for number in numbers if 0 < number <= len(section)]
        if not named:
            raise VetoError(f"it names no sentence of the section for “{text}”")
        places = tuple(Source(start=sentence.start, end=sentence.end) for sentence in named)
        for left, right in split_sentences(text, language):
            yield text[left:right], places


def _borne_out(text: str, places: tuple[Source, ...], article: Article) -> BlockSentence:
    traced = trace_sentence(text, [article], author=Support.MODEL)
    if any(place.start <= (traced.start or 0) < place.end for place in places if traced.start is not None):
        return traced  # the article's own words
    problems = verify(text, article, places)
    if problems:
        raise VetoError(f"in “{text}”, {problems[0].message[:1].lower()}{problems[0].message[1:].rstrip('.')}")
    return dataclasses.replace(traced, sources=places, problems=())


def _stands(text: str, language: str) -> None:
    leaning = next((defect for defect in defects(text, language) if defect.hard), None)
    if leaning:
        raise VetoError(f"“{text}” can't open a block (“{leaning.words}”)")
