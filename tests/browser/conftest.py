"""Chromium, and what the product makes of the sample, for tests that look at it."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import PATH, launched
from tests.browser.sample import SAMPLE, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from digest.pipeline import Proof


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that is installed. Where there is none, all its tests are skipped, unless they are required."""
    if PATH is None:
        if os.environ.get("DIGEST_REQUIRE_CHROMIUM"):
            pytest.fail("Chromium is missing, and DIGEST_REQUIRE_CHROMIUM is set.")
        pytest.skip("Chromium is not installed.")
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def axe() -> str:
    """A function for a page: given options, what axe-core finds serious in it."""
    source = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    return """async (options) => {
        %s;
        const { violations } = await axe.run(document, options);
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        return serious.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
    }""".replace("%s", source)


@pytest.fixture(scope="session")
def proof() -> Proof:
    """The sample as it would leave."""
    return proof_of(SAMPLE)
