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


# Where Chromium is missing these tests are left out with one line, unless they are required.
if PATH is None and not os.environ.get("DIGEST_REQUIRE_CHROMIUM"):
    collect_ignore_glob = ["test_*.py"]

    def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was left out."""
        terminalreporter.write_line("SKIPPED tests/browser: Chromium is not installed.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that is installed."""
    if PATH is None:
        pytest.fail("Chromium is missing, and DIGEST_REQUIRE_CHROMIUM is set.")
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
