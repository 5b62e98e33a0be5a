"""Headings that no markup shows: which bare lines of a text are headings, each with a confidence."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from digest.read.content import Line, Role
from digest.read.heading_evidence import (
    Shape,
    evidence,
    is_candidate,
    is_question,
    is_terse,
    shape,
    stands_like_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.settings import Settings

_ENOUGH = 0.55  # confidence from which a line is a heading among others
_ENOUGH_ALONE = 0.88  # where the text has hardly any other, or asks many questions by the way
_AMONG = 0.7  # confidence in all others together from which a line is among others
_COMPANY = 3  # lines that stand like headings from which a text surely has some
_MARKED = 2  # headings of markup from which bare lines are left alone


def correct_headings(lines: Sequence[Line], settings: Settings) -> list[Line]:
    """``lines`` as ``[reading] headings`` and ``not_headings`` have them: patterns that match a whole line."""
    return [_corrected(line, settings) for line in lines]


def find_headings(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the bare ones that are headings made so, by evidence from the whole text.

    The weights of the evidence are learned from public posts by benchmarks/train_headings.py. A text whose own markup
    shows headings keeps to those.
    """
    found = list(lines)
    if sum(line.role is Role.HEADING for line in lines) >= _MARKED:
        return found
    places = [index for index, line in enumerate(lines) if line.role is not Role.FURNITURE]
    told = [lines[index] for index in places]
    confidences = line_confidences(told)
    total = sum(confidences.values())
    terse = is_terse(told)
    for at, confidence in confidences.items():
        doubtful = total - confidence < _AMONG or (terse and is_question(told[at]))
        if confidence >= (_ENOUGH_ALONE if doubtful else _ENOUGH):
            index = places[at]
            found[index] = _heading(lines[index], confidence)
    return found


def line_confidences(lines: Sequence[Line]) -> dict[int, float]:
    """How sure it is, from 0 to 1, that each line that may be a heading is one; by index in ``lines``."""
    weights = _weights()
    return {
        at: round(1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in signs.items()))), 2)
        for at, signs in line_evidence(lines)
    }


def line_evidence(lines: Sequence[Line]) -> Iterator[tuple[int, dict[str, float]]]:
    """The evidence for each line that may be a heading, with its index in ``lines``, which all have words."""
    shapes: list[Shape] = [shape(line) for line in lines]
    standing = [stands_like_heading(shapes, at) for at in range(len(shapes))]
    total = sum(standing)
    for at, line in enumerate(lines):
        if is_candidate(line, shapes[at]):
            yield at, evidence(lines, shapes, at, min(1.0, (total - standing[at]) / _COMPANY))


@cache
def _weights() -> dict[str, float]:
    text = resources.files("digest.read").joinpath("heading_weights.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text).items()}


def _heading(line: Line, confidence: float) -> Line:
    """The line as a heading, which keeps a number that a list item would lose."""
    start = len(line.text) - len(line.text.lstrip())
    return replace(line, role=Role.HEADING, start=min(start, line.start), confidence=confidence)


def _corrected(line: Line, settings: Settings) -> Line:
    if line.role is Role.FURNITURE:
        return line
    if _matches(settings.reading.headings, line):
        return _heading(line, 1.0)
    if line.role is Role.HEADING and _matches(settings.reading.not_headings, line):
        return replace(line, role=Role.TEXT)
    return line


def _matches(patterns: Sequence[str], line: Line) -> bool:
    return any(re.fullmatch(pattern, line.words) or re.fullmatch(pattern, line.text.strip()) for pattern in patterns)
