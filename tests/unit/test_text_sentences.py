"""Sentences: the hard cases of nine languages, and what must hold of any text."""

import json
from pathlib import Path

import pytest

from digest.text import split_sentences

_CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "sentences.jsonl").read_text("utf-8").splitlines()
]


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['lang']}-{case['id']}" for case in _CASES])
def test_a_hard_case_comes_apart_as_written(case: dict[str, str]) -> None:
    text = case["joiner"].join(case["sentences"])
    assert split(text, case["lang"]) == list(case["sentences"])
