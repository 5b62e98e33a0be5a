"""Take the pictures of the docs: `make pictures`. They show what the tests beside this file hold to their rules."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.mime.parse import parse_message
from digest.preview import write_preview
from tests.browser.chromium import Scheme, launched
from tests.browser.sample import ROOT, SAMPLE, SAMPLES, SETTINGS, TEMPLATES, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

IMAGES = ROOT / "docs" / "images"


@contextmanager
def window(browser: Browser, width: int, height: int, scheme: Scheme = "light") -> Iterator[Page]:
    """A page in a window of that size."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield page
    page.close()


def picture_preview(browser: Browser, folder: Path) -> None:
    """The preview of the sample on a wide screen, a sentence pointed at, and on a phone."""
    write_preview(proof_of(SAMPLE.relative_to(ROOT)), folder)
    index = (folder / "index.html").as_uri()
    with window(browser, 1280, 800) as page:
        page.goto(index)
        page.locator(".spot i").nth(1).hover()
        page.screenshot(path=IMAGES / "preview.png")
    with window(browser, 375, 667) as page:
        page.goto(index)
        page.screenshot(path=IMAGES / "preview-phone.png")


def picture_template(browser: Browser, template: str, name: str, width: int = 700, scheme: Scheme = "light") -> None:
    """The top of a message in a template."""
    settings = replace(SETTINGS, edition=replace(SETTINGS.edition, template=template))
    paths = SAMPLES if template == "digest" else (SAMPLE,)  # the one that is made for several articles
    with window(browser, width, 640, scheme) as page:
        page.set_content(parse_message(proof_of(*paths, settings=settings).data).html or "")
        page.screenshot(path=IMAGES / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    os.chdir(ROOT)  # so that the pictures name the sample as a reader would
    IMAGES.mkdir(parents=True, exist_ok=True)
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        picture_preview(browser, Path(folder))
        for template in TEMPLATES:
            picture_template(browser, template, template)
        picture_template(browser, "briefing", "briefing-dark", 375, "dark")


if __name__ == "__main__":
    main()
