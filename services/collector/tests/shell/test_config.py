from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.config import load as config
from copilot_metrics_collector.config.toml_lines import lines_of
from copilot_metrics_collector.exits import ConfigurationError, Exit

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group's
SECRET = "ghp_" + "a1B2" * 9


def read(tmp_path: Path, text: str) -> config.Config:
    path = tmp_path / "c.toml"
    path.write_text(text, "utf-8")
    return config.load(path, COMMANDS)


def run(*arguments: str, **variables: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The output of `config --format json`, by command and option."""
    result = CliRunner().invoke(
        app, ["config", "--format", "json", "--all", *arguments], env=variables
    )
    assert result.exit_code == 0, result.output
    options: list[dict[str, Any]] = json.loads(result.stdout)["options"]
    return {(each["command"], each["option"]): each for each in options}


def test_shared_options_reach_the_commands_that_have_them(tmp_path: Path) -> None:
    found = read(tmp_path, 'lake = "here"\norg = ["octo"]\n[status]\nsince = 2026-01-02\n')

    assert found.defaults("status") == {"lake": "here", "org": ["octo"], "since": "2026-01-02"}
    assert found.defaults("compact") == {"lake": "here"}
    assert found.options["status"]["since"].line == 4


def test_a_table_of_a_command_counts_more_than_the_top(tmp_path: Path) -> None:
    found = read(tmp_path, '[status]\nlake = "its own"\n')

    assert found.defaults("status") == {"lake": "its own"}
    both = read(tmp_path, 'to = "shared"\n[status]\nlake = "its own"\n')
    assert both.defaults("status")["lake"] == "its own"
    assert both.defaults("compact")["lake"] == "shared"


def test_flag_then_variable_then_file_then_default(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('[status]\nfamily = ["users-1-day"]\nformat = "json"\nlake = "file"\n')
    arguments = ["--config", str(file)]

    found = run(
        *arguments, COPILOT_METRICS_LAKE="variable", COPILOT_METRICS_STATUS_SINCE="2026-01-01"
    )
    assert found["status", "lake"]["value"] == "variable"
    assert found["status", "lake"]["source"] == "variable COPILOT_METRICS_LAKE"
    assert found["status", "since"]["source"] == "variable COPILOT_METRICS_STATUS_SINCE"
    assert found["status", "format"] == {
        "command": "status",
        "option": "format",
        "value": "json",
        "source": f"{file}:3",
    }
    assert found["status", "until"]["source"] == "default"

    flag = CliRunner().invoke(
        app,
        ["status", *arguments, "--lake", str(tmp_path / "flag")],
        env={"COPILOT_METRICS_LAKE": str(tmp_path / "variable")},
    )
    assert f"{tmp_path / 'flag'} is not a lake" in flag.stderr
    variable = CliRunner().invoke(
        app, ["status", *arguments], env={"COPILOT_METRICS_LAKE": str(tmp_path / "variable")}
    )
    assert f"{tmp_path / 'variable'} is not a lake" in variable.stderr
    filed = CliRunner().invoke(app, ["status", *arguments])
    assert "file is not a lake" in filed.stderr


def test_the_file_is_found_by_flag_before_or_after_the_command_by_variable_and_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "copilot-metrics.toml"
    file.write_text('lake = "nowhere"\n')
    other = tmp_path / "other.toml"
    other.write_text('lake = "elsewhere"\n')

    assert "nowhere is not a lake" in CliRunner().invoke(app, ["status"]).stderr
    for arguments in (["--config", "other.toml", "status"], ["status", "--config", "other.toml"]):
        assert "elsewhere is not a lake" in CliRunner().invoke(app, arguments).stderr
    by_variable = CliRunner().invoke(app, ["status"], env={config.VARIABLE: "other.toml"})
    assert "elsewhere is not a lake" in by_variable.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lake = 3", "c.toml:1: lake: expected a string, found a number"),
        (
            '\noorg = ["a"]',
            "c.toml:2: unknown shared option 'oorg'; did you mean org?",
        ),
        ("[staus]", "c.toml:1: unknown command 'staus'; did you mean status?"),
        ("status = 1", "c.toml:1: expected a table, [status], found a number"),
        (
            '[status]\nsinc = "2026-01-01"',
            "c.toml:2: unknown option 'sinc' of `status`; did you mean since?",
        ),
        ('[status]\nformat = "yaml"', "c.toml:2: format: expected one of table, json"),
        ('[users]\nby = "team"', "c.toml:2: by: expected one of user, day, week, month"),
        ('[users]\nby = ["week", "team"]', "c.toml:2: by: expected one of user, day, week, month"),
        ('[models]\nsource = "people"', "c.toml:2: source: expected one of users, entity"),
        ('[teams]\nformat = "xml"', "c.toml:2: format: expected one of table, csv, json"),
        (
            'by = "team"',
            "c.toml:1: by: expected one of day, week, month (as an option of `active`)",
        ),
        ('[status]\nsince = "soon"', "c.toml:2: since: expected a day in the form YYYY-MM-DD"),
        ("[status]\nfamily = [1]", "c.toml:2: family: expected a string, found a number"),
        ("[status]\nfamily = 1", "c.toml:2: family: expected a list of strings, found a number"),
        ('[doctor]\ntimeout = "x"', "c.toml:2: timeout: expected a number, found a string"),
        ("[doctor]\ntimeout = true", "c.toml:2: timeout: expected a number, found true or false"),
        ("[doctor]\ntimeout = 0.0", "c.toml:2: timeout: expected at least 0.1, found 0.0"),
        ('[teams]\nwindow = "28"', "c.toml:2: window: expected an integer, found a string"),
        ("[teams]\nwindow = 1.5", "c.toml:2: window: expected an integer, found a number"),
        ("[teams]\nwindow = 0", "c.toml:2: window: expected at least 1, found 0"),
        ("[config]\nall = 1", "c.toml:2: all: expected true or false, found a number"),
        ("credentials = 3", "c.toml:1: expected tables, each under [[credentials]]"),
        ('[[credentials]]\ntoken_variable = "A"', "c.toml:1: a credential needs a name"),
        (
            '[[credentials]]\nname = "a"\ntoken_varable = "A"',
            "c.toml:3: unknown credential key 'token_varable'; did you mean token_variable?",
        ),
        ('[[credentials]]\nname = "a"', "c.toml:1: credential a: expected one of token_variable"),
        (
            '[[credentials]]\nname = "a"\ntoken_variable = 3',
            "c.toml:3: token_variable: expected a string, found a number",
        ),
        (
            '[[credentials]]\nname = "a"\ntoken_variable = "A"\nentities = "organization/x"',
            "c.toml:4: entities: expected a list",
        ),
        ("lake = here", "c.toml:1: invalid TOML: Invalid value"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_right_name(
    tmp_path: Path, text: str, expected: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, text)

    assert str(caught.value).startswith(str(tmp_path / expected))


@pytest.mark.parametrize(
    "text",
    [
        f'token = "{SECRET}"',
        f'[sync]\ntoken = "{SECRET}"',
        f'[[credentials]]\nname = "a"\ntoken = "{SECRET}"',
        f'[[credentials]]\nname = "a"\ntoken_variable = "{SECRET}"',
        f'org = ["{SECRET}"]',
        f'[status]\nsince = "{SECRET}"',
        f'[nothing]\nx = "{SECRET}"',
        f'a.b.c = "{SECRET}"',
        '[[credentials]]\nname = "a"\nprivate-key = """-----BEGIN PRIVATE KEY-----\nMII\n"""',
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_echoed(tmp_path: Path, text: str) -> None:
    with pytest.raises(
        ConfigurationError, match=r"c\.toml:\d: .*this file must not contain secrets"
    ) as caught:
        read(tmp_path, text)

    assert SECRET not in str(caught.value)
    assert "MII" not in str(caught.value)
    assert "token_variable" in str(caught.value)


def test_a_file_that_is_not_there_is_an_error_with_its_own_exit_code(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["status", "--config", str(tmp_path / "none.toml")])

    assert result.exit_code == Exit.CONFIGURATION
    assert "none.toml: No such file" in result.stderr


def test_credentials_are_shown_by_where_they_are(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(
        '[[credentials]]\nname = "octo"\ntoken_variable = "OCTO_TOKEN"\nentities = ["organization/octo"]\n'
        f'[[credentials]]\nname = "app"\napp_id = 17\nprivate_key_file = "{tmp_path / "app.pem"}"\n'
        '[[credentials]]\nname = "vault"\nprovider = "ours:fetch"\nentities = ["enterprise/acme"]\n'
    )
    arguments = ["config", "--config", str(file)]

    text = CliRunner().invoke(app, arguments, env={"OCTO_TOKEN": SECRET}).stdout
    assert "credential octo for organization/octo: set (variable OCTO_TOKEN)" in text
    assert f"App 17, private key missing (file {tmp_path / 'app.pem'})" in text
    assert "credential vault for enterprise/acme: from function ours:fetch" in text
    assert SECRET not in text
    assert "not set (variable OCTO_TOKEN)" in CliRunner().invoke(app, arguments).stdout


def test_without_credentials_the_usual_variable_is_named() -> None:
    text = CliRunner().invoke(app, ["config"], env={"GITHUB_TOKEN": SECRET}).stdout

    assert "set (variable GITHUB_TOKEN)" in text
    assert SECRET not in text


def test_lines_are_found_past_long_texts_and_in_dotted_and_quoted_keys() -> None:
    text = '# x\na."b".c = 1\nlong = """\nd = 2\n"""\n[t]\n"k" = 3\n[[l]]\n[[l]]\nm = 1\n'

    assert lines_of(text) == {
        ("a",): 2,
        ("a", "b"): 2,
        ("a", "b", "c"): 2,
        ("long",): 3,
        ("t",): 6,
        ("t", "k"): 7,
        ("l",): 8,
        ("l", 0): 8,
        ("l", 1): 9,
        ("l", 1, "m"): 10,
    }


@given(st.text())
def test_no_text_breaks_the_finding_of_lines(text: str) -> None:
    assert all(
        1 <= line <= text.count("\n") + len(text.splitlines()) for line in lines_of(text).values()
    )
