"""digest.toml and the environment -> Settings, or every fault at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.errors import SettingsError
from digest.settings.decode import Fault, Place, decode_table
from digest.settings.lines import KeyPath, key_lines, line_of
from digest.settings.model import Settings
from digest.settings.together import faults_together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

FILE = "digest.toml"
STORE_URL = "DIGEST_STORE_URL"  # in the environment: a database's address may hold a password

_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def find_workspace(start: Path) -> Path | None:
    """The nearest folder with a digest.toml, from ``start`` upwards; None where there is none."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def load_settings(
    workspace: Path | None, environ: Mapping[str, str], *, rules: Callable[[], Collection[str]] | None = None
) -> Settings:
    """The settings of ``workspace``, or the defaults where it is None.

    ``rules`` gives the names that [checks] may have, and is called only where it has any; without it any will do.

    Raises SettingsError, which names each fault with its line and key.
    """
    if workspace is None:
        return _in_environment(Settings(), environ)
    path = workspace / FILE
    source = _read(path)
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_broken(path, str(error), source), remedy="Correct that line.") from None
    except RecursionError:
        raise SettingsError(f"{path} is nested too deeply to read.", remedy="Take the nesting apart.") from None
    place = Place()
    settings: Settings = decode_table(Settings, table, place)
    known = rules() if rules and settings.checks.levels else None
    faults = [*place.faults, *faults_together(settings, known)]
    if faults:
        raise _error(faults, path, key_lines(source))
    return _in_environment(replace(settings, workspace=workspace), environ)


def _in_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    store = replace(settings.store, url=environ.get(STORE_URL) or settings.store.url)
    return replace(settings, store=store)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        remedy = "Make a workspace with digest init, or name another with -w."
        raise SettingsError(f"{path} doesn't exist.", remedy=remedy) from None
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}.", remedy="Check its permissions.") from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: this is no UTF-8.", remedy="Save the file as UTF-8.") from None


def _broken(path: Path, words: str, source: str) -> str:
    """One sentence from the parser's words, which end in the place."""
    place = _TOML_PLACE.search(words)
    line = place["line"] if place and place["line"] else source.rstrip("\n").count("\n") + 1
    return f"{path}, line {line}: this is no TOML: {_TOML_PLACE.sub('', words)}."


def _error(faults: list[Fault], path: Path, lines: dict[KeyPath, int]) -> SettingsError:
    """All faults in one error, in the order of the file."""
    numbered = [(line_of(fault.path, lines) or 1, fault) for fault in faults]
    numbered.sort(key=lambda pair: pair[0])
    sentences = [f"{path}, line {line}: {_key(fault)} {fault.message}." for line, fault in numbered]
    return SettingsError("\n".join(sentences), remedy="docs/settings.md lists every key with its meaning.")


def _key(fault: Fault) -> str:
    """The key as one would say it: indices left out, since the line says which."""
    return ".".join(part for part in fault.path if isinstance(part, str))
