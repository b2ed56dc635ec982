"""`GET /rate_limit`: the remaining requests of the hour, and the scopes of a classic token. It costs nothing."""

from __future__ import annotations

from .. import registry
from ..web.messages import ReceivedRequest, Reply, json_reply
from .tokens import FakeToken
from .world import World

PATH = "/rate_limit"
_WITH_SCOPES = ("classic-pat", "oauth-app")


def answer(world: World, request: ReceivedRequest, token: FakeToken) -> Reply | None:
    """The state of the limit; None for other paths."""
    if request.path != PATH or request.method not in ("GET", "HEAD"):
        return None
    limit, used, reset = world.limits.state(token.text, world.clock.now())
    core = {
        "limit": limit,
        "used": min(limit, used),
        "remaining": max(0, limit - used),
        "reset": int(reset + 0.999),
    }
    reply = json_reply(200, {"resources": {"core": core}, "rate": core})
    if token.kind not in _WITH_SCOPES:
        return reply  # only classic tokens and OAuth apps have scopes; the others have permissions
    return reply.with_headers(("X-OAuth-Scopes", ", ".join(_scopes(token))))


def _scopes(token: FakeToken) -> tuple[str, ...]:
    if token.scopes is not None:
        return token.scopes
    known = {scope for each in registry.newest().values() for scope in each.oauth_scopes}
    return tuple(sorted(known))
