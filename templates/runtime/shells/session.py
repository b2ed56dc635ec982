"""A conversation being carried out: what it is sent next, and what it still holds. Shared by both shells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import attrs

from ..errors import CopilotMetricsError
from ..protocol.effects import Acquire, Close, Conversation, Effect, Opened, Release
from ..protocol.links import Link

B = TypeVar("B")


@attrs.frozen
class Piecemeal:
    """A download of the HTTP library: its response, and its pieces one after the other."""

    response: Any
    pieces: Any
    failures: tuple[type[Exception], ...]
    """What closing it may raise."""
    deadline: Any = None
    """What bounds the next piece, where the shell blocks."""


@attrs.define
class Session(Generic[B]):
    """Steps through a conversation; remembers what would have to be given back if it ended now."""

    result: Any = None
    opened: list[Opened] = attrs.field(factory=list)
    """Downloads that are open."""
    ahead: dict[Link, B] = attrs.field(factory=dict)
    """Downloads that were begun before their turn, as the shell has them."""
    held: list[str] = attrs.field(factory=list)
    """Turns that are not given back yet."""
    _answer: Any = None
    _problem: CopilotMetricsError | None = None

    def next(self, conversation: Conversation[Any]) -> Effect | None:
        """The next effect; None at the end, when `result` is what the conversation returned."""
        answer, problem = self._answer, self._problem
        self._answer = self._problem = None
        try:
            if problem is not None:
                return conversation.throw(problem)
            return conversation.send(answer)
        except StopIteration as done:
            self.result = done.value
            return None

    def answer(self, perform: Callable[[Effect, Session[B]], Any], effect: Effect) -> None:
        """Carries out an effect and keeps its answer, or its failure, for the next step."""
        try:
            self._answer = perform(effect, self)
        except CopilotMetricsError as error:
            self._problem = error
        self._note(effect)

    async def answer_async(
        self, perform: Callable[[Effect, Session[B]], Awaitable[Any]], effect: Effect
    ) -> None:
        """As `answer`, awaited."""
        try:
            self._answer = await perform(effect, self)
        except CopilotMetricsError as error:
            self._problem = error
        self._note(effect)

    def _note(self, effect: Effect) -> None:
        if isinstance(self._answer, Opened):
            self.opened.append(self._answer)
        elif isinstance(effect, Close):
            self.opened.remove(effect.opened)
        elif isinstance(effect, Acquire):
            self.held.append(effect.key)
        elif isinstance(effect, Release):
            self.held.remove(effect.key)
