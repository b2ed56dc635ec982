"""A run of `doctor` against a fake GitHub, and its findings."""

from __future__ import annotations

import json
from typing import Any

from copilot_usage_metrics.testing import FakeGitHub
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app


class Seen:
    """The output of `doctor`."""

    def __init__(self, code: int, findings: list[dict[str, Any]], said: str) -> None:
        self.code = code
        self.findings = findings
        self.said = said

    @property
    def problems(self) -> list[str]:
        """Codes of the problems, without duplicates."""
        bad = [each["code"] for each in self.findings if each["level"] == "problem"]
        return list(dict.fromkeys(bad))

    def of(self, code: str) -> dict[str, Any]:
        """The first finding of a code."""
        return next(each for each in self.findings if each["code"] == code)


def examine(
    github: FakeGitHub, *arguments: str, token: str | None = None, base_url: str | None = None
) -> Seen:
    named = any(each.startswith(("--org", "--enterprise")) for each in arguments)
    result = CliRunner().invoke(
        app,
        [
            "doctor",
            "--format",
            "json",
            "--base-url",
            base_url or github.base_url,
            *arguments,
            *([] if named else ["--org", github.organizations[0]]),
        ],
        env={"GITHUB_TOKEN": github.token if token is None else token},
    )
    assert result.stdout, result.output
    values = json.loads(result.stdout)
    assert values["exit"] == result.exit_code
    for each in values["findings"]:
        assert each["remedy"] or each["level"] != "problem", each
    return Seen(result.exit_code, values["findings"], result.output)
