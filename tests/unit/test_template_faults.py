"""A publication's own template with a fault is refused with its file, its line and a way out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.errors import TemplateError
from digest.render import render
from tests.editions import EDITION, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "<mj-text>fine</mj-text>"

TRAPS = {
    "unknown element": ("<mj-txt>x</mj-txt>", "mj-txt"),
    "unknown attribute": ('<mj-text colour="red">x</mj-text>', "color"),
    "wrong type": ('<mj-text font-size="big">x</mj-text>', "font-size"),
    "no unit": ('<mj-text font-size="17">x</mj-text>', "font-size"),
    "no colour": ('<mj-text color="redd">x</mj-text>', "color"),
    "no choice of it": ('<mj-text align="middle">x</mj-text>', "align"),
    "wrong nesting": ("<mj-section><mj-column></mj-column></mj-section>", "mj-section"),
    "element in HTML": ("<mj-text><mj-text>x</mj-text></mj-text>", "mj-text"),
    "HTML outside": ("<p>x</p>", "mj-text"),
    "text outside": ("loose", "mj-text"),
    "include": ('<mj-include path="x.mjml" />', "mj-include"),
    "several classes": ('<mj-text mj-class="a b">x</mj-text>', "mj-class"),
    "unitless zero": ('<mj-text padding="0 32px">x</mj-text>', "0px"),
    "ignored attribute": ('<mj-button href="https://example.com" title="x">x</mj-button>', "title"),
    "ignored sizes": ('<mj-image src="https://example.com/a.png" alt="" sizes="10px" />', "sizes"),
    "ignored role": ('<mj-table role="presentation"><tr><td>x</td></tr></mj-table>', "role"),
    "image without alt": ('<mj-image src="https://example.com/a.png" />', "alt"),
    "img without alt": ('<mj-text><img src="https://example.com/a.png"></mj-text>', "alt"),
    "bare less-than": ("<mj-text>a < b</mj-text>", "&lt;"),
    "unclosed": ("<mj-text><p>x</mj-text>", "<p>"),
    "crossed": ("<mj-text><p><b>x</p></b></mj-text>", "<b>"),
    "unquoted": ("<mj-text><a href=x>y</a></mj-text>", "quotation"),
    "attribute twice": ('<mj-text color="red" color="blue">x</mj-text>', "twice"),
    "comment": ("<mj-text>a<!-- b -- c --></mj-text>", "--"),
    "open comment": ("<mj-raw><!--[if mso]><p>x</p></mj-raw>", "-->"),
    "condition": ("<mj-raw><!--[if !mso]><!-- --><p>x</p><!--<![endif]--></mj-raw>", "[if !mso]><!-->"),
    "CDATA": ("<mj-text><![CDATA[x]]></mj-text>", "CDATA"),
    "downlevel": ("<mj-text><![if !mso]>x<![endif]></mj-text>", "[if !mso]><!-->"),
    "carousel": ('<mj-carousel><mj-carousel-image src="https://example.com/a.png" /></mj-carousel>', "mj-carousel"),
    "strange icon": ('<mj-social><mj-social-element name="x">x</mj-social-element></mj-social>', "src"),
    "accordion": ("<mj-accordion></mj-accordion>", "icon-wrapped-url"),
    "depth": ("<mj-text>" + "<i>" * 200 + "</i>" * 200 + "</mj-text>", "100"),
    "capitals": ("<mj-text><P>x</P></mj-text>", "<p>"),
    "doctype": ("<!doctype html>", "doctype"),
    "unknown tag of Jinja2": ("{% blok x %}", "blok"),
    "unknown value": ("<mj-text>{{ edition.titel }}</mj-text>", "titel"),
    "unknown part": ('{% include "nothing.j2" %}', "nothing.j2"),
    "forbidden": ("<mj-text>{{ ''.__class__.__mro__ }}</mj-text>", "__class__"),
    "wrong sum": ("<mj-text>{{ 1 / 0 }}</mj-text>", "zero"),
}

HEAD_TRAPS = {
    "inline style": ('<mj-style inline="inline">p { margin: 0 }</mj-style>', "inline.css.j2"),
    "markup in style": ("<mj-style>p < a { margin: 0 }</mj-style>", "<"),
    "import": ("<mj-style>@import url(https://example.com/a.css);</mj-style>", "import"),
    "html attributes": ("<mj-html-attributes></mj-html-attributes>", "mj-html-attributes"),
    "children of a class": (
        '<mj-attributes><mj-class name="a"><mj-text color="red" /></mj-class></mj-attributes>',
        "mj-class",
    ),
    "defaults of the body": ('<mj-attributes><mj-body width="500px" /></mj-attributes>', "mj-body"),
    "zero for all": ('<mj-attributes><mj-all padding="0 2px" /></mj-attributes>', "0px"),
    "gutter of a class": ('<mj-attributes><mj-class name="a" gutter="3px" /></mj-attributes>', "gutter"),
    "section's gutter": ('<mj-attributes><mj-section gutter="3px" /></mj-attributes>', "gutter"),
}


def write(folder: Path, part: str, text: str) -> None:
    """A part of the publication's own template ``mine``."""
    folder = folder / "templates" / "mine"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / part).write_text(text, encoding="utf-8")


def refusal(workspace: Path) -> TemplateError:
    """Why the template ``mine`` is refused."""
    with pytest.raises(TemplateError) as caught:
        render(replace(EDITION, template="mine"), replace(SETTINGS, workspace=workspace))
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(("text", "named"), TRAPS.values(), ids=TRAPS)
def test_a_trap_is_found_at_its_line(tmp_path: Path, text: str, named: str) -> None:
    """In an included part, inside a loop, on its own line."""
    write(tmp_path, "block.mjml.j2", "{% if block.heading %}\n<mj-text>a</mj-text>\n{% endif %}\n" + text + "\n")
    error = refusal(tmp_path)
    assert "templates/mine/block.mjml.j2, line 4:" in error.message
    assert named in str(error)
    assert not error.message.endswith("..")
    assert str(tmp_path) not in error.message


@pytest.mark.parametrize(("text", "named"), HEAD_TRAPS.values(), ids=HEAD_TRAPS)
def test_a_trap_of_the_head_is_found_at_its_line(tmp_path: Path, text: str, named: str) -> None:
    """In the head, before its end."""
    write(tmp_path, "head.mjml.j2", f"<mj-head>\n  <mj-title>x</mj-title>\n{text}\n</mj-head>\n")
    error = refusal(tmp_path)
    assert "templates/mine/head.mjml.j2, line 3:" in error.message
    assert named in str(error)


@pytest.mark.parametrize(
    "css",
    [
        "@import url(https://example.com/a.css);",
        "@media (max-width: 400px) { p { margin: 0 } }",
        "a:hover { color: red }",
        "p { color: red",
        "{{ nothing }}",
    ],
)
def test_css_that_cannot_be_written_into_elements_is_refused(tmp_path: Path, css: str) -> None:
    """It would be lost without a word, or fetched from the network."""
    write(tmp_path, "inline.css.j2", f"p {{ margin: 0 }}\n{css}\n")
    assert re.search(r"templates/mine/inline\.css\.j2, (near )?line 2", refusal(tmp_path).message)


def test_a_template_without_a_way_to_leave_is_refused(tmp_path: Path) -> None:
    """Before it is mailed to anybody."""
    write(tmp_path, "footer.mjml.j2", GOOD)
    assert "unsubscribe" in refusal(tmp_path).message


def test_a_template_that_includes_itself_is_refused(tmp_path: Path) -> None:
    """With the line that does."""
    write(tmp_path, "footer.mjml.j2", '{% include "footer.mjml.j2" %}')
    assert "templates/mine/footer.mjml.j2, line 1" in refusal(tmp_path).message


def test_a_template_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """By its own name, and not by that of the part that includes it."""
    write(tmp_path, "footer.mjml.j2", "")
    (tmp_path / "templates" / "mine" / "footer.mjml.j2").write_bytes(b"\xff\xfe\x00")
    assert refusal(tmp_path).message == "templates/mine/footer.mjml.j2 is not in UTF-8."


@pytest.mark.parametrize(
    ("part", "placement"),
    [("title.mjml.j2", "top"), ("block.mjml.j2", "block"), ("disclaimers.mjml.j2", "end")],
)
def test_a_placement_that_is_left_out_is_found(tmp_path: Path, part: str, placement: str) -> None:
    """A template can't drop a disclaimer, wherever it was to stand."""
    write(tmp_path, part, GOOD)
    assert f"the disclaimer '{placement}', placed at {placement}." in refusal(tmp_path).message


def test_a_placement_is_found_without_a_disclaimer_that_needs_it(tmp_path: Path) -> None:
    """Before the first edition that would have lacked one."""
    write(tmp_path, "disclaimers.mjml.j2", "")
    with pytest.raises(TemplateError, match="placed at end"):
        render(replace(EDITION, template="mine", disclaimers=()), replace(SETTINGS, workspace=tmp_path))


def test_a_part_replaces_the_shipped_one_alone(tmp_path: Path) -> None:
    """All other parts stay as they are shipped."""
    write(tmp_path, "footer.mjml.j2", '<mj-text><a href="{{ field("unsubscribe") }}">Good bye</a></mj-text>')
    message = render(replace(EDITION, template="mine"), replace(SETTINGS, workspace=tmp_path))
    assert "Good bye" in message.html
    assert "About this digest" in message.html
    assert "Unsubscribe" not in message.html


def test_what_the_mjml_package_gets_wrong_comes_out_right(tmp_path: Path) -> None:
    """Line breaks between tags, and a head on one line."""
    write(
        tmp_path,
        "masthead.mjml.j2",
        "<mj-text><b>two</b>\n<i>words</i>\n\n<!-- a note --></mj-text> <mj-text>x</mj-text>",
    )
    message = render(replace(EDITION, template="mine"), replace(SETTINGS, workspace=tmp_path))
    assert "<b>two</b> <i>words</i>" in message.html
