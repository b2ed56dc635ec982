"""Explains refused requests for reports, with remedies."""

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
from ..fetch import messages
from ..units import Entity
from .findings import DoctorFinding
from .tokens import fails_by_kind, name_of, scopes_suffice


@attrs.frozen
class Asker:
    """The credential of a request."""

    credential: str
    kind: str | None = None
    """The kind of token."""
    scopes: tuple[str, ...] | None = None
    """None if GitHub does not report them."""
    is_app: bool = False
    """Whether the token was created for this entity with the App's private key."""
    works_elsewhere: bool = False
    """Whether the same token was accepted for another entity."""
    private: bool = False
    """Whether to hide GitHub's messages, which may contain names of people."""

    def words(self, error: CopilotMetricsError) -> str:
        """Returns the text of an error."""
        return messages.of_error(error, private=True) if self.private else str(error)


def refusal(
    entity: Entity, operation: Operation[Any], error: CopilotMetricsError, asker: Asker
) -> DoctorFinding:
    """Returns the finding for an error."""
    subject = str(entity)
    match error:
        case ForbiddenError():
            return _forbidden(subject, entity, operation, error, asker)
        case NotFoundError():
            other = "enterprise" if entity.kind == "organization" else "organization"
            option = "--enterprise" if entity.kind == "organization" else "--org"
            return DoctorFinding(
                "not-found",
                subject,
                "404: it does not exist, or this token has no access to it",
                remedy=f"Check the slug: it is the last part of the {entity.kind}'s URL on GitHub, not its "
                f"display name; for an {other}, use {option}. If it is right, the credential "
                f"{asker.credential} has no access to it.",
            )
        case AuthenticationError():
            return token_refused(asker.credential)
        case CredentialsError():
            return DoctorFinding(
                "app-not-installed",
                subject,
                asker.words(error),
                remedy=f"Install the App on this {entity.kind}; each organization and the enterprise need "
                "separate installations.",
            )
        case RateLimitError():
            wait = "" if error.retry_after is None else f" for {error.retry_after:.0f} s more"
            return DoctorFinding(
                "rate-limit",
                subject,
                f"GitHub's rate limit applies{wait}",
                remedy="Wait, or use another token for other programs. A sync waits automatically.",
            )
        case BadRequestError() if "version" in str(error).lower():
            return DoctorFinding(
                "api-version",
                subject,
                "400" if asker.private else f"400: {error.message}",
                remedy="Update copilot-usage-metrics and copilot-metrics-collector.",
                exit=Exit.GITHUB,
            )
        case RedirectError():
            remedy = "Use the API's own URL with --base-url."
            return DoctorFinding(
                "api-redirect", subject, asker.words(error), remedy=remedy, exit=Exit.GITHUB
            )
        case TransportError() | ServerError() | UnexpectedBodyError():
            remedy = "Try again later; see https://www.githubstatus.com."
            return DoctorFinding("api-error", subject, asker.words(error), remedy=remedy)
    return DoctorFinding("refused", subject, asker.words(error), remedy="See GitHub's message.")


def token_refused(credential: str) -> DoctorFinding:
    """401."""
    return DoctorFinding(
        "token-refused",
        credential,
        "401: the token is wrong, expired or revoked",
        remedy="Create a new token and replace this one; with SSO, authorize it for the organization.",
        exit=Exit.GITHUB,
    )


def _forbidden(
    subject: str,
    entity: Entity,
    operation: Operation[Any],
    error: ForbiddenError,
    asker: Asker,
) -> DoctorFinding:
    said = f"403: {error.message}" if error.message else "403"
    if asker.private:
        said = asker.words(error)
    permission = " or ".join(f'"{each.name}" ({each.access})' for each in operation.permissions)
    roles = " or ".join(operation.roles)
    kinds = ", ".join(map(name_of, operation.token_kinds_that_work))

    def found(code: str, remedy: str, exit_code: Exit = Exit.INCOMPLETE) -> DoctorFinding:
        return DoctorFinding(code, subject, said, remedy=remedy, exit=exit_code)

    if error.reason == "policy" and operation.policy:
        return found(
            "policy-off", f"Ask an administrator to change the policy: {operation.policy}."
        )
    if error.reason == "user agent":
        remedy = "A device on the network removes the User-Agent: check for a proxy that rewrites headers."
        return found("user-agent", remedy, Exit.GITHUB)
    if error.reason == "proxy":
        remedy = "Ask the administrator of the proxy or gateway to allow this URL."
        return found("api-proxy", remedy, Exit.GITHUB)
    if fails_by_kind(operation, asker.kind):
        return found("token-kind", f"This data of an {entity.kind} needs one of: {kinds}.")
    if not scopes_suffice(operation, asker.scopes):
        wanted = " or ".join(operation.oauth_scopes)
        return found("scopes-missing", f"Add the scope {wanted} to the token.")
    if error.reason == "installation" or (asker.is_app and error.reason == "role"):
        if asker.is_app:
            return found(
                "app-permission",
                f"Grant {permission} to the App, and accept it for the installation.",
            )
        if asker.works_elsewhere:
            return found(
                "other-installation",
                f"The token belongs to another installation. This {entity.kind} needs a token of the App's "
                "installation on it: app_id and a private key in [[credentials]] create one for each.",
            )
        return found(
            "app-permission",
            f"Grant {permission} to the App, and accept it for the installation; and check that the token belongs "
            f"to the installation on this {entity.kind}: one on an organization cannot read an enterprise.",
        )
    if error.reason == "token kind":
        return found(
            "token-permission",
            f"Grant {permission} to the token, make this {entity.kind} its resource owner, and have it approved.",
        )
    if error.reason == "role":
        return found("role-missing", f"The token's owner needs this role: {roles}.")
    needs = "; ".join(filter(None, (roles, operation.policy)))
    return found("refused", f"Requirements: {needs}.")
