"""Substitutes for names: keyed hashes, or a fixed placeholder."""

from __future__ import annotations

import base64
import hmac
from typing import Any, Final, NoReturn, Protocol

_NUMBERS: Final = 2**63 - 1
_AUTHOR_KINDS: Final = frozenset(
    (
        *("human", "person", "people", "user", "copilot", "bot", "app", "agent"),
        *("automation", "service", "system", "unknown", "other", "others", "none"),
    )
)


class Substitutes(Protocol):
    """Returns substitutes for names; equal names have equal substitutes."""

    @property
    def fingerprint(self) -> str | None:
        """Identifies the key; None without a key."""
        ...

    def login(self, text: str) -> str | None:
        """Replaces a login or another name of a person; case is ignored."""
        ...

    def number(self, number: int) -> int | None:
        """Replaces a numeric id by a positive one of at most 63 bits."""
        ...

    def id(self, text: str) -> str | None:
        """Replaces an id stored as text; digits give the same digits as the number would."""
        ...

    def text(self, text: str) -> str | None:
        """Replaces a text that may contain a name."""
        ...

    def key(self, text: str) -> str:
        """Replaces the key of an object."""
        ...


class Pseudonyms:
    """HMAC-SHA256 with a key. Logins, ids and texts have separate domains, so equal values differ."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def fingerprint(self) -> str:
        """Identifies the key without revealing it."""
        return f"hmac-sha256:{self._hash(b'fingerprint', '')[:16].hex()}"

    def login(self, text: str) -> str:
        """Returns `u-` and 26 letters and digits, for any text."""
        return f"u-{_letters(self._hash(b'login', text.strip().removeprefix('@').casefold()))}"

    def number(self, number: int) -> int:
        """Returns a number from 1 to 2^63 - 1."""
        found = int.from_bytes(self._hash(b"id", str(number))[:8], "big") & _NUMBERS
        return found or _NUMBERS

    def id(self, text: str) -> str:
        """Returns digits for digits, else `i-` and 26 letters and digits."""
        number = number_in(text)
        if number is not None:
            return str(self.number(number))
        return f"i-{_letters(self._hash(b'id', text.strip()))}"

    def text(self, text: str) -> str:
        """Returns `t-` and 26 letters and digits."""
        return f"t-{_letters(self._hash(b'text', text))}"

    def key(self, text: str) -> str:
        """Returns `k-` and the letters and digits of the login's pseudonym, so that logins can be matched."""
        return f"k-{_letters(self._hash(b'login', text.strip().removeprefix('@').casefold()))}"

    def _hash(self, field: bytes, text: str) -> bytes:
        return hmac.digest(
            self._key, field + b"\0" + text.encode("utf-8", "surrogatepass"), "sha256"
        )

    def __repr__(self) -> str:
        return f"<Pseudonyms {self.fingerprint}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("the key cannot be pickled: each worker reads it")


class Removed:
    """Removes names: every name becomes the same word, every id null. For lakes without users."""

    __slots__ = ()
    fingerprint: None = None

    def login(self, text: str) -> str:
        """Always `removed`."""
        return "removed"

    def number(self, number: int) -> None:
        """Always None."""
        return

    def id(self, text: str) -> str:
        """Always `removed`."""
        return "removed"

    def text(self, text: str) -> str:
        """Always `removed`."""
        return "removed"

    def key(self, text: str) -> str:
        """Always `removed`."""
        return "removed"


def number_in(text: str) -> int | None:
    """Returns the integer that a text represents in the form of GitHub's ids; None for other texts."""
    stripped = text.strip()
    return (
        int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) <= 19 else None
    )


def is_author_kind(value: Any) -> bool:
    """Whether a text names a kind of author rather than a person."""
    return isinstance(value, str) and value.casefold() in _AUTHOR_KINDS


def _letters(digest: bytes) -> str:
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
