"""What laying an edition out takes, from Jinja2 to the final HTML, beside npm's mjml on the same MJML in the same run.

    python benchmarks/rendering.py [--runs N] [--mjml FOLDER]

FOLDER holds ``node_modules/mjml`` (``npm install mjml``). Without it or node, only our own times are printed. Times
are medians in milliseconds, everything loaded and run once before: of the processor, and of the clock, which counts
what else the machine did. Blocks are the sample's, taken again as often as needed, in the template ``briefing``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.compose import compose
from digest.read import read
from digest.render import STEPS
from digest.render.images import pictures
from digest.render.layout import page_for
from digest.settings.model import Publication, Settings
from digest.summarize import summarize

if TYPE_CHECKING:
    from digest.edition import Edition
    from digest.render.layout import Page

SAMPLE = Path(__file__).parents[1] / "samples" / "putin-territorial-gains.txt"
SETTINGS = Settings(publication=Publication(name="The Example Post", postal_address="1 Example Street"))
SIZES = (8, 30, 100)
MOST = 3.0  # milliseconds that 8 blocks may take
_MJML_STEPS = [name for name, _step in STEPS].index("compile to HTML")  # that come before npm's work
_WIDTH = 17
_NODE = """
const { readFileSync } = require("fs");
const loaded = require("mjml");
const mjml = loaded.default ?? loaded;
(async () => {
  const document = readFileSync(process.argv[1], "utf8");
  const times = [];
  for (let run = -3; run < Number(process.argv[2]); run++) {
    const began = performance.now();
    const { errors } = await mjml(document, { validationLevel: "soft" });
    if (errors.length) throw new Error(errors[0].formattedMessage);
    if (run >= 0) times.push(performance.now() - began);
  }
  console.log(JSON.stringify(times));
})();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was measured of one edition, in milliseconds."""

    kilobytes: float
    cpu: float
    wall: float
    npm: float | None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--mjml", type=Path, default=Path.cwd())
    options = parser.parse_args()
    edition = sample()
    heads = ("blocks", "HTML kB", "CPU ms", "per block", "wall ms", "npm's mjml ms", "npm's / our wall")
    print("".join(head.rjust(_WIDTH) for head in heads))
    for size in SIZES:
        line = measure(page_of(with_blocks(edition, size)), options.runs, options.mjml)
        ratio = line.npm and line.npm / line.wall
        figures = (size, line.kilobytes, line.cpu, line.cpu / size, line.wall, line.npm, ratio)
        print("".join(shown(figure).rjust(_WIDTH) for figure in figures))
        if size == SIZES[0]:
            verdict = "less than" if line.cpu <= MOST else "MORE than"
    print(f"{SIZES[0]} blocks take {verdict} {MOST} ms of the processor.")


def sample() -> Edition:
    """The sample as an edition."""
    articles = tuple(replace(one, url="https://example.com/article") for one in read(str(SAMPLE), SETTINGS))
    return compose(articles, [summarize(articles[0], SETTINGS)], SETTINGS)


def with_blocks(edition: Edition, size: int) -> Edition:
    """The edition with that many blocks."""
    (story,) = edition.stories
    blocks = tuple(itertools.islice(itertools.cycle(story.blocks), size))
    return replace(edition, stories=(replace(story, blocks=blocks),))


def page_of(edition: Edition) -> Page:
    """What the first step of rendering is given."""
    return page_for(edition, SETTINGS, pictures(edition, SETTINGS), lambda name, _default="": f"__{name}__")


def lay_out(page: Page) -> str:
    """All steps of rendering."""
    document = ""
    for _name, step in STEPS:
        document = step(document, page)
    return document


def measure(page: Page, runs: int, mjml: Path) -> Line:
    """Our own times and npm's on one edition."""
    html = lay_out(page)
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        lay_out(page)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    document = ""
    for _name, step in STEPS[:_MJML_STEPS]:
        document = step(document, page)
    return Line(
        kilobytes=len(html.encode()) / 1000,
        cpu=statistics.median(cpus) * 1000,
        wall=statistics.median(walls) * 1000,
        npm=npm(document, runs, mjml),
    )


def npm(document: str, runs: int, folder: Path) -> float | None:
    """Milliseconds of npm's mjml on a document; None where it isn't installed."""
    node = shutil.which("node")
    if not node or not (folder / "node_modules" / "mjml").is_dir():
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".mjml", encoding="utf-8") as file:
        file.write(document)
        file.flush()
        command = [node, "-e", _NODE, file.name, str(runs)]
        made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return statistics.median(json.loads(made.stdout))


def shown(figure: float | None) -> str:
    """A figure for people."""
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.2f}"


if __name__ == "__main__":
    main()
