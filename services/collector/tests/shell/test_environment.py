"""Variables that look like those of options, and are none's."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.config.environment import check, known_variables, variables_of
from copilot_metrics_collector.config.file import option_names
from copilot_metrics_collector.exits import ConfigurationError, Exit

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group's
VALUE = "ghp_" + "a1B2" * 9


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("COPILOT_METRICS_SYNC_SINC", "did you mean COPILOT_METRICS_SYNC_SINCE?"),
        ("COPILOT_METRICS_LAK", "did you mean COPILOT_METRICS_LAKE?"),
        ("COPILOT_METRICS_SYNC_LAKE", "did you mean COPILOT_METRICS_"),
        ("COPILOT_METRICS_CONFG", "did you mean COPILOT_METRICS_CONFIG?"),
        (
            "COPILOT_METRICS_QQQQ",
            "the expected form is COPILOT_METRICS_<COMMAND>_<OPTION>",
        ),
    ],
)
def test_a_mistyped_name_is_refused_with_the_closest_right_one(name: str, hint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check({name: VALUE, "COPILOT_METRICS_LAKE": "x", "HOME": "/"}, COMMANDS)
    assert str(caught.value).startswith(f"unknown environment variable {name}; {hint}")
    assert VALUE not in str(caught.value)


def test_all_of_them_are_named() -> None:
    wrong = {"COPILOT_METRICS_ORGS": "a", "COPILOT_METRICS_TEAMS_WINDO": "7"}
    with pytest.raises(ConfigurationError, match=r"ORGS; .*ORG\?; unknown .*WINDO; .*WINDOW\?"):
        check(wrong, COMMANDS)


@pytest.mark.parametrize(
    "environment",
    [
        {"COPILOT_METRICS_CONFIG": "x"},
        {"COPILOT_METRICS_LAKE": "x", "COPILOT_METRICS_SYNC_KEEP_RAW": "1"},
        {"COPILOT_METRICS_SYNC_SINC": ""},
        {"COPILOT_METRICSSYNC": "x", "OTHER_COPILOT_METRICS_X": "x"},
        {"COPILOT_METRICS_SYNC_TOKEN_VARIABLE": "COPILOT_METRICS_T", "COPILOT_METRICS_T": "x"},
        {"COPILOT_METRICS_SERVICE_HOST": "10.0.0.1", "COPILOT_METRICS_SERVICE_PORT_HTTP": "80"},
        {"COPILOT_METRICS_PORT": "tcp://x", "COPILOT_METRICS_PORT_80_TCP_ADDR": "10.0.0.1"},
    ],
)
def test_what_is_meant_is_taken(environment: dict[str, str]) -> None:
    check(environment, COMMANDS)


def test_every_variable_that_the_help_names_is_known() -> None:
    known = known_variables(COMMANDS)
    for name in ("LAKE", "ORG", "ENTERPRISE", "BASE_URL", "SYNC_SINCE", "STATUS_FORMAT"):
        assert f"COPILOT_METRICS_{name}" in known


def test_a_variable_is_called_as_its_option_is() -> None:
    for command in COMMANDS.values():
        for name, (option, _) in option_names(command).items():
            variables = variables_of(command.name, option)
            plain = f"COPILOT_METRICS_{command.name}_{name}".upper().replace("-", "_")
            is_no = name.startswith("no-") and option.secondary_opts
            assert option.envvar is not None or is_no or variables == [plain], name


def run(*arguments: str, **variables: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments, env=variables)
    return done.exit_code, done.stderr


def test_a_command_ends_with_the_code_of_configurations(tmp_path: Path) -> None:
    code, err = run("config", COPILOT_METRICS_SYNC_SINC="2026-01-01")
    assert code == Exit.CONFIGURATION
    assert err == (
        "copilot-metrics: unknown environment variable COPILOT_METRICS_SYNC_SINC; "
        "did you mean COPILOT_METRICS_SYNC_SINCE?\n"
    )
    assert run("config", "--help", COPILOT_METRICS_SYNC_SINC="2026-01-01")[0] == Exit.FINE


@pytest.mark.parametrize(
    "text",
    [
        '[[credentials]]\nname = "a"\ntoken_variable = "COPILOT_METRICS_MINE"',
        '[[credentials]]\nname = "a"\napp_id = 1\nprivate_key_variable = "COPILOT_METRICS_MINE"',
        '[sync]\ntoken-variable = "COPILOT_METRICS_MINE"',
    ],
)
def test_the_variable_of_a_secret_may_be_called_so_too(tmp_path: Path, text: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text)
    arguments = ["config", "--config", str(file)]
    assert run(*arguments, COPILOT_METRICS_MINE=VALUE)[0] == Exit.FINE
    assert run("config", COPILOT_METRICS_MINE=VALUE)[0] == Exit.CONFIGURATION


@pytest.mark.parametrize("flag", ["--token-variable=", "--token-variable "])
def test_a_flag_names_the_variable_of_a_secret(flag: str, tmp_path: Path) -> None:
    plan = ["sync", "--plan", "--requests-per-hour=1", "--org=octo", f"--to={tmp_path}/lake"]
    flags = f"{flag}COPILOT_METRICS_MINE".split()
    assert run(*plan, *flags, COPILOT_METRICS_MINE=VALUE) == (Exit.FINE, "")
    assert run(*plan, COPILOT_METRICS_MINE=VALUE)[0] == Exit.CONFIGURATION
