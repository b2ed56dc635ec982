"""Kinds of token and their permissions, as far as the token itself reveals them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from copilot_usage_metrics import Operation

from .findings import DoctorFinding, fine, note

PREFIXES: Final[Mapping[str, tuple[str, str]]] = {
    "ghp_": ("classic-pat", "classic personal access token"),
    "github_pat_": ("fine-grained-pat", "fine-grained personal access token"),
    "gho_": ("oauth-app", "token of an OAuth app"),
    "ghu_": ("app-user", "GitHub App user token"),
    "ghs_": ("app-installation", "GitHub App installation token"),
}
"""Token prefixes, from
https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
"""
_NAMES: Final[Mapping[str, str]] = dict(PREFIXES.values())
_IMPLIED: Final[Mapping[str, tuple[str, ...]]] = {
    "admin:org": ("write:org", "read:org"),
    "write:org": ("read:org",),
    "admin:enterprise": (
        "manage_runners:enterprise",
        "manage_billing:enterprise",
        "read:enterprise",
    ),
}


def kind_of(token: str) -> str | None:
    """Returns the kind of a token, as named by the operations; None for an unknown prefix."""
    return next((kind for prefix, (kind, _) in PREFIXES.items() if token.startswith(prefix)), None)


def name_of(kind: str | None) -> str:
    """Returns the display name of a kind."""
    return _NAMES.get(kind or "", "token of unknown kind")


def fails_by_kind(operation: Operation[Any], kind: str | None) -> bool:
    """Whether GitHub documents that this kind of token does not work."""
    return kind in operation.token_kinds_that_fail


def scopes_suffice(operation: Operation[Any], scopes: Iterable[str] | None) -> bool:
    """Whether the token has a scope that the operation requires; some kinds of token have none."""
    if scopes is None or not operation.oauth_scopes:
        return True
    held = {implied for scope in scopes for implied in (scope, *_IMPLIED.get(scope, ()))}
    return not held.isdisjoint(operation.oauth_scopes)


def kind_finding(
    credential: str, kind: str | None, operations: Iterable[Operation[Any]]
) -> DoctorFinding:
    """Returns the finding about the kind of a token."""
    failing = [operation for operation in operations if fails_by_kind(operation, kind)]
    text = f"it is a {name_of(kind)}"
    if not failing:
        return fine("token-kind", credential, text)
    works = ", ".join(sorted(map(name_of, failing[0].token_kinds_that_work)))
    what = _entity_word(failing[0])
    return DoctorFinding(
        "token-kind",
        credential,
        f"{text}, which cannot read {what} reports",
        remedy=f"Use another kind for {what} reports: {works}.",
    )


def scopes_finding(
    credential: str, scopes: tuple[str, ...] | None, operations: Iterable[Operation[Any]]
) -> DoctorFinding | None:
    """Returns the finding about scopes; None if this kind of token has none."""
    if scopes is None:
        return None
    held = ", ".join(scopes) or "none"
    lacking = [operation for operation in operations if not scopes_suffice(operation, scopes)]
    if not lacking:
        return fine("scopes", credential, f"scopes: {held}")
    wanted = " or ".join(lacking[0].oauth_scopes)
    return DoctorFinding(
        "scopes-missing",
        credential,
        f"scopes: {held}; {_entity_word(lacking[0])} reports need {wanted}",
        remedy=f"Add the scope {wanted} to the token (GitHub: Settings, Developer settings, Personal access tokens).",
    )


def no_scopes_note(credential: str, kind: str | None) -> DoctorFinding | None:
    """Returns a note that GitHub does not report this token's permissions; None for kinds with scopes."""
    if kind in ("classic-pat", "oauth-app"):
        return None
    return note(
        "permissions",
        credential,
        "GitHub does not report the permissions of this kind of token; requests test them",
    )


def _entity_word(operation: Operation[Any]) -> str:
    return "enterprise" if operation.path.startswith("/enterprises/") else "organization"
