"""A pydantic model of a users row that stores unknown keys, as users would write it by hand."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from copilot_usage_metrics import rows
from copilot_usage_metrics.rows import UserWindowDay as Row


class _Base(BaseModel):
    model_config = ConfigDict(extra="allow", defer_build=False)


_made: dict[str, Any] = {}


def model_of(row_type: type[Any]) -> Any:
    """The pydantic equivalent of a row type, field by field."""
    import msgspec

    if row_type.__name__ in _made:
        return _made[row_type.__name__]
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(row_type):
        if field.name != "extra":
            fields[field.name] = (_twin(field.type) | None, None)
    _made[row_type.__name__] = create_model(row_type.__name__, __base__=_Base, **fields)
    return _made[row_type.__name__]


def _twin(annotation: Any) -> Any:
    import types
    import typing

    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return _twin(arguments[0])
    if origin is list:
        return list[_twin(arguments[0])]  # type: ignore[misc]
    if isinstance(annotation, type) and issubclass(annotation, rows.AggregateDay.__mro__[1]):
        return model_of(annotation)
    known = {"int": int, "str": str, "float": float, "bool": bool, "date": datetime.date}
    return known.get(
        getattr(annotation, "__name__", ""), float if "Number" in str(annotation) else Any
    )


UserWindowDay: Any = model_of(Row)
