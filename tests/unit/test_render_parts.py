"""What rendering is made of: images, links, labels, colours, and the template that takes another's place."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from digest.article import Image
from digest.contrast import READABLE
from digest.edition import Block, BlockSentence, Edition, Figure, Support
from digest.message import CLIP
from digest.render import render
from digest.render.brand import contrast, dark_scheme, light_scheme
from digest.render.labels import labels_for
from digest.settings.model import Brand, EditionSettings, Settings
from tests.editions import ARTICLE, BLOCK, EDITION, SETTINGS

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 1200, 800) + b"\x08\x06\x00\x00\x00" + bytes(500)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 80, 90) + bytes(400)
GIF = b"GIF89a" + struct.pack("<HH", 70, 60) + bytes(100)


def pictured(src: str, workspace: Path, *, base_url: str = "") -> tuple[Edition, Settings]:
    """The edition with a lead image, its article lying in the workspace."""
    article = replace(ARTICLE, path=str(workspace / "a.txt"), images=(Image(src=src, alt="Ships", credit="Ann"),))
    own = replace(SETTINGS, workspace=workspace, edition=EditionSettings(images=True, image_base_url=base_url))
    return replace(EDITION, articles=(article,)), own


@pytest.mark.parametrize(
    ("name", "data", "kind", "width"),
    [("a.png", PNG, "image/png", 536), ("b.jpg", JPEG, "image/jpeg", 90), ("c.gif", GIF, "image/gif", 70)],
)
def test_a_local_image_travels_inside(tmp_path: Path, name: str, data: bytes, kind: str, width: int) -> None:
    """With its width, at most the column's, its alternative text and its credit."""
    (tmp_path / name).write_bytes(data)
    edition, settings = pictured(name, tmp_path)
    message = render(edition, settings)
    (image,) = message.images
    assert (image.content_type, image.data) == (kind, data)
    assert f'src="cid:{image.content_id}"' in message.html
    assert f'width="{width}"' in message.html
    assert 'alt="Ships"' in message.html
    assert "Ann" in message.html
    assert "Ann" in message.text


def test_images_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    """The settings decide."""
    (tmp_path / "a.png").write_bytes(PNG)
    edition, settings = pictured("a.png", tmp_path)
    message = render(edition, replace(settings, edition=EditionSettings()))
    assert "<img" not in message.html
    assert message.images == ()


def test_a_picture_of_any_height_says_so_in_its_style_alone(tmp_path: Path) -> None:
    """HTML has no height of "auto"."""
    (tmp_path / "i.png").write_bytes(PNG)
    html = render(*pictured("i.png", tmp_path)).html
    assert "height:auto" in html
    assert 'height="auto"' not in html


def test_a_local_image_is_linked_under_a_base_url(tmp_path: Path) -> None:
    """Where the settings name one, nothing travels inside."""
    (tmp_path / "a b.png").write_bytes(PNG)
    edition, settings = pictured("a b.png", tmp_path, base_url="https://cdn.example.com/x/")
    message = render(edition, settings)
    assert 'src="https://cdn.example.com/x/a%20b.png"' in message.html
    assert message.images == ()


@pytest.mark.parametrize(
    "src",
    [
        "http://example.com/a.png",
        "../secret.png",
        "/etc/passwd",
        "none.png",
        "text.png",
        "a\0b.png",
        "x" * 5000 + ".png",
    ],
)
def test_an_image_that_cannot_be_used_is_left_out_with_a_note(tmp_path: Path, src: str) -> None:
    """Unsafe, outside the article's folder, missing, or none at all."""
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "text.png").write_text("no image")
    edition, settings = pictured(src, folder)
    message = render(edition, settings)
    assert "<img" not in message.html
    assert [note.rule for note in message.notes] == ["image-left-out"]
    assert src in message.notes[0].message


def test_a_logo_that_is_missing_is_looked_for_in_the_workspace_alone(tmp_path: Path) -> None:
    """And the note says so."""
    settings = replace(SETTINGS, workspace=tmp_path, brand=Brand(logo="brand/logo.png"))
    (note,) = render(EDITION, settings).notes
    assert note.message == "The image brand/logo.png is left out: it can't be read in the workspace."


def test_words_before_a_number_stand_on_its_line_so_that_numbers_align() -> None:
    """In the compact form figures stand on a line of their own."""
    assert re.search(r">at least <b [^>]*>26</b><br>", render(EDITION, SETTINGS).html)
    compact = render(replace(EDITION, template="compact"), SETTINGS).html
    assert re.search(r"<p [^>]*>at least <b>26</b> ships a day</p>", compact)


def test_a_disclaimer_in_another_script_runs_its_own_way() -> None:
    """English in an Arabic digest has its full stop at its end."""
    html = render(replace(EDITION, language="ar"), SETTINGS).html
    for disclaimer in EDITION.disclaimers:
        first = escape(disclaimer.text.partition("\n")[0], quote=False)
        assert re.search(rf'<p [^>]*dir="auto"[^>]*>{re.escape(first)}', html)


@pytest.mark.parametrize("template", ["briefing", "digest", "compact", "alert"])
def test_a_story_in_another_script_runs_its_own_way(template: str) -> None:
    """Among English ones an Arabic story begins at the right; the English ones say nothing of it."""
    arabic = replace(ARTICLE, language="ar")
    stories = (EDITION.stories[0], replace(EDITION.stories[0], article=1))
    edition = replace(EDITION, articles=(ARTICLE, arabic), stories=stories, template=template, disclaimers=())
    english, turned = render(edition, SETTINGS).html.split('id="story-2"')
    assert 'dir="rtl"' not in english
    assert re.search(r'<p dir="rtl"[^>]*>The harbour opened', turned)
    assert "text-align:right" in turned


def test_the_publications_name_stands_once_where_it_is_the_title() -> None:
    """In the masthead or under it, in both parts."""
    edition = replace(EDITION, title=SETTINGS.publication.name, stories=EDITION.stories * 2)
    message = render(edition, SETTINGS)
    assert 'class="name"' not in message.html
    assert message.text.splitlines().count(SETTINGS.publication.name) == 1
    assert 'class="name"' in render(EDITION, SETTINGS).html


def test_images_keep_within_a_budget(tmp_path: Path) -> None:
    """One that would pass it is left out."""
    (tmp_path / "a.png").write_bytes(PNG + bytes(600_000))
    edition, settings = pictured("a.png", tmp_path)
    message = render(edition, settings)
    assert message.images == ()
    assert [note.rule for note in message.notes] == ["image-left-out"]


def test_a_logo_has_a_twin_for_the_dark(tmp_path: Path) -> None:
    """Both travel inside; the one for the dark is hidden from Outlook and until it is dark."""
    (tmp_path / "light.png").write_bytes(PNG)
    (tmp_path / "dark.png").write_bytes(PNG + b"dark")
    brand = Brand(logo="light.png", logo_dark="dark.png", logo_alt="The Journal")
    message = render(EDITION, replace(SETTINGS, workspace=tmp_path, brand=brand))
    assert len(message.images) == 2
    assert message.html.count('alt="The Journal"') == 2
    assert '<!--[if !mso]><!--><img class="night"' in message.html


def long_edition(blocks: int) -> Edition:
    """An edition of many blocks."""
    text = "Ships came and went all day, and nobody counted them. " * 20
    block = Block(
        section=0, heading="A block", sentences=(BlockSentence(text=text, support=Support.VERBATIM, start=0, end=54),)
    )
    return replace(EDITION, stories=(replace(EDITION.stories[0], blocks=(block,) * blocks),))


def test_a_message_that_would_be_clipped_is_laid_out_compactly() -> None:
    """And the editor is told, with the sizes."""
    message = render(long_edition(58), SETTINGS)
    assert len(message.html.encode()) < CLIP
    (note,) = message.notes
    assert note.rule == "template-changed"
    assert "briefing" in note.message
    assert "compact" in note.message
    assert render(long_edition(20), SETTINGS).notes == ()


def test_compact_needs_much_less_for_each_block() -> None:
    """Less than 500 bytes beside the block's own text, most of them for its link."""
    sizes = [len(render(replace(long_edition(count), template="compact"), SETTINGS).html) for count in (10, 60)]
    text = 20 * 54 + len("A block")
    assert (sizes[1] - sizes[0]) / 50 - text < 500


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at least 26 people injured", ["at least", "26", "people injured"]),
        ("a $48 million flood wall", ["a", ">$48 million<", "flood wall"]),
        ("45 % of voters", [">45 %<", "of voters"]),
        ("1,400 homes", ["1,400", "homes"]),
        ("many more", ["many more"]),
    ],
)
def test_a_figure_keeps_its_words_in_order(text: str, shown: list[str]) -> None:
    """Whatever stands before or after its number."""
    block = replace(BLOCK, figures=(Figure(text=text),))
    message = render(replace(EDITION, stories=(replace(EDITION.stories[0], blocks=(block,)),)), SETTINGS)
    cell = message.html.partition('class="figure"')[2].partition("</td>")[0]
    places = [cell.index(part) for part in shown]
    assert places == sorted(places)
    assert f"- {text}" in message.text


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("ar", "نحو 40 مليون دولار للجسر", "40 مليون دولار"),
        ("de", "rund 40 Millionen Euro Schaden", "40 Millionen Euro"),
        ("es", "unos 40 millones de euros en becas", "40 millones de euros"),
        ("fr", "40 millions d’euros d’aide", "40 millions d’euros"),
        ("hi", "40 करोड़ रुपये की मदद", "40 करोड़ रुपये"),
        ("ja", "総工費40億円", "40億円"),
        ("ru", "около 40 млн рублей помощи", "40 млн рублей"),
        ("zh", "总投资4000万元", "4000万元"),
    ],
)
def test_a_figures_number_keeps_its_magnitude_and_currency(language: str, text: str, amount: str) -> None:
    """They are set large together, whatever the language."""
    block = replace(BLOCK, figures=(Figure(text=text),))
    stories = (replace(EDITION.stories[0], blocks=(block,)),)
    message = render(replace(EDITION, language=language, stories=stories), SETTINGS)
    assert f"{amount}</b>" in message.html.partition('class="figure"')[2].partition("</td>")[0]


@pytest.mark.parametrize("language", "en es fr de pt it nl pl ru uk tr ar he fa hi zh ja ko".split())  # noqa: SIM905
def test_every_language_has_all_labels(language: str) -> None:
    """With their places to fill, a date and quotation marks; another country's tag finds them too."""
    labels = labels_for(f"{language}-XX")
    assert labels == labels_for(language)
    assert (labels is labels_for("en")) == (language == "en")
    assert "{n}" in labels.minutes
    assert "{address}" in labels.why
    assert "{name}" in labels.why
    assert "{address}" in labels.why_unnamed
    assert "2026" in labels.day("2026-03-05T12:00:00Z")
    assert "5" in labels.day("2026-03-05")
    assert labels.day("soon") == labels.day(None) == ""


@pytest.mark.parametrize("accent", ["#a3231f", "#000000", "#ffffff", "#ffd400", "#0a3d91", "#777777", "#f00"])
@pytest.mark.parametrize("ground", ["#f5f3ee", "#ffffff", "#000000", "#777777", "#20303a"])
def test_every_text_can_be_read_whatever_the_brand(accent: str, ground: str) -> None:
    """In light and dark, on paper, ground and button."""
    for scheme in (light_scheme(accent, ground), dark_scheme(accent)):
        pairs = [
            (scheme.ink, scheme.paper),
            (scheme.soft, scheme.paper),
            (scheme.link, scheme.paper),
            (scheme.ground_ink, scheme.ground),
            (scheme.ground_soft, scheme.ground),
            (scheme.on_accent, scheme.accent),
        ]
        for ink, paper in pairs:
            assert contrast(ink, paper) >= READABLE, (ink, paper)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, and the order doesn't matter."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == round(contrast("#ffffff", "#777777"), 2) == 4.48


_PRINT_HASH = """
from digest.render import render
from tests.editions import EDITION, SETTINGS
print(render(EDITION, SETTINGS).hash)
"""


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Whatever the time zone, the locale, the folder or the seed of hashes."""
    root = Path(__file__).parents[2]
    hashes = set()
    for zone, locale, seed, folder in (("UTC", "C", "0", root), ("Asia/Tokyo", "tr_TR.UTF-8", "7", tmp_path)):
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", _PRINT_HASH], env=environment, cwd=folder, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout.strip())
    assert hashes == {render(EDITION, SETTINGS).hash}
