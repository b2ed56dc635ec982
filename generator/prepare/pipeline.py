"""The whole of Prepare as one pure function: raw documents in, the texts of the files below `spec/` out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import InputError, PrepareError
from . import counts, names, overlay, pins, trim, versions
from .fetch import Fetched
from .sources import ApiVersion, Locked, Sources, lock_entry

COMMAND = "make spec-update"

_UPSTREAM_HEADER = f"""\
GitHub's description as API version {{version}} has it: the paths that sources.yaml selects and
what they refer to, without prose. Do not edit: written by `{COMMAND}` from sources.yaml and
sources.lock.yaml."""

_FINISHED_HEADER = f"""\
What the client for API version {{version}} is rendered from, together with rows.yaml. Do not edit:
written by `{COMMAND}` from upstream/{{version}}.yaml and these files of overlays/:
{{overlays}}"""

_LOCK_HEADER = f"""\
Exactly which documents spec/ is made of, and how much they hold. Do not edit: written by
`{COMMAND}` from sources.yaml. Running it again replays this lock; with OCTOKIT=<version> it
moves `current` to another release."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the result depends on. `overlays` are texts by file name, `names` the text of names.yaml."""

    sources: Sources
    fetched: Mapping[str, Fetched]
    overlays: Mapping[str, bytes]
    names: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """The files to be written, by their path below `spec/`, and the values that they were made from."""

    files: dict[str, str]
    upstream: dict[str, dict[str, Any]]
    finished: dict[str, dict[str, Any]]
    unpinned: tuple[names.Unpinned, ...]


def prepare(inputs: Inputs, *, progress: Callable[[str], None] = lambda _: None) -> Prepared:
    """All files of `spec/` that a tool writes.

    Raises `InputError` for a document that is none and `PrepareError` for a step that cannot be
    done.
    """
    raw = {}
    for name, one in inputs.fetched.items():
        progress(f"reading {name}")
        raw[name] = _read(name, one)
    upstream: dict[str, dict[str, Any]] = {}
    for version, api in inputs.sources.api_versions.items():
        progress(f"patching and trimming {version}")
        upstream[version] = _trimmed(raw, version, api)
    progress("overlaying and naming")
    named = finish(inputs.sources, upstream, inputs.overlays, inputs.names)
    progress("writing YAML")
    files = {
        "sources.lock.yaml": _lock_text(inputs, raw, upstream, named.descriptions),
    }
    for version, api in inputs.sources.api_versions.items():
        overlays = "\n".join(f"  {name}" for name in (*api.overlays, "names.yaml"))
        files[f"upstream/{version}.yaml"] = document.dump(
            upstream[version], header=_UPSTREAM_HEADER.format(version=version)
        )
        files[f"{version}.yaml"] = document.dump(
            named.descriptions[version],
            header=_FINISHED_HEADER.format(version=version, overlays=overlays),
        )
    return Prepared(files, upstream, named.descriptions, named.unpinned)


def finish(
    sources: Sources,
    upstream: Mapping[str, dict[str, Any]],
    overlays: Mapping[str, bytes],
    pinned: bytes,
) -> names.Named:
    """From `spec/upstream` to the finished specs: overlays and names. Raises `PrepareError`."""
    overlaid = {
        version: _overlaid(upstream[version], api, overlays)
        for version, api in sources.api_versions.items()
    }
    return names.name(overlaid, pins.parse(pinned, name="spec/overlays/names.yaml"))


def _read(name: str, fetched: Fetched) -> dict[str, Any]:
    label = f"{name} ({fetched.locked.describe()})"
    value = document.parse(fetched.content, name=label)
    if not isinstance(value, dict):
        raise InputError(f"not an OpenAPI document but {document.kind(value)}", file=label)
    if not str(value.get("openapi", "")).startswith("3."):
        raise InputError("not an OpenAPI 3 document: it has no `openapi: 3.…`", file=label)
    return value


def _trimmed(raw: Mapping[str, dict[str, Any]], version: str, api: ApiVersion) -> dict[str, Any]:
    return trim.trim(
        [
            trim.Source(
                one.document,
                versions.at_version(raw[one.document], version, name=one.document),
                one.paths,
            )
            for one in api.selections
        ]
    )


def _overlaid(
    description: dict[str, Any], api: ApiVersion, texts: Mapping[str, bytes]
) -> dict[str, Any]:
    # Overlays find a path as sources.yaml writes it, so that a parameter which upstream renames in
    # the template moves none of their targets.
    by_blank = {trim.blank(path): path for one in api.selections for path in one.paths}
    to_ours = {path: by_blank[trim.blank(path)] for path in description["paths"]}
    to_upstreams = {ours: path for path, ours in to_ours.items()}
    description = _with_paths(description, to_ours)
    for name in api.overlays:
        if name not in texts:
            raise PrepareError("sources.yaml names this overlay", file=f"spec/overlays/{name}")
        description = overlay.apply(
            description, overlay.parse(texts[name], name=f"spec/overlays/{name}")
        )
    return trim.prune(_without_changes(_with_paths(description, to_upstreams)))


def _with_paths(description: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    """The description with other keys in `paths`."""
    paths = {renamed.get(path, path): item for path, item in description["paths"].items()}
    return description | {"paths": paths}


def _without_changes(node: Any) -> Any:
    """The description without the changes that are still to come: those are upstream's, and the diff's."""
    if isinstance(node, dict):
        return {key: _without_changes(value) for key, value in node.items() if key != versions.KEY}
    if isinstance(node, list):
        return [_without_changes(item) for item in node]
    return node


def _lock_text(
    inputs: Inputs,
    raw: Mapping[str, dict[str, Any]],
    upstream: Mapping[str, dict[str, Any]],
    finished: Mapping[str, dict[str, Any]],
) -> str:
    def entry(name: str, locked: Locked) -> dict[str, Any]:
        return lock_entry(locked) | {"counts": counts.count(raw[name])}

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
