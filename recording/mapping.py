"""The keyed mapping: equal values get equal replacements everywhere, which cannot be reversed without the key.

    octo-org                    name-kqzvbtraow
    jane_octo                   name-ufhwmcpyle_vkrqzt       a managed user: the company's short code is mapped apart
    octo-org/widgets            name-kqzvbtraow/name-…
    ent:platform                ent:name-…
    dependabot[bot]             name-…[bot]
    41000007, "41000007"        518203947716, "518203947716" twelve digits, more than GitHub's ids have

The replacement depends on the key and the value only, not on their position or time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import string

_LETTERS = string.ascii_lowercase
_NAME_LETTERS = 10
_CODE_LETTERS = 6
ID_DIGITS = 12
PSEUDONYM = re.compile(rf"name-[a-z]{{{_NAME_LETTERS}}}(?:_[a-z]{{{_CODE_LETTERS}}}(?![a-z]))?")
"""The pseudonym of a name."""

_MANAGED = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*)_([A-Za-z0-9]{3,8})")
_OWNED = re.compile(r"([A-Za-z0-9][\w.-]*)/([\w.-]+)")
_TEAM_PREFIX = "ent:"
_BOT_SUFFIX = "[bot]"


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a name that are mapped separately."""
    text = text.removeprefix(_TEAM_PREFIX).removesuffix(_BOT_SUFFIX)
    owned = _OWNED.fullmatch(text)
    if owned:
        return (*parts_of(owned[1]), *parts_of(owned[2]))
    managed = _MANAGED.fullmatch(text)
    return managed.groups() if managed else (text,)


class Mapping:
    """Replaces values by a key.

    Args:
        key: A holder of the key can verify guesses; it is never written.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def name(self, text: str) -> str:
        """The pseudonym of a name of the same kind. Case is ignored, as in GitHub's logins."""
        if not text.strip():
            return text
        if text.startswith(_TEAM_PREFIX) and text != _TEAM_PREFIX:
            return _TEAM_PREFIX + self.name(text.removeprefix(_TEAM_PREFIX))
        if text.endswith(_BOT_SUFFIX) and text != _BOT_SUFFIX:
            return self.name(text.removesuffix(_BOT_SUFFIX)) + _BOT_SUFFIX
        owned = _OWNED.fullmatch(text)
        if owned:
            return f"{self.name(owned[1])}/{self.name(owned[2])}"
        managed = _MANAGED.fullmatch(text)
        if managed:
            code = self._letters("code", managed[2].casefold(), _CODE_LETTERS)
            return f"{self.name(managed[1])}_{code}"
        return f"name-{self._letters('name', text.casefold(), _NAME_LETTERS)}"

    def id(self, digits: str) -> str:
        """Another id of twelve digits."""
        low = 10 ** (ID_DIGITS - 1)
        return str(low + self._number("id", digits) % (9 * low))

    def code(self, text: str) -> str:
        """Other letters and digits at the same positions, for request ids and cursors."""
        number, found = self._number("characters", text), []
        for place, character in enumerate(text):
            if place and place % 20 == 0:
                number = self._number("characters", f"{place} {text}")
            kinds = ("ABCDEF", "abcdef", string.ascii_uppercase, _LETTERS, string.digits)
            kind = next((each for each in kinds if character in each), None)
            if kind is None:
                found.append(character if character.isascii() else "x")
                continue
            number, rest = divmod(number, len(kind))
            found.append(kind[rest])
        return "".join(found)

    def _letters(self, purpose: str, text: str, count: int) -> str:
        number, found = self._number(purpose, text), ""
        for _ in range(count):
            number, rest = divmod(number, len(_LETTERS))
            found += _LETTERS[rest]
        return found

    def _number(self, purpose: str, text: str) -> int:
        data = f"{purpose}\0{text}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hmac.digest(self._key, data, hashlib.sha256), "big")
