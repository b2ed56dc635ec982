from __future__ import annotations

import base64
import hashlib
import hmac
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.exits import ConfigurationError, LakeError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.privacy import (
    Transform,
    check_families,
    families_with_people,
    make_key,
    read_key,
    transform_of,
)
from copilot_metrics_collector.privacy.pseudonyms import Pseudonyms
from copilot_metrics_collector.units import REPORTS

from .wanted import Wanted

KEY = bytes(range(7, 47))
NAMES = Pseudonyms(KEY)


@given(st.text())
def test_a_login_is_hashed_by_hmac_sha256_in_small_letters(text: str) -> None:
    plain = text.strip().removeprefix("@").casefold().encode()
    expected = hmac.new(KEY, b"login\0" + plain, hashlib.sha256).digest()[:16]
    assert NAMES.login(text) == "u-" + base64.b32encode(expected).decode().rstrip("=").lower()


@given(st.integers(-(2**80), 2**80))
def test_an_id_stays_a_positive_number_of_63_bits(number: int) -> None:
    digest = hmac.new(KEY, b"id\0" + str(number).encode(), hashlib.sha256).digest()
    assert NAMES.number(number) == int.from_bytes(digest[:8], "big") % 2**63
    assert 0 < NAMES.number(number) < 2**63


def test_one_person_has_one_pseudonym_however_spelt() -> None:
    assert (
        NAMES.login("Octo-Cat_acme")
        == NAMES.login("octo-cat_ACME")
        == NAMES.login("@octo-cat_acme")
    )
    assert NAMES.id("1001") == NAMES.id(" 1001 ") == str(NAMES.number(1001))


def test_kinds_are_hashed_apart_and_keys_too() -> None:
    made = [each("octocat") for each in (NAMES.login, NAMES.id, NAMES.text)]
    assert [each[:2] for each in made] == ["u-", "i-", "t-"]
    assert len({each[2:] for each in made}) == 3
    assert NAMES.key("octocat")[2:] == NAMES.login("octocat")[2:]  # who was a key can be found
    assert NAMES.login("octocat") != Pseudonyms(KEY[::-1]).login("octocat")
    assert NAMES.fingerprint != Pseudonyms(KEY[::-1]).fingerprint


def test_the_key_is_in_no_text_and_no_pickle(key_file: Path, transform: Transform) -> None:
    key = read_key(key_file).decode()
    shown = f"{transform!r} {transform.fingerprint} {Pseudonyms(key.encode())!r}"
    assert key not in shown
    assert re.fullmatch(r"hmac-sha256:[0-9a-f]{32}", str(transform.fingerprint))
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(transform)


def test_there_is_nothing_to_do_for_plain_names() -> None:
    assert transform_of(Wanted()) is None


def test_families_with_people_are_told_by_their_rows() -> None:
    assert families_with_people() == (
        "billing-users",
        "seats",
        "usage-records",
        "user-teams-1-day",
        "users-1-day",
        "users-28-day",
    )


def test_prompts_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="--pseudonymize"):
        check_families(["usage-records"], pseudonymize="key", users=True)
    with pytest.raises(ConfigurationError, match="--no-users"):
        check_families([*REPORTS, "usage-records"], pseudonymize=None, users=False)
    check_families(["usage-records"], pseudonymize=None, users=True)
    check_families(REPORTS, pseudonymize="key", users=False)


def test_prompts_have_no_scrubber(transform: Transform) -> None:
    with pytest.raises(ConfigurationError, match="cannot be cleaned"):
        transform.scrubber("usage-records")


def test_a_lake_keeps_to_one_key(tmp_path: Path, transform: Transform) -> None:
    make_key(tmp_path / "other")
    other = transform_of(Wanted(str(tmp_path / "other")))
    assert other is not None
    privacy = Privacy(pseudonyms=transform.fingerprint)
    Lake.open(tmp_path / "lake", create=True, privacy=privacy)
    Lake.open(tmp_path / "lake", privacy=privacy)
    for wrong in (
        Privacy(),
        Privacy(pseudonyms=other.fingerprint),
        Privacy(pseudonyms=transform.fingerprint, users=False),
    ):
        with pytest.raises(LakeError, match="but this command expects"):
            Lake.open(tmp_path / "lake", privacy=wrong)
