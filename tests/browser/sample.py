"""The sample as it would leave, and what measures a page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from digest.edition import Placement
from digest.pipeline import edition_of_articles, prove
from digest.read import read
from digest.settings.model import DisclaimerSetting, Public, Publication, Settings

if TYPE_CHECKING:
    from digest.pipeline import Proof

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "putin-territorial-gains.txt"
SAMPLES = (SAMPLE, ROOT / "samples" / "river-bridge.html", ROOT / "samples" / "night-trains.docx")
ARABIC = Path(__file__).parent / "arabic.txt"
TEMPLATES = sorted(one.name for one in (ROOT / "templates").iterdir() if one.is_dir())
DAY = dt.date(2026, 1, 15)
SETTINGS = Settings(
    publication=Publication(
        name="The Example Post", from_="The Example Post <news@example.com>", postal_address="1 Example Street, Example"
    ),
    public=Public(base_url="https://digest.example.com"),
    disclaimers=(DisclaimerSetting(id="opinions", text="Opinions are their authors’ own.", placement=Placement.TOP),),
)


def proof_of(*paths: Path, settings: Settings = SETTINGS) -> Proof:
    """Articles as they would leave, in one edition."""
    articles = [article for path in paths for article in read(str(path), settings)]
    return prove(edition_of_articles(articles, settings, on=DAY), settings)
