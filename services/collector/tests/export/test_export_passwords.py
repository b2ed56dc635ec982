"""The password of a Postgres server: in the environment, never in a file or in the output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.export.targets import parse_target
from copilot_metrics_collector.lake.lake import Lake

from .conftest import Server
from .exports import export


def test_passwords_are_never_printed(
    lake: Lake, postgres: Server, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    wrong = postgres.dsn.replace(postgres.password, "hunter2-secret")
    conninfo = f"host=127.0.0.1 port={postgres.port} user=tester password=hunter2-secret"
    for target in (wrong, f"postgres:{conninfo}", "postgres:hunter2-secret", "my:hunter2-secret"):
        assert export(lake, target) in (Exit.CONFIGURATION, Exit.USAGE)
        out, err = capsys.readouterr()
        assert "hunter2" not in out + err
    assert "hunter2" not in repr(parse_target(wrong))
    monkeypatch.setenv("COPILOT_METRICS_EXPORT_TO", wrong)
    for format_ in ("table", "json"):
        assert main(["config", "--format", format_]) == Exit.FINE
        out, err = capsys.readouterr()
        assert "@127.0.0.1" in out
        assert "hunter2" not in out + err


def test_the_password_can_be_in_the_environment(
    lake: Lake, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.password)
    target = f"postgresql://tester@127.0.0.1:{postgres.port}/postgres"
    assert export(lake, target, "--table", "units", "--schema", "env") == Exit.FINE


def test_a_configuration_file_must_not_have_a_password(
    tmp_path: Path, lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.toml"
    for dsn in ("postgresql://me:hunter2@db/x", "postgres:host=db password=hunter2"):
        file.write_text(f'[export]\nto = "{dsn}"\n')
        assert main(["config", "--config", str(file)]) == Exit.CONFIGURATION
        err = capsys.readouterr().err
        assert "must not contain secrets" in err
        assert "hunter2" not in err
