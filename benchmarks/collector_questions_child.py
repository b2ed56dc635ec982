"""`PYTHON collector_questions_child.py LAKE FOLDER COPIES DAYS`: asks seven questions, by the Python of the collector.

Prints JSON: the seconds of the question and of the bare query, by question. FOLDER gets the Parquet files of the bare
queries: the rows of one organization, as often as the lake has copies of it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

# of the environment of the collector, which runs this
duckdb, collector = (import_module(name) for name in ("duckdb", "copilot_metrics_collector"))

COUNTERS = (
    "user_initiated_interaction_count",
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
)


def _sums(prefix: str = "", counters: tuple[str, ...] = COUNTERS) -> str:
    return ", ".join(f"sum({prefix}{name})" for name in counters)


def _entries(key: str, totals: str, counters: tuple[str, ...]) -> str:
    return (
        f"SELECT entity, e.{key}, count(DISTINCT user_id), {_sums('e.', counters)} "
        f"FROM (SELECT entity, user_id, unnest({totals}) AS e FROM users) GROUP BY ALL"
    )


QUERIES = {
    "active": "SELECT entity, day, count(DISTINCT user_id) FROM users GROUP BY ALL",
    "users": f"SELECT entity, user_id, max(user_login), count(DISTINCT day), {_sums()} FROM users GROUP BY 1, 2",
    "teams": f"SELECT t.entity, team_id, count(DISTINCT t.user_id), {_sums('u.')} FROM teams t LEFT JOIN users u "
    "ON u.entity = t.entity AND u.day = t.day AND u.user_id = t.user_id GROUP BY 1, 2",
    "languages": _entries("language", "totals_by_language_feature", COUNTERS[1:]),
    "models": _entries("model", "totals_by_model_feature", COUNTERS),
    "features": _entries("feature", "totals_by_feature", COUNTERS),
    "credits": "SELECT entity, user_id, sum(ai_credits_used) FROM users GROUP BY 1, 2",
}


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _bare(connection: Any, query: str) -> Callable[[], object]:
    return lambda: connection.sql(query).to_arrow_table()


def main(lake: str, folder: str, copies: str, days: str) -> int:
    """Measures each question once, the bare query three times."""
    connection = duckdb.connect()
    for name, family in (("users", "users-1-day"), ("teams", "user-teams-1-day")):
        [organization, *_] = sorted(Path(lake).glob(f"host=*/family={family}/kind=*/entity=*"))
        target = Path(folder) / f"{name}.parquet"
        connection.execute(
            f"COPY (SELECT p.*, c.range AS entity FROM range({int(copies)}) c, "
            f"read_parquet('{organization}/*/*.parquet', hive_partitioning = false) p) "
            f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
        connection.execute(f"CREATE VIEW {name} AS FROM '{target}'")
    found = {}
    with collector.open_lake(lake) as opened:
        opened.ask("active", window=1).arrow()  # imports what all of them use
        for question, query in QUERIES.items():
            bare = min(_seconds(_bare(connection, query)) for _ in range(3))

            def ask(question: str = question) -> object:
                return opened.ask(question, window=int(days)).arrow()

            found[question] = (_seconds(ask), bare)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
