"""Sentences: hard cases in a dozen languages."""

import json
from pathlib import Path

import pytest

from digest.text import split_sentences

_DATA = Path(__file__).parents[1] / "data"
_CASES = [
    json.loads(line)
    for name in ("sentences.jsonl", "more_sentences.jsonl")
    for line in (_DATA / name).read_text("utf-8").splitlines()
]


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['lang']}-{case['id']}" for case in _CASES])
def test_a_hard_case_comes_apart_as_written(case: dict[str, str]) -> None:
    text = case["joiner"].join(case["sentences"])
    assert split(text, case["lang"]) == list(case["sentences"])
