"""The nouns <-> JSON, by their annotations, so that what comes back equals what went out."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from digest import article, edition
from digest.finding import Finding


def encode(value: object) -> Any:  # noqa: ANN401  (whatever JSON has)
    """A noun, or a tuple of them, as what JSON can hold. Attributes that have their default value are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        own = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: encode(item) for field, item in own if item != field.default}
    return [encode(item) for item in value] if isinstance(value, tuple) else value


def decode(kind: Any, value: Any) -> Any:  # noqa: ANN401  (an annotation, what JSON has, and an instance)
    """What :func:`encode` was given. Raises ValueError, TypeError or KeyError where ``value`` is no ``kind``."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return None if value is None else decode(arguments[0], value)
    if origin is tuple:
        kinds = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(decode(one, item) for one, item in zip(kinds, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: decode(hints[name], item) for name, item in value.items()})
    if issubclass(kind, StrEnum):
        return kind(value)
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The annotations of a noun, which import nothing at run time."""
    known = {**vars(article), **vars(edition), "Finding": Finding}
    return get_type_hints(kind, localns=known)
