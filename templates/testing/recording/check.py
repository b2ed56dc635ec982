"""Looking for secrets in what is about to be written. It shares nothing with how they were replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

_PATTERNS = {
    "a token": r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    "a signed statement": r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}",
    "a signature": r"[?&](?:sig|signature|X-Amz-Signature)=(?!scrubbed\b)",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an e-mail address": r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
    "a private host": r"\b[\w.-]+\.(?:ghe\.com|azurefd\.net|core\.windows\.net|github\.com/enterprises)\b",
}
_LEAST_LETTERS = 3
_LEAST_DIGITS = 6
"""Shorter numbers are counters as often as ids."""


class SecretLeft(Exception):
    """Something secret would have been written, so nothing was. It tells of which kind and where, not what."""

    def __init__(self, found: Collection[str]) -> None:
        super().__init__("nothing was written: " + "; ".join(sorted(found)))
        self.found = tuple(sorted(found))


def refuse_secrets(files: Mapping[str, str], known: Collection[str]) -> None:
    """Looks through files.

    Args:
        files: Text by path.
        known: Values that must not be in them, in lower case: names, ids, tokens.

    Raises:
        SecretLeft: There is something.
    """
    found = set()
    for path, text in files.items():
        found |= {
            f"{path} holds {what}"
            for what, pattern in _PATTERNS.items()
            if re.search(pattern, text)
        }
        values = "\n".join(_values(text)).casefold()
        words = set(re.findall(r"[a-z0-9]+", values))
        for value in known:
            if _is_common(value):
                continue
            # a plain name is looked up among the words, which is quick; one of several words in the text
            plain = re.fullmatch(r"[a-z0-9]+", value)
            if value in words if plain else _holds(values, value):
                found.add(f"{path} holds something that was replaced elsewhere")
    if found:
        raise SecretLeft(found)


def _is_common(value: str) -> bool:
    return len(value) < (_LEAST_DIGITS if value.isdecimal() else _LEAST_LETTERS)


def _values(text: str) -> Iterator[str]:
    """Every text and number of a file of JSON, or of JSON lines; and the text itself where it is neither."""
    try:
        values = [json.loads(text)]
    except ValueError:
        try:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError:
            values = [text]
    for value in values:
        yield from _leaves(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            if not re.fullmatch(r"[a-z0-9_@]+", name):  # a key that looks like data
                yield name
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif not isinstance(value, bool) and value is not None:
        yield str(value)


def _holds(text: str, value: str) -> bool:
    start = text.find(value)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(value) : start + len(value) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(value, start + 1)
    return False
