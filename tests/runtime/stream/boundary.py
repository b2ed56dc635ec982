"""An API and a download host, and checks that no secret crosses the boundary between them."""

from __future__ import annotations

import json
import pickle
import traceback
from collections.abc import Callable
from types import TracebackType

import attrs

from copilot_usage_metrics import CopilotMetricsError, RetryPolicy
from tests.runtime.stream.hosts import Host, ReceivedRequest, Wire
from tests.runtime.stream.support import DAY, SIGNATURE, lines, user
from tests.runtime.support import TOKEN

DATA = lines(*(user(n) for n in range(40)))
SECRETS = (TOKEN, SIGNATURE)
SWIFT = RetryPolicy(initial_backoff_seconds=0.01)


@attrs.define
class Sites:
    """An API and a download host, each with its scripted behaviour."""

    api: Host
    files: Host
    at_files: Callable[[ReceivedRequest, Wire], None]
    at_api: Callable[[ReceivedRequest, Wire], None]
    parts: int = 1
    answered: int = 0

    def envelope(self, wire: Wire) -> None:
        self.answered += 1
        names = [f"part-{n}.json" for n in range(self.parts)]
        links = [f"{self.files.url}/{n}?{SIGNATURE}&g={self.answered}" for n in names]
        body = json.dumps({"download_links": links, "report_day": DAY}).encode()
        wire.answer(body, content_type="application/json", set_cookie=f"session={TOKEN}; Path=/")


def hidden(error: BaseException | None) -> None:
    """No secret is in an exception: its text, its attributes, its chain, the variables of its frames, its pickle."""
    assert error is not None
    todo: list[BaseException] = [error]
    seen: set[int] = set()
    while todo:
        each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        texts = [str(each), repr(each), repr(each.args), repr(vars(each))]
        texts += traceback.format_exception(each)
        texts += package_variables(each.__traceback__)
        for text in texts:
            assert not any(secret in text for secret in SECRETS), text
        if isinstance(each, CopilotMetricsError):
            packed = pickle.dumps(each)
            assert not any(secret.encode() in packed for secret in SECRETS)
            assert str(pickle.loads(packed)) == str(each)
        todo += [e for e in (each.__cause__, each.__context__) if e is not None]


def package_variables(trace: TracebackType | None) -> list[str]:
    """The frames of the package, as traceback.TracebackException(capture_locals=True) shows them."""
    found = []
    while trace is not None:
        frame = trace.tb_frame
        if "/tests/" not in frame.f_code.co_filename:
            found += [f"{name}={value!r}" for name, value in frame.f_locals.items()]
        trace = trace.tb_next
    return found
