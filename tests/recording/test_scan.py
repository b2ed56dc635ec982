"""No secret remains, and a remaining one is found: proven by inserting secrets and by disabling parts."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import attrs
import pytest

from copilot_usage_metrics.testing import FakeGitHub
from generator import document
from recording import scan as scanning
from recording.command import ask, make
from recording.errors import LeakError
from recording.harvest import Secrets, harvest
from recording.mapping import Mapping
from recording.material import Exchange, Material, RecordedResponse
from recording.scan import PATTERNS, scan
from recording.scrub import ResponseScrubber

from .conftest import KEY, ORG, Recording, options_for, plain_http

USERS = "copilotOrganizationUsersOneDayUsageMetrics"
IDENTITY = ("user_login", "slug", "repo_name", "repo_owner_name")


def originals(value: Any, key: str = "") -> set[str]:
    """Names, ids, codes and texts of users, found without the recorder's own knowledge."""
    if isinstance(value, dict):
        return set().union(*(originals(item, name) for name, item in value.items()))
    if isinstance(value, list):
        return set().union(*(originals(item, key) for item in value))
    if key in (*IDENTITY, "body", "event_id", "github_request_id") or key.endswith("_id"):
        return {str(value)}
    return set()


def test_no_original_value_remains_in_any_byte(recording: Recording, fake: FakeGitHub) -> None:
    found = {fake.token, KEY, *fake.organizations, fake.enterprise}
    for file in recording.raw.files:
        found |= originals(list(file.rows))
        assert "sig=" in file.link
        found |= {part for part in re.split("[?&=/]", file.link) if len(part) > 12}
    for exchange in recording.raw.exchanges:
        for reply in exchange.replies:
            found.add(reply.headers["x-github-request-id"])
            if reply.content:
                found |= originals(json.loads(reply.content))
    found -= {"green", "claude", USERS, *(file.operation_id for file in recording.raw.files)}
    assert len(found) > 200
    everything = b"\n".join(recording.files.values()).decode().casefold()
    numbers = set(re.findall("[0-9]+", everything))
    left = [
        each
        for each in found
        if (each in numbers if each.isdecimal() else each.casefold() in everything)
    ]
    assert left == []
    for text in ("sig=", "se=20", "127.0.0.1", "acme", "Question", "etl_id=", "ghp_"):
        assert text.casefold() not in everything


# -- secrets inserted into the output

LOGIN, TOKEN, USER_ID = "quentin-okafor", "ghp_" + "f00dBABE" * 4, "48151623"
KNOWN = Secrets(
    {LOGIN: "a login", TOKEN.casefold(): "the token", "zoe": "a short login"}, {USER_ID: "an id"}
)


def yaml_with(**more: Any) -> bytes:
    response = {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {}, **more}
    return document.dump({"cases": {"success": {"response": response}}}, sort=False).encode()


def row_with(**more: Any) -> bytes:
    return json.dumps({"day": "2026-11-19", "loc_added_sum": 5, **more}).encode() + b"\n"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


PLANTS = {
    "in a header": yaml_with(headers={"X-Served-By": LOGIN}),
    "as a header's name": yaml_with(headers={f"X-{LOGIN}": "1"}),
    "in an unknown key's value": row_with(manager=LOGIN),
    "as a key": row_with(by_person={LOGIN: 1}),
    "as a key, deep": row_with(a=[{"b": {"c": [{LOGIN.upper(): None}]}}]),
    "in an address": row_with(link=f"https://example.com/people/{LOGIN}/x"),
    "in a query": row_with(link=f"https://example.com/?q={LOGIN}"),
    "percent-encoded": row_with(link="https://example.com/" + "".join(f"%{ord(c):02x}" for c in LOGIN)),
    "percent-encoded twice": row_with(link=quote(quote(LOGIN.replace("-", "%2D")))),
    "in base64": row_with(note=b64(LOGIN)),
    "in base64, among others": row_with(note=b64(f"user={LOGIN};")),
    "in base64 of base64": row_with(note=b64(b64(LOGIN))),
    "in URL-safe base64 without padding": row_with(note=b64(f"??>{LOGIN}").replace("/", "_").rstrip("=")),
    "in hexadecimal": row_with(note=LOGIN.encode().hex()),
    "in JSON within JSON": row_with(note=json.dumps({"who": LOGIN})),
    "escaped": row_with(note="\\u0071uentin-okafor"),
    "in HTML": row_with(note="quentin&#45;okafor"),
    "in another word": row_with(note=f"xx{LOGIN}yy"),
    "in capitals": row_with(note=LOGIN.upper()),
    "in a comment": b"# " + LOGIN.encode() + b"\n" + yaml_with(),
    "in the reason of a case": document.dump({"cases": {"success": {"why": LOGIN}}}).encode(),
    "in a vocabulary": row_with(feature=LOGIN),
    "the token": row_with(note=TOKEN),
    "the token in base64": yaml_with(headers={"X-Auth": b64(f"x-access-token:{TOKEN}")}),
    "an id as a number": row_with(manager=int(USER_ID)),
    "an id as a number with a point": row_with(manager=float(USER_ID)),
    "an id as text": row_with(manager=USER_ID),
    "an id in a path": row_with(link=f"https://example.com/u/{USER_ID}/x"),
    "an id in a cursor": row_with(after=b64(f"cursor:{USER_ID}")),
    "an id under its key": row_with(user_id=int(USER_ID)),
    "a short name as a word": row_with(note="by zoe, later"),
    "a short name under its key": row_with(user_login="Zoe"),
    "a short name in a path": yaml_with(headers={"Link": '<https://api.github.com/x/zoe?page=2>; rel="next"'}),
}  # fmt: skip

STRANGERS = {
    "a token of GitHub's": "ghs_" + "A1b2C3d4" * 5,
    "an old token of GitHub's, or a hash": "0123456789abcdef" * 2 + "01234567",
    "a JWT": "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjM0NSJ9.c2lnbmF0dXJl",
    "a private key": "-----BEGIN RSA PRIVATE KEY-----",
    "a cloud provider's key": "AKIA" + "Q7W3E5R1" * 2,
    "an Authorization value": "Authorization: Basic dXNlcjEyMzpwYXNzd29yZA",
    "a signed query": "https://example.com/part-00000?st=2026-11-19&sig=abcd%2Fefgh",
    "a cookie": "Set-Cookie: theme=dark",
    "an e-mail address": "jo@corp.example.com",
    "a host of GHE.com": "https://api.initech.ghe.com/",
}


def is_found(content: bytes, secrets: Secrets) -> bool:
    name = "a.yaml" if b"cases" in content else "a.ndjson"
    leaks = scan({name: content}, secrets)
    shown = " ".join(map(str, leaks)).casefold()
    assert LOGIN not in shown
    assert TOKEN.casefold() not in shown
    assert USER_ID not in shown
    return bool(leaks)


@pytest.mark.parametrize("content", PLANTS.values(), ids=PLANTS.keys())
def test_inserted_secret_is_found(content: bytes) -> None:
    assert is_found(content, KNOWN)
    assert not is_found(content, Secrets()) or b"ghp_" in content or b"X-Auth" in content


@pytest.mark.parametrize("name", PATTERNS)
def test_unknown_secrets_are_found_by_their_form(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content in (row_with(note=STRANGERS[name]), yaml_with(text=f"a {STRANGERS[name]} b")):
        assert is_found(content, Secrets())
    # each pattern finds a secret that no other pattern finds
    monkeypatch.setattr(
        scanning, "PATTERNS", {key: each for key, each in PATTERNS.items() if key != name}
    )
    assert not is_found(row_with(note=STRANGERS[name]), Secrets())


def test_every_pattern_has_its_own_secret() -> None:
    assert STRANGERS.keys() == PATTERNS.keys()


@pytest.mark.parametrize(
    "content",
    [
        row_with(loc_added_sum=int(USER_ID)),  # a figure that happens to be equal
        row_with(totals_by_feature=[{"feature": "code_completion"}]),
        yaml_with(body={"documentation_url": "https://docs.github.com/rest/copilot#zoe"}),
        row_with(user_login="name-zoezoezoez"),
    ],
)
def test_public_value_is_not_reported(content: bytes) -> None:
    assert not is_found(content, KNOWN)


@pytest.mark.parametrize(
    ("way", "plant"),
    [
        ("unquote_plus", "percent-encoded"),
        ("_base64", "in base64"),
        ("_HEX", "in hexadecimal"),
        ("_DEPTH", "in base64 of base64"),
        ("html", "in HTML"),
        ("json", "escaped"),
    ],
)
def test_each_decoding_is_needed(way: str, plant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind:
        @staticmethod
        def unescape(text: str) -> str:
            return text

        @staticmethod
        def loads(text: Any) -> Any:
            return json.loads(text) if isinstance(text, bytes) else text

    blind: dict[str, Any] = {
        "unquote_plus": lambda text: text,
        "_base64": lambda _: b"",
        "_HEX": re.compile("(?!)"),
        "_DEPTH": 1,
        "html": Blind,
        "json": Blind,
    }
    monkeypatch.setattr(scanning, way, blind[way])
    assert not is_found(PLANTS[plant], KNOWN)


# -- with one part of the scrubbing disabled, the scan refuses


def same(_: ResponseScrubber, text: Any, *more: Any) -> Any:
    return text


def every_header(self: ResponseScrubber, headers: Any) -> Any:
    return dict(headers)


MUTATIONS: dict[str, tuple[type, str, Callable[..., Any]]] = {
    "names and ids": (ResponseScrubber, "name_or_id", same),
    "names": (Mapping, "name", same),
    "ids": (Mapping, "id", same),
    "codes": (Mapping, "code", same),
    "prompts": (ResponseScrubber, "body", same),
    "links": (ResponseScrubber, "link", same),
    "addresses in headers": (ResponseScrubber, "address", same),
    "addresses in bodies": (ResponseScrubber, "foreign", same),
    "headers": (ResponseScrubber, "headers", every_header),
    "numbers": (ResponseScrubber, "number", same),
    "texts": (ResponseScrubber, "text", same),
    "sentences": (ResponseScrubber, "sentence", same),
    "moments": (ResponseScrubber, "moment", same),
    "keys": (ResponseScrubber, "key", same),
    "arguments": (ResponseScrubber, "argument", lambda self, name, value: value),
    "bodies that are no JSON": (ResponseScrubber, "content", lambda self, reply: reply.content),
    "paths": (ResponseScrubber, "path", same),
}


@pytest.fixture(scope="module")
def rich(recording: Recording) -> Material:
    """A few responses with a secret in every position."""
    records = next(
        each
        for each in recording.raw.exchanges
        if each.operation_id == "getUsageRecords" and "after" in each.arguments
    )
    users = next(each for each in recording.raw.exchanges if each.operation_id == USERS)
    teams = next(each for each in recording.raw.files if each.family == "user-teams-1-day")
    people = next(each for each in recording.raw.files if each.family == "users-1-day")
    row = {
        **people.rows[0],
        "totals_by_cli": {"last_known_cli_version": {"sampled_at": "2026-11-19T10:31:07.123Z"}},
        "manager": {"quentin-okafor": {"homepage": "https://intranet.acme.test/quentin"}},
        "cost_centre_id": 777123456,
    }
    return Material(
        (
            records,
            users,
            refused(users, "Ask quentin-okafor of acme-widgets for user ID 48151623."),
            page(users),
        ),
        (teams, attrs.evolve(people, rows=(row,))),
    )


def refused(exchange: Exchange, message: str) -> Exchange:
    body = json.dumps({"message": message, "documentation_url": "https://acme.test/help"})
    headers = {"content-type": "application/json", "x-runner": "build-agent-acme-07"}
    reply = RecordedResponse(
        403, {**exchange.replies[0].headers, **headers}, body.encode(), ("_s=c00kie-jar;",)
    )
    return attrs.evolve(exchange, replies=(reply,))


def page(exchange: Exchange) -> Exchange:
    content = b"<p>Denied for quentin.okafor on proxy7.acme.test</p>"
    return attrs.evolve(
        exchange, replies=(RecordedResponse(403, {"content-type": "text/html"}, content),)
    )


def test_scrubbed_material_full_of_secrets_passes_the_scan(
    recording: Recording, rich: Material
) -> None:
    text = b"\n".join(make(recording.options, rich).values()).decode()
    assert "quentin" not in text
    assert "acme" not in text
    assert "777123456" not in text
    assert "T10:00:00.000Z" in text
    assert "(removed)" in text
    assert re.search(r"Ask name-[a-z]{10} of name-[a-z]{10} for user ID [0-9]{12}\.", text)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_scan_refuses_unscrubbed_material(
    recording: Recording, rich: Material, mutation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name, instead = MUTATIONS[mutation]
    monkeypatch.setattr(owner, name, instead)
    with pytest.raises(LeakError) as caught:
        make(recording.options, rich)
    message = str(caught.value)
    assert "\n" not in message
    for secret in ("quentin", "acme", "48151623", recording.options.token, "/by_person"):
        assert secret not in message
    assert re.search(
        r"(?:interactions|reports)/\S+: an? |reports/\S+: the |interactions/\S+: the ", message
    )


# -- future fields


@pytest.mark.parametrize("name", [ORG])
def test_new_fields_are_scrubbed_by_default(fake: FakeGitHub, name: str) -> None:
    day = fake.days[-1]
    row: dict[str, Any] = {
        "day": day.isoformat(),
        "user_id": 41000007,
        "user_login": "quentin-okafor_acme",
        "organization_id": "20000001",
        "loc_added_sum": 4711,
        "lead_login": "wanda.maximoff",
        "lead_email": "wanda@acme.test",
        "reports_to_id": 41000014,
        "badge_number": "55667788",
        "team_lead": 41000021,
        "display_name": "Wanda Maximoff",
        "users": {"wanda.maximoff": {"seat": "B-17"}, "quentin": [True, None, 3]},
        "user_joined": "1999-12-31",
        "profile": "https://github.com/wanda",
        "feature": "wanda_special",
        "language": "wandascript",
        "recent_total_count": 12345678,
        "recent_rate": 0.25,
        "used_recent_thing": True,
    }
    fake.give(USERS, name, [[row]], day)
    try:
        options = options_for(fake, name)
        raw = ask(options, http=plain_http)
        files = make(options, raw)
    finally:
        fake.give(USERS, name, [list(fake.user_rows(name, day))], day)
    content = files[f"reports/organization.users-1-day.{day}.part-1.ndjson"]
    found = json.loads(content)
    text = b"\n".join(files.values()).decode().casefold()
    for secret in ("wanda", "quentin", "acme", "41000014", "41000021", "55667788", "b-17", "1999"):
        assert secret not in text
    assert found["recent_total_count"] == 12345678
    assert found["recent_rate"] == 0.25
    assert found["used_recent_thing"] is True
    assert found["loc_added_sum"] == 4711
    assert found["user_joined"] == "2000-01-01"
    assert isinstance(found["reports_to_id"], int)
    assert found["badge_number"].isdecimal()
    assert len(found["users"]) == 2


def test_raw_material_shows_no_secret_in_its_repr(recording: Recording) -> None:
    assert recording.options.token not in repr(recording.options)
    assert KEY not in repr(recording.options)
    assert recording.options.token not in repr(recording.secrets)


def test_the_raw_bytes_are_searched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_leaves", lambda name, content: iter(()))
    for plant in ("in a header", "as a key", "in another word", "the token", "an id in a path"):
        assert is_found(PLANTS[plant], KNOWN)
    assert is_found(row_with(note=STRANGERS["a JWT"]), Secrets())


def test_a_subdomain_of_ghe_com_is_a_secret(recording: Recording) -> None:
    base_url = "https://api.initech.ghe.com"
    secrets = harvest(Material(), token="t", key=None, base_url=base_url, names=["a"])
    assert {"initech", "api.initech.ghe.com"} <= secrets.texts.keys()
    scrubber = ResponseScrubber(Mapping(b"key"), secrets, base_url)
    link = f'<{base_url}/enterprises/a/copilot/usage-records?after=Mjk%3D&page=2>; rel="next"'
    found = scrubber.headers({"link": link, "location": f"{base_url}/organizations/77/copilot/x"})
    assert found["Link"].startswith("<https://api.github.com/enterprises/name-")
    assert found["Link"].endswith('&page=2>; rel="next"')
    assert re.fullmatch("/organizations/[0-9]{12}/copilot/(?:x|name-[a-z]{10})", found["Location"])
    assert "initech" not in str(found)
    assert scrubber.address("https://files.initech.test/a?sig=b", "Location").startswith(
        "https://example.com/"
    )
