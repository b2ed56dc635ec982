"""Tokens: which there are, what they may do, and when they end."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass

from ..data.estate import Entity

KINDS = {
    "classic-pat": "ghp_",
    "fine-grained-pat": "github_pat_",
    "oauth-app": "gho_",
    "app-user": "ghu_",
    "app-installation": "ghs_",
}
"""The kinds of token, with what they begin with."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token."""

    text: str
    kind: str
    scopes: tuple[str, ...] | None = None
    """Of classic tokens and OAuth apps; None for all."""
    entity: Entity | None = None
    """Of installations: whose; None for everybody's."""
    ends: float | None = None
    """Seconds since 1970; None for never."""


class Tokens:
    """The tokens that a fake has given out. Safe for threads."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._tokens: dict[str, Token] = {}
        self._lock = threading.Lock()

    def issue(
        self,
        kind: str,
        *,
        scopes: tuple[str, ...] | None = None,
        entity: Entity | None = None,
        ends: float | None = None,
    ) -> Token:
        """A new one. Raises `KeyError` for a kind that there is not."""
        prefix = KINDS[kind]
        with self._lock:
            number = len(self._tokens)
            text = hashlib.sha256(f"token {number} of seed {self._seed}".encode()).hexdigest()
            token = Token(prefix + text[:36], kind, scopes, entity, ends)
            self._tokens[token.text] = token
        return token

    def revoke(self, text: str) -> None:
        """Takes one back."""
        with self._lock:
            self._tokens.pop(text, None)

    def find(self, authorization: str | None, now: float) -> Token | None:
        """The token of an `Authorization` header, if it is one of ours and has not ended."""
        scheme, _, text = (authorization or "").strip().partition(" ")
        if scheme.lower() not in ("bearer", "token"):
            return None
        token = self._tokens.get(text.strip())
        if token is None or (token.ends is not None and now >= token.ends):
            return None
        return token
