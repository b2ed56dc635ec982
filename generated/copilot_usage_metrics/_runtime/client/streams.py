"""Streams that are read once in a loop, and closed however the loop ends."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar
from weakref import ref

from ..protocol.effects import Conversation

if TYPE_CHECKING:
    from ..shells.asynchronous import AsyncShell
    from ..shells.blocking import BlockingShell

T_co = TypeVar("T_co", covariant=True)


class Stream(Generic[T_co]):
    """Read in a `for` loop. Leaving the loop closes the connections at once."""

    _shell: BlockingShell
    _running: ref[Generator[T_co, None, None]] | None = None

    @abstractmethod
    def _conversation(self) -> Conversation[None]:
        """The effects to carry out. Raises `AlreadyConsumedError` on the second call."""

    def __iter__(self) -> Iterator[T_co]:
        stream = self._shell.stream(self._conversation())
        self._running = ref(stream)
        return stream

    def close(self) -> None:
        """Stops reading and closes the connections. The statistics remain."""
        stream = None if self._running is None else self._running()
        if stream is not None:
            stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(Generic[T_co]):
    """Read in an `async for` loop. After the loop is left, the event loop closes the connections;
    `aclose`, or `async with`, waits until that is done.
    """

    _shell: AsyncShell
    _running: ref[AsyncGenerator[T_co, None]] | None = None

    @abstractmethod
    def _conversation(self) -> Conversation[None]:
        """The effects to carry out. Raises `AlreadyConsumedError` on the second call."""

    def __aiter__(self) -> AsyncIterator[T_co]:
        stream = self._shell.stream(self._conversation())
        self._running = ref(stream)
        return stream

    async def aclose(self) -> None:
        """Stops reading and closes the connections. The statistics remain."""
        stream = None if self._running is None else self._running()
        if stream is not None:
            await stream.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()
