"""How well structure is read: headings and the paragraphs under them, of pages and of text without markup.

    python benchmarks/reading.py --data FOLDER

FOLDER holds ``sections`` (web pages with the section structure that people gave them), ``posts`` (posts whose lines
are labelled) and ``news`` (articles without headings). Pages are compared with trafilatura alone; of the posts, those
that the weights were not learned from are shown apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from posts import read_posts

from digest.errors import ArticleError
from digest.read import read_bytes
from digest.settings import Settings
from digest.text import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from posts import Post

Sections = list[tuple[str, list[str]]]  # heading, "" for the lede; paragraphs
_GRAM = 3  # words
_ENOUGH = 0.8  # of a paragraph's word triples that must stand under its heading


@dataclass
class Score:
    """Headings found, true and both; paragraphs seen and those under the right heading."""

    found: int = 0
    true: int = 0
    both: int = 0
    paragraphs: int = 0
    placed: int = 0
    alarms: list[bool] = field(default_factory=list)  # for each article without headings, whether one was found

    def add(self, found: Iterable[str], true: Iterable[str], *, ignored: Iterable[str] = ()) -> None:
        """Count the headings of an article; ``ignored`` may be taken for headings or not."""
        got, wanted = Counter(map(_plain, found)), Counter(map(_plain, true))
        both = got & wanted
        spare = (got - both) & Counter(map(_plain, ignored))
        self.found += got.total() - spare.total()
        self.true += wanted.total()
        self.both += both.total()

    def place(self, found: Sections, true: Sections) -> None:
        """Count the paragraphs whose words stand under the heading that is theirs."""
        under: dict[str, set[tuple[str, ...]]] = {}
        for heading, paragraphs in found:
            under.setdefault(_plain(heading), set()).update(*map(_grams, paragraphs))
        for heading, paragraphs in true:
            for paragraph in paragraphs:
                grams = _grams(paragraph)
                self.paragraphs += 1
                self.placed += len(grams & under.get(_plain(heading), set())) >= _ENOUGH * len(grams)

    def __str__(self) -> str:
        parts = []
        if self.true:
            precision, recall = self.both / max(1, self.found), self.both / self.true
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            parts.append(f"headings P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {self.true}")
        if self.paragraphs:
            parts.append(f"under the right heading {self.placed / self.paragraphs:.3f} of {self.paragraphs}")
        if self.alarms:
            parts.append(f"false alarms {sum(self.alarms) / len(self.alarms):.1%} of {len(self.alarms)}")
        return "; ".join(parts)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _plain(text).split()
    return {tuple(words[at : at + _GRAM]) for at in range(max(1, len(words) - _GRAM + 1))}


def _ours(data: bytes, name: str) -> Sections:
    """The sections that digest reads; none where it refuses."""
    try:
        article = read_bytes(data, path=name, settings=Settings())
    except ArticleError:
        return []
    return [(section.heading or "", [p.text for p in section.paragraphs]) for section in article.sections]


def _trafilatura(data: bytes) -> Sections:
    from trafilatura import bare_extraction

    document = bare_extraction(data, include_formatting=True, include_links=True, include_comments=False)
    sections: Sections = [("", [])]
    for element in document.body.iter("head", "p", "item", "quote", "row") if document else ():
        text = "".join(element.itertext())
        if element.tag == "head":
            sections.append((text, []))
        else:
            sections[-1][1].append(text)
    return sections


def _headings(sections: Sections) -> list[str]:
    return [heading for heading, _ in sections if heading]


def pages(folder: Path) -> Iterator[tuple[str, Score]]:
    """Score digest and trafilatura on the pages."""
    scores = {"digest": Score(), "trafilatura alone": Score()}
    seconds = dict.fromkeys(scores, 0.0)
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))["sections"]
        true = [(section["heading"] or "", section["paragraphs"]) for section in gold]
        page = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
        for name, score in scores.items():
            began = time.perf_counter()
            found = _ours(page, "page.html") if name == "digest" else _trafilatura(page)
            seconds[name] += time.perf_counter() - began
            score.add(_headings(found), _headings(true))
            score.place(found, true)
    ratio = seconds["digest"] / seconds["trafilatura alone"]
    yield from scores.items()
    print(f"digest takes {ratio:.1f} times as long as trafilatura alone")


def plain_posts(posts: Sequence[Post], bullet: str) -> Score:
    """Score digest on posts as plain text; lines that are merely bold count for neither side."""
    score = Score()
    for post in posts:
        text = "\n".join((bullet if kind == "L" else "") + line for line, kind in post.lines)
        found = _headings(_ours(text.encode(), "post.txt"))
        by_kind = {kind: [line for line, of in post.lines if of == kind] for kind in "HB"}
        if by_kind["H"] or by_kind["B"]:
            score.add(found, by_kind["H"], ignored=by_kind["B"])
        else:
            score.alarms.append(bool(found))
    return score


def news(folder: Path, sentences: int) -> Score:
    """Count false alarms on news articles, which have no headings, as paragraphs of so many sentences."""
    score = Score()
    for row in (folder / "cnndm_half.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(row)["text"]
        spans = split_sentences(text, "en")
        whole = [text[start:end] for start, end in spans]
        lines = [" ".join(whole[at : at + sentences]) for at in range(0, len(whole), sentences)]
        score.alarms.append(bool(_headings(_ours("\n".join(lines).encode(), "news.txt"))))
    return score


def main() -> None:
    """Print the scores of what the folder holds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="the folder with sections, posts and news")
    data = parser.parse_args().data
    for name in ("sections", "posts", "news"):
        if not (data / name).is_dir():
            print(f"{data / name} isn't there: that part is not measured")
    if (data / "sections").is_dir():
        for name, score in pages(data / "sections"):
            print(f"pages, {name}: {score}")
    if (data / "posts").is_dir():
        posts = list(read_posts(data / "posts"))
        held_out = [post for post in posts if post.held_out]
        for bullet, kept in (("- ", "with bullets"), ("", "without bullets")):
            print(f"posts {kept}, all: {plain_posts(posts, bullet)}")
            print(f"posts {kept}, held out: {plain_posts(held_out, bullet)}")
    if (data / "news").is_dir():
        for sentences in (1, 2):
            print(f"news, {sentences} sentence(s) a paragraph: {news(data / 'news', sentences)}")


if __name__ == "__main__":
    main()
