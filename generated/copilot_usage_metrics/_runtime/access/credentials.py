"""Where the token of a request comes from."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

import attrs

from ..network.effects import Conversation
from ..operation import Operation

if TYPE_CHECKING:
    from .settings import Settings


class Token:
    """A token that shows itself to nobody who prints, logs or pickles it."""

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
        raise TypeError("a token is not pickled: build the client where it is used")


@attrs.frozen
class Scheme:
    """How a request carries the token: a security scheme of the description."""

    kind: Literal["bearer", "basic", "header", "query"]
    name: str = ""
    """The header or query parameter of an API key."""

    def headers(self, token: Token) -> dict[str, str]:
        """The headers that carry the token; none where the query does."""
        match self.kind:
            case "bearer":
                return {"Authorization": f"Bearer {token.reveal()}"}
            case "basic":
                encoded = base64.b64encode(token.reveal().encode()).decode("ascii")
                return {"Authorization": f"Basic {encoded}"}
            case "header":
                return {self.name: token.reveal()}
            case "query":
                return {}

    def query(self, token: Token) -> dict[str, str]:
        """The query parameter that carries the token; none where a header does."""
        return {self.name: token.reveal()} if self.kind == "query" else {}


class Credentials(Protocol):
    """Gives the token for a request; may talk to the API for it."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token | None]:
        """The token for this operation with these arguments; None where it is called without one."""
        ...

    def refused(self, token: Token) -> None:
        """Is told that the API answered 401 to a token."""
        ...

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """What tells the credential of a request from others: requests with the same one take turns."""
        ...


class NoToken:
    """No token at all, for an API that can be called without one."""

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[None]:
        """None."""
        yield from ()

    def refused(self, token: Token) -> None:
        """No token is ever refused."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """Always the same."""
        return "api"

    def __repr__(self) -> str:
        return "<no token>"


class OneToken:
    """The same token for everything."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def token(
        self, operation: Operation[Any], values: Mapping[str, Any], settings: Settings
    ) -> Conversation[Token]:
        """The token."""
        yield from ()
        return self._token

    def refused(self, token: Token) -> None:
        """There is no other one."""

    def turn(self, operation: Operation[Any], values: Mapping[str, Any]) -> str:
        """Always the same."""
        return "api"

    def __repr__(self) -> str:
        return "<one token>"
