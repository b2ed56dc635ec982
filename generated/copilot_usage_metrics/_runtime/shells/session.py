"""The state of a running generator of effects: its next input, and its open resources. Shared by both shells."""

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
    """A download of the HTTP library: its response, and its pieces in order."""

    response: Any
    pieces: Any
    failures: tuple[type[Exception], ...]
    """The exceptions that closing it may raise."""
    deadline: Any = None
    """The deadline of the next piece, for the blocking shell."""


@attrs.define
class Session(Generic[B]):
    """Steps through a generator of effects; records the resources to release if it ended now."""

    result: Any = None
    opened: list[Opened] = attrs.field(factory=list)
    """Downloads that are open."""
    ahead: dict[Link, B] = attrs.field(factory=dict)
    """Downloads that were started ahead, in the shell's form."""
    held: list[str] = attrs.field(factory=list)
    """Locks that are not released yet."""
    _answer: Any = None
    _problem: CopilotMetricsError | None = None

    def next(self, conversation: Conversation[Any]) -> Effect | None:
        """The next effect; None at the end, when `result` is the return value of the generator."""
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
        """Carry out an effect and store its result, or its failure, for the next step."""
        try:
            self._answer = perform(effect, self)
        except CopilotMetricsError as error:
            self._problem = error
        self._note(effect)

    async def answer_async(
        self, perform: Callable[[Effect, Session[B]], Awaitable[Any]], effect: Effect
    ) -> None:
        """Like `answer`, asynchronous."""
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
