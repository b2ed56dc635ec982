"""Generates a package from a small description through the command line, imports it, and calls it."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import io
import itertools
import json
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import yaml

from generator.cli import main
from generator.generate import TEMPLATES
from generator.render.bundle import bundled
from generator.render.runtime import runtime_files

_numbers = itertools.count(1)
runtime: dict[str, ModuleType] = {}
"""The modules of the runtime, which are equal in all packages, imported once for all packages."""
_whole = tempfile.TemporaryDirectory(prefix="runtime-")


@dataclass(frozen=True)
class Run:
    """The result of a command."""

    code: int
    out: str
    err: str

    @property
    def reason(self) -> str:
        """The one line of an error."""
        assert self.err.startswith("error: "), self.err
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err[:-1].isprintable(), ascii(self.err)
        assert "Traceback" not in self.err
        return self.err.removeprefix("error: ").removesuffix("\n")


@dataclass(frozen=True)
class Generated:
    """The result of generating from a description."""

    run: Run
    spec: Path
    folder: Path

    @property
    def name(self) -> str:
        """The import name of the package."""
        return self.folder.name

    @property
    def files(self) -> dict[str, str]:
        """The text of each file."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }

    @property
    def rendered(self) -> dict[str, str]:
        """The files that depend on the description."""
        return {
            path: text
            for path, text in self.files.items()
            if path.endswith(".py") and "/" not in path and text
        }


def command(*arguments: str | Path) -> Run:
    """Run a command of the generator in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Run(code, out.getvalue(), err.getvalue())


def generate(
    folder: Path, description: Mapping[str, Any] | str | bytes, *options: str, suffix: str = ""
) -> Generated:
    """Generate a package with its own name below `folder`.

    A mapping is written as JSON, a text unchanged (mostly YAML).
    """
    number = next(_numbers)
    spec = (
        folder
        / f"spec{number}{suffix or ('.json' if isinstance(description, Mapping) else '.yaml')}"
    )
    if isinstance(description, bytes):
        spec.write_bytes(description)
    elif isinstance(description, str):
        spec.write_text(description, "utf-8", newline="")
    else:
        spec.write_text(json.dumps(description, indent=1), "utf-8")
    out, name = folder / "out", f"generated_{number}"
    run = command("generate", "--spec", spec, "--out", out, "--package", name, *options)
    return Generated(run, spec, out / name)


def refused(generated: Generated, *, code: int = 7) -> str:
    """The message of a clean refusal: one line, nothing written."""
    assert generated.run.code == code, generated.run
    assert generated.run.out == ""
    reason = generated.run.reason
    assert reason.startswith(str(generated.spec)), reason
    out = generated.folder.parent
    left = (
        [path.name for path in out.iterdir() if "generated_" in path.name] if out.exists() else []
    )
    assert generated.name not in " ".join(left)
    return reason


@contextlib.contextmanager
def imported(generated: Generated) -> Iterator[ModuleType]:
    """The package, imported for the block only."""
    assert generated.run.code == 0, generated.run
    assert generated.run.err == ""
    parent = str(generated.folder.parent)
    sys.path.insert(0, parent)
    importlib.invalidate_caches()
    own_runtime = f"{generated.name}._runtime"
    if not runtime:
        runtime.update(_whole_runtime())
    sys.modules.update({own_runtime + name: module for name, module in runtime.items()})
    try:
        package = importlib.import_module(generated.name)
        for module in (
            "async_client",
            "client",
            "models",
            "operations",
        ):  # otherwise loaded lazily
            importlib.import_module(f"{generated.name}.{module}")
        yield package
    finally:
        sys.path.remove(parent)
        for name in [*sys.modules]:
            if name == generated.name or name.startswith(f"{generated.name}."):
                del sys.modules[name]


def _whole_runtime() -> dict[str, ModuleType]:
    """The modules of the runtime that packages for one description use; by their names in it."""
    used = "from ._runtime.{} import x\n"
    modules = ("client.client", "calls.model", "deprecation", "lazy", "shells.asynchronous")
    text = "".join(used.format(module) for module in modules)
    for path, source in bundled(runtime_files(TEMPLATES, used_by={"used.py": text})).items():
        target = Path(_whole.name) / "whole" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, "utf-8")
    sys.path.insert(0, _whole.name)
    own = "whole._runtime"
    for path in (Path(_whole.name) / "whole" / "_runtime").glob("[!_]*.py"):
        importlib.import_module(f"{own}.{path.stem}")
    sys.path.remove(_whole.name)
    return {
        name.removeprefix(own): sys.modules[name] for name in sys.modules if name.startswith(own)
    }


Handler = Callable[[httpx.Request], httpx.Response]


def client(package: Any, handler: Handler) -> Any:
    """A client of the package; `handler` responds to its requests."""
    http = httpx.Client(transport=httpx.MockTransport(handler))
    clock = importlib.import_module(f"{package.__name__}._runtime.access").Clock(sleep=_no_time)
    return client_class(package)(
        token="a-token", http_client=http, clock=clock, **_address(package)
    )


def client_class(package: Any, prefix: str = "") -> Any:
    """The package's client class; with the prefix `Async` the asynchronous one."""
    (name,) = (each for each in package.__all__ if each.endswith("Client") and "Async" not in each)
    return getattr(package, prefix + name)


def _address(package: Any) -> dict[str, str]:
    """A base URL for a client whose description has no server."""
    return {} if client_class(package)._server else {"base_url": "https://api.example.test"}


def _no_time(seconds: float) -> None:
    """A sleep that returns at once."""


def async_client(package: Any, handler: Handler) -> Any:
    """As `client`, asynchronous."""
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    cls = client_class(package, "Async")
    return cls(token="a-token", http_client=http, **_address(package))


def call(
    package: Any, operation_id: str, body: Any = None, status: int = 200, **values: Any
) -> tuple[Any, httpx.Request]:
    """Call an operation once, with a sample value for each missing required argument.

    Returns its result and the request that it sent.
    """
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, json=body)

    operation = package.OPERATIONS[operation_id]
    for parameter in operation.parameters:
        if parameter.required and parameter.name not in values:
            values[parameter.name] = sample(parameter)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = getattr(client(package, answer), operation.function)(**values)
    return result, requests[-1]


def sample(parameter: Any) -> Any:
    """A value that an argument accepts."""
    if parameter.enum:
        value: Any = parameter.enum[0]
    elif parameter.format == "date":
        value = datetime.date(2026, 1, 2)
    elif parameter.format == "date-time":
        value = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    else:
        kinds = {"int": 1, "float": 1.5, "bool": True}
        value = kinds.get(parameter.type.removeprefix("list[").removesuffix("]"), "a b/c")
    return [value] if parameter.type.startswith("list[") else value


def description(operations: str, schemas: str = "{}") -> dict[str, Any]:
    """A description from YAML: its paths, and its component schemas."""
    loaded: dict[str, Any] = yaml.safe_load(operations)
    return {
        "openapi": "3.0.3",
        "info": {"title": "tiny", "version": "1"},
        "paths": loaded,
        "components": {"schemas": yaml.safe_load(schemas)},
    }


def operation(**more: Any) -> dict[str, Any]:
    """A description of one operation, `getIt`, that responds with an object; `more` is added to it."""
    ok = {"description": "fine", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "tiny", "version": "1"},
        "paths": {"/it": {"get": {"operationId": "getIt", "responses": {"200": ok}, **more}}},
    }


def answering(schema: Mapping[str, Any], **schemas: Any) -> dict[str, Any]:
    """As `operation`, with a response of `schema`."""
    ok = {"description": "fine", "content": {"application/json": {"schema": schema}}}
    return operation(responses={"200": ok}) | {"components": {"schemas": schemas}}


def taking(*parameters: Mapping[str, Any]) -> dict[str, Any]:
    """As `operation`, with these parameters."""
    return operation(parameters=list(parameters))
