# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

from typing import Literal

from .._runtime.client.items import AsyncItems, Items
from .._runtime.client.namespace import AsyncNamespace, Namespace
from . import operations
from .models import (
    CopilotBusinessSeatDetail,
    UsageRecord,
)

__all__ = ["AsyncSharedItems", "SharedItems"]


class SharedItems(Namespace):
    """Methods of `items` of these API versions."""

    def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        timeout: float | None = None,
    ) -> Items[UsageRecord]:
        """Prompts and answers of the last 48 hours, newest first, paginated.

        See `CopilotMetrics.get_usage_records`.
        """
        return Items(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.GET_USAGE_RECORDS,
            {
                "enterprise": enterprise,
                "phrase": phrase,
                "per_page": per_page,
                "after": after,
                "before": before,
                "order": order,
            },
        )

    getUsageRecords = get_usage_records

    def list_copilot_seats(
        self,
        org: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotBusinessSeatDetail]:
        """Copilot seats that an organization is billed for, a page at a time.

        See `CopilotMetrics.list_copilot_seats`.
        """
        return Items(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.LIST_COPILOT_SEATS,
            {"org": org, "page": page, "per_page": per_page},
        )

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotBusinessSeatDetail]:
        """Copilot seats that an enterprise is billed for, a page at a time.

        See `CopilotMetrics.list_copilot_seats_for_enterprise`.
        """
        return Items(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            {"enterprise": enterprise, "page": page, "per_page": per_page},
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise


class AsyncSharedItems(AsyncNamespace):
    """Methods of `items` of these API versions."""

    def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[UsageRecord]:
        """Prompts and answers of the last 48 hours, newest first, paginated.

        See `CopilotMetrics.get_usage_records`.
        """
        return AsyncItems(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.GET_USAGE_RECORDS,
            {
                "enterprise": enterprise,
                "phrase": phrase,
                "per_page": per_page,
                "after": after,
                "before": before,
                "order": order,
            },
        )

    getUsageRecords = get_usage_records

    def list_copilot_seats(
        self,
        org: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotBusinessSeatDetail]:
        """Copilot seats that an organization is billed for, a page at a time.

        See `CopilotMetrics.list_copilot_seats`.
        """
        return AsyncItems(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.LIST_COPILOT_SEATS,
            {"org": org, "page": page, "per_page": per_page},
        )

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotBusinessSeatDetail]:
        """Copilot seats that an enterprise is billed for, a page at a time.

        See `CopilotMetrics.list_copilot_seats_for_enterprise`.
        """
        return AsyncItems(
            self._client if timeout is None else self._client.with_options(timeout=timeout),
            operations.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            {"enterprise": enterprise, "page": page, "per_page": per_page},
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise
