"""A whole package as values: path → text. Nothing is written here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import RenderError
from .build import build_api
from .description import Description
from .engine import environment, render
from .exports import Exports, api_exports, package_exports
from .formatting import format_python
from .model import Api, Code
from .rows import RowModel, json_schema

_API_FILES = ("__init__.py", "async_client.py", "client.py", "models.py", "operations.py")
_PACKAGE_DOC = """GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is one API version; each version has a subpackage of its own. \
Row types of the downloaded files are in `rows`."""
_CLIENT_DOC = """GitHub's Copilot usage metrics, one method an operation, under GitHub's name and octokit's.

Path parameters may be given by position; everything else by keyword.

Args:
    token: A token for GitHub's API; that of the environment variable `GITHUB_TOKEN` where none is given. \
It goes to the origin of `base_url` only, and is shown nowhere.
    app: A GitHub App instead of a token; its installation tokens are made and renewed as needed.
    base_url: The API's address; for GHE.com `https://api.SUBDOMAIN.ghe.com`. A path in it is respected. \
https, but for loopback.
    timeout: Seconds for each step of a request.
    retry: How patient to be; three tries and a first wait of at most a second where none is given.
    on_wait: Is told of each pause before it begins.
    user_agent: Added to the `User-Agent`: what your program is called.
    http_client: Your own httpx client, for proxies or private CAs. It stays open.
    clock: Time and chance, to be replaced in tests.
    one_at_a_time: Whether requests to the API with the same credential wait for each other, as
        GitHub asks of programs that send many. Downloads go on side by side."""


def subpackage(api_version: str) -> str:
    """`2026-03-10` → `v2026_03_10`."""
    return "v" + api_version.replace("-", "_")


def render_package(
    descriptions: list[Description], rows: RowModel, *, name: str, version: str, templates: Path
) -> tuple[dict[str, str], list[Api]]:
    """The package with a subpackage for each API version, and the models that it was made from.

    The top of the package is the description that says so (`info.x-top`), else the last one.
    """
    env = environment(templates)
    apis = [_build(each, rows) for each in descriptions]
    files: dict[str, str] = {}
    for api in apis:
        own = _api(env, api, ".._runtime", name, version, standalone=False)
        own["namespaces.py"] = _namespaces(env, api, ".._runtime", rows)
        files |= {f"{subpackage(api.api_version)}/{path}": text for path, text in own.items()}
    exports = package_exports(subpackage(top_version(descriptions)))
    files["__init__.py"] = render(
        env,
        "package.py.jinja",
        package_doc=_PACKAGE_DOC,
        exports=exports,
        public_names=_public_names(exports, "__version__", "rows"),
        version=version,
    )
    files["__main__.py"] = render(env, "main.py.jinja", package=Code(name))
    files["escaping.py"] = render(env, "escaping.py.jinja")
    files["files.py"] = render(env, "files.py.jinja", rows=rows)
    files["rows/__init__.py"] = render(env, "rows.py.jinja", rows=rows)
    schema = json.dumps(json_schema(rows), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    files = _complete(format_python(files), templates) | testing_files(templates)
    return files | {"rows/rows.schema.json": schema}, apis


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
) -> tuple[dict[str, str], Api]:
    """A package for one description alone: no rows, no subpackages."""
    env = environment(templates)
    api = _build(description, None)
    files = _api(env, api, "._runtime", name, version, standalone=True)
    return _complete(format_python(files), templates), api


def testing_files(templates: Path) -> dict[str, str]:
    """The fake GitHub, copied byte for byte. It needs the registries of all API versions, so only a whole
    package has it.
    """
    return _copied(templates / "testing", "testing")


def runtime_files(templates: Path) -> dict[str, str]:
    """The runtime, copied byte for byte."""
    return _copied(templates / "runtime", "_runtime")


def _copied(folder: Path, name: str) -> dict[str, str]:
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def _build(description: Description, rows: RowModel | None) -> Api:
    try:
        return build_api(
            description.document,
            api_version=description.api_version,
            spec_sha256=description.sha256,
            row_keys={} if rows is None else {row.name: row.row_key for row in rows.rows},
        )
    except RecursionError:
        problem = RenderError("nested too deeply to be expressed", pointer="")
    except RenderError as error:
        problem = error
    description.locate(problem)
    raise problem


def _api(
    env: Any, api: Api, runtime: str, name: str, version: str, *, standalone: bool
) -> dict[str, str]:
    exports = api_exports(runtime)
    values = {
        "api": api,
        "exports": exports,
        "public_names": _public_names(exports, "models", *(["__version__"] if standalone else [])),
        "runtime": Code(runtime),
        "standalone": standalone,
        "has_namespaces": not standalone,  # rows are of the whole package
        "version": version,
        "product": f"{name.replace('_', '-')}/{version}",
        "client_doc": _CLIENT_DOC,
    }
    return {path: render(env, f"api/{path}.jinja", **values) for path in _API_FILES}


def _public_names(exports: Exports, *more: str) -> list[str]:
    return sorted({*more, *(str(name) for names in exports.values() for name in names)})


def _namespaces(env: Any, api: Api, runtime: str, rows: RowModel) -> str:
    return render(
        env,
        "api/namespaces.py.jinja",
        api=api,
        runtime=Code(runtime),
        row_sources=rows.sources,
        reports=[each for each in api.operations if "x-row-type" in each.facts],
        paged=[each for each in api.operations if "x-pagination" in each.facts],
        kinds=[(Code(""), Code("SyncClient")), (Code("Async"), Code("AsyncClient"))],
    )


def _complete(files: dict[str, str], templates: Path) -> dict[str, str]:
    return files | runtime_files(templates) | {"py.typed": ""}
