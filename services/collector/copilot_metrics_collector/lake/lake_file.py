"""The file `lake.json` at the root of a lake: its format and its privacy."""

from __future__ import annotations

import json
from typing import Final

import attrs

from ..exits import LakeError
from .store import LOCKS, SCRATCH, Store

FORMAT: Final = 1
LAKE_FILE: Final = "lake.json"


@attrs.frozen
class Privacy:
    """How a lake names people. It applies to the whole lake; otherwise rows could not be joined."""

    pseudonyms: str | None = None
    """The fingerprint of the pseudonym key; None for plain names."""
    users: bool = True
    """Whether it contains rows of users."""

    @property
    def is_private(self) -> bool:
        """Whether it contains no plain names."""
        return self.pseudonyms is not None or not self.users

    def __str__(self) -> str:
        if not self.users:
            return "no users"
        return "plain names" if self.pseudonyms is None else f"pseudonyms by key {self.pseudonyms}"


def read_privacy(store: Store) -> Privacy | None:
    """Returns the privacy that `lake.json` states; None if there is no such file.

    Raises:
        LakeError: The file is invalid, or of a newer format.
    """
    text = store.read(LAKE_FILE)
    if text is None:
        return None
    try:
        values = json.loads(text)
        version, privacy = values["format"], values["privacy"]
        pseudonyms, users = privacy["pseudonyms"], privacy["users"]
        if not isinstance(users, bool) or not isinstance(pseudonyms, str | None):
            raise TypeError("privacy")
    except (ValueError, KeyError, TypeError) as error:
        raise LakeError(
            f"{store.url}/{LAKE_FILE} is invalid ({type(error).__name__} {error}): expected "
            f'{{"format": {FORMAT}, "privacy": {{"pseudonyms": null, "users": true}}}}. Restore that, with the '
            "fingerprint of the key and users false if the lake was created so"
        ) from None
    if version != FORMAT:
        raise LakeError(
            f"{store.url}/{LAKE_FILE} has format {version!r}, but this release supports {FORMAT}: "
            "update copilot-metrics-collector"
        )
    return Privacy(pseudonyms, users)


def create_lake(store: Store, privacy: Privacy) -> Privacy:
    """Writes `lake.json`, unless a concurrent run did. Returns the privacy that the file states.

    Raises:
        LakeError: The folder has other files.
    """
    _check_empty(store)
    with store.lock():
        found = read_privacy(store)
        if found is not None:  # a concurrent run created it
            return found
        _check_empty(store)
        text = json.dumps(
            {"format": FORMAT, "privacy": attrs.asdict(privacy)}, indent=1, sort_keys=True
        )
        store.put(LAKE_FILE, f"{text}\n".encode())
    return privacy


def _check_empty(store: Store) -> None:
    names = [name.rstrip("/") for name in store.list("")]
    strangers = [name for name in names if name not in (LOCKS, SCRATCH)]
    # a concurrent run may have created lake.json and more by now: check again under the lock
    if strangers and LAKE_FILE not in names:
        raise LakeError(
            f"{store.url} is not empty and not a lake (found {strangers[0]}, but no {LAKE_FILE}): use an empty folder"
        )
