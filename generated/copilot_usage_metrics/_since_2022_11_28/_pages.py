# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Items of all pages, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

from typing import Literal

from .._runtime.client.items import AsyncItemNamespace, AsyncItems, ItemNamespace, Items
from . import operations as ops
from .models import CopilotBusinessSeatDetail, UsageRecord

__all__ = ["AsyncSharedItems", "SharedItems"]


class SharedItems(ItemNamespace):
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
        """Prompts and responses of the last 48 hours, newest first, paginated.

        See `CopilotMetrics.get_usage_records`.
        """
        return self._items(
            ops.GET_USAGE_RECORDS,
            timeout,
            enterprise=enterprise,
            phrase=phrase,
            per_page=per_page,
            after=after,
            before=before,
            order=order,
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
        """Copilot seats that an organization is billed for, paginated.

        See `CopilotMetrics.list_copilot_seats`.
        """
        return self._items(ops.LIST_COPILOT_SEATS, timeout, org=org, page=page, per_page=per_page)

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> Items[CopilotBusinessSeatDetail]:
        """Copilot seats that an enterprise is billed for, paginated.

        See `CopilotMetrics.list_copilot_seats_for_enterprise`.
        """
        return self._items(
            ops.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            page=page,
            per_page=per_page,
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise


class AsyncSharedItems(AsyncItemNamespace):
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
        """Prompts and responses of the last 48 hours, newest first, paginated."""
        return self._items(
            ops.GET_USAGE_RECORDS,
            timeout,
            enterprise=enterprise,
            phrase=phrase,
            per_page=per_page,
            after=after,
            before=before,
            order=order,
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
        """Copilot seats that an organization is billed for, paginated."""
        return self._items(ops.LIST_COPILOT_SEATS, timeout, org=org, page=page, per_page=per_page)

    listCopilotSeats = list_copilot_seats

    def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> AsyncItems[CopilotBusinessSeatDetail]:
        """Copilot seats that an enterprise is billed for, paginated."""
        return self._items(
            ops.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            page=page,
            per_page=per_page,
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise
