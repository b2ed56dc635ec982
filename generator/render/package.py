"""A whole package as values: path → text. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from jinja2 import Environment

from ..errors import RenderError
from .build import build_api
from .bundle import bundled, bundled_names
from .description import Description
from .engine import environment, render
from .exports import Exports, api_exports, common_exports, package_exports
from .formatting import format_python, without_unused_imports
from .model import ApiModel, Code
from .parts import PartRenderer
from .pool import FactPool
from .row_model import RowModel, json_schema
from .runtime import copied, runtime_files
from .service import OURS, Service, service_of
from .sharing import split, subpackage

T = TypeVar("T")
_PACKAGE_DOC = """GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is one API version; each version has a subpackage of its own. \
Row types of the downloaded files are in `rows`."""

_STANDALONE_DOC = "A client for an HTTP API, made from its OpenAPI description."


def render_package(
    descriptions: list[Description], rows: RowModel, *, name: str, version: str, templates: Path
) -> tuple[dict[str, str], list[ApiModel]]:
    """The package with a subpackage for each API version, and the models that it was made from.

    The top of the package is the description marked `info.x-top`, else the last one.
    """
    env = environment(templates)
    apis = [_build(each, rows, OURS) for each in descriptions]
    current = subpackage(top_version(descriptions))
    files = api_files(env, apis, rows, name, version, OURS)
    for api in apis:
        files[f"{subpackage(api.api_version)}/__init__.py"] = _init(
            env, api_exports(OURS.client), "models", doc=_api_doc(api), top=".."
        )
    files["__init__.py"] = _init(
        env,
        package_exports(current, OURS.client),
        "rows",
        doc=_PACKAGE_DOC,
        top=".",
        version=version,
    )
    files["__main__.py"] = render(env, "main.py.jinja", package=Code(name))
    files["escaping.py"] = render(env, "escaping.py.jinja")
    files["files.py"] = render(env, "files.py.jinja", rows=rows)
    files["rows/__init__.py"] = render(env, "rows.py.jinja", rows=rows)
    schema = json.dumps(json_schema(rows), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    files = format_python(files) | runtime_files(templates) | testing_files(templates)
    files["py.typed"] = ""
    return files | {"rows/rows.schema.json": schema}, apis


def standalone_api(description: Description, name: str) -> tuple[Service, ApiModel]:
    """The service and the API model of a package for one description. Raises `RenderError`."""

    def service() -> Service:
        return service_of(description.document, package=name, is_github=description.is_github)

    found = _located(description, service)
    return found, _build(description, None, found)


def top_version(descriptions: list[Description]) -> str:
    """The API version that the top of the package is."""
    tops = [
        each.api_version
        for each in descriptions
        if isinstance(info := each.document.get("info"), dict) and info.get("x-top") is True
    ]
    return tops[-1] if tops else descriptions[-1].api_version


def render_standalone(
    description: Description, *, name: str, version: str, templates: Path
) -> tuple[dict[str, str], ApiModel]:
    """A package for one description: no rows, no subpackages, and only the modules of the runtime that it uses."""
    env = environment(templates)
    service, api = standalone_api(description, name)
    files = api_files(env, [api], None, name, version, service)
    files["__init__.py"] = _init(
        env,
        api_exports(service.client),
        "models",
        doc=_STANDALONE_DOC,
        top=".",
        version=version,
    )
    files = without_unused_imports(files)  # the imports determine the modules of the runtime
    runtime = bundled(runtime_files(templates, used_by=files))
    files = {path: bundled_names(text) for path, text in files.items()} | runtime
    return format_python(files) | {"py.typed": ""}, api


def api_files(
    env: Environment,
    apis: list[ApiModel],
    rows: RowModel | None,
    name: str,
    version: str,
    service: Service,
) -> dict[str, str]:
    """The modules of all API versions and of their common parts; without rows, those of the only version."""
    parts = split(apis)
    facts = FactPool([each for part in parts for each in part.operations])
    product = f"{name.replace('_', '-')}/{version}"
    renderer = PartRenderer(env, parts, facts, rows, name, product, service)
    files: dict[str, str] = {}
    for part in parts:
        api = next((each for each in apis if part.versions == (each.api_version,)), None)
        own = renderer.shared(part) if api is None else renderer.version(part, api)
        folder = f"{part.folder}/" if rows is not None else ""
        files |= {f"{folder}{path}": text for path, text in own.items()}
    if facts.values:
        files["_facts.py"] = render(env, "facts.py.jinja", facts=facts)
    common = common_exports(has_rows=rows is not None)
    files["_public.py"] = render(env, "public.py.jinja", exports=common, names=_names(common))
    return files


def _api_doc(api: ApiModel) -> str:
    return f"A client for GitHub's Copilot usage metrics, API version {api.api_version}."


def _init(
    env: Environment,
    exports: Exports,
    submodule: str,
    *,
    doc: str,
    top: str,
    version: str | None = None,
) -> str:
    return render(
        env,
        "package.py.jinja",
        doc=doc,
        exports=exports,
        submodule=Code(submodule),
        names=_names(exports, submodule, *([] if version is None else ["__version__"])),
        top=Code(top),
        public=Code(f"{top}_public"),
        runtime=Code(f"{top}_runtime"),
        version=version,
    )


def _names(exports: Exports, *more: str) -> list[Code]:
    return sorted({*map(Code, more), *(name for names in exports.values() for name in names)})


def testing_files(templates: Path) -> dict[str, str]:
    """The fake GitHub, copied byte for byte. It needs the registries of all API versions, so only a whole
    package has it.
    """
    return copied(templates / "testing", "testing")


def _build(description: Description, rows: RowModel | None, service: Service) -> ApiModel:
    def build() -> ApiModel:
        api = build_api(
            description.document,
            api_version=description.api_version,
            spec_sha256=description.sha256,
            row_keys={} if rows is None else {row.name: row.row_key for row in rows.rows},
            client=service.client,
            has_facts=description.is_github,
        )
        if rows is not None:
            _refuse_other_servers(api)
        return api

    return _located(description, build)


def _refuse_other_servers(api: ApiModel) -> None:
    """Raises `RenderError` for an operation whose server is not GitHub's: `GITHUB_TOKEN` is not sent there."""
    for operation in api.operations:
        host = urlsplit(operation.server).hostname or "api.github.com"
        if not host.endswith((".github.com", ".ghe.com")):
            problem = f"GITHUB_TOKEN is sent to GitHub's servers only, not to {host}"
            raise RenderError(problem, pointer=f"{operation.pointer}/servers")


def _located(description: Description, build: Callable[[], T]) -> T:
    """The result of `build`; its errors get the line of the description."""
    try:
        return build()
    except RecursionError:
        problem = RenderError("nested too deeply to be expressed", pointer="")
    except RenderError as error:
        problem = error
    for each in dict.fromkeys((problem, *problem.by_operation.values())):
        description.locate(each)
    raise problem
