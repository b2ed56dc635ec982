"""Tokens: their kinds, their permissions, and their expiry."""

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
"""The kinds of token, with their prefixes."""


@dataclass(frozen=True, slots=True)
class FakeToken:
    """A token."""

    text: str
    kind: str
    scopes: tuple[str, ...] | None = None
    """The scopes of classic tokens and OAuth apps; None for all."""
    entity: Entity | None = None
    """The entity of an installation; None for all."""
    ends: float | None = None
    """Seconds since 1970; None for never."""


class Tokens:
    """The tokens that a fake has issued. Thread-safe."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._tokens: dict[str, FakeToken] = {}
        self._lock = threading.Lock()

    def issue(
        self,
        kind: str,
        *,
        scopes: tuple[str, ...] | None = None,
        entity: Entity | None = None,
        ends: float | None = None,
    ) -> FakeToken:
        """Create a token. Raises `KeyError` for an unknown kind."""
        prefix = KINDS[kind]
        with self._lock:
            number = len(self._tokens)
            text = hashlib.sha256(f"token {number} of seed {self._seed}".encode()).hexdigest()
            token = FakeToken(prefix + text[:36], kind, scopes, entity, ends)
            self._tokens[token.text] = token
        return token

    def revoke(self, text: str) -> None:
        """Revoke a token."""
        with self._lock:
            self._tokens.pop(text, None)

    def find(self, authorization: str | None, now: float) -> FakeToken | None:
        """The token of an `Authorization` header, if it is one of the fake's and has not expired."""
        scheme, _, text = (authorization or "").strip().partition(" ")
        if scheme.lower() not in ("bearer", "token"):
            return None
        token = self._tokens.get(text.strip())
        if token is None or (token.ends is not None and now >= token.ends):
            return None
        return token
