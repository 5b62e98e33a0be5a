"""Word documents into lines, after a look at what they unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from digest.errors import ArticleError
from digest.finding import Finding, Severity
from digest.read.content import Content
from digest.read.encoding import clean
from digest.read.opening import read_opening

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_XML = 15_000_000  # bytes in all: 231 kB of zip once became 200 MB and ran for ten minutes
_MOST_PARTS = 2_000
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
b => b
comment-reference => !
"""


def read_docx(data: bytes, *, path: str, declared: str | None = None) -> Content:  # noqa: ARG001  # XML says it itself
    """A Word document as lines; its title is the paragraph styled so, or a first line that looks like one.

    Raises:
        ArticleError: it is no Word document, damaged, or unpacks to too much.
    """
    tree, lost = _convert(_safe_package(data, path=path), path=path)
    from digest.read.blocks import tree_lines  # with lxml, slow to import

    lines = tuple(item.line for item in tree_lines(tree))
    notes = (_images_note(path),) if lost else ()
    return read_opening(Content(format="docx", encoding="utf-8", lines=lines, notes=notes))


def _safe_package(data: bytes, *, path: str) -> bytes:
    """The XML of a document as a package of its own, unpacked: nothing in it can grow any more.

    Raises:
        ArticleError: it is no document, is damaged, or would unpack to more than one has.
    """
    safe = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(safe, "w") as copy:
            parts = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
            if "word/document.xml" not in {part.filename for part in parts}:
                raise ArticleError(f"{path} is a zip file, but no Word document.", remedy="Save it as DOCX.")
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > _MOST_XML:
                raise ArticleError(
                    f"{path} unpacks to more than an article has ({size // 1_000_000} MB).",
                    remedy="Save its text as a new document.",
                )
            for part in parts:
                with package.open(part) as file:  # what a part says of its size may be a lie: read no more than that
                    xml = file.read(part.file_size + 1)
                if b"<!DOCTYPE" in xml:
                    raise ArticleError(f"{path} defines XML entities.", remedy="Save it as a new document.")
                copy.writestr(part.filename, xml)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error
    return safe.getvalue()


def _convert(data: bytes, *, path: str) -> tuple[HtmlElement, bool]:
    """The document as a tree of HTML, and whether it has images: those stay behind."""
    import mammoth  # slow to import

    from digest.read.html import parse_html

    images: list[str] = []

    def leave_out(image: mammoth.documents.Image) -> list[object]:
        images.append(image.alt_text or "")
        return []

    try:
        found = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=leave_out)
    except RecursionError as error:
        raise ArticleError(f"{path} is nested too deeply.", remedy="Save its text as a new document.") from error
    except Exception as error:  # mammoth lets whatever its XML and zip readers raise through
        raise _damaged(path) from error
    text, _ = clean(found.value, path=path)
    return parse_html(f"<body>{text}</body>", path=path), bool(images)


def _damaged(path: str) -> ArticleError:
    return ArticleError(f"{path} is a damaged Word document.", remedy="Open and save it again in a word processor.")


def _images_note(path: str) -> Finding:
    return Finding(
        rule="reading-images-left",
        severity=Severity.NOTE,
        message=f"The images inside {path} were left out: a document's images have no address of their own.",
    )
