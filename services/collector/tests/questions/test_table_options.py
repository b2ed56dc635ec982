"""The rows and columns that a table shows, by options and by the width of the terminal."""

from __future__ import annotations

import json

import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.lake.lake import Lake

from .lakes import put
from .test_teams import ALICE, DAY, ORG

pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.fixture(scope="module")
def many_users(tmp_path_factory: pytest.TempPathFactory) -> str:
    lake = Lake.open(tmp_path_factory.mktemp("many") / "lake", create=True)
    rows = [
        {
            **ALICE,
            "user_id": number,
            "user_login": f"user-{number:03d}",
            "ai_credits_used": number,
        }
        for number in range(1, 61)
    ]
    put(lake, "users-1-day", ORG, DAY, rows)
    return lake.store.url


class TestWhatIsShown:
    """`--columns`, `--sort`, `--limit`, `--all`, `--wide` and `COLUMNS`."""

    def run(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
        assert main(arguments) == Exit.FINE
        return capsys.readouterr().out.splitlines()

    def test_a_table_in_a_pipe_has_a_readable_width(
        self, many_users: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("COLUMNS", raising=False)
        lines = self.run(capsys, "users", "--lake", many_users)
        assert max(map(len, lines)) <= 100
        assert any("credits" in line for line in lines)
        monkeypatch.setenv("COLUMNS", "60")
        assert max(map(len, self.run(capsys, "users", "--lake", many_users))) <= 60
        monkeypatch.setenv("COLUMNS", "wide")
        assert max(map(len, self.run(capsys, "users", "--lake", many_users))) <= 100
        assert max(map(len, self.run(capsys, "users", "--lake", many_users, "--wide"))) > 200

    def test_a_long_table_ends_with_how_many_rows_there_are_more(
        self, many_users: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lines = self.run(capsys, "users", "--lake", many_users)
        assert sum("user-" in line for line in lines) == 50
        assert any("… and 10 more rows" in line for line in lines)
        lines = self.run(capsys, "users", "--lake", many_users, "--all")
        assert sum("user-" in line for line in lines) == 60
        lines = self.run(
            capsys, "users", "--lake", many_users, "--limit", "2", "--sort", "ai_credits_used"
        )
        assert [line.split()[0] for line in lines if "user-" in line] == ["user-060", "user-059"]

    def test_csv_and_json_are_complete_unless_a_limit_is_given(
        self, many_users: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert len(self.run(capsys, "users", "--lake", many_users, "--format", "csv")) == 61
        limited = ["--limit", "3", "--columns", "user_login,ai_credits_used"]
        lines = self.run(capsys, "users", "--lake", many_users, "--format", "csv", *limited)
        assert lines == ["user_login,ai_credits_used", "user-001,1", "user-002,2", "user-003,3"]
        text = "\n".join(
            self.run(capsys, "users", "--lake", many_users, "--format", "json", *limited)
        )
        value = json.loads(text)
        assert list(value["rows"][0]) == ["user_login", "ai_credits_used"]
        assert value["notes"][0].startswith("… and 57 more rows")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--columns", "slug"], "--columns: unknown column 'slug'"),
            (["--columns", "a,,b"], "--columns: expected comma-separated names"),
            (["--sort", "active_days:down"], "unknown order 'down'"),
            (["--all", "--limit", "3"], "--all and --limit cannot be used together"),
        ],
    )
    def test_what_cannot_be_shown_is_refused(
        self,
        many_users: str,
        arguments: list[str],
        message: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert main(["users", "--lake", many_users, *arguments]) == Exit.USAGE
        assert message in capsys.readouterr().err

    def test_sql_takes_them_too(self, many_users: str, capsys: pytest.CaptureFixture[str]) -> None:
        query = "SELECT user_id AS user_id_of_the_row, user_login FROM users_1_day"
        options = ["--sort", "user_id_of_the_row:desc", "--limit", "1"]
        lines = self.run(capsys, "sql", "--lake", many_users, query, *options)
        assert "user_id_of_the_row" in lines[2]
        assert any("60" in line and "user-060" in line for line in lines)
