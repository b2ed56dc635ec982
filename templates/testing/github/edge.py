"""Responses before a request reaches an operation: limits, failures and refusals of a scenario."""

from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate

from ..web.messages import JSON, Delivery, ReceivedRequest, Reply
from . import limits, refusals
from .world import World

MOVED = "/moved"
_LIMITED = (
    ("primary-limit", 403),
    ("primary-limit-429", 429),
    ("secondary-limit", 403),
    ("secondary-limit-429", 429),
    ("limit-date", 429),
    ("limit-reset", 429),
    ("limit-bare", 429),
    ("limit-bare-403", 403),
)


def delivery(world: World, request: ReceivedRequest) -> Delivery:
    """How a response is sent over the wire."""
    take, target = world.board.take, request.target
    wait = float(take("api-latency", target) or 0) / 1000 + float(take("api-stall", target) or 0)
    reset = take("api-reset", target)
    cut = take("api-truncate", target)
    return Delivery(
        wait=wait,
        reset_at=0 if reset is not None else None,
        cut_at=int(float(cut)) if cut is not None else None,
    )


def broken(world: World, request: ReceivedRequest) -> Reply | None:
    """A response of gateways and proxies instead of GitHub's application."""
    take, target = world.board.take, request.target
    if take("proxy-403", target) is not None:
        return refusals.page_of_html(403, "Access denied by the proxy")
    status = take("server-error", target)
    if status is not None:
        return refusals.page_of_html(int(status), "Unicorn! · GitHub")
    if take("server-error-json", target) is not None:
        return refusals.basic(500, "Server Error")
    if take("api-garbage", target) is not None:
        return Reply(200, (("Content-Type", JSON),), b'{"download_links": [')
    return None


def limited(world: World, request: ReceivedRequest) -> Reply | None:
    """A limit that has been reached."""
    now = world.clock.now()
    for name, status in _LIMITED:
        value = world.board.take(name, request.target)
        if value is None:
            continue
        seconds = float(value or 0)
        if name.startswith("primary-limit"):
            return refusals.primary_limit(status).with_headers(
                *limits.headers(world.limits.limit, 0, now + seconds)
            )
        if name.startswith("secondary-limit"):
            return refusals.secondary_limit(status, ("Retry-After", str(int(seconds + 0.999))))
        if name == "limit-date":
            date = formatdate(now + seconds + 0.999, usegmt=True)
            return refusals.secondary_limit(status, ("Retry-After", date))
        if name == "limit-reset":
            reset = str(int(now + seconds + 0.999))
            return refusals.secondary_limit(status, ("X-RateLimit-Reset", reset))
        return refusals.secondary_limit(status)
    return None


def refused(world: World, request: ReceivedRequest, page: str | None) -> Reply | None:
    """A refusal of an operation that would have succeeded."""
    take, target = world.board.take, request.target
    if take("policy-off", target) is not None:
        return refusals.policy_off(page)
    if take("role-missing", target) is not None:
        return refusals.role_missing(page)
    if take("integration-403", target) is not None:
        return refusals.not_by("integration", page)
    if take("token-403", target) is not None:
        return refusals.not_by("personal access token", page)
    return None


def redirected(world: World, request: ReceivedRequest) -> Reply | None:
    """A redirect."""
    take, target = world.board.take, request.target
    if request.path.startswith(f"{MOVED}/"):
        return None
    if take("redirect", target) is not None:
        return _to(f"{world.api_url}{MOVED}{target}")
    if take("redirect-away", target) is not None:
        return _to(f"{world.download_url}{target}")
    if take("redirect-loop", target) is not None:
        return _to(f"{world.api_url}{target}")
    return None


def unmoved(request: ReceivedRequest) -> ReceivedRequest:
    """The request before a redirect within the origin."""
    if request.path.startswith(f"{MOVED}/"):
        return replace(request, path=request.path.removeprefix(MOVED))
    return request


def _to(address: str) -> Reply:
    answer = refusals.basic(307, "Moved")
    return answer.with_headers(("Location", address))
