"""What a preview leaves on disk."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path

import pytest

from digest.message import InlineImage
from digest.mime import compile_message, example_stamp, example_values
from digest.pipeline import Proof, edition_of_articles, prove
from digest.preview import FILES, write_preview
from digest.read import read
from digest.settings.model import LanguageModel, ProviderSettings, Publication, SendGridSettings, Settings, Summary

SAMPLE = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"
SETTINGS = Settings(publication=Publication(name="Example Post", from_="Example Post <news@example.com>"))


def proof_of(path: Path, settings: Settings = SETTINGS) -> Proof:
    """An article as it would leave on a certain day."""
    return prove(edition_of_articles(read(str(path), settings), settings, on=dt.date(2026, 1, 15)), settings)


@pytest.fixture(scope="module")
def proof() -> Proof:
    """The sample as it would leave."""
    return proof_of(SAMPLE)


class Tags(HTMLParser):
    """Collects a page's elements and how often each stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        del attrs
        self.counts[tag] = self.counts.get(tag, 0) + 1


def tags(page: str) -> dict[str, int]:
    """How often each element stands in a page."""
    parser = Tags()
    parser.feed(page)
    return parser.counts


def test_five_files_are_written(proof: Proof, tmp_path: Path) -> None:
    """A preview is a page, both parts, the message and the report."""
    write_preview(proof, tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(FILES)
    assert (tmp_path / "message.eml").read_bytes() == proof.data


def test_parts_are_those_of_the_final_bytes(proof: Proof, tmp_path: Path) -> None:
    """message.html and message.txt are what a mail program decodes from message.eml."""
    write_preview(proof, tmp_path)
    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "message.eml").read_bytes())
    for kind, name in (("html", "message.html"), ("plain", "message.txt")):
        part = message.get_body((kind,))
        assert part
        assert (tmp_path / name).read_text("utf-8") == part.get_content().replace("\r\n", "\n")


def test_same_bytes_in_any_folder_and_time_zone(proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where and when a preview is made leaves no trace in it."""
    write_preview(proof, tmp_path / "one")
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    time.tzset()
    write_preview(proof_of(SAMPLE), tmp_path / "other" / "place")
    monkeypatch.undo()
    time.tzset()
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / "place" / name).read_bytes()


def test_report_has_the_keys_of_the_contract(proof: Proof, tmp_path: Path) -> None:
    """report.json says what the checks found, what the message is made of, and what shaped it."""
    write_preview(proof, tmp_path)
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert {
        "subject",
        "bytes",
        "findings",
        "preheader",
        "hash",
        "disclaimers",
        "blocks",
        "settings",
        "versions",
    } <= set(report)
    assert report["hash"] == proof.message.hash
    assert report["bytes"]["message"] == len(proof.data)
    assert len(report["blocks"]) == 7
    assert [one["text"] for one in report["disclaimers"]] == [one.text for one in proof.edition.disclaimers]
    assert report["settings"]["publication"]["from"] == "Example Post <news@example.com>"
    assert report["versions"]["mjml-python"]


def test_report_has_what_was_noted_on_the_way(proof: Proof) -> None:
    """That the title was derived is said by the reader and shown with the findings of the checks."""
    assert "reading-title-derived" in {one.rule for one in proof.report.findings}


def test_report_keeps_providers_and_endpoints_out(tmp_path: Path) -> None:
    """What leads to an account or an endpoint doesn't go into a file that is handed around."""
    provider = ProviderSettings(sendgrid=SendGridSettings(webhook_key="SECRET-webhook", host="https://SECRET-host"))
    model = LanguageModel(base_url="https://user:SECRET-pass@example.com", model="any")
    settings = replace(SETTINGS, provider=provider, summary=Summary(llm=model))
    write_preview(proof_of(SAMPLE, settings), tmp_path)
    assert all(b"SECRET" not in (tmp_path / name).read_bytes() for name in FILES)


def test_markup_in_an_article_never_becomes_markup(proof: Proof, tmp_path: Path) -> None:
    """An article full of tags gives a page with no element more of the kind."""
    write_preview(proof, tmp_path / "plain")
    article = tmp_path / "article.txt"
    hostile = "</script><script>alert(1)</script></iframe><iframe srcdoc='x'><img src=x onerror=alert(1)><style>*{}"
    article.write_text(f"A storm of {hostile} struck the coast of Example on Monday, officials said.\n", "utf-8")
    write_preview(proof_of(article), tmp_path / "hostile")
    for tag in ("script", "iframe", "style", "img"):
        counts = [tags((tmp_path / one / "index.html").read_text("utf-8")).get(tag, 0) for one in ("plain", "hostile")]
        assert counts[0] == counts[1], tag


def test_page_names_no_other_host(proof: Proof, tmp_path: Path) -> None:
    """The page has no link element, and its policy forbids every request."""
    write_preview(proof, tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "default-src &#39;none&#39;" in page
    assert "link" not in tags(page)
    assert page.count(" src=") == 0


def test_images_travel_in_the_page_or_stay_away(proof: Proof, tmp_path: Path) -> None:
    """An image inside the message is in the page; one on another host is counted and not named as a source."""
    logo = InlineImage(content_id="logo@digest", content_type="image/png", data=b"PNG")
    images = '<img src="cid:logo@digest" alt=""><img alt="Far" src="https://cdn.example.com/far.png"></body>'
    message = replace(proof.message, html=proof.message.html.replace("</body>", images), images=(logo,))
    data = compile_message(message).fill(example_values(message), example_stamp(message))
    write_preview(replace(proof, message=message, data=data), tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    (frame,) = re.findall(r'srcdoc="([^"]*)"', page)
    assert "data:image/png;base64,UE5H" in frame
    assert "cdn.example.com" not in frame
    assert "1 image on other hosts" in page
