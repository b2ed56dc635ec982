"""The token of a request, and the header, cookie or query parameter that carries it."""

from __future__ import annotations

import base64
import os
from typing import Literal

import attrs

from ..errors import ArgumentError
from ..protocol.ascii import is_printable_ascii


class Token:
    """A token that `repr`, logs and pickle do not show."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The token itself."""
        return self._value

    def __repr__(self) -> str:
        return "<token>"

    def __copy__(self) -> Token:
        return self

    def __deepcopy__(self, memo: object) -> Token:
        return self

    def __reduce__(self) -> str:
        raise TypeError("a token cannot be pickled: create the client where it is used")


@attrs.frozen
class Scheme:
    """How a request carries the token: a security scheme of the description."""

    kind: Literal["bearer", "basic", "header", "query", "cookie"]
    name: str = ""
    """The header, query parameter or cookie of an API key."""

    def headers(self, token: Token) -> dict[str, str]:
        """The headers that carry the token; empty if the query does."""
        match self.kind:
            case "bearer":
                return {"Authorization": f"Bearer {token.reveal()}"}
            case "basic":
                encoded = base64.b64encode(token.reveal().encode()).decode("ascii")
                return {"Authorization": f"Basic {encoded}"}
            case "header":
                return {self.name: token.reveal()}
            case "cookie":
                return {"Cookie": f"{self.name}={token.reveal()}"}
            case "query":
                return {}

    def query(self, token: Token) -> dict[str, str]:
        """The query parameter that carries the token; empty if a header does."""
        return {self.name: token.reveal()} if self.kind == "query" else {}


BEARER = Scheme("bearer")


def token_from(value: str | None, variable: str, scheme: Scheme = BEARER) -> Token:
    """The token argument, else the environment variable's value. Raises `ArgumentError`, which never contains it.

    Blanks and line ends around it are stripped: files and variables often end with one.
    """
    source = "token"
    try:
        if value is None:
            source, value = variable, os.environ.get(variable)
        if value is None:
            raise ArgumentError("token", f"missing, and {variable} is not set")
        if not isinstance(value, str):
            raise ArgumentError(source, f"expected a string, got {type(value).__name__}")
        value = value.strip()
        if scheme.kind == "basic":
            if ":" not in value or not value.isprintable():
                raise ArgumentError(source, "expected `USER:PASSWORD`, without control characters")
            return Token(value)
        if value.lower().startswith("bearer "):
            raise ArgumentError(source, "pass the token without the word `Bearer`")
        forbidden = " ;," if scheme.kind == "cookie" else " "
        if not value or not is_printable_ascii(value) or set(value) & set(forbidden):
            raise ArgumentError(
                source, "it is empty or contains characters that are not allowed in a token"
            )
        return Token(value)
    finally:
        del value  # a traceback that shows local variables must not show it
