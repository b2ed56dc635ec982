"""The API: from a request to a response, with GitHub's order of checks."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import unquote

from ..._runtime.operation import Operation
from .. import registry
from ..data.estate import Entity
from ..web.messages import ReceivedRequest, Reply
from . import (
    apps,
    bills,
    closed,
    described,
    edge,
    envelopes,
    licences,
    rates,
    refusals,
    usage_records,
)
from .apps import App
from .tokens import FakeToken
from .world import World

_PARAMETER = re.compile(r"\\\{(\w+)\\\}")


class Api:
    """Responds to requests at the API's port.

    Args:
        world: The estate, its figures and state.
        app: The GitHub App of the estate.
        prefix: The path prefix of every operation; empty for none.
    """

    def __init__(self, world: World, app: App, prefix: str = "") -> None:
        self._world = world
        self._app = app
        self._prefix = prefix.rstrip("/")

    def __call__(self, request: ReceivedRequest) -> Reply:
        """The response to a request."""
        reply = self._answer(request).with_headers(
            ("X-GitHub-Request-Id", self._world.request_id())
        )
        wants = "gzip" in request.headers.get("accept-encoding", "")
        if wants and isinstance(reply.body, bytes) and reply.body and self._is_on("api-gzip"):
            packed = gzip.compress(reply.body, mtime=0)
            reply = replace(reply, body=packed).with_headers(("Content-Encoding", "gzip"))
        return replace(reply, delivery=edge.delivery(self._world, request))

    def _is_on(self, name: str) -> bool:
        return self._world.board.look(name) is not None

    def _answer(self, request: ReceivedRequest) -> Reply:
        world = self._world
        answer = edge.broken(world, request)
        if answer is not None:
            return answer
        if not request.headers.get("user-agent", "").strip():
            return refusals.without_user_agent()
        version = request.headers.get("x-github-api-version") or registry.assumed_version()
        dropped = world.board.take("version-dropped", request.target) is not None
        if dropped or version not in registry.versions():
            return refusals.unknown_version(version)
        if not request.path.startswith(f"{self._prefix}/"):
            return refusals.not_found()
        inner = replace(request, path=request.path.removeprefix(self._prefix))
        answer = edge.limited(world, inner) or edge.redirected(world, inner)
        if answer is not None:
            return answer
        selected = ("X-GitHub-Api-Version-Selected", version)
        return self._within(edge.unmoved(inner), version).with_headers(selected)

    def _within(self, request: ReceivedRequest, version: str) -> Reply:
        world = self._world
        answer = apps.answer(world, self._app, request)
        if answer is not None:
            return answer
        header = request.headers.get("authorization")
        token = world.tokens.find(header, world.clock.now())
        if token is None or world.board.take("revoked", request.target) is not None:
            return refusals.unauthenticated(
                "Bad credentials" if header else "Requires authentication"
            )
        answer = rates.answer(world, request, token)
        if answer is not None:
            return answer
        allowed, headers = world.limits.count(token.text, world.clock.now())
        answer = (
            self._operation(request, version, token) if allowed else refusals.primary_limit(403)
        )
        return answer.with_headers(*headers)

    def _operation(self, request: ReceivedRequest, version: str, token: FakeToken) -> Reply:
        world = self._world
        found = route(version, request.path, request.method)
        if found is None:
            return refusals.not_found()
        operation, values = found
        page = operation.documentation_url
        scope = registry.scope_of(operation)
        entity = _entity(world, operation, scope, values)
        if entity is None or (closed.is_closed(world, operation) and not world.legacy_open):
            return refusals.not_found(page)
        answer = edge.refused(world, request, page) or _forbidden(operation, entity, token)
        if answer is not None:
            return answer
        if operation.report:
            return envelopes.answer(world, operation, entity, request)
        if operation.path.endswith(usage_records.PATH):
            return usage_records.answer(world, operation, request)
        if operation.path.endswith(closed.PATHS):
            return closed.answer(world, operation, entity, request, values.get("team_slug"))
        if operation.path.endswith(licences.PATHS):
            return licences.answer(world, operation, entity, request, values.get("username"))
        if operation.path.endswith(bills.PATHS):
            return bills.answer(world, operation, entity, request, values.get("username"))
        return described.answer(world, operation, entity, request)


def route(
    version: str, path: str, method: str = "GET"
) -> tuple[Operation[Any], Mapping[str, str]] | None:
    """The operation of a path and method, with the values of its parameters; None if there is none."""
    method = "GET" if method == "HEAD" else method
    for pattern, operation in _routes(version):
        found = pattern.fullmatch(path)
        if found and operation.method.upper() == method:
            return operation, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


@cache
def _routes(version: str) -> tuple[tuple[re.Pattern[str], Operation[Any]], ...]:
    return tuple(
        (re.compile(_PARAMETER.sub(r"(?P<\1>[^/]+)", re.escape(operation.path))), operation)
        for operation in registry.versions()[version].values()
    )


def _entity(
    world: World, operation: Operation[Any], scope: str, values: Mapping[str, str]
) -> Entity | None:
    """The requested entity; by id only if the operation accepts ids. Without one in the path, the enterprise."""
    parameter = next((each for each in operation.parameters if each.location == "path"), None)
    if parameter is None or parameter.wire_name not in ("enterprise", "org"):
        return world.estate.enterprise
    name = values[parameter.wire_name]
    entity = world.estate.find(scope, name)
    if entity is not None and name == str(entity.id) and not parameter.accepts_id:
        return None
    return entity


def _forbidden(operation: Operation[Any], entity: Entity, token: FakeToken) -> Reply | None:
    """The refusal for the kind of token, its installation or its scopes; None if they suffice."""
    page = operation.documentation_url
    if token.kind in operation.token_kinds_that_fail:
        kind = "integration" if token.kind.startswith("app-") else "personal access token"
        return refusals.not_by(kind, page)
    if token.entity is not None and token.entity != entity:
        return refusals.not_by("integration", page)
    scopes = operation.oauth_scopes
    if token.scopes is not None and scopes and not set(scopes) & set(token.scopes):
        return refusals.role_missing(page)
    return None
