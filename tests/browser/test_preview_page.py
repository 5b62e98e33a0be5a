"""The preview's page, as an editor uses it: with a mouse, with a keyboard, on any screen."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.edition import BlockSentence, Problem, Support
from digest.message import InlineImage
from digest.mime import compile_message, example_stamp, example_values
from digest.preview import write_preview
from tests.browser.sample import MEASURE, proof_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from digest.pipeline import Proof
    from tests.browser.chromium import Scheme

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser
WIDE = (1280, 800)
PHONE = (375, 667)
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAIBRAA7")  # one pixel


@pytest.fixture(scope="module")
def preview(proof: Proof, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's preview on disk."""
    folder = tmp_path_factory.mktemp("preview")
    write_preview(proof, folder)
    return folder / "index.html"


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open a page; when the test is over, it must have asked for nothing and complained of nothing."""
    troubles: list[str] = []
    pages: list[Page] = []

    def open_page(path: Path, size: tuple[int, int] = WIDE, scheme: Scheme = "light") -> Page:
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url) if outside(request.url, path) else None)
        page.goto(path.as_uri())
        page.locator(".spot").first.wait_for(state="attached")
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert troubles == []


def outside(url: str, path: Path) -> bool:
    """Whether a request goes anywhere but to the page itself."""
    return not url.startswith(("data:", path.as_uri()))


def lit_texts(page: Page, pane: str) -> str:
    """What is lit in the article or among the findings."""
    return " ".join(page.locator(f"#{pane} .lit").all_inner_texts())


def background(page: Page) -> str:
    """The colour behind the message."""
    return str(page.frames[1].evaluate("getComputedStyle(document.body).backgroundColor"))


def test_pointing_at_the_message_lights_the_article(opened: Open, preview: Path, proof: Proof) -> None:
    """A sentence of the message under the mouse is lit where it stands in the article, and is scrolled into sight."""
    page = opened(preview)
    last = list(proof.edition.blocks())[-1].sentences[-1]
    spot = page.get_by_role("link", name=last.text).and_(page.locator(".spot"))
    spot.locator("i").first.hover()
    article = proof.edition.articles[0].text
    assert lit_texts(page, "article") == article[last.start : last.end]
    assert last.text in lit_texts(page, "findings")
    page.wait_for_timeout(800)  # it scrolls smoothly
    box = page.locator("#article .lit").bounding_box()
    assert box
    assert box["y"] + box["height"] < WIDE[1]


def test_pointing_at_the_article_lights_the_message(opened: Open, preview: Path, proof: Proof) -> None:
    """A sentence of the article under the mouse is lit in the message."""
    page = opened(preview)
    first = next(proof.edition.blocks()).sentences[0]
    page.locator("#article .taken").first.hover()
    assert page.locator(".spot.lit").get_attribute("aria-label") == first.text
    box = page.locator(".spot.lit i").first.bounding_box()
    assert box
    assert box["width"] > 100


def test_disclaimer_is_lit_with_the_notice_it_comes_from(opened: Open, preview: Path, proof: Proof) -> None:
    """A notice of the article under the mouse lights the disclaimer of the message that says it."""
    page = opened(preview)
    notice = proof.edition.articles[0].notices[0]
    page.locator("#article .notice .taken").first.hover()
    assert page.locator(".spot.lit").get_attribute("aria-label") == notice.text


def test_every_part_of_the_digest_is_found_in_the_message(opened: Open, preview: Path) -> None:
    """No sentence, quotation or figure of the digest is without its place in the message."""
    page = opened(preview)
    listed = page.locator(".parts a").evaluate_all("all => all.map(one => one.dataset.parts)")
    found = page.locator(".spot").evaluate_all("all => all.map(one => one.dataset.parts)")
    assert listed
    assert sorted(found) == sorted(listed)


def test_words_of_the_editor_are_shown_as_theirs(opened: Open, proof: Proof, tmp_path: Path) -> None:
    """What an editor wrote and the article doesn't bear out is marked in the message, and lights nothing in it."""
    story = proof.edition.stories[0]
    block = story.blocks[0]
    problem = Problem(kind="number", text="37", message="The article doesn't say so.")
    own = BlockSentence(text=block.sentences[0].text, support=Support.EDITOR, problems=(problem,))
    blocks = (replace(block, sentences=(own, *block.sentences[1:])), *story.blocks[1:])
    edition = replace(proof.edition, stories=(replace(story, blocks=blocks), *proof.edition.stories[1:]))
    write_preview(replace(proof, edition=edition), tmp_path)
    page = opened(tmp_path / "index.html")
    page.locator(".parts .editor a").hover()
    assert lit_texts(page, "article") == ""
    assert page.locator(".lit-line").inner_text() == "The editor’s own words"
    assert "The article doesn't say so. 37" in page.locator(".parts .editor").inner_text()
    mark = page.locator(".spot.lit i").first.evaluate("line => getComputedStyle(line).borderBottom")
    assert mark == "2px solid rgb(163, 35, 31)"


def test_keyboard_focus_lights_as_the_mouse_does(opened: Open, preview: Path) -> None:
    """Sentences are reached with the tab key and light their counterparts; Escape puts the light out."""
    page = opened(preview)
    page.locator("#article").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#article .taken')")
    assert page.locator(".spot.lit").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_enter_goes_to_the_other_side(opened: Open, preview: Path) -> None:
    """From a sentence of the message, Enter leads to its place in the article."""
    page = opened(preview)
    page.locator(".spot").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.pane').id") == "article"


def test_switches_are_reached_and_turned_by_keyboard(opened: Open, preview: Path) -> None:
    """Each switch is one stop of the tab key, and arrows turn it."""
    page = opened(preview)
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id"))
    assert stops == ["show-html", "width-phone", "scheme-light", "images-off"]
    page.locator("#width-phone").focus()
    page.keyboard.press("ArrowRight")
    assert page.frames[1].evaluate("innerWidth") == 700
    page.locator("#show-html").focus()
    for shown in ("text", "headers", "source"):
        page.keyboard.press("ArrowRight")
        assert page.locator(f".view.{shown}").is_visible()
        assert page.locator(".view:visible").count() == 1


@pytest.mark.parametrize("system", ["light", "dark"])
def test_message_is_shown_in_either_scheme_whatever_the_system_says(
    opened: Open, preview: Path, system: Scheme
) -> None:
    """The switch decides which colours the message has; the page itself follows the system."""
    page = opened(preview, scheme=system)
    light = background(page)
    page.locator("#scheme-dark").check(force=True)
    dark = background(page)
    assert light == "rgb(245, 243, 238)"
    assert dark == "rgb(23, 25, 28)"
    page.locator("#scheme-light").check(force=True)
    assert background(page) == light
    ink = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ink == (light if system == "light" else dark)


@pytest.mark.parametrize("width", [320, 375, 700, 999, 1000, 1280, 1600])
def test_nothing_sticks_out(opened: Open, preview: Path, width: int) -> None:
    """The page never scrolls sideways, and its type is never small."""
    page = opened(preview, (width, 800))
    page.evaluate(MEASURE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("measure.smallText(14)") == []


def test_link_opens_beside_the_preview(opened: Open, preview: Path) -> None:
    """A link of the message that is clicked opens in a window of its own; the message stays."""
    page = opened(preview)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    with page.expect_popup() as popup:
        page.frames[1].get_by_role("link", name="Unsubscribe").click()
    popup.value.close()
    assert [url for url in asked if url.startswith("https://digest.example.com/")]
    assert page.frames[1].url == "about:srcdoc"


def test_one_pane_at_a_time_on_a_phone(opened: Open, preview: Path) -> None:
    """On a narrow screen tabs choose the pane, and following a sentence turns to the article."""
    page = opened(preview, PHONE)
    assert page.locator("main .pane:visible").count() == 1
    for pane in ("article", "findings", "message"):
        page.locator(f"#pane-{pane}").check(force=True)
        assert page.locator("main .pane:visible").evaluate_all("all => all.map(one => one.id)") == [pane]
    last = page.locator(".spot").last
    last.locator("i").first.click()
    assert page.locator("#article").is_visible()
    box = page.locator("#article .lit").first.bounding_box()
    assert box
    assert 150 < box["y"] < PHONE[1]


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_inbox_line_and_counts_stay_in_sight(opened: Open, preview: Path, size: tuple[int, int], proof: Proof) -> None:
    """However far one scrolls, sender, subject, preheader, counts and size are there."""
    page = opened(preview, size)
    page.mouse.move(size[0] / 2, size[1] / 2)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(200)
    texts = [page.locator(f".inbox .{one}").inner_text() for one in ("sender", "subject", "preheader")]
    assert texts == [proof.message.sender.name, proof.message.subject, proof.message.preheader]
    for one in (".inbox", ".facts"):
        box = page.locator(one).bounding_box()
        assert box
        assert 0 <= box["y"] < 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_page_is_accessible(opened: Open, preview: Path, axe: str, size: tuple[int, int], scheme: Scheme) -> None:
    """axe-core finds nothing serious in the page, in both schemes."""
    page = opened(preview, size, scheme)
    for pane in ("article", "message", "findings") if size == PHONE else ("message",):
        if size == PHONE:
            page.locator(f"#pane-{pane}").check(force=True)
        assert page.evaluate(axe, {"iframes": False}) == []


def test_hostile_text_stays_text(opened: Open, tmp_path: Path) -> None:
    """Markup in an article is shown as it was written, and nothing of it runs."""
    hostile = '</script><script>document.title="taken"</script><img src=x onerror="document.title=1">{{ 7*7 }}'
    article = tmp_path / "article.txt"
    article.write_text(f"A storm of {hostile} struck the coast of Example on Monday, officials said.\n", "utf-8")
    write_preview(proof_of(article), tmp_path / "out")
    page = opened(tmp_path / "out" / "index.html")
    assert page.title().endswith("preview")
    assert hostile in page.locator("#article").inner_text()
    assert hostile in page.frames[1].locator("body").inner_text()


def test_images_off_shows_their_descriptions(opened: Open, tmp_path: Path, proof: Proof) -> None:
    """With images off no picture of the message is drawn; with them on again it is."""
    picture = InlineImage(content_id="logo@digest", content_type="image/gif", data=GIF)
    html = proof.message.html.replace("<body", "<body data-test", 1)
    html = html.replace("</body>", '<img src="cid:logo@digest" alt="The Example Post" width="10" height="10"></body>')
    message = replace(proof.message, html=html, images=(*proof.message.images, picture))
    data = compile_message(message).fill(example_values(message), example_stamp(message))
    write_preview(replace(proof, message=message, data=data), tmp_path)
    page = opened(tmp_path / "index.html")
    drawn = "[...document.images].filter(one => one.naturalWidth > 0).length"
    before = page.frames[1].evaluate(drawn)
    page.locator("#images-off").check(force=True)
    page.wait_for_timeout(100)
    assert before >= 1
    assert page.frames[1].evaluate(drawn) == 0
    page.locator("#images-off").uncheck(force=True)
    page.wait_for_timeout(100)
    assert page.frames[1].evaluate(drawn) == before
