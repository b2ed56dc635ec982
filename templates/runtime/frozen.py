"""Immutable mappings: hashable, and compatible with pickle and copy, unlike `MappingProxyType`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenMapping(Mapping[K, V_co], Generic[K, V_co]):
    """A mapping whose keys and values are those of its construction."""

    __slots__ = ("_items",)
    _items: dict[K, V_co]

    def __init__(self, items: Mapping[K, V_co]) -> None:
        object.__setattr__(self, "_items", dict(items))

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __repr__(self) -> str:
        return repr(self._items)

    def __copy__(self) -> FrozenMapping[K, V_co]:
        return self

    def __deepcopy__(self, memo: object) -> FrozenMapping[K, V_co]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items,)


def frozen(value: Any) -> Any:
    """`value` with every dict in it converted to a `FrozenMapping` and every list to a tuple."""
    if isinstance(value, Mapping):
        return FrozenMapping({key: frozen(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return value
