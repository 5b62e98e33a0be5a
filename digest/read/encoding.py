"""Bytes to text: which encoding a file is in, and the text without what no article means to say."""

from __future__ import annotations

import codecs
import re

from digest.errors import ArticleError
from digest.finding import Finding, Severity
from digest.wording import count

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes that a guess looks at
_MOST_CONTROLS = 0.01  # of the characters; a text has next to none
_HIGH = bytes(range(0x80, 0x100))
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_WIDE = ("utf-16", "utf-32", "utf16", "utf32", "ucs")
_SOUND = 10  # characters over ASCII that are sound, for each that is not
_PLAINLY = 6  # bytes over 0x7f
_MOST_LINES = 500_000
_FEW_HIGH = 0.15  # share of bytes over 0x7f: western languages have fewer, Cyrillic or Greek more
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Signs that stand inside a word only when another code page's letters are read as cp1252.
_MISREAD = re.compile("[a-z][\xa1-\xa9\xab-\xb6\xb8\xb9\xbb-\xbf\xd7\xf7][a-z]")


def decode(data: bytes, *, path: str, declared: str | None = None) -> tuple[str, str]:
    """The text of ``data`` and the encoding it was in, as Python names it.

    A byte-order mark decides, then ``declared`` if it fits, then the pattern of NUL bytes, strict UTF-8, cp1252 and
    detection, in this order. Latin-1 is read as cp1252, as every browser does: 0x85 is an ellipsis there.

    Raises:
        ArticleError: no encoding fits.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, path), name
    for guess in (_declared, _by_nuls, _utf8, _damaged_utf8, _cp1252, _detected):
        found = guess(data, declared or "")
        if found:
            return found
    raise ArticleError(f"{path} is not a text in any known encoding.", remedy="Save it as UTF-8.")


def clean(text: str, *, path: str) -> tuple[str, tuple[Finding, ...]]:
    r"""``text`` with line ends as ``\n`` and without control characters (but tab), and a note of how many went.

    Raises:
        ArticleError: more than 1 % are control characters, there is a lone surrogate, or there are too many lines.
    """
    if lone := _SURROGATE.search(text):
        number = len(_LINE_ENDS.sub("\n", text[: lone.start()]).split("\n"))
        raise ArticleError(
            f"{path}, line {number}, holds half a character (a lone surrogate).", remedy="Save the file as UTF-8 again."
        )
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    if text.count("\n") > _MOST_LINES:
        raise ArticleError(f"{path} has more than {_MOST_LINES:,} lines.", remedy="Give one article at a time.")
    text_clean, controls = _CONTROLS.subn("", text)
    if controls > _MOST_CONTROLS * len(text):
        raise ArticleError(f"{path} is not a text.", remedy="Give a text, Markdown, HTML, DOCX or feed file.")
    notes = []
    if controls:
        what = f"{path} is read without {count(controls, 'control character')}."
        notes.append(Finding(rule="reading-control-characters", severity=Severity.NOTE, message=what))
    if damaged := text.count("\ufffd"):
        what = f"{path} holds {count(damaged, 'damaged character')}."
        notes.append(Finding(rule="reading-damaged-characters", severity=Severity.WARNING, message=what))
    return text_clean, tuple(notes)


def _strict(data: bytes, name: str, path: str) -> str:
    """Decode by a byte-order mark's encoding; a last character cut short is left out."""
    decoder = codecs.getincrementaldecoder(name)("surrogatepass" if name.startswith("utf") else "strict")
    try:
        return decoder.decode(data)
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path} is not the {name} that it begins as.", remedy="Save it as UTF-8.") from error


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    name = declared.strip().strip("\"'").lower()
    if name in _LATIN:
        name = "cp1252"
    if not name or _is_plainly_utf8(data) or (name.startswith(_WIDE) and not data.count(0)):
        return None
    try:
        text = data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return (text, codecs.lookup(name).name) if isinstance(text, str) else None


def _is_plainly_utf8(data: bytes) -> bool:
    """Whether there are several characters over ASCII, and all are UTF-8: another encoding hardly does that."""
    return len(data) - len(data.translate(None, _HIGH)) >= _PLAINLY and _utf8(data, "") is not None


def _by_nuls(data: bytes, _declared: str) -> tuple[str, str] | None:
    """UTF-16 or UTF-32 without a mark: western text has a NUL in every second byte, or three in every four."""
    sample = data[: _SAMPLE & ~3]
    if sample.count(0) < len(sample) * 0.2:
        return None
    nuls = [sample[offset::4].count(0) > len(sample) / 4 * 0.5 for offset in range(4)]
    names = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    name = names.get((nuls[0], nuls[1], nuls[2], nuls[3]))
    if name is None:
        return None
    try:
        return codecs.getincrementaldecoder(name)("surrogatepass").decode(data), name
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes, _declared: str) -> tuple[str, str] | None:
    """Strict UTF-8, whose last character may be cut short; surrogates come through, for ``clean`` to refuse."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), "utf-8"
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes, _declared: str) -> tuple[str, str] | None:
    """UTF-8 with a few bytes of something else in it, each of which becomes a replacement character."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - damaged
    return (text, "utf-8") if sound >= _SOUND * damaged else None


def _cp1252(data: bytes, _declared: str) -> tuple[str, str] | None:
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high > _FEW_HIGH * len(sample):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if len(_MISREAD.findall(text[:_SAMPLE])) > high * 0.05 else (text, "cp1252")


def _detected(data: bytes, _declared: str) -> tuple[str, str] | None:
    import chardet  # slow to import, and seldom needed

    name = chardet.detect(data[:_SAMPLE]).get("encoding")
    if not name:
        return None
    try:
        return data.decode(name), codecs.lookup(name).name
    except (LookupError, UnicodeDecodeError):
        return None
