"""Lines to rows: the fast and the lenient decoder, and that both give the same result."""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics._runtime.decoding import decode as decode_module
from copilot_usage_metrics._runtime.decoding.decode import BadLineError, RowDecoder
from copilot_usage_metrics._runtime.decoding.learned_types import MOST_PATHS, OTHER_KEYS, Sighting
from copilot_usage_metrics._runtime.decoding.row import UNSET, Row
from copilot_usage_metrics.rows import ROW_TYPES, UserDay
from tests.rows import wire
from tests.runtime.patience import PATIENCE

names = pytest.mark.parametrize("name", ROW_TYPES)


def counts(sightings: dict[str, Sighting]) -> dict[str, int]:
    """The counts only."""
    return {path: sighting.count for path, sighting in sightings.items() if sighting.count}


@names
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), odd=st.sampled_from([0.0, 0.02, 0.3]))
def test_decoding_loses_nothing_and_counts_all_drift(name: str, seed: int, odd: float) -> None:
    chance, expected = random.Random(seed), wire.Expected()
    pairs = [wire.make(name, chance, odd=odd, expected=expected) for _ in range(5)]
    row_type: type[Row] = ROW_TYPES[name]
    decoder = RowDecoder(row_type)
    for data, normal in pairs * 2:
        row = decoder.decode(json.dumps(data, ensure_ascii=chance.random() < 0.5).encode())
        assert isinstance(row, row_type)
        assert row == row_type.from_dict(data)
        assert wire.same(row.to_dict(), normal)
        for twin in (copy.copy(row), copy.deepcopy(row), pickle.loads(pickle.dumps(row))):
            assert type(twin) is row_type
            assert twin == row
    assert counts(decoder.unknown_keys) == {key: 2 * n for key, n in expected.unknown.items()}
    assert counts(decoder.type_drift) == {key: 2 * n for key, n in expected.drift.items()}


@names
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_block_gives_the_same_rows_as_its_lines(name: str, seed: int) -> None:
    chance, expected = random.Random(seed), wire.Expected()
    rare = wire.make(name, chance, odd=0.3, expected=expected)[0]
    lines = [json.dumps(rare).encode()] * 3
    lines += [json.dumps(wire.make(name, chance)[0]).encode() for _ in range(3)]
    row_type: type[Row] = ROW_TYPES[name]
    one, whole = RowDecoder(row_type), RowDecoder(row_type)
    single = [one.decode(line) for line in lines * 3]
    taken: list[Row] = []
    for _ in range(3):
        rows = whole.decode_lines(b"\n".join(lines))
        taken += [whole.decode(line) for line in lines] if rows is None else rows
    assert taken == single
    assert whole.unknown_keys == one.unknown_keys
    assert whole.type_drift == one.type_drift


@pytest.mark.parametrize("block", [b"{}\n{}", b"{}\n{}\n", b"{}\r\n{}\r\n", b' {"day": null} \n{}'])
def test_blocks_that_are_decoded_at_once(block: bytes) -> None:
    rows = RowDecoder(UserDay).decode_lines(block)
    assert rows is not None
    assert len(rows) == 2


@pytest.mark.parametrize("block", [b"{}\n\n{}", b"{}{}", b"{}\n[]", b"{", b'{"new": 1}\n{}', b"\n"])
def test_blocks_that_are_decoded_line_by_line(block: bytes) -> None:
    assert RowDecoder(UserDay).decode_lines(block) is None


def test_credits_keep_all_their_digits() -> None:
    text = "12345678901234567890.123456789012345678901234567890"
    decoder = RowDecoder(UserDay)
    line = f'{{"ai_credits_used":{text}}}'.encode()
    assert decoder.decode(line).ai_credits_used == Decimal(text)
    assert decoder.decode(line[:-1] + b',"new":1}').ai_credits_used == Decimal(text)
    assert decoder.decode(b'{"ai_credits_used":"1.5"}').extra == {"ai_credits_used": "1.5"}
    assert decoder.decode(line).ai_credits_used == Decimal(text)
    assert str(decoder.decode(b'{"ai_credits_used":12.50}').ai_credits_used) == "12.50"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[]", "not an object, but of type array"),
        (b"null", "not an object, but of type null"),
        (b'"{}"', "not an object, but of type string"),
        (b"{", "truncated"),
        (b"", "truncated"),
        (b'{"day":NaN}', "invalid character"),
        (b'{"secret-login": \xff}', "invalid"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "nested too deeply"),
    ],
)
def test_bad_line_has_a_reason(line: bytes, reason: str) -> None:
    decoder = RowDecoder(UserDay)
    for _ in range(2):
        with pytest.raises(BadLineError, match=reason) as caught:
            decoder.decode(line)
        assert "secret" not in str(caught.value)
        assert caught.value.__cause__ is None
        decoder.decode(b'{"new":1}')
    assert counts(decoder.unknown_keys) == {"new": 2}


def test_lines_that_msgspec_rejects_and_json_allows_are_read() -> None:
    row = RowDecoder(UserDay).decode(rb'{"user_login":"\ud800","loc_added_sum":1e999,"x":1e999}')
    assert row.user_login == "\ud800"
    assert row.loc_added_sum is UNSET
    assert row.extra == {"loc_added_sum": float("inf"), "x": float("inf")}


def test_whole_numbers_written_as_floats_are_whole_numbers() -> None:
    decoder = RowDecoder(UserDay)
    for _ in range(2):
        assert decoder.decode(b'{"loc_added_sum":12.0}').loc_added_sum == 12
    assert decoder.type_drift == {}


def test_a_rejected_line_is_counted_once() -> None:
    decoder = RowDecoder(UserDay)
    good = b'{"totals_by_ide":[{"ide":"vim","new":1},{"ide":"vi"}],"top":1}'
    for _ in range(3):
        decoder.decode(good)
    refused = good[:-1] + b',"used_chat":"yes"}'  # after its objects were counted
    decoder.decode(refused)
    with pytest.raises(BadLineError):
        decoder.decode(good[:-1])
    assert decoder.decode_lines(good + b"\n" + good[:-1]) is None
    assert decoder.decode_lines(good + good) is None
    assert counts(decoder.unknown_keys) == {"totals_by_ide[].new": 4, "top": 4}
    assert counts(decoder.type_drift) == {"used_chat": 1}


def test_a_key_that_was_null_first_gets_its_type_later() -> None:
    decoder = RowDecoder(UserDay)
    for value in (b"null", b"null", b'{"a":1}', b"null", b"[]"):
        decoder.decode(b'{"new":' + value + b"}")
    assert decoder.unknown_keys == {"new": Sighting("object", 5)}


def test_drift_has_paths_and_types() -> None:
    decoder = RowDecoder(UserDay)
    line = b'{"a":1.5,"totals_by_cli":{"token_usage":{"b":[true]}},"totals_by_ide":[{"ide":false}]}'
    for _ in range(3):
        row = decoder.decode(line)
        assert json.loads(line) == row.to_dict()
    assert decoder.unknown_keys == {
        "a": Sighting("number", 3),
        "totals_by_cli.token_usage.b": Sighting("array", 3),
    }
    assert decoder.type_drift == {"totals_by_ide[].ide": Sighting("boolean", 3)}


def test_learned_keys_are_bounded() -> None:
    decoder = RowDecoder(UserDay)
    lines = [f'{{"day":"2026-01-01","person_{number}":{number}}}'.encode() for number in range(400)]
    for line in lines * 2:
        assert decoder.decode(line).to_dict() == json.loads(line)
    assert sum(counts(decoder.unknown_keys).values()) == 800
    assert decoder._lessons == decode_module.MOST_LESSONS


def test_rows_before_and_after_learning_a_key_are_equal() -> None:
    decoder = RowDecoder(UserDay)
    line = b'{"user_id":1,"new":{"a":[0.5]},"totals_by_cli":{"newer":2}}'
    taught, learned = decoder.decode(line), decoder.decode(line)
    assert type(taught) is UserDay
    assert type(learned) is not UserDay
    assert isinstance(learned, UserDay)
    assert taught == learned
    assert learned == taught
    assert repr(taught) == repr(learned)
    assert learned.extra == {"new": {"a": [0.5]}}
    del learned.extra["new"]
    assert learned.extra == {}
    assert "new" not in learned.to_dict()
    assert type(type(learned).from_dict({})) is UserDay


def test_threads_make_decoders_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that create decoders of the same classes at once can crash msgspec: it reads unset memory."""
    plain, both = msgspec.json.Decoder, threading.Barrier(2)
    overlaps = []

    def make(*args: Any, **options: Any) -> Any:
        try:
            both.wait(0.2)
        except threading.BrokenBarrierError:  # no other thread arrived
            both.reset()
        else:
            overlaps.append(args)
        return plain(*args, **options)

    monkeypatch.setattr(msgspec.json, "Decoder", make)
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(RowDecoder, [UserDay, UserDay]))
    assert not overlaps
    one, other = (each.decode(b'{"day": "2026-11-19"}') for each in made)
    assert one == other


@pytest.mark.skipif(not hasattr(os, "fork"), reason="requires os.fork")
def test_a_forked_process_can_create_decoders_although_a_thread_held_the_lock() -> None:
    code = (
        "import os\n"
        "from copilot_usage_metrics._runtime.decoding import decode\n"
        "from copilot_usage_metrics.rows import UserDay\n"
        "with decode._making[0]:\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        decode.RowDecoder(UserDay)\n"
        "        os._exit(7)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout == "7\n"


def test_memory_does_not_grow_with_keys() -> None:
    decoder = RowDecoder(UserDay)
    many = MOST_PATHS + 500
    rows = [decoder.decode(b'{"user_id":1,"key_%d":%d}' % (n, n)) for n in range(many)]
    decoder.decode(b'{"user_id":1,"%s":1}' % (b"k" * 10_000))
    found = counts(decoder.unknown_keys)
    assert len(found) == MOST_PATHS + 1
    assert found[OTHER_KEYS] == 501
    assert sum(found.values()) == many + 1
    assert [row.extra for row in rows] == [{f"key_{n}": n} for n in range(many)]
