"""TOML values -> the dataclasses of the model, by their annotations, with every fault found on the way."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from digest.settings.model import Brand, Checks, Level
from digest.settings.rules import hold
from digest.settings.values import WrongValueError, choice, scalar, shown

if TYPE_CHECKING:
    from digest.settings.lines import KeyPath

_NO_KEYS = {"workspace", "list_name"}  # attributes of Settings that are no tables of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with the value at ``path``; ``message`` is the end of a sentence that the key begins."""

    path: KeyPath
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands in the file, and the key of its rule: the path with a star for each name or index."""

    path: KeyPath = ()
    rule: str = ""
    faults: list[Fault] = field(default_factory=list)

    def key(self, name: str) -> Place:
        """The place of a key of the table that stands here."""
        return self._inside(name, name)

    def item(self, name: str | int) -> Place:
        """The place of one of many that are alike."""
        return self._inside(name, "*")

    def _inside(self, name: str | int, rule: str) -> Place:
        rule = f"{self.rule}.{rule}" if self.rule else rule
        return Place(path=(*self.path, name), rule=rule, faults=self.faults)

    def fault(self, message: str) -> None:
        """Keep a fault of the value that stands here."""
        self.faults.append(Fault(path=self.path, message=message))


def decode_table(model: type, table: Mapping[str, object], place: Place) -> Any:  # noqa: ANN401  (an instance of model)
    """``table`` as an instance of ``model``, a dataclass; None where a key that it needs is missing or wrong.

    Attributes are keys of the same name, less the underscore that ``from_`` needs. Faults are kept in ``place``.
    """
    hints = _hints(model)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            place.key(key).fault(unknown(key, hints))
            continue
        try:
            values[hints[key][0]] = _decode(value, hints[key][1], place.key(key))
        except ValueError as error:
            place.key(key).fault(str(error))
    needed = {f.name for f in fields(model) if f.default is MISSING and f.default_factory is MISSING}
    for name in sorted(needed - {hints[key][0] for key in table if key in hints}):
        place.fault(f'lacks "{name}"')
    return model(**values) if needed <= values.keys() else None


@cache
def _hints(model: type) -> dict[str, tuple[str, Any]]:
    """Key -> attribute and its annotation."""
    hints = get_type_hints(model)
    return {name.removesuffix("_"): (name, hint) for name, hint in hints.items() if name not in _NO_KEYS}


def _decode_checks(table: Mapping[str, object], place: Place) -> Checks:
    """[checks], where every key but ``clients`` is a rule and its level."""
    levels = {key: value for key, value in table.items() if key != "clients"}
    checks: Checks = decode_table(Checks, {key: table[key] for key in table.keys() - levels.keys()}, place)
    return replace(checks, levels=_decode_mapping(levels, Level, place))


def unknown(key: str, known: Iterable[str], kind: str = "key") -> str:
    """Says that ``key`` is none of ``known``, and which of them is nearest."""
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0)
    return f"is unknown; the nearest known {kind} is {nearest[0]}" if nearest else "is unknown"


def _decode(value: object, hint: Any, place: Place) -> Any:  # noqa: ANN401  (an annotation, and what it asks for)
    """``value`` as its annotation wants it; raises ValueError where it is a fault of this very place."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _decode(value, next(one for one in arguments if one is not types.NoneType), place)
    if is_dataclass(hint):
        table = _table(value)
        return _decode_checks(table, place) if hint is Checks else decode_table(cast("type", hint), table, place)
    if origin is tuple:
        return _decode_array(value, arguments[0], place)
    if origin is Mapping:
        return _decode_mapping(value, arguments[1], place)
    if origin is Literal or issubclass(hint, StrEnum):
        return choice(value, hint, arguments or tuple(hint))
    value = scalar(value, hint)
    try:
        hold(place.rule, value)
    except ValueError as error:
        raise WrongValueError(f"= {shown(value)} {error}") from None
    return value


def _decode_array(value: object, hint: Any, place: Place) -> tuple[Any, ...]:  # noqa: ANN401  (as above)
    """An array; a text alone stands for an array of one."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise WrongValueError(f"must be a list, not {shown(value)}")
    places = [place.item(i) if is_dataclass(hint) else place for i in range(len(items))]
    return tuple(_decode_all(zip(items, places, strict=True), hint))


def _decode_mapping(value: object, hint: Any, place: Place) -> Mapping[str, Any]:  # noqa: ANN401  (as above)
    """A table whose keys are the publication's own. ``brand`` of a list holds some of the keys of [brand]."""
    table = _table(value)
    if hint is object:
        brand = decode_table(Brand, table, replace(place, rule="brand"))
        return {name: getattr(brand, name) for key, (name, _) in _hints(Brand).items() if key in table}
    values = _decode_all(((item, place.item(key)) for key, item in table.items()), hint)
    return dict(zip(table, values, strict=False))


def _decode_all(items: Iterable[tuple[object, Place]], hint: Any) -> Iterator[Any]:  # noqa: ANN401  (as above)
    """Each of the values that are alike, None where it has a fault of its own, which is kept."""
    for item, place in items:
        try:
            yield _decode(item, hint, place)
        except ValueError as error:
            place.fault(str(error))
            yield None


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise WrongValueError(f"must be a table, not {shown(value)}")
    return value
