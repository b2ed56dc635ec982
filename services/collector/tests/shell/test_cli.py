from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from copilot_usage_metrics import (
    ArgumentError,
    CopilotMetricsError,
    CredentialsError,
    MissingExtraError,
    TransportError,
)
from typer.testing import CliRunner

from copilot_metrics_collector.cli import Group, app
from copilot_metrics_collector.exits import (
    CollectorError,
    ConfigurationError,
    Exit,
    GitHubError,
    LakeError,
    UnanswerableError,
)

PROGRAM = (sys.executable, "-m", "copilot_metrics_collector")


def raising(error: BaseException) -> typer.Typer:
    """A program like ours, whose one command fails."""
    program = typer.Typer(cls=Group, rich_markup_mode=None)

    @program.callback()
    def start() -> None:
        pass

    @program.command()
    def fail() -> None:
        raise error

    return program


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CollectorError("x"), Exit.INCOMPLETE),
        (ConfigurationError("x"), Exit.CONFIGURATION),
        (LakeError("x"), Exit.LAKE),
        (GitHubError("x"), Exit.GITHUB),
        (UnanswerableError("x"), Exit.UNANSWERABLE),
        (CopilotMetricsError("x"), Exit.INCOMPLETE),
        (ArgumentError("token", "x"), Exit.CONFIGURATION),
        (CredentialsError("x"), Exit.CONFIGURATION),
        (MissingExtraError("x", "app"), Exit.CONFIGURATION),
        (TransportError("x"), Exit.GITHUB),
        (PermissionError(13, "Permission denied", "lake"), Exit.LAKE),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(error: Exception, code: Exit) -> None:
    result = CliRunner().invoke(raising(error), ["fail"])

    assert result.exit_code == code
    assert result.stderr == f"copilot-metrics: {error}\n"
    assert result.stdout == ""


def test_an_interruption_says_so() -> None:
    result = CliRunner().invoke(raising(KeyboardInterrupt()), ["fail"])

    assert result.exit_code == Exit.INTERRUPTED
    assert "stopped" in result.stderr


def test_a_bug_is_called_one_with_where_it_is_and_how_to_report_it() -> None:
    result = CliRunner().invoke(raising(ZeroDivisionError("division by zero")), ["fail"])

    assert result.exit_code == Exit.BUG
    assert "this is a bug: ZeroDivisionError: division by zero" in result.stderr
    assert re.search(r"copilot_metrics_collector/cli\.py:\d+ invoke", result.stderr)
    assert "typer/" not in result.stderr
    assert "report" in result.stderr
    assert "Traceback" not in result.output


def test_a_secret_in_an_error_of_others_is_not_shown() -> None:
    error = RuntimeError("ghp_abcdefgh12345678 and https://x/f?se=1&sig=abc%2F&sp=r")
    result = CliRunner().invoke(raising(error), ["fail"])

    assert "RuntimeError: … and https://x/f?se=1&sig=…&sp=r" in result.stderr


def test_a_command_line_that_is_wrong_is_exit_2() -> None:
    result = CliRunner().invoke(app, ["no-such-command"])

    assert result.exit_code == Exit.USAGE
    assert "no-such-command" in result.output


def test_help_tells_every_exit_code_and_the_variables() -> None:
    text = CliRunner().invoke(app, ["--help"]).output

    for code in Exit:
        assert re.search(rf"^ +{code.value}  \w", text, re.MULTILINE), code
    for name in ("GITHUB_TOKEN", "COPILOT_METRICS_LAKE", "COPILOT_METRICS_CONFIG", "HTTPS_PROXY"):
        assert name in text


def test_every_command_has_help_and_takes_a_configuration() -> None:
    command = typer.main.get_command(app)

    for name in command.commands:  # type: ignore[attr-defined]  # a group's
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, name
        assert "--config FILE" in result.output, name


def test_nothing_heavy_is_loaded_at_the_start() -> None:
    code = (
        "import sys, copilot_metrics_collector.cli as cli\n"
        "cli.main(['--help'])\n"
        "print({'duckdb', 'pyarrow', 'distributed', 'httpx', 'cryptography'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert found.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize(
    "program", [PROGRAM, (str(Path(sys.executable).parent / "copilot-metrics"),)]
)
def test_the_program_itself_tells_its_versions(program: tuple[str, ...]) -> None:
    found = subprocess.run(
        [*program, "--version"], capture_output=True, text=True, check=True, timeout=60
    )

    assert re.fullmatch(
        r"copilot-metrics \d\S* \(copilot-usage-metrics \d\S*, API version \d{4}-\d\d-\d\d, Python 3\S+\)\n",
        found.stdout,
    )


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    code = (
        "import sys, copilot_metrics_collector.cli as cli\n"
        "sys.stdin.read(1)\n"
        "sys.exit(cli.main(['config', '--all', '--format', 'json']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"x")
        process.stdin.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == Exit.BROKEN_PIPE
    assert said == b""
