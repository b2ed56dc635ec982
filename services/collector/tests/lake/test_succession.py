from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.lake.manifest import STATES, WITH_ROWS, Manifest, Source
from copilot_metrics_collector.lake.succession import DEFINITIVE, Decision, decide

from .making import unit

WITHOUT_ROWS = [state for state in STATES if state not in WITH_ROWS]


def manifest(state: Any, content: str | None = None, **more: Any) -> Manifest:
    rows = {"rows": 1, **more} if state in WITH_ROWS else more
    return Manifest(unit=unit(), state=state, content=content, **{"asked_at": "1", **rows})


def again(known: Manifest) -> Manifest:
    return attrs.evolve(known, asked_at="2")


@pytest.mark.parametrize("state", STATES)
def test_the_first_answer_stands(state: Any) -> None:
    new = manifest(state)
    assert decide(None, new) == Decision("written", new)


@pytest.mark.parametrize("state", STATES)
def test_the_same_again_changes_nothing(state: Any) -> None:
    known = manifest(state, "a" if state in WITH_ROWS else None)
    decision = decide(known, again(known))
    assert decision.change == "unchanged"
    assert decision.manifest is known


@pytest.mark.parametrize(
    "current",
    [manifest("complete", "a", rows=9), manifest("partial", "a"), manifest("partial", "b", rows=9)]
    + [manifest(state) for state in WITHOUT_ROWS],
)
def test_complete_replaces_everything_else(current: Manifest) -> None:
    new = manifest("complete", "b")
    assert decide(current, new) == Decision("written", new)


@pytest.mark.parametrize("state", WITH_ROWS)
def test_a_whole_report_without_a_row_takes_none_away(state: Any) -> None:
    known = manifest(state, "a")
    empty = manifest("complete", None, rows=0)
    assert decide(known, empty) == Decision("kept", known)
    last = attrs.evolve(empty, settled=True)
    assert decide(known, last) == Decision("kept", attrs.evolve(known, settled=True))


def test_the_same_rows_that_are_settled_now() -> None:
    known = manifest("complete", "a")
    decision = decide(known, attrs.evolve(again(known), settled=True, client_version="9"))
    assert decision == Decision("written", attrs.evolve(known, settled=True))
    assert decide(decision.manifest, again(known)) == Decision("unchanged", decision.manifest)


def test_the_same_rows_whose_files_are_kept_now() -> None:
    kept = (Source(name="a", sha256="b", bytes=1, raw="c"),)
    known = manifest("complete", "a", sources=(attrs.evolve(kept[0], raw=None),))
    decision = decide(known, attrs.evolve(again(known), sources=kept))
    assert decision == Decision("written", attrs.evolve(known, sources=kept))
    assert decide(decision.manifest, again(known)).manifest is decision.manifest


@pytest.mark.parametrize(
    ("current", "change"),
    [
        (manifest("complete", "a", rows=1), "kept"),
        (manifest("complete", "b", rows=1), "kept"),
        (manifest("partial", "b", rows=3), "kept"),
        (manifest("partial", "b", rows=2), "written"),
        (manifest("partial", "b", rows=1), "written"),
        (manifest("partial", "a", rows=2), "unchanged"),
        *((manifest(state), "written") for state in WITHOUT_ROWS),
    ],
)
def test_partial(current: Manifest, change: str) -> None:
    new = manifest("partial", "a", rows=2)
    decision = decide(current, new)
    assert decision == Decision(change, new if change == "written" else current)  # type: ignore[arg-type]


def test_of_the_same_rows_the_last_reason_for_the_gap_stands() -> None:
    files = tuple(Source(name=name, sha256=name, bytes=1, raw=f"raw-{name}") for name in "ab")
    known = manifest("partial", "a", reason="proxy", sources=files[:1])
    plain = tuple(attrs.evolve(each, raw=None) for each in files)
    new = manifest("partial", "a", reason="404", sources=plain, duplicates=3, asked_at="2")
    decision = decide(known, new)
    expected = attrs.evolve(new, sources=(files[0], plain[1]))
    assert decision == Decision("written", expected)
    assert (
        decide(expected, attrs.evolve(new, asked_at="3", client_version="9")).manifest is expected
    )
    assert decide(expected, again(known)) == Decision("kept", expected)


@pytest.mark.parametrize("current", [manifest("complete", "a"), manifest("partial", "a")])
@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("state", WITHOUT_ROWS)
def test_no_answer_without_rows_replaces_rows(current: Manifest, state: Any, settled: bool) -> None:
    known = attrs.evolve(current, settled=settled and state in DEFINITIVE)
    assert decide(current, manifest(state, settled=settled)) == Decision("kept", known)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(WITHOUT_ROWS, repeat=2)))
def test_without_rows_the_last_answer_stands(old: Any, new: Any) -> None:
    current = manifest(old, reason="a")
    for other in (manifest(new, reason="b"), manifest(new, reason="a", settled=True)):
        assert decide(current, other) == Decision("written", other)


answers = st.builds(
    lambda state, content, rows, settled: manifest(
        state,
        **({"content": f"{content}{rows}", "rows": rows} if state in WITH_ROWS else {}),
        settled=settled and state != "partial",
    ),
    st.sampled_from(STATES),
    st.sampled_from("abc"),
    st.integers(1, 4),
    st.booleans(),
)


def rank(known: Manifest) -> tuple[int, int]:
    """How much an answer counts; partial ones by their rows."""
    if known.state == "partial":
        return 1, known.rows
    return (2 if known.state == "complete" else 0), 0


@given(st.lists(answers, min_size=1, max_size=12))
def test_in_whichever_order_answers_come_no_rows_are_lost(some: list[Manifest]) -> None:
    current: Manifest | None = None
    for number, each in enumerate(some):
        decision = decide(current, attrs.evolve(each, asked_at=str(number)))
        if current is not None:
            assert rank(decision.manifest) >= rank(current)
            assert current.settled <= decision.manifest.settled or decision.change == "written"
        assert (decision.manifest is current) == (
            decision.change == "unchanged"
            or (decision.change == "kept" and (current is None or current == decision.manifest))
        )
        current = decision.manifest
        assert decide(current, attrs.evolve(each, asked_at="z")).manifest is current
    assert current is not None
    assert rank(current) == max(map(rank, some))
    complete = [each.content for each in some if each.state == "complete"]
    assert not complete or current.content == complete[-1]
