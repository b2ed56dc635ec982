"""Replaces people in rows and files before they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

from copilot_usage_metrics import arrow_schema, rows

from ..exits import ConfigurationError
from ..units import FAMILIES
from .columns import replace_batch
from .keys import read_key
from .names import is_field_name
from .pseudonyms import Pseudonyms, Removed, Substitutes
from .replace import Objects
from .schema_paths import place_of
from .scrubbing import Scrubber

Rows: TypeAlias = Any
"""A `pyarrow.RecordBatch`; pyarrow is untyped."""


class TransformSettings(Protocol):
    """Settings of a transform."""

    @property
    def pseudonymize(self) -> str | None:
        """Path of the key file."""
        ...

    @property
    def users(self) -> bool:
        """Whether rows of users are stored."""
        ...


class Transform:
    """Replaces people in rows and files. It contains the key and cannot be pickled: each worker creates its own.

    Safe for threads.
    """

    def __init__(self, names: Substitutes) -> None:
        self._names = names
        self._objects: dict[Any, Objects] = {}
        self._as_keys: set[str] = set()
        """Names of people found as keys. GitHub's files have none."""

    @property
    def fingerprint(self) -> str | None:
        """Identifies the key without revealing it; None if names are removed instead of replaced."""
        return self._names.fingerprint

    def batch(self, family: str, batch: Rows) -> Rows:
        """Replaces people in a batch of any table of a family; the schema is unchanged.

        Args:
            family: Unused; the schema determines what is replaced.
            batch: A batch of `rows.….arrow()`.
        """
        return replace_batch(batch, self._of(batch.schema))

    def scrubber(self, family: str) -> Scrubber:
        """Cleans one file while it is received; reading the result gives the same rows as `batch`.

        Raises:
            ConfigurationError: The family cannot be cleaned.
        """
        row_type = FAMILIES[family].row_type
        if row_type is None:
            raise ConfigurationError(f"{family} cannot be cleaned of names and is not stored")
        return Scrubber(self._of(arrow_schema(row_type)))

    def keys(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Replaces names used as keys in the paths of unknown keys, for a manifest.

        Call it after the unit's last batch, when all names are known.
        """
        found: dict[str, int] = {}
        for path, count in counts.items():
            clean = self._path(path)
            found[clean] = found.get(clean, 0) + count
        return found

    def file_name(self, name: str, number: int) -> str:
        """Returns the name of a report file for a manifest: its pseudonym, or its number if there is no key."""
        return f"file-{number}" if self.fingerprint is None else str(self._names.text(name))

    def _of(self, schema: Any) -> Objects:
        found = self._objects.get(schema)
        if found is None:
            made = Objects(self._names, place_of(schema), self._as_keys)
            found = self._objects.setdefault(schema, made)
        return found

    def _path(self, path: str) -> str:
        """Splits a path; the unknown key at its end may contain dots."""
        places = [place_of(arrow_schema(row_type)) for row_type in rows.ROW_TYPES.values()]
        above = max((place.known_part(path) for place in places), key=len)
        key = path[len(above) :]
        is_a_name = key in self._as_keys or (bool(key) and not is_field_name(key))
        return f"{above}{self._names.key(key)}" if is_a_name else path


def transform_of(settings: TransformSettings) -> Transform | None:
    """Returns the transform of a run; None if nothing is replaced.

    With `--no-users` and no key, remaining names, such as the owner of a repository, are removed.

    Raises:
        ConfigurationError: The key is unreadable or invalid.
    """
    if settings.pseudonymize is not None:
        return Transform(Pseudonyms(read_key(settings.pseudonymize)))
    return None if settings.users else Transform(Removed())
