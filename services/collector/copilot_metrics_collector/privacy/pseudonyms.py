"""What takes the place of names: a keyed hash of each, or nothing at all."""

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
    """Gives the substitute of a name: the same for the same, each time and everywhere."""

    @property
    def fingerprint(self) -> str | None:
        """What tells the key from others; None where there is none."""
        ...

    def login(self, text: str) -> str | None:
        """Of a login, or of another name of a person. Large and small letters are the same."""
        ...

    def number(self, number: int) -> int | None:
        """Of a numeric id: positive, at most 63 bits."""
        ...

    def id(self, text: str) -> str | None:
        """Of an id that is text: digits where it is digits, as the number's would be."""
        ...

    def text(self, text: str) -> str | None:
        """Of a text that may hold a name."""
        ...

    def key(self, text: str) -> str:
        """Of a text that stands as the key of an object."""
        ...


class Pseudonyms:
    """HMAC-SHA256 with a key. Logins, ids and texts are hashed apart: equal ones have unequal pseudonyms."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def fingerprint(self) -> str:
        """Tells the key from others, and does not lead back to it."""
        return f"hmac-sha256:{self._hash(b'fingerprint', '')[:16].hex()}"

    def login(self, text: str) -> str:
        """`u-` and 26 letters and digits. Raises nothing: any text has one."""
        return f"u-{_letters(self._hash(b'login', text.strip().removeprefix('@').casefold()))}"

    def number(self, number: int) -> int:
        """A number from 1 to 2^63 - 1."""
        found = int.from_bytes(self._hash(b"id", str(number))[:8], "big") & _NUMBERS
        return found or _NUMBERS

    def id(self, text: str) -> str:
        """Digits for digits; else `i-` and 26 letters and digits."""
        number = number_in(text)
        if number is not None:
            return str(self.number(number))
        return f"i-{_letters(self._hash(b'id', text.strip()))}"

    def text(self, text: str) -> str:
        """`t-` and 26 letters and digits."""
        return f"t-{_letters(self._hash(b'text', text))}"

    def key(self, text: str) -> str:
        """`k-` and 26 letters and digits; the login's where a login is meant, so that it can be found again."""
        return f"k-{_letters(self._hash(b'login', text.strip().removeprefix('@').casefold()))}"

    def _hash(self, field: bytes, text: str) -> bytes:
        return hmac.digest(
            self._key, field + b"\0" + text.encode("utf-8", "surrogatepass"), "sha256"
        )

    def __repr__(self) -> str:
        return f"<Pseudonyms {self.fingerprint}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("the key stays where it was read: a worker reads its own")


class Removed:
    """Nobody: every name becomes the same word, every id null. For lakes that keep no users."""

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
    """The whole number that a text spells, as GitHub's ids are spelt; None for any other text."""
    stripped = text.strip()
    return (
        int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) <= 19 else None
    )


def is_author_kind(value: Any) -> bool:
    """Whether a text says what kind of being did something, and not who."""
    return isinstance(value, str) and value.casefold() in _AUTHOR_KINDS


def _letters(digest: bytes) -> str:
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
