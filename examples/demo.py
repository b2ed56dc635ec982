"""A fake GitHub, the generated client, and a small report, without a token.

`make demo` runs it, and then the collector's demo, which is about the same organization. The figures are synthetic; the
faults are real: the fake responds once with a page of HTML, lets a link expire, and breaks a download in the middle.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from copilot_usage_metrics import CopilotMetrics, IncompleteReportError, NoData, Wait, rows
from copilot_usage_metrics.escaping import escape_text
from copilot_usage_metrics.testing import FakeGitHub

SEATS = 500
DAYS = 28
ORG, ENTERPRISE = "octo", "acme"
FAULTS = (
    "server-error=502,times=1",
    "truncate=50000,times=1,on=part-00000",
    "expired=403,times=1,on=part-00003",
)
"""A page of HTML instead of a response, a broken download, and a link that expired too early."""


def main() -> int:
    """Print the report. Returns the exit code."""
    waits: list[Wait] = []
    with (
        FakeGitHub(
            seats=SEATS, days=DAYS, organizations=[ORG], enterprise=ENTERPRISE, scenario=FAULTS
        ) as github,
        CopilotMetrics(github.token, base_url=github.base_url, on_wait=waits.append) as client,
    ):
        window = client.rows.copilot_organization_users_usage_metrics(ORG)
        try:
            users = list(window)
        except IncompleteReportError as error:
            print(f"the report is incomplete: {error}", file=sys.stderr)
            return 1
        if not users:
            print(f"no data: {window.no_data}", file=sys.stderr)
            return 1
        last = max(row.day for row in users if isinstance(row.day, datetime.date))
        print(f"{ORG}, 28 days to {last}: {len({row.user_id for row in users})} active users\n")
        print(_table(("feature", "generated", "accepted", "rate"), _features(users)))
        print()
        print(
            _table(
                (f"team on {last}", "active users", "accepted", "lines added"), _teams(client, last)
            )
        )
        report = client.copilot_organization_one_day_usage_metrics(ORG, day=github.today)
        said = report.reason if isinstance(report, NoData) else "there already"
        print(f"\ntoday's report: {said}")
        print("\nwhat the client went through")
        for wait in waits:
            print(f"  waited {wait.seconds:.1f} s after {wait.why}")
        for part in window.parts:
            again = f", requested {part.attempts} times" if part.attempts > 1 else ""
            print(f"  file {part.number}: {part.rows} rows, {part.bytes / 1e6:.1f} MB{again}")
        print(f"  {window.duplicates} duplicate rows were dropped")
        print(f"  the token went to: {_seen_token(github)}")
    return 0


def _features(users: Iterable[rows.UserDay]) -> list[tuple[str, ...]]:
    generated: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for row in users:
        for each in row.totals_by_feature or ():
            feature = escape_text(str(each.feature), 40)
            generated[feature] += each.code_generation_activity_count or 0
            accepted[feature] += each.code_acceptance_activity_count or 0
    return [
        (feature, str(count), str(accepted[feature]), f"{accepted[feature] / count:.0%}")
        for feature, count in generated.most_common()
        if count
    ]


def _teams(client: CopilotMetrics, day: datetime.date) -> list[tuple[str, ...]]:
    """A team's figures: the members of that day joined with the users of the same day."""
    active = {
        row.user_id: row
        for row in client.rows.copilot_organization_users_one_day_usage_metrics(ORG, day=day)
    }
    people: defaultdict[str, set[object]] = defaultdict(set)
    accepted: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for member in client.rows.copilot_organization_user_teams_one_day_report(ORG, day=day):
        row = active.get(member.user_id)
        if row is not None:
            team = escape_text(str(member.slug), 40)
            people[team].add(member.user_id)
            accepted[team] += row.code_acceptance_activity_count or 0
            added[team] += row.loc_added_sum or 0
    names = sorted(people, key=lambda team: (-len(people[team]), team))[:8]
    return [(name, str(len(people[name])), str(accepted[name]), str(added[name])) for name in names]


def _seen_token(github: FakeGitHub) -> str:
    servers = {asked.server for asked in github.requests if "authorization" in asked.headers}
    return "the API, and nowhere else" if servers == {"api"} else ", ".join(sorted(servers))


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in (head, *lines)) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in (head, *lines)
    )


if __name__ == "__main__":
    sys.exit(main())
