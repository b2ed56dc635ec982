"""What the refusal of a report means, and what to do about it."""

from __future__ import annotations

from typing import Any

import attrs
from copilot_usage_metrics import (
    AuthenticationError,
    BadRequestError,
    CopilotMetricsError,
    CredentialsError,
    ForbiddenError,
    NotFoundError,
    Operation,
    RateLimitError,
    RedirectError,
    ServerError,
    TransportError,
    UnexpectedBodyError,
)

from ..exits import Exit
from ..sync import reasons
from ..units import Entity
from .findings import Finding
from .tokens import fails_by_kind, name_of, scopes_suffice


@attrs.frozen
class Asker:
    """With what a report was asked for."""

    credential: str
    kind: str | None = None
    """The kind of token."""
    scopes: tuple[str, ...] | None = None
    """None where GitHub does not tell."""
    is_app: bool = False
    """Whether the token was made for this very entity by the App's own key."""
    works_elsewhere: bool = False
    """Whether the same token was taken for another entity."""
    private: bool = False
    """Whether GitHub's own words, which may name people, are left out."""

    def words(self, error: CopilotMetricsError) -> str:
        """What an error says."""
        return reasons.of_error(error, private=True) if self.private else str(error)


def refusal(
    entity: Entity, operation: Operation[Any], error: CopilotMetricsError, asker: Asker
) -> Finding:
    """The finding of an error."""
    subject = str(entity)
    match error:
        case ForbiddenError():
            return _forbidden(subject, entity, operation, error, asker)
        case NotFoundError():
            other = "enterprise" if entity.kind == "organization" else "organization"
            option = "--enterprise" if entity.kind == "organization" else "--org"
            return Finding(
                "not-found",
                subject,
                "404: there is none of that name, or this token may not see it",
                remedy=f"Check the slug: it is the last part of the {entity.kind}'s address on GitHub, not its "
                f"display name; if it is an {other}, name it by {option}. If it is right, the credential "
                f"{asker.credential} has no access to it.",
            )
        case AuthenticationError():
            return token_refused(asker.credential)
        case CredentialsError():
            return Finding(
                "app-not-installed",
                subject,
                asker.words(error),
                remedy=f"Install the App on this {entity.kind}; each organization and the enterprise need an "
                "installation of their own.",
            )
        case RateLimitError():
            wait = "" if error.retry_after is None else f" for {error.retry_after:.0f} s more"
            return Finding(
                "rate-limit",
                subject,
                f"GitHub's rate limit holds{wait}",
                remedy="Wait, or let other programs use another token; a sync waits by itself.",
            )
        case BadRequestError() if "version" in str(error).lower():
            return Finding(
                "api-version",
                subject,
                "400" if asker.private else f"400: {error.message}",
                remedy="Update copilot-usage-metrics and copilot-metrics-collector.",
                exit=Exit.GITHUB,
            )
        case RedirectError():
            remedy = "Give the API's own address with --base-url."
            return Finding(
                "api-redirect", subject, asker.words(error), remedy=remedy, exit=Exit.GITHUB
            )
        case TransportError() | ServerError() | UnexpectedBodyError():
            remedy = "Try again; https://www.githubstatus.com says whether GitHub knows."
            return Finding("api-error", subject, asker.words(error), remedy=remedy)
    return Finding(
        "refused", subject, asker.words(error), remedy="GitHub's own words say what it is."
    )


def token_refused(credential: str) -> Finding:
    """401."""
    return Finding(
        "token-refused",
        credential,
        "401: the token is wrong, expired or revoked",
        remedy="Make a new one, and put it where this one is; with SSO, authorize it for the organization.",
        exit=Exit.GITHUB,
    )


def _forbidden(
    subject: str,
    entity: Entity,
    operation: Operation[Any],
    error: ForbiddenError,
    asker: Asker,
) -> Finding:
    said = f"403: {error.message}" if error.message else "403"
    if asker.private:
        said = asker.words(error)
    permission = " or ".join(f'"{each.name}" ({each.access})' for each in operation.permissions)
    roles = " or ".join(operation.roles)
    kinds = ", ".join(map(name_of, operation.token_kinds_that_work))

    def found(code: str, remedy: str, exit_code: Exit = Exit.INCOMPLETE) -> Finding:
        return Finding(code, subject, said, remedy=remedy, exit=exit_code)

    if error.reason == "policy":
        return found("policy-off", f"Somebody who may has to set it: {operation.policy}.")
    if error.reason == "user agent":
        remedy = "Something on the way takes the User-Agent away: look for a proxy that rewrites headers."
        return found("user-agent", remedy, Exit.GITHUB)
    if error.reason == "proxy":
        remedy = "Ask whoever runs the proxy or gateway to let this address pass."
        return found("api-proxy", remedy, Exit.GITHUB)
    if fails_by_kind(operation, asker.kind):
        return found("token-kind", f"Reports of an {entity.kind} need one of: {kinds}.")
    if not scopes_suffice(operation, asker.scopes):
        wanted = " or ".join(operation.oauth_scopes)
        return found("scopes-missing", f"Give the token the scope {wanted}.")
    if error.reason == "installation" or (asker.is_app and error.reason == "role"):
        if asker.is_app:
            return found(
                "app-permission",
                f"Give the App {permission}, and accept that where it is installed.",
            )
        if asker.works_elsewhere:
            return found(
                "other-installation",
                f"The token is of an installation elsewhere. This {entity.kind} needs a token of the App's "
                "installation on it: with app_id and a private key in [[credentials]] each gets its own.",
            )
        return found(
            "app-permission",
            f"Give the App {permission}, and accept that where it is installed; and make sure that the token is "
            f"of the installation on this very {entity.kind}: one on an organization cannot read an enterprise.",
        )
    if error.reason == "token kind":
        return found(
            "token-permission",
            f"Give the token {permission}, let its resource owner be this {entity.kind}, and have it approved there.",
        )
    if error.reason == "role":
        return found("role-missing", f"Whoever owns the token has to be {roles}.")
    return found("refused", f"What it takes: {roles}; {operation.policy}.")
