"""An entity on a host, as the views name it."""

from __future__ import annotations

import attrs

from ..units import Kind


@attrs.frozen(order=True)
class Place:
    """An entity on a host, as in the views."""

    host: str
    kind: Kind
    entity: str

    def __str__(self) -> str:
        return f"{self.kind} {self.entity}"
