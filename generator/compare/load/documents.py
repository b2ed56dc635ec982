"""Reads a document from a file, standard input or git, and checks that it can be compared."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

from ...document import kind, parse_with_lines, read_bytes
from ...errors import InputError
from .external_references import resolved
from .files import FolderFiles, NoFiles, ReferencedFiles, RevisionFiles
from .git import run_git
from .source import DocumentSource

_REVISION = re.compile(r"(?P<ref>[^:]+):(?P<path>[^:]+)")
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def read_document(text: str) -> DocumentSource:
    """The document at a path, `-` (standard input) or `ref:path` of git.

    Raises:
        InputError: It cannot be read, is neither OpenAPI 3.0 to 3.2 nor a description of rows, or holds a
            reference that cannot be followed.
    """
    name, content, files = _content(text)
    return parse_document(name, content, files)


def parse_document(
    name: str, content: bytes, files: ReferencedFiles | None = None
) -> DocumentSource:
    """The document in these bytes. References to other files are read from `files`. Raises as `read_document`."""
    document, lines = parse_with_lines(content, name=name)
    if not isinstance(document, dict):
        raise InputError(f"expected an object, found {kind(document)}", file=name)
    _check(document, name)
    source = DocumentSource(name, content, document, lines)
    return source if source.is_rows else resolved(source, files or NoFiles())


def _check(document: dict[str, Any], name: str) -> None:
    if "swagger" in document:
        found = f"Swagger {str(document['swagger'])[:40]}"
        hint = "convert it to OpenAPI 3 first"
        raise InputError(f"expected OpenAPI 3.0, 3.1 or 3.2, found {found}", file=name, hint=hint)
    if "openapi" in document:
        if re.fullmatch(r"3\.[012](\.[0-9]+)?(-.*)?", str(document["openapi"])) is None:
            found = str(document["openapi"])[:40]
            raise InputError(f"expected OpenAPI 3.0, 3.1 or 3.2, found {found!r}", file=name)
        for key in ("paths", "webhooks", "components"):
            if not isinstance(document.get(key, {}), dict):
                problem = f"expected an object, found {kind(document[key])}"
                raise InputError(problem, file=name, pointer=f"/{key}")
    elif not isinstance(document.get("rows"), dict) or "version" not in document:
        raise InputError("neither an OpenAPI document nor a description of rows", file=name)


def _content(text: str) -> tuple[str, bytes, ReferencedFiles]:
    if text == "-":
        return "<stdin>", sys.stdin.buffer.read(), NoFiles()
    if re.match(r"https?://", text):
        hint = "download it and name the file, or pipe it in as `-`"
        raise InputError("URLs are not supported", file=text, hint=hint)
    match = _REVISION.fullmatch(text)
    if match is None or Path(text).exists():
        return text, read_bytes(Path(text)), FolderFiles(Path(text))
    return text, *_fromrun_git(text, match["ref"], match["path"])


def _fromrun_git(text: str, ref: str, path: str) -> tuple[bytes, ReferencedFiles]:
    if shutil.which("git") is None:
        raise InputError("git is not installed: cannot read a revision", file=text)
    if ref.startswith("-"):
        raise InputError("a revision cannot begin with a dash", file=text)
    commit = run_git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode:
        raise InputError(_why_not(ref), file=text, hint=_hint(ref))
    found = commit.stdout.decode().strip()
    shown = run_git("cat-file", "blob", f"{found}:{path}")
    if shown.returncode:
        raise InputError(f"{ref} has no file {path}", file=text)
    return shown.stdout, RevisionFiles(ref, found, path)


def _why_not(ref: str) -> str:
    inside = run_git("rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        return "no such file, and not a git repository"
    return f"the revision {ref} is not in this clone"


def _hint(ref: str) -> str | None:
    """The command that fetches a missing revision."""
    if run_git("rev-parse", "--is-inside-work-tree").returncode:
        return None
    remotes = run_git("remote").stdout.decode().split()
    if not remotes:
        return "this clone has no remote: use a revision that it has"
    remote, _, branch = ref.partition("/")
    if branch and remote in remotes:
        target = f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
        return f"run `git fetch --no-tags --depth=1 {remote} {target}`"
    origin = "origin" if "origin" in remotes else remotes[0]
    if _COMMIT.fullmatch(ref):
        return f"run `git fetch --no-tags --depth=1 {origin} {ref}`"
    if re.fullmatch(r"HEAD[~^][0-9~^]*", ref):
        return f"run `git fetch --deepen=50 {origin}`"
    return (
        f"run `git fetch --no-tags --depth=1 {origin} +refs/tags/{ref}:refs/tags/{ref}` for a tag"
    )
