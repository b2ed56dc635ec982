"""The modules of a part of the package: of one API version, or shared by several."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from jinja2 import Environment

from .docs import common_arguments, operation_doc, pointer_doc
from .engine import render
from .model import ApiModel, Code, OperationModel
from .pool import FactPool, responses_of
from .row_model import RowModel
from .service import Service
from .sharing import VersionPart, subpackage

_CLIENT_DOC = """{what}

Path parameters may be positional; all others are keywords. A method returns `NoData`, which is falsy, where {owner} \
has nothing. It raises `ArgumentError`, before a request is sent, for an argument that {owner} would refuse, and \
another `CopilotMetricsError` for every failure that its docstring does not list.

Args:
{token}
    base_url: {address} May have a path. Must be https, except on loopback.
    timeout: Seconds for each step of a request.
    retry: When and how long to retry; by default three attempts, the first wait at most a second.
    on_wait: Called with a `Wait` before each wait.
    on_response: Called with a `ResponseInfo` after each response: status, rate limit, request id. May be called from \
another thread while a file is downloaded ahead.
    user_agent: Added to the `User-Agent` header: the name of your program.
    http_client: An httpx or httpx2 client of your own, such as for proxies or private CAs. It stays open.
    clock: Time and randomness, to be replaced in tests.
    one_at_a_time: Whether requests with the same credential wait for each other{turns}.

Arguments of several methods:
    {arguments}"""
_ASYNC_CLIENT_DOC = """Like `{}`, with the same methods and arguments, each awaited. \
`http_client` is an `httpx.AsyncClient` or an `httpx2.AsyncClient`."""
_OUR_CREDENTIALS = """    token: A token for GitHub's API. By default, the environment variable `GH_TOKEN` or \
`GITHUB_TOKEN` for api.github.com, GHE.com and loopback, and `GH_ENTERPRISE_TOKEN` or `GITHUB_ENTERPRISE_TOKEN` for \
other servers. It is sent to the origin of `base_url` only, and never shown.
    app: A GitHub App instead of a token; its installation tokens are created and renewed as needed."""
_OUR_OPERATIONS = (
    "GitHub's Copilot usage metrics: one method for each operation, also by octokit's name."
)
_OUR_ADDRESS = "The API's base URL; `https://api.SUBDOMAIN.ghe.com` for GHE.com."
_OUR_TURNS = ", as GitHub asks of programs that send many. Downloads still run in parallel"
_CREDENTIAL = """    token: {kind}; by default the environment variable `{variable}`. \
It is sent to the origin of `base_url` only{servers}, and never shown."""
_TOKEN_KINDS = {
    "bearer": "A bearer token",
    "basic": "User and password, as `USER:PASSWORD`",
    "header": "An API key",
    "query": "An API key",
    "cookie": "An API key",
}


@attrs.frozen
class _Kind:
    """Whether a client blocks or awaits."""

    adjective: str
    module: Code
    prefix: Code
    is_async: bool

    @property
    def async_(self) -> Code:
        """The keyword before `def`."""
        return Code("async " if self.is_async else "")

    @property
    def await_(self) -> Code:
        """The keyword before a call."""
        return Code("await " if self.is_async else "")


_KINDS = (
    _Kind("synchronous", Code("client"), Code(""), False),
    _Kind("asynchronous", Code("async_client"), Code("Async"), True),
)


class PartRenderer:
    """Renders the modules of each part. A package without rows has one part, at its top."""

    def __init__(
        self,
        env: Environment,
        parts: Sequence[VersionPart],
        facts: FactPool,
        rows: RowModel | None,
        name: str,
        product: str,
        service: Service,
    ) -> None:
        self._env = env
        self._parts = parts
        self._rows = rows
        self._product = product
        self._package = name
        self._service = service
        top = "." if rows is None else ".."
        self._common = {
            "runtime": Code(f"{top}_runtime"),
            "top": Code(top),
            "facts": facts,
            "kinds": _KINDS,
            "row_sources": {} if rows is None else rows.sources,
            "has_namespaces": rows is not None,
            "method_doc": self._method_doc,
            "service": service,
        }
        self._arguments = self._common_arguments()
        self._described: dict[tuple[str, str], VersionPart] = {}
        for part in sorted(parts, key=lambda each: each.versions[::-1], reverse=True):
            for operation in part.operations:
                key = (operation.function, operation_doc(operation, self._arguments))
                self._described.setdefault(key, part)

    def _common_arguments(self) -> list[str]:
        """The arguments that many operations of each API version have."""
        versions = [each for each in self._parts if len(each.versions) == 1]
        found = [
            common_arguments(
                [each for part in (own, *self._wider(own)) for each in part.operations]
            )
            for own in versions
        ]
        return [text for text in found[0] if all(text in each for each in found)]

    def shared(self, part: VersionPart) -> dict[str, str]:
        """The modules that several API versions share."""
        files = {"__init__.py": self._render("part", part)}
        if part.models:
            files["models.py"] = self._render("models", part, bases=[])
        if part.operations:
            files["operations.py"] = self._operations(part)
            doc = "Methods of the clients of these API versions."
            for kind in _KINDS:
                files[f"{kind.module}.py"] = self._client(
                    part, kind, f"{kind.prefix}SharedMethods", doc
                )
        if part.reports:
            files["_reports.py"] = self._namespace("reports", part, "SharedRows")
        if part.paged:
            files["_pages.py"] = self._namespace("pages", part, "SharedItems")
        return files

    def version(self, part: VersionPart, api: ApiModel) -> dict[str, str]:
        """The modules of an API version."""
        files = {
            "models.py": self._render("models", part, bases=self._bases(part, "models")),
            "operations.py": self._operations(part, api),
        }
        for kind in _KINDS:
            files[f"{kind.module}.py"] = self._client(
                part, kind, f"{kind.prefix}{self._service.client}", self._client_doc(kind, api), api
            )
        if self._rows is not None:
            files["_reports.py"] = self._namespace("reports", part, "ReportRows")
            files["_pages.py"] = self._namespace("pages", part, "PagedItems")
            files["namespaces.py"] = self._render("namespaces", part)
        return files

    def _client_doc(self, kind: _Kind, api: ApiModel) -> str:
        service = self._service
        if kind.is_async:
            return _ASYNC_CLIENT_DOC.format(service.client)
        arguments = [*self._arguments, "timeout: Seconds for each step of a call's requests."]
        servers = sorted(
            {each.server for each in api.operations if each.server[:1] not in ("", "/")}
        )
        token = _CREDENTIAL.format(
            kind=_TOKEN_KINDS[service.scheme.kind],
            variable=service.token_variable,
            servers=f" (without a `base_url` also to {', '.join(servers)})" if servers else "",
        )
        needs = "" if api.server else "; required, because the description has no server"
        is_ours = self._rows is not None
        return _CLIENT_DOC.format(
            what=_OUR_OPERATIONS if is_ours else "The operations of the API, one method each.",
            owner=service.owner,
            token=_OUR_CREDENTIALS if is_ours else token,
            address=_OUR_ADDRESS if is_ours else f"The API's base URL{needs}.",
            turns=_OUR_TURNS if is_ours else "",
            arguments="\n    ".join(arguments),
        )

    def _operations(self, part: VersionPart, api: ApiModel | None = None) -> str:
        bases = self._bases(part, "operations") if api is not None else []
        places = {each.operation_id: base.alias for base in bases for each in base.operations}
        operations = () if api is None else api.operations
        return self._render(
            "operations",
            part,
            api=api,
            own=api is not None,
            responses=responses_of(part.operations),
            bases=bases,
            registry=[(each, places.get(each.operation_id, Code(""))) for each in operations],
        )

    def _client(
        self, part: VersionPart, kind: _Kind, cls: str, doc: str, api: ApiModel | None = None
    ) -> str:
        return self._render(
            "client",
            part,
            kind=kind,
            cls=Code(cls),
            doc=doc,
            own=api is not None,
            bases=self._bases(part, "operations") if api is not None else [],
            product=self._product,
            server=None if api is None else api.server,
        )

    def _namespace(self, template: str, part: VersionPart, cls: str) -> str:
        own = len(part.versions) == 1
        bases = self._bases(part, {"reports": "reports", "pages": "paged"}[template])
        return self._render(template, part, cls=Code(cls), own=own, bases=bases if own else [])

    def _bases(self, part: VersionPart, having: str) -> list[VersionPart]:
        return [each for each in self._wider(part) if getattr(each, having)]

    def _wider(self, part: VersionPart) -> list[VersionPart]:
        """The other parts that all versions of `part` have."""
        return [each for each in self._parts if each != part and each.contains(part)]

    def _render(self, template: str, part: VersionPart, **values: object) -> str:
        shared = {
            Code(f"..{each.folder}."): sorted(model.name for model in each.models)
            for each in self._wider(part)
            if each.models
        }
        if part.models and template != "models":
            shared[Code(".")] = sorted(model.name for model in part.models)
        noun = "API version" if len(part.versions) == 1 else "API versions"
        values = {**self._common, "part": part, "of": f"{noun} {', '.join(part.versions)}"} | values
        return render(self._env, f"api/{template}.py.jinja", shared_models=shared, **values)

    def _method_doc(self, operation: OperationModel, kind: _Kind) -> str:
        if kind.is_async:
            return pointer_doc(operation, self._service.client)
        doc = operation_doc(operation, self._arguments)
        described = self._described[operation.function, doc]
        if any(each is operation for each in described.operations):
            return doc
        version = subpackage(described.versions[-1])
        return pointer_doc(operation, f"{self._package}.{version}.{self._service.client}")
