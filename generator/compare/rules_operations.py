"""Rules for operations, servers, credentials and the facts of operations."""

from __future__ import annotations

from typing import Any

from .rule import B, C, D, N, Rule, W


def _rule(id: str, kind: str, wire: Any, python: Any, title: str, message: str, **more: Any) -> Rule:  # noqa: A002
    more.setdefault("condition", title)
    return Rule(id=id, kind=kind, wire=wire, python=python, title=title, message=message, **more)


OPERATIONS: tuple[Rule, ...] = (
    _rule(
        "op.gone-announced", "operation-gone", W, B,
        "An operation that was deprecated is gone", "{old} is gone, after it was deprecated",
        when={"deprecated": True}, condition="method and path are gone, and the old description said deprecated",
        why="Calls get 404 and the method is no longer generated, but those who use it were told.",
        example="GET /orgs/{org}/copilot/usage, deprecated: true, is removed",
    ),
    _rule(
        "op.gone", "operation-gone", B, B, "An operation is gone", "{old} is gone",
        condition="method and path are gone, without a deprecation before",
        why="Calls get 404, and the method is no longer generated.",
        example="GET /orgs/{org}/copilot/metrics is removed",
        accept="keep the operation in an overlay if it still answers",
    ),
    _rule(
        "op.new", "operation-new", C, C, "An operation is new", "{new} is new",
        why="Nobody calls it yet.", example="GET /orgs/{org}/copilot/metrics/reports/repos-1-day is added",
    ),
    _rule(
        "op.verb-changed", "operation-moved", B, B, "An operation has another method", "{old} is {new} now",
        when={"verb": True}, condition="same path and same operation under another method",
        why="The old call gets 404 or 405. The method of the client keeps its name.",
        example="PUT /team/{id} becomes PATCH /team/{id}",
    ),
    _rule(
        "op.moved", "operation-moved", B, B, "An operation is somewhere else", "{old} is at {new} now",
        condition="same operationId, or the same words at a path that differs in one segment",
        why="Programs that build the address themselves get 404. The client's method keeps its name if its id stays.",
        example="/team/{id}/copilot/usage becomes /teams/{id}/copilot/usage",
    ),
    _rule(
        "op.deprecated", "operation-deprecated", C, C, "An operation is deprecated", "{subject} is deprecated",
        why="It works as before; its use warns.", example="deprecated: true is set on GET /orgs/{org}/copilot/usage",
    ),
    _rule(
        "op.revived", "operation-revived", C, C, "An operation is no longer deprecated",
        "{subject} is no longer deprecated",
        why="Its use no longer warns.", example="deprecated: true is taken away",
    ),
    _rule(
        "op.sunset-set", "sunset-set", W, D, "An operation gets a last day", "{subject} is {new}",
        why="It stops working on that day.", example='x-sunset: "2026-04-02" is set',
    ),
    _rule(
        "op.sunset-earlier", "sunset-earlier", W, D, "An operation ends earlier", "{subject} is {new}, no longer {old}",
        why="There is less time than there was said to be.", example='x-sunset moves from "2026-06-01" to "2026-04-02"',
    ),
    _rule(
        "op.sunset-later", "sunset-later", C, D, "An operation ends later, or not", "{subject} is {new}, no longer {old}",
        why="There is more time.", example='x-sunset moves from "2026-04-02" to "2026-06-01"',
    ),
    _rule(
        "op.stability-down", "stability-down", W, D, "An operation may be relied on less",
        "{subject} is {new}, no longer {old}",
        why="A preview changes without notice, and what is closed answers no more.",
        example="x-stage: generally available becomes public preview",
    ),
    _rule(
        "op.stability-up", "stability-up", C, D, "An operation may be relied on more",
        "{subject} is {new}, no longer {old}",
        why="Less change is to be expected.", example="x-stage: public preview becomes generally available",
    ),
    _rule(
        "op.row-type", "row-type-changed", W, B, "The files hold rows of another type",
        "{subject} is {new}, no longer {old}",
        why="The rows that are read have other attributes.", example="x-row-type: UserDay becomes UserTeamDay",
    ),
    _rule(
        "op.row-type-set", "row-type-set", C, C, "The rows of files have a type now", "{subject} is {new}",
        why="Rows can be read as objects that could not before.", example="x-row-type: UserDay is set",
    ),
    _rule(
        "op.file-shape", "file-shape-changed", B, D, "The files have another shape",
        "{subject} is {new}, no longer {old}",
        why="Who reads files line by line cannot read one large object, and the other way round.",
        example="x-file-shape: object becomes lines",
    ),
    _rule(
        "op.file-shape-set", "file-shape-set", C, D, "The shape of the files is known now", "{subject} is {new}",
        why="It was the same before; now it is written down.", example="x-file-shape: lines is set",
    ),
    _rule(
        "op.pagination", "pagination-changed", B, B, "Pages are asked for in another way",
        "{subject} is {new}, no longer {old}",
        why="A program that turns pages the old way sees the first one only.",
        example="x-pagination: style page becomes style cursor",
    ),
    _rule(
        "op.pagination-set", "pagination-set", C, C, "Pages can be turned now", "{subject} is {new}",
        why="The client can walk through all pages.", example="x-pagination is set",
    ),
    _rule(
        "op.page-size", "page-size", W, D, "A page holds more or fewer items", "{subject} is {new}, no longer {old}",
        why="Who asks for more than a page holds gets less, and who names no size gets another one.",
        example="x-pagination: largest 100 becomes 28",
    ),
    _rule(
        "op.limit-tighter", "limit-of-ours-tighter", W, D, "Fewer questions get an answer",
        "{subject} is {new}, no longer {old}",
        why="Days, ages or teams that had data get none.", example="x-since-max-age-days: 100 becomes 28",
    ),
    _rule(
        "op.limit-looser", "limit-of-ours-looser", C, D, "More questions get an answer",
        "{subject} is {new}, no longer {old}",
        why="What got an answer still does.", example="x-since-max-age-days: 28 becomes 100",
    ),
    _rule(
        "access.less", "access-less", B, D, "Some who had access lose it", "{subject} is {new}, no longer {old}",
        why="A token, role or scope that sufficed gets 403 or 404.",
        example="read:enterprise no longer suffices",
    ),
    _rule(
        "access.more", "access-more", C, D, "More have access", "{subject} is {new}, no longer {old}",
        why="Who had access still has.", example="fine-grained tokens work, too",
    ),
    _rule(
        "path.argument-renamed", "path-argument-renamed", N, B, "A parameter of the path is renamed",
        "{subject} is called {new} now", direction="arg",
        why="The address is the same; who passes it by name in Python cannot any longer.",
        example="/users/{username} becomes /users/{login}", accept="pin the old name in names.yaml",
    ),
    _rule(
        "server.moved", "server-moved", W, D, "The API is at another address", "the server is {new}, no longer {old}",
        why="Programs that use the documented address go there.", example="servers[0].url changes",
    ),
    _rule(
        "server.gone", "server-gone", W, N, "A server is gone", "the server {old} is gone",
        why="Who uses it may get no answer.", example="the second of servers is removed",
    ),
    _rule(
        "server.new", "server-new", C, N, "A server is new", "the server {new} is new",
        why="Nobody uses it yet.", example="a second server is added",
    ),
    _rule(
        "server.variable", "server-variable", W, N, "A server's variable has another default or fewer values",
        "a variable of the server was {old} and is {new}",
        why="The address that is made from it is another one.", example="the default of {host} changes",
    ),
    _rule(
        "auth.needed", "auth-needed", B, N, "Credentials are needed now", "{subject} are needed: {new}",
        why="Calls without any get 401.", example="security: [{token: []}] is added",
    ),
    _rule(
        "auth.free", "auth-free", C, N, "Credentials are no longer needed", "{subject} are no longer needed",
        why="Calls with some still work.", example="security becomes []",
    ),
    _rule(
        "auth.option-gone", "auth-option-gone", B, N, "A way to authenticate is gone", "{subject}: {old} no longer works",
        why="Who uses it gets 401.", example="one of two alternatives is removed from security",
    ),
    _rule(
        "auth.option-new", "auth-option-new", C, N, "A way to authenticate is new", "{subject}: {new} works, too",
        why="The old ways still work.", example="another alternative is added to security",
    ),
    _rule(
        "auth.scope-more", "auth-scope-more", B, N, "More scopes are needed", "{subject}: {new} is needed, too",
        why="Tokens without it get 403.", example="a second scope is added to a requirement",
    ),
    _rule(
        "auth.scope-less", "auth-scope-less", C, N, "Fewer scopes are needed", "{subject}: {old} is no longer needed",
        why="Tokens that have it still work.", example="a scope is removed from a requirement",
    ),
    _rule(
        "auth.scheme-changed", "auth-scheme-changed", B, N, "Credentials are sent in another way",
        "{subject} was {old} and is {new}",
        why="The old way gets 401.", example="a key moves from the query to a header",
    ),
    _rule(
        "auth.flow-url", "auth-flow-url", W, N, "Tokens are had from another address", "{subject}: {new}, no longer {old}",
        why="Who asks the old address for a token may get none.", example="tokenUrl changes",
    ),
    _rule(
        "pending.new", "pending-new", W, D, "GitHub announces a breaking change", "{subject}: {new} is announced",
        why="The next API version breaks what is written against this one; nothing has changed yet.",
        example="x-github-breaking-changes gets an entry for 2026-03-10",
    ),
    _rule(
        "pending.gone", "pending-gone", D, D, "An announced change is no longer announced",
        "{subject}: {old} is no longer announced",
        why="It came to pass or was taken back.", example="an entry of x-github-breaking-changes is removed",
    ),
)
