"""Reports waits and responses to the log and to the caller's functions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

import attrs

from ..protocol.effects import Wait
from ..protocol.response_info import ResponseInfo, response_info

OnWait = Callable[[Wait], None]
OnResponse = Callable[[ResponseInfo], None]

LOG = logging.getLogger(__name__.split(".", maxsplit=1)[0])
"""The package's only logger: waits at INFO, each response at DEBUG."""


@attrs.frozen
class Observer:
    """The observer functions of a client. Their exceptions end the call."""

    wait: OnWait | None = None
    response: OnResponse | None = None

    def on_wait(self, wait: Wait) -> None:
        """Reports a wait before it begins."""
        LOG.info("waiting %.1f s: %s", wait.seconds, wait.why)
        if self.wait is not None:
            self.wait(wait)

    def on_response(
        self,
        method: str,
        url: str,
        status: int,
        headers: Mapping[str, str],
        seconds: float,
        *,
        is_download: bool = False,
    ) -> None:
        """Reports a response; costs nothing without listeners."""
        is_logged = LOG.isEnabledFor(logging.DEBUG)
        if self.response is None and not is_logged:
            return
        info = response_info(method, url, status, headers, seconds, is_download=is_download)
        if is_logged:
            request = f", request {info.request_id}" if info.request_id else ""
            LOG.debug("%s %s: %d in %.2f s%s", info.method, info.url, status, seconds, request)
        if self.response is not None:
            self.response(info)
