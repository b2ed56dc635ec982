# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Asynchronous client, API versions 2022-11-28, 2026-03-10."""

from __future__ import annotations

import datetime
from typing import Literal

from .._runtime.client.github import AsyncGitHubClient
from .._runtime.nodata import NoData
from . import operations as ops
from .models import (
    BillingAiCreditUsageReportGhe,
    BillingAiCreditUsageReportOrg,
    BillingAiCreditUsageReportUser,
    BillingPremiumRequestUsageReportGhe,
    BillingPremiumRequestUsageReportOrg,
    BillingPremiumRequestUsageReportUser,
    CopilotBusinessSeatDetail,
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    CopilotOrganizationDetails,
    CopilotSeats,
    UsageRecord,
)

__all__ = ["AsyncSharedMethods"]


class AsyncSharedMethods(AsyncGitHubClient):
    """Methods of the clients of these API versions."""

    async def copilot_enterprise_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_one_day_usage_metrics`.
        """
        return await self._call(
            ops.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS, timeout, enterprise=enterprise, day=day
        )

    copilotEnterpriseOneDayUsageMetrics = copilot_enterprise_one_day_usage_metrics

    async def copilot_enterprise_repos_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an enterprise on one day.

        See `CopilotMetrics.copilot_enterprise_repos_one_day_report`.
        """
        return await self._call(
            ops.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT, timeout, enterprise=enterprise, day=day
        )

    copilotEnterpriseReposOneDayReport = copilot_enterprise_repos_one_day_report

    async def copilot_enterprise_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an enterprise, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_enterprise_usage_metrics`.
        """
        return await self._call(
            ops.COPILOT_ENTERPRISE_USAGE_METRICS, timeout, enterprise=enterprise
        )

    copilotEnterpriseUsageMetrics = copilot_enterprise_usage_metrics

    async def copilot_enterprise_user_teams_one_day_report(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of enterprise teams on one day.

        See `CopilotMetrics.copilot_enterprise_user_teams_one_day_report`.
        """
        return await self._call(
            ops.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
            timeout,
            enterprise=enterprise,
            day=day,
        )

    copilotEnterpriseUserTeamsOneDayReport = copilot_enterprise_user_teams_one_day_report

    async def copilot_organization_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the totals of an organization on one day.

        See `CopilotMetrics.copilot_organization_one_day_usage_metrics`.
        """
        return await self._call(
            ops.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS, timeout, org=org, day=day
        )

    copilotOrganizationOneDayUsageMetrics = copilot_organization_one_day_usage_metrics

    async def copilot_organization_repos_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the pull request figures of each repository of an organization on one day.

        See `CopilotMetrics.copilot_organization_repos_one_day_report`.
        """
        return await self._call(
            ops.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT, timeout, org=org, day=day
        )

    copilotOrganizationReposOneDayReport = copilot_organization_repos_one_day_report

    async def copilot_organization_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the totals of an organization, day by day, over the latest 28 days.

        See `CopilotMetrics.copilot_organization_usage_metrics`.
        """
        return await self._call(ops.COPILOT_ORGANIZATION_USAGE_METRICS, timeout, org=org)

    copilotOrganizationUsageMetrics = copilot_organization_usage_metrics

    async def copilot_organization_user_teams_one_day_report(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the memberships of an organization's teams on one day.

        See `CopilotMetrics.copilot_organization_user_teams_one_day_report`.
        """
        return await self._call(
            ops.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT, timeout, org=org, day=day
        )

    copilotOrganizationUserTeamsOneDayReport = copilot_organization_user_teams_one_day_report

    async def copilot_organization_users_one_day_usage_metrics(
        self, org: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an organization on one day.

        See `CopilotMetrics.copilot_organization_users_one_day_usage_metrics`.
        """
        return await self._call(
            ops.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS, timeout, org=org, day=day
        )

    copilotOrganizationUsersOneDayUsageMetrics = copilot_organization_users_one_day_usage_metrics

    async def copilot_organization_users_usage_metrics(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an organization over the latest 28 days.

        See `CopilotMetrics.copilot_organization_users_usage_metrics`.
        """
        return await self._call(ops.COPILOT_ORGANIZATION_USERS_USAGE_METRICS, timeout, org=org)

    copilotOrganizationUsersUsageMetrics = copilot_organization_users_usage_metrics

    async def copilot_users_one_day_usage_metrics(
        self, enterprise: str, *, day: datetime.date, timeout: float | None = None
    ) -> CopilotMetrics1DayReport | NoData:
        """Links to the figures of each user of an enterprise on one day.

        See `CopilotMetrics.copilot_users_one_day_usage_metrics`.
        """
        return await self._call(
            ops.COPILOT_USERS_ONE_DAY_USAGE_METRICS, timeout, enterprise=enterprise, day=day
        )

    copilotUsersOneDayUsageMetrics = copilot_users_one_day_usage_metrics

    async def copilot_users_usage_metrics(
        self, enterprise: str, *, timeout: float | None = None
    ) -> CopilotMetrics28DayReport | NoData:
        """Links to the figures of each user of an enterprise over the latest 28 days.

        See `CopilotMetrics.copilot_users_usage_metrics`.
        """
        return await self._call(ops.COPILOT_USERS_USAGE_METRICS, timeout, enterprise=enterprise)

    copilotUsersUsageMetrics = copilot_users_usage_metrics

    async def get_copilot_organization_details(
        self, org: str, *, timeout: float | None = None
    ) -> CopilotOrganizationDetails | NoData:
        """Seats of an organization by state, and its Copilot policies.

        See `CopilotMetrics.get_copilot_organization_details`.
        """
        return await self._call(ops.GET_COPILOT_ORGANIZATION_DETAILS, timeout, org=org)

    getCopilotOrganizationDetails = get_copilot_organization_details

    async def get_copilot_seat_details_for_enterprise_user(
        self, enterprise: str, username: str, *, timeout: float | None = None
    ) -> CopilotSeats | NoData:
        """The Copilot seats of a member of an enterprise.

        See `CopilotMetrics.get_copilot_seat_details_for_enterprise_user`.
        """
        return await self._call(
            ops.GET_COPILOT_SEAT_DETAILS_FOR_ENTERPRISE_USER,
            timeout,
            enterprise=enterprise,
            username=username,
        )

    getCopilotSeatDetailsForEnterpriseUser = get_copilot_seat_details_for_enterprise_user

    async def get_copilot_seat_details_for_user(
        self, org: str, username: str, *, timeout: float | None = None
    ) -> CopilotBusinessSeatDetail | NoData:
        """The Copilot seat of a member of an organization.

        See `CopilotMetrics.get_copilot_seat_details_for_user`.
        """
        return await self._call(
            ops.GET_COPILOT_SEAT_DETAILS_FOR_USER, timeout, org=org, username=username
        )

    getCopilotSeatDetailsForUser = get_copilot_seat_details_for_user

    async def get_github_billing_ai_credit_usage_report_ghe(
        self,
        enterprise: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        organization: str | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        cost_center_id: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportGhe | NoData:
        """Billed AI credits of an enterprise in a year, month or day.

        See `CopilotMetrics.get_github_billing_ai_credit_usage_report_ghe`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_GHE,
            timeout,
            enterprise=enterprise,
            year=year,
            month=month,
            day=day,
            organization=organization,
            user=user,
            model=model,
            product=product,
            cost_center_id=cost_center_id,
        )

    getGithubBillingAiCreditUsageReportGhe = get_github_billing_ai_credit_usage_report_ghe

    async def get_github_billing_ai_credit_usage_report_org(
        self,
        org: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportOrg | NoData:
        """Billed AI credits of an organization in a year, month or day.

        See `CopilotMetrics.get_github_billing_ai_credit_usage_report_org`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_ORG,
            timeout,
            org=org,
            year=year,
            month=month,
            day=day,
            user=user,
            model=model,
            product=product,
        )

    getGithubBillingAiCreditUsageReportOrg = get_github_billing_ai_credit_usage_report_org

    async def get_github_billing_ai_credit_usage_report_user(
        self,
        username: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingAiCreditUsageReportUser | NoData:
        """Billed AI credits of a user with a Copilot plan of their own in a year, month or day.

        See `CopilotMetrics.get_github_billing_ai_credit_usage_report_user`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_AI_CREDIT_USAGE_REPORT_USER,
            timeout,
            username=username,
            year=year,
            month=month,
            day=day,
            model=model,
            product=product,
        )

    getGithubBillingAiCreditUsageReportUser = get_github_billing_ai_credit_usage_report_user

    async def get_github_billing_premium_request_usage_report_ghe(
        self,
        enterprise: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        organization: str | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        cost_center_id: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportGhe | NoData:
        """Billed premium requests of an enterprise in a year, month or day.

        See `CopilotMetrics.get_github_billing_premium_request_usage_report_ghe`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_GHE,
            timeout,
            enterprise=enterprise,
            year=year,
            month=month,
            day=day,
            organization=organization,
            user=user,
            model=model,
            product=product,
            cost_center_id=cost_center_id,
        )

    getGithubBillingPremiumRequestUsageReportGhe = (
        get_github_billing_premium_request_usage_report_ghe
    )

    async def get_github_billing_premium_request_usage_report_org(
        self,
        org: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        user: str | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportOrg | NoData:
        """Billed premium requests of an organization in a year, month or day.

        See `CopilotMetrics.get_github_billing_premium_request_usage_report_org`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_ORG,
            timeout,
            org=org,
            year=year,
            month=month,
            day=day,
            user=user,
            model=model,
            product=product,
        )

    getGithubBillingPremiumRequestUsageReportOrg = (
        get_github_billing_premium_request_usage_report_org
    )

    async def get_github_billing_premium_request_usage_report_user(
        self,
        username: str,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        model: str | None = None,
        product: str | None = None,
        timeout: float | None = None,
    ) -> BillingPremiumRequestUsageReportUser | NoData:
        """Billed premium requests of a user with a Copilot plan of their own in a year, month or
        day.

        See `CopilotMetrics.get_github_billing_premium_request_usage_report_user`.
        """
        return await self._call(
            ops.GET_GITHUB_BILLING_PREMIUM_REQUEST_USAGE_REPORT_USER,
            timeout,
            username=username,
            year=year,
            month=month,
            day=day,
            model=model,
            product=product,
        )

    getGithubBillingPremiumRequestUsageReportUser = (
        get_github_billing_premium_request_usage_report_user
    )

    async def get_usage_records(
        self,
        enterprise: str,
        *,
        phrase: str | None = None,
        per_page: int | None = None,
        after: str | None = None,
        before: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        timeout: float | None = None,
    ) -> list[UsageRecord] | NoData:
        """Prompts and responses of the last 48 hours, newest first, paginated.

        See `CopilotMetrics.get_usage_records`.
        """
        return await self._call(
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

    async def list_copilot_seats(
        self,
        org: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> CopilotSeats | NoData:
        """Copilot seats that an organization is billed for, paginated.

        See `CopilotMetrics.list_copilot_seats`.
        """
        return await self._call(
            ops.LIST_COPILOT_SEATS, timeout, org=org, page=page, per_page=per_page
        )

    listCopilotSeats = list_copilot_seats

    async def list_copilot_seats_for_enterprise(
        self,
        enterprise: str,
        *,
        page: int | None = None,
        per_page: int | None = None,
        timeout: float | None = None,
    ) -> CopilotSeats | NoData:
        """Copilot seats that an enterprise is billed for, paginated.

        See `CopilotMetrics.list_copilot_seats_for_enterprise`.
        """
        return await self._call(
            ops.LIST_COPILOT_SEATS_FOR_ENTERPRISE,
            timeout,
            enterprise=enterprise,
            page=page,
            per_page=per_page,
        )

    listCopilotSeatsForEnterprise = list_copilot_seats_for_enterprise
