"""Whether blocks stand alone: the rules against hand labels, and the blocks themselves.

    python benchmarks/standalone.py --data FOLDER

``FOLDER/sentences/standalone_*.jsonl`` holds news sentences labelled by hand (``sentence``, ``dangling``,
``trimmable``). ``FOLDER/posts`` are posts with headings: of the one-sentence blocks of their sections, 200 are drawn by
a fixed seed, and ``labels/standalone_blocks.jsonl`` says of each whether it leaves its reader without the person or
thing spoken of, with heading and title in sight. Blocks that changed since have no label, and are printed to be given
one; ``--unlabelled`` prints them as rows to complete.
"""

from __future__ import annotations

import argparse
import dataclasses
import html
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posts import article_of_sections, read_posts

from digest.settings import Settings
from digest.summarize import summarize
from digest.summarize.standalone import defects
from digest.text import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS = Path(__file__).parent / "labels" / "standalone_blocks.jsonl"
_DRAWN, _SEED = 200, 2026
_FEWEST_HEADINGS = 2


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sentences(folder: Path) -> None:
    """Print precision and recall of the rules on labelled sentences; a trimmable one is at fault either way."""
    for path in sorted(folder.glob("standalone_*.jsonl")):
        for name, hard_only in (("any defect", False), ("hard defects", True)):
            found = right = wrong = 0
            dangling = 0
            for row in rows(path):
                kinds = [one.hard for one in defects(html.unescape(row["sentence"]))]
                flagged = any(kinds) if hard_only else bool(kinds)
                dangling += row["dangling"]
                right += flagged and row["dangling"]
                wrong += flagged and not row["dangling"] and not row["trimmable"]
            found = right + wrong
            print(f"{path.name}, {name}: precision {right / max(1, found):.2f}, recall {right / max(1, dangling):.2f}")


def blocks(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield heading, one-sentence block and first sentence of each section of each post that has sections."""
    settings = Settings()
    settings = dataclasses.replace(settings, summary=dataclasses.replace(settings.summary, words=1))
    for post in read_posts(folder):
        if sum(kind == "H" for _, kind in post.lines) < _FEWEST_HEADINGS:
            continue
        article = article_of_sections(post)
        for block in summarize(article, settings):
            section = article.sections[block.section or 0]
            left, right = split_sentences(section.paragraphs[0].text)[0]
            yield block.heading or "", block.sentences[0].text, section.paragraphs[0].text[left:right]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--unlabelled", action="store_true", help="print the blocks that have no label, as rows")
    options = parser.parse_args()
    drawn = random.Random(_SEED).sample(list(blocks(options.data / "posts")), _DRAWN)  # noqa: S311  # repeatable
    labels = {(row["heading"], row["sentence"]): row["hard"] for row in rows(_LABELS)}
    missing = [(heading, sentence) for heading, sentence, _ in drawn if (heading, sentence) not in labels]
    if options.unlabelled:
        for heading, sentence in missing:
            print(json.dumps({"heading": heading, "sentence": sentence, "hard": None}, ensure_ascii=False))
        return
    sentences(options.data / "sentences")
    hard = sum(labels.get((heading, sentence), False) for heading, sentence, _ in drawn)
    known = _DRAWN - len(missing)
    print(f"one-sentence blocks: {hard} of {known} have a hard defect by hand labels, {len(missing)} are unlabelled")
    leads = sum(any(one.hard for one in defects(first)) for _, _, first in drawn)
    print(f"the first sentences of the same sections: {leads} of {_DRAWN}, by the rules themselves")


if __name__ == "__main__":
    main()
