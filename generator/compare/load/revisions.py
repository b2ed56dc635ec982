"""The commit that the specs of a work tree are compared with: the merge base of HEAD and a revision."""

from __future__ import annotations

import shutil

import attrs

from ...errors import InputError
from .documents import read_document
from .git import run_git


@attrs.frozen
class Base:
    """The revision that the user named, and the commit that the comparison uses."""

    ref: str
    commit: str
    is_ref: bool
    """Whether the revision itself is that commit; if not, the merge base is older."""

    @property
    def label(self) -> str:
        """The prefix of file names: the revision as it was named, or the commit if it is another one."""
        return self.ref if self.is_ref else self.commit[:12]

    @property
    def description(self) -> str:
        """`commit 1a2b3c4d5e6f, the merge base of HEAD and origin/main`."""
        suffix = f" ({self.ref})" if self.is_ref else f", the merge base of HEAD and {self.ref}"
        return f"commit {self.commit[:12]}{suffix}"

    def names(self, folder: str) -> list[str]:
        """The files below a folder of the commit, by their paths from the current folder. Raises `InputError`."""
        listed = run_git("ls-tree", "-rz", "--name-only", self.commit, "--", folder)
        if listed.returncode:
            raise InputError(_first_line(listed.stderr), file=self.ref)
        names = listed.stdout.decode(errors="surrogateescape").split("\0")
        return [name for name in names if name]

    def content(self, name: str) -> bytes:
        """The bytes of a file of the commit. Raises `InputError`, also where a partial clone lacks it."""
        shown = run_git("cat-file", "blob", f"{self.commit}:./{name}")
        if shown.returncode:
            raise InputError(_first_line(shown.stderr), file=f"{self.label}:{name}")
        return shown.stdout


def base_of(ref: str) -> Base:
    """The commit to compare the work tree with, for a revision that the user named.

    It is the merge base of HEAD and the revision, so that what was added to the revision since is not
    reported as gone from here.

    Raises:
        InputError: There is no such revision, or it has no common history with HEAD in this clone.
    """
    if shutil.which("git") is None:
        raise InputError("git is not installed, so --base cannot be read", file=ref)
    if not ref or ref.startswith("-"):
        raise InputError(f"expected a revision of git, found {ref!r}", file="--base")
    named, head = _commit_of(ref), _commit_of("HEAD")
    found = run_git("merge-base", head, named)
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        if _is_shallow():
            raise InputError(
                "no merge base with HEAD in this shallow clone", file=ref, hint=_DEEPEN
            )
        raise InputError(
            "no common history with HEAD",
            file=ref,
            hint="name a revision that HEAD descends from, or two documents: OLD NEW",
        )
    return Base(ref, commit, is_ref=commit == named)


_DEEPEN = (
    "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout"
)


def _commit_of(ref: str) -> str:
    found = run_git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _is_shallow():
        raise InputError("no such revision in this shallow clone", file=ref, hint=_DEEPEN)
    inside = run_git("rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        raise InputError(_first_line(inside.stderr), file=ref)
    read_document(f"{ref}:spec/rows.yaml")  # raises, with the command that fetches the revision
    raise InputError("no such revision", file=ref)


def _is_shallow() -> bool:
    return run_git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _first_line(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git failed"
