"""GitHub Apps: their installations, and the tokens of these."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from ..clock import timestamp
from ..data.estate import Entity
from ..web.messages import ReceivedRequest, Reply, json_reply
from . import jwt, refusals
from .paging import links, numbered, size_of
from .world import World

INSTALLATION_SECONDS = 3600.0
_TOKENS = re.compile(r"/app/installations/([0-9]+)/access_tokens")
_OF_ONE = re.compile(r"/(orgs|enterprises)/([^/]+)/installation")
_PERMISSIONS = {
    "enterprise": {"enterprise_copilot_metrics": "read", "enterprise_administration": "read"},
    "organization": {"organization_copilot_metrics": "read"},
}


@dataclass(frozen=True, slots=True)
class App:
    """The App that is installed everywhere in the estate.

    Args:
        app_id: Its id; JWTs of another App are refused. None to accept any.
        public_key: Its public key in PEM; None to leave signatures unchecked.
        token_seconds: The lifetime of installation tokens.
    """

    app_id: str | None = None
    public_key: str | None = None
    token_seconds: float = INSTALLATION_SECONDS


def installation_id(entity: Entity) -> int:
    """The id of the App's installation there."""
    return 70_000_000 + entity.id


def answer(world: World, app: App, request: ReceivedRequest) -> Reply | None:
    """The response of an endpoint for Apps; None for other paths."""
    wanted = _route(world, request)
    if wanted is None:
        return None
    try:
        who = jwt.issuer(request.headers.get("authorization"), world.clock.now(), app.public_key)
    except jwt.Refused as refused:
        return refusals.unauthenticated(str(refused))
    if app.app_id is not None and who != app.app_id:
        return refusals.unauthenticated("Integration not found")
    kind, entity = wanted
    if kind == "list":
        return _list(world, request)
    if entity is None:
        return refusals.not_found()
    return (
        _token(world, app, entity)
        if kind == "token"
        else json_reply(200, _installation(world, entity))
    )


def _route(world: World, request: ReceivedRequest) -> tuple[str, Entity | None] | None:
    if request.method in ("GET", "HEAD"):
        if request.path == "/app/installations":
            return "list", None
        found = _OF_ONE.fullmatch(request.path)
        if found:
            scope = "organization" if found[1] == "orgs" else "enterprise"
            return "one", world.estate.find(scope, found[2])
    found = _TOKENS.fullmatch(request.path)
    if found and request.method == "POST":
        everybody = (world.estate.enterprise, *world.estate.organizations)
        wanted = (each for each in everybody if installation_id(each) == int(found[1]))
        return "token", next(wanted, None)
    return None


def _list(world: World, request: ReceivedRequest) -> Reply:
    size = size_of(request.query, "per_page", 30, 100) or 30
    number = size_of(request.query, "page", 1, 10**9) or 1
    everybody = [*world.estate.organizations, world.estate.enterprise]
    chosen, related = numbered(everybody, number, size)
    pages = {relation: {"page": place} for relation, place in related.items()}
    items = [_installation(world, each) for each in chosen]
    return json_reply(200, items, *links(world.api_url, request, pages))


def _installation(world: World, entity: Entity) -> dict[str, Any]:
    number = installation_id(entity)
    account: dict[str, Any] = {"id": entity.id}
    if entity.scope == "enterprise":
        account |= {"slug": entity.slug, "name": entity.slug}
    else:
        account |= {"login": entity.slug, "type": "Organization"}
    return {
        "id": number,
        "account": account,
        "target_id": entity.id,
        "target_type": entity.scope.capitalize(),
        "repository_selection": "all",
        "access_tokens_url": f"{world.api_url}/app/installations/{number}/access_tokens",
        "permissions": _PERMISSIONS[entity.scope],
        "events": [],
        "suspended_at": None,
    }


def _token(world: World, app: App, entity: Entity) -> Reply:
    ends = world.clock.now() + app.token_seconds
    token = world.tokens.issue("app-installation", entity=entity, ends=ends)
    body = {
        "token": token.text,
        "expires_at": timestamp(datetime.datetime.fromtimestamp(ends, datetime.UTC)),
        "permissions": _PERMISSIONS[entity.scope],
        "repository_selection": "all",
    }
    return json_reply(201, body)
