from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest

FOREIGN = b"""From: News <news@example.com>\r
To: reader@example.com\r
Subject: Hello\r
Date: Thu, 01 Jan 2026 00:00:00 +0000\r
Message-ID: <1@example.com>\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
\r
Hello {{ first_name }}\r
"""


def test_a_message_of_any_program_is_held_to_the_settings(digest: Digest) -> None:
    """A required disclaimer that isn't there, a part that is missing and a field left open are found: exit 1."""
    (digest.folder / "digest.toml").write_text(
        '[publication]\nname = "News"\nfrom = "News <news@example.com>"\n'
        '[[disclaimers]]\nid = "views"\ntext = "Views are the authors’ own."\n'
    )
    (digest.folder / "message.eml").write_bytes(FOREIGN)
    done = digest("check", "message.eml", "--json")
    rules = {finding["rule"] for finding in done.json["findings"] if finding["severity"] == "error"}
    assert done.code == 1
    assert {"disclaimer-missing", "html-missing", "field-open"} <= rules


def test_a_file_that_is_no_message_is_named(digest: Digest) -> None:
    """Exit 2, one sentence."""
    (digest.folder / "picture.eml").write_bytes(bytes(range(256)) * 8)
    done = digest("check", "picture.eml")
    assert done.code == 2
    assert "picture.eml" in done.err


def test_every_rule_can_be_explained(digest: Digest) -> None:
    """The list names rules that --explain knows, and an unknown one is answered with the nearest."""
    rules = digest("check", "--rules", "--json").json["rules"]
    assert rules[0]["source"] in digest("check", "--explain", rules[0]["id"]).out
    unknown = digest("check", "--explain", "disclaimer-mising")
    assert unknown.code == 2
    assert "disclaimer-missing" in unknown.err


def test_an_article_without_faults_is_zero(digest: Digest, sample: Path) -> None:
    """Warnings alone are no refusal."""
    assert digest("check", sample).code == 0


@pytest.mark.parametrize("name", ["river-bridge.html", "night-trains.docx", "harbour-feed.xml"])
def test_what_a_publication_makes_of_any_format_is_faultless(digest: Digest, sample: Path, name: str) -> None:
    """With settings that are whole, neither an error nor a warning."""
    digest("init", "letters")
    findings = digest("-w", "letters", "check", sample.with_name(name), "--json").json["findings"]
    assert [finding for finding in findings if finding["severity"] != "note"] == []
