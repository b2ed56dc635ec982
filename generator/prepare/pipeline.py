"""The preparation as one pure function from raw documents to the texts of the files below `spec/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import GeneratorError, InputError, PrepareError
from . import annotate, counts, lift, names, overlay, selection, trim, versions
from .entries import Entries
from .fetch import Fetched
from .locate import operations
from .sources import ApiVersion, Locked, Sources, lock_entry

COMMAND = "make spec-update"

_UPSTREAM_HEADER = f"""\
GitHub's description as API version {{version}} has it: the paths that sources.yaml selects and
what they refer to, without prose. Do not edit: written by `{COMMAND}` from sources.yaml,
sources.lock.yaml and the retired entries of operations/."""

_FINISHED_HEADER = f"""\
What the client for API version {{version}} is rendered from, together with rows.yaml. Do not edit:
written by `{COMMAND}` from upstream/{{version}}.yaml, operations/, models.yaml, shared.yaml and
overlays/: {{overlays}}."""

_LOCK_HEADER = f"""\
Exactly which documents spec/ is made of, and how much they hold. Do not edit: written by
`{COMMAND}` from sources.yaml. With LOCKED=1 it replays this lock; otherwise it moves `current`
to the newest release, or with OCTOKIT=<version> to another one."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs. `overlays` are texts by file name.

    `raw` holds the documents by name: those of sources.yaml, and the releases of retired operations.
    """

    sources: Sources
    fetched: Mapping[str, Fetched]
    raw: Mapping[str, dict[str, Any]]
    overlays: Mapping[str, bytes]
    entries: Entries


@dataclass(frozen=True, slots=True)
class FinishedSpecs:
    """The finished descriptions by API version, and the parts of `spec/` that apply to none of them."""

    descriptions: dict[str, dict[str, Any]]
    unpinned: tuple[names.Unpinned, ...]
    stale: tuple[names.Stale, ...]
    mended: tuple[names.Stale, ...]


@dataclass(frozen=True, slots=True)
class PreparedSpecs:
    """The files to write, by path below `spec/`, and their values."""

    files: dict[str, str]
    upstream: dict[str, dict[str, Any]]
    finished: FinishedSpecs
    near: tuple[str, ...]


def prepare(inputs: Inputs, *, progress: Callable[[str], None] = lambda _: None) -> PreparedSpecs:
    """All files of `spec/` that a tool writes. Raises `PrepareError` if a step fails."""
    whole = united(inputs.raw[name] for name in inputs.sources.documents)
    near = selection.select(whole, inputs.sources, inputs.entries).near
    upstream: dict[str, dict[str, Any]] = {}
    for version in inputs.sources.api_versions:
        progress(f"patching and trimming {version}")
        upstream[version] = _trimmed(inputs, version)
    progress("annotating")
    finished = finish(inputs.sources, upstream, inputs.overlays, inputs.entries)
    progress("writing YAML")
    files = {"sources.lock.yaml": _lock_text(inputs, upstream, finished.descriptions)}
    for version, api in inputs.sources.api_versions.items():
        files[f"upstream/{version}.yaml"] = document.dump(
            upstream[version], header=_UPSTREAM_HEADER.format(version=version)
        )
        files[f"{version}.yaml"] = document.dump(
            finished.descriptions[version],
            header=_FINISHED_HEADER.format(version=version, overlays=", ".join(api.overlays)),
        )
    return PreparedSpecs(files, upstream, finished, near)


def united(descriptions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The paths of several documents; of an operation that two have, the first one's."""
    paths: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    for description in descriptions:
        for key, path, method, operation in operations(description):
            if key not in seen:
                paths.setdefault(path, {})[method] = operation
                seen.add(key)
    return {"paths": paths}


def finish(
    sources: Sources,
    upstream: Mapping[str, dict[str, Any]],
    overlays: Mapping[str, bytes],
    entries: Entries,
) -> FinishedSpecs:
    """From `spec/upstream` to the finished specs: corrections, names, facts and texts.

    Raises `PrepareError`; with several problems, `details` lists them all.
    """
    problems: list[GeneratorError] = []
    parsed: dict[str, overlay.Overlay] = {}
    for name in sorted({name for api in sources.api_versions.values() for name in api.overlays}):
        try:
            if name not in overlays:
                raise PrepareError("sources.yaml names this overlay", file=f"spec/overlays/{name}")
            parsed[name] = overlay.parse(overlays[name], name=f"spec/overlays/{name}")
        except (InputError, PrepareError) as error:
            problems.append(error)
    uses: dict[tuple[str, int], list[bool]] = {}
    overlaid: dict[str, dict[str, Any]] = {}
    for version, api in sources.api_versions.items():
        try:
            overlaid[version] = _overlaid(upstream[version], api, parsed, entries, uses)
        except PrepareError as error:
            problems.append(error)
    if problems:
        raise PrepareError.of(list({str(error): error for error in problems}.values()))
    named = names.name(overlaid, entries)
    lost: set[str] | None = None
    for version, description in named.descriptions.items():
        found = set(annotate.annotate(description, entries, named.models[version]))
        lost = found if lost is None else lost & found
        if version == sources.top:
            description["info"]["x-top"] = True
    mended = [
        names.Stale(parsed[name].file, action.line, f"the correction of {action.target}")
        for name, one in parsed.items()
        for index, action in enumerate(one.actions)
        if not any(uses.get((name, index), ()))
    ]
    stale = [*named.stale, *(names.Stale(*_place_and_text(text)) for text in sorted(lost or ()))]
    return FinishedSpecs(named.descriptions, named.unpinned, tuple(stale), tuple(mended))


def _place_and_text(text: str) -> tuple[str, None, str]:
    file, _, what = text.partition(": ")
    return file, None, what


def read(name: str, fetched: Fetched) -> dict[str, Any]:
    """The value of a fetched document. Raises `InputError` if it is not an OpenAPI 3 description."""
    label = f"{name} ({fetched.locked.describe()})"
    value = document.parse(fetched.content, name=label)
    if not isinstance(value, dict):
        raise InputError(f"not an OpenAPI document but {document.kind(value)}", file=label)
    if not str(value.get("openapi", "")).startswith("3."):
        raise InputError("not an OpenAPI 3 document: it has no `openapi: 3.…`", file=label)
    if not isinstance(value.get("paths"), dict):
        raise PrepareError("not an OpenAPI document: it has no paths", file=label)
    return value


def _trimmed(inputs: Inputs, version: str) -> dict[str, Any]:
    """The selected operations of the documents, and the retired ones from their last releases.

    If two documents have an operation, the first one in sources.yaml counts.
    """
    entries = inputs.entries.operations.values()
    found = []
    given: set[str] = set()
    for name in (*inputs.sources.documents, *inputs.entries.releases()):
        description = versions.at_version(inputs.raw[name], version, name=name)
        if name in inputs.sources.documents:
            chosen = selection.select(description, inputs.sources, inputs.entries)
            keys = chosen.keys - given
            taken = [path for key, path, *_ in operations(description) if key in keys]
            paths = tuple(sorted(set(taken)))
            given |= keys
        else:
            wanted = {
                entry.key
                for entry in entries
                if entry.retired is not None
                and entry.retired.source == name
                and entry.is_in(version)
            }
            taken = [path for key, path, *_ in operations(description) if key in wanted]
            paths, keys = tuple(sorted(set(taken))), frozenset(wanted)
        if paths or name == "current":
            found.append(trim.TrimSource(name.replace("/", "-"), description, paths, keys))
    return trim.trim(found)


def _overlaid(
    description: dict[str, Any],
    api: ApiVersion,
    overlays: Mapping[str, overlay.Overlay],
    entries: Entries,
    uses: dict[tuple[str, int], list[bool]],
) -> dict[str, Any]:
    # Corrections find a path as its entry writes it, so that a parameter which upstream renames in
    # the template moves none of their targets.
    by_blank = {trim.blank(one.template): one.template for one in entries.operations.values()}
    upstream: list[str] = list(description["paths"])
    to_ours = {path: by_blank.get(trim.blank(path), path) for path in upstream}
    to_upstreams = {ours: path for path, ours in to_ours.items()}
    description = _with_paths(description, to_ours)
    for name in api.overlays:
        description, idle = overlay.apply(description, overlays[name])
        for index, action in enumerate(overlays[name].actions):
            uses.setdefault((name, index), []).append(action not in idle)
    description = _without_extensions(_with_paths(description, to_upstreams))
    return trim.prune(lift.lift(description))


def _with_paths(description: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    """The description with other keys in `paths`."""
    paths = {renamed.get(path, path): item for path, item in description["paths"].items()}
    return description | {"paths": paths}


def _without_extensions(node: Any) -> Any:
    """The description without future changes and `x-github`, which only spec/upstream and the diff need.

    The facts of the entries say more precisely what `x-github` says of GitHub Apps and GitHub Enterprise Cloud.
    """
    if isinstance(node, dict):
        kept = node.keys() - {versions.KEY, "x-github"}
        return {key: _without_extensions(value) for key, value in node.items() if key in kept}
    if isinstance(node, list):
        return [_without_extensions(item) for item in node]
    return node


def _lock_text(
    inputs: Inputs,
    upstream: Mapping[str, dict[str, Any]],
    finished: Mapping[str, dict[str, Any]],
) -> str:
    def entry(name: str, locked: Locked) -> dict[str, Any]:
        more: dict[str, Any] = {"counts": counts.count(inputs.raw[name])}
        if name == "current":
            more["announced"] = versions.announced(inputs.raw[name])
        return lock_entry(locked) | more

    value = {
        "documents": {name: entry(name, one.locked) for name, one in inputs.fetched.items()},
        "api_versions": {
            version: {
                "upstream": counts.count(upstream[version]),
                "finished": counts.count(finished[version]),
            }
            for version in upstream
        },
    }
    return document.dump(value, header=_LOCK_HEADER)
