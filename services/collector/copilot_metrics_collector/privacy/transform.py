"""What a run does to rows before they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

from copilot_usage_metrics import arrow_schema, rows

from ..exits import ConfigurationError
from ..units import FAMILIES
from .columns import replace_batch
from .keys import read_key
from .names import is_field_name
from .objects import Objects
from .places import place_of
from .pseudonyms import Pseudonyms, Removed, Substitutes
from .scrubbing import Scrubber

Rows: TypeAlias = Any
"""A `pyarrow.RecordBatch`; pyarrow does not say its types."""


class Settings(Protocol):
    """What a transform is made from."""

    @property
    def pseudonymize(self) -> str | None:
        """The file with the key."""
        ...

    @property
    def users(self) -> bool:
        """Whether rows of single users are kept."""
        ...


class Transform:
    """Replaces people in rows and files. It holds the key, so it cannot be pickled: each worker makes its own.

    It may be used by several threads at once.
    """

    def __init__(self, names: Substitutes) -> None:
        self._names = names
        self._objects: dict[Any, Objects] = {}
        self._as_keys: set[str] = set()
        """Names of people that were met as keys. GitHub has columns, not names, for keys: there are none in life."""

    @property
    def fingerprint(self) -> str | None:
        """Tells the key from others and does not lead to it; None where names are removed, not replaced."""
        return self._names.fingerprint

    def batch(self, family: str, batch: Rows) -> Rows:
        """The batch with people replaced; its schema stays. Takes rows of any table of a family.

        Args:
            family: For the reader's sake: what is to be replaced is told by the schema.
            batch: As `rows.….arrow()` gives it.
        """
        return replace_batch(batch, self._of(batch.schema))

    def scrubber(self, family: str) -> Scrubber:
        """Cleans one file while it comes in; reading what comes out gives the rows that `batch` gives.

        Raises:
            ConfigurationError: The family has no rows that could be cleaned.
        """
        row_type = FAMILIES[family].row_type
        if row_type is None:
            raise ConfigurationError(f"{family} cannot be cleaned of names, and is not kept")
        return Scrubber(self._of(arrow_schema(row_type)))

    def keys(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Paths of unknown keys as they may stand in a manifest: a name that is used as a key is replaced.

        To be called after the unit's last batch, by which names are known.
        """
        found: dict[str, int] = {}
        for path, count in counts.items():
            clean = self._path(path)
            found[clean] = found.get(clean, 0) + count
        return found

    def file_name(self, name: str, number: int) -> str:
        """What a file of a report is called in a manifest: its name's pseudonym, or its number without a key."""
        return f"file-{number}" if self.fingerprint is None else str(self._names.text(name))

    def _of(self, schema: Any) -> Objects:
        found = self._objects.get(schema)
        if found is None:
            made = Objects(self._names, place_of(schema), self._as_keys)
            found = self._objects.setdefault(schema, made)
        return found

    def _path(self, path: str) -> str:
        """The key is what no row type knows: it may have dots in it."""
        places = [place_of(arrow_schema(row_type)) for row_type in rows.ROW_TYPES.values()]
        above = max((place.known_part(path) for place in places), key=len)
        key = path[len(above) :]
        is_a_name = key in self._as_keys or (bool(key) and not is_field_name(key))
        return f"{above}{self._names.key(key)}" if is_a_name else path


def transform_of(settings: Settings) -> Transform | None:
    """What is to be done to rows before they are kept; None where nothing is.

    With `--no-users` and no key, what may still name people, such as the owner of a repository, is removed.

    Raises:
        ConfigurationError: The key cannot be read, or is none.
    """
    if settings.pseudonymize is not None:
        return Transform(Pseudonyms(read_key(settings.pseudonymize)))
    return None if settings.users else Transform(Removed())
