"""Word documents, read through the public interface."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from digest.article import ParagraphKind
from digest.errors import ArticleError
from digest.read import read, read_bytes
from digest.settings import Settings

SAMPLE = Path(__file__).parents[2] / "samples" / "night-trains.docx"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def _document(body: str, *, head: str = "") -> bytes:
    """A Word document with this body and nothing that a document can do without."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_styles_become_title_headings_quotes_and_lists() -> None:
    """The sample uses a word processor's own styles."""
    (found,) = read(str(SAMPLE), Settings())
    assert (found.title, found.title_derived) == ("Night trains return to the coast", False)
    assert (found.byline, found.format) == ("Lena Osei", "docx")
    assert [section.heading for section in found.sections] == [None, "Where they will stop", "What a berth costs"]
    kinds = [paragraph.kind for paragraph in found.paragraphs()]
    assert [kinds.count(kind) for kind in (ParagraphKind.QUOTE, ParagraphKind.LIST, ParagraphKind.TABLE)] == [1, 2, 3]
    for paragraph in found.paragraphs():
        assert found.text[paragraph.start : paragraph.end] == paragraph.text


def test_a_document_without_styles_is_read_like_plain_text() -> None:
    """Bare lines that are headings are found there, too."""
    prose = "The council met on Tuesday and voted for the new bridge over the river. Work begins in May."
    body = "".join(_paragraph(text) for text in ("A bridge at last", prose, prose, "What it costs", prose, prose))
    found = read_bytes(_document(body), path="a.docx", settings=Settings())
    assert found.title == "A bridge at last"
    assert [section.heading for section in found.sections] == [None, "What it costs"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_document(_paragraph("a" * 70_000_000)), "unpacks to more"),
        (_document(_paragraph("&e;"), head='<!DOCTYPE x [<!ENTITY e "ha">]>'), "entities"),
        (_document(_paragraph("Fine words here."))[:-40], "damaged"),
        (_document("<w:p>"), "damaged"),
        (_document(_paragraph("")), "no text"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
    ids=["bomb", "entities", "truncated", "broken XML", "empty", "no zip"],
)
def test_bad_documents_are_refused_in_one_sentence(data: bytes, message: str) -> None:
    """A bomb is refused before it is unpacked."""
    with pytest.raises(ArticleError, match=message):
        read_bytes(data, path="a.docx", settings=Settings())


def test_a_zip_that_is_no_document_is_refused() -> None:
    """A spreadsheet is a zip file, too."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ArticleError, match="no Word document"):
        read_bytes(packed.getvalue(), path="a.docx", settings=Settings())
