"""Descriptions in the style of public ones: what their clients send to a server on loopback, and what they read."""

from __future__ import annotations

import contextlib
import datetime
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.render.harness import Generated, client_class, generate, imported
from tests.strict import mypy

FOLDER = Path(__file__).parent / "public_styles"
FILES = sorted(FOLDER.iterdir())


@dataclass
class Loopback:
    """A server on loopback: the requests that arrived, and the response that it gives."""

    address: str
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    """Method, target, headers by lower-case name, body."""
    status: int = 204
    body: bytes = b""
    media_type: str = "application/json"

    @property
    def target(self) -> str:
        """The target of the last request."""
        return self.seen[-1][1]

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the last request."""
        return self.seen[-1][2]

    @property
    def sent(self) -> bytes:
        """The body of the last request."""
        return self.seen[-1][3]

    def answers(self, value: Any, media_type: str = "application/json", status: int = 200) -> None:
        """Sets the response: JSON, or bytes of another media type."""
        self.body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.media_type, self.status = media_type, status


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): text for name, text in self.headers.items()}
            found.seen.append((self.command, self.path, headers, self.rfile.read(length)))
            self.send_response(found.status)
            if found.status != 204:
                self.send_header("content-type", found.media_type)
                self.send_header("content-length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body if found.status != 204 else b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.do_GET)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        found = Loopback(f"http://127.0.0.1:{http.server_port}")
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        try:
            yield found
        finally:
            http.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Generated]:
    """The package of each description, by the name of its file."""
    folder = tmp_path_factory.mktemp("public")
    return {path.stem: generate(folder, path.read_bytes(), suffix=path.suffix) for path in FILES}


@contextlib.contextmanager
def calling(generated: Generated, address: str | None) -> Iterator[tuple[ModuleType, Any]]:
    """The package and a client of it."""
    options = {} if address is None else {"base_url": address}
    with imported(generated) as package, client_class(package)("a-key", **options) as client:
        yield package, client


def test_the_packages_are_strictly_typed(
    packages: dict[str, Generated], tmp_path: Path, mypy_cache: Path
) -> None:
    files = [path for each in packages.values() for path in sorted(each.folder.rglob("*.py"))]
    found = mypy(tmp_path, mypy_cache, files)
    assert found.returncode == 0, found.stdout + found.stderr


def test_each_style_of_a_query_parameter(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    day = datetime.date(2026, 1, 2)
    cases: dict[str, tuple[dict[str, Any], str]] = {
        "form": ({"form": ["a b", "c,d"]}, "form=a%20b&form=c%2Cd"),
        "csv": ({"csv": ["a", "b"]}, "csv=a%2Cb"),
        "space": ({"space": ["a", "b"]}, "space=a%20b"),
        "pipe": ({"pipe": ["a", "b"]}, "pipe=a%7Cb"),
        "spaceEach": ({"space_each": ["a", "b"]}, "spaceEach=a&spaceEach=b"),
        "obj": ({"obj": ("QueryObj", {"R": 1, "G": True})}, "R=1&G=true"),
        "flat": ({"flat": ("QueryFlat", {"R": 1, "when": day})}, "flat=R%2C1%2Cwhen%2C2026-01-02"),
        "deep": ({"deep": ("QueryDeep", {"R": 1, "G": False})}, "deep%5BR%5D=1&deep%5BG%5D=false"),
        "free": ({"free": {"ü&": "="}}, "free%5B%C3%BC%26%5D=%3D"),
        "ids": ({"ids": [1, 2]}, "ids%5B%5D=1&ids%5B%5D=2"),
        "page": ({"pagesize": 10}, "page%5Bsize%5D=10"),
    }
    with calling(packages["styles"], loopback.address) as (package, client):
        for case, (values, expected) in cases.items():
            made = {
                name: getattr(package.models, value[0])(**value[1])
                if isinstance(value, tuple)
                else value
                for name, value in values.items()
            }
            client.query(**made)
            assert loopback.target == f"/query?{expected}", case
        inner = package.models.QueryFilterA(b=["x"])
        client.query(filter_=package.models.QueryFilter(a=inner))
        assert loopback.target == "/query?filter=%7B%22a%22%3A%7B%22b%22%3A%5B%22x%22%5D%7D%7D"
        with pytest.raises(package.ArgumentError, match="deep: expected an object, got str"):
            client.query(deep="R")
        with pytest.raises(package.ArgumentError, match=r"free\.a: expected no further objects"):
            client.query(free={"a": {"b": "c"}})


def test_each_style_of_a_path_parameter(packages: dict[str, Generated], loopback: Loopback) -> None:
    with calling(packages["styles"], loopback.address) as (package, client):
        models = package.models
        client.path(
            "a/b",
            ["x", "y,z"],
            models.PathObj(R=1, G=True),
            models.PathObjEach(R=1, G=True),
            "l",
            ["m", "n"],
            ["o", "p"],
            ["q", "r"],
            models.PathMobj(R=2),
        )
        expected = (
            "/a%2Fb/x,y%2Cz/R,1,G,true/R=1,G=true/x.l/.m.n/;matrix=o,p/;matrices=q;matrices=r/;R=2"
        )
        assert loopback.target == f"/path{expected}"


def test_headers_and_cookies(packages: dict[str, Generated], loopback: Loopback) -> None:
    with calling(packages["styles"], loopback.address) as (package, client):
        models = package.models
        client.headers(
            debug=True,
            session="a;b=c ü",
            ids=[1, 2],
            x_list=["a", "b"],
            x_object=models.HeadersXObject(R=1, G=False),
            x_each=models.HeadersXEach(R=1, G=False),
        )
        assert loopback.headers["cookie"] == "session=a%3Bb%3Dc%20%C3%BC; ids=1,2; debug=true"
        assert loopback.headers["x-list"] == "a,b"
        assert loopback.headers["x-object"] == "R,1,G,false"
        assert loopback.headers["x-each"] == "R=1,G=false"
        client.headers(debug=False)
        assert loopback.headers["cookie"] == "debug=false"


def test_an_api_key_in_a_cookie_is_sent_beside_other_cookies_and_not_logged(
    packages: dict[str, Generated], loopback: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with calling(packages["petstore"], loopback.address) as (package, client):
        client.delete_pet(1, api_key="x")
        assert loopback.headers["cookie"] == "api_key=a-key"
        assert loopback.headers["api_key"] == "x"
        assert "a-key" not in caplog.text + repr(client)
        with pytest.raises(package.ArgumentError, match="not allowed in a token"):
            client_class(package)("a;b", base_url=loopback.address)


def test_a_pet_is_sent_and_read(packages: dict[str, Generated], loopback: Loopback) -> None:
    with calling(packages["petstore"], f"{loopback.address}/api/v3") as (package, client):
        models = package.models
        loopback.answers({"id": 1, "name": "Rex", "photoUrls": [], "new": True})
        pet = client.add_pet(body=models.Pet(name="Rex", photoUrls=[]))
        assert json.loads(loopback.sent) == {"name": "Rex", "photoUrls": []}
        assert (pet.id, pet.extra) == (1, {"new": True})
        loopback.answers([])
        client.find_pets_by_status(status="sold", tags=["a", "b"])
        assert loopback.target == "/api/v3/pet/findByStatus?status=sold&tags=a&tags=b"
        loopback.answers({"a": 1})
        assert client.get_inventory() == {"a": 1}
        loopback.answers({"code": 1, "message": "m"}, status=418)
        with pytest.raises(package.StatusError) as caught:
            client.update_pet(body=pet)
        assert caught.value.answer == models.Error(code=1, message="m")
        loopback.answers("token")
        assert client.login_user(username="a", password="b") == "token"


def test_read_only_properties_are_not_needed_to_send_and_write_only_ones_not_to_read(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    with calling(packages["petstore"], loopback.address) as (package, client):
        user = package.models.User(username="a", password="b")
        client.create_users_with_list_input(body=[user])
        assert json.loads(loopback.sent) == [{"username": "a", "password": "b"}]
    with calling(packages["uploads"], loopback.address) as (package, client):
        loopback.answers([{"id": "1", "parent": None}])
        assert client.list_files()[0].parent is None


def test_an_operation_is_sent_to_its_own_server(
    packages: dict[str, Generated], loopback: Loopback, tmp_path: Path
) -> None:
    package_text = (FOLDER / "uploads.yaml").read_text("utf-8")
    other = package_text.replace("https://files.uploads.example", loopback.address)
    generated = generate(tmp_path, other)
    loopback.answers([], status=201)
    with calling(generated, None) as (package, client):
        assert package.OPERATIONS["listFiles"].server == "/v2"
        meta = package.models.UploadFilesBodyMeta(title="t", tags=["a"])
        client.upload_files(
            body=package.models.UploadFilesBody(
                files=[b"1", ("2.txt", b"2")], meta=meta, labels=["x", "y"]
            )
        )
        assert loopback.target == "/raw/files"
        assert loopback.headers["cookie"] == "SESSION=a-key"
        assert loopback.sent.count(b'name="files"; filename=') == 2
        assert b'{"title":"t","tags":["a"]}' in loopback.sent
        assert loopback.sent.count(b'name="labels"') == 2


def test_a_base_url_of_the_caller_replaces_every_server(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    loopback.answers([], status=201)
    with calling(packages["uploads"], f"{loopback.address}/v1") as (package, client):
        meta = package.models.UploadFilesBodyMeta()
        client.upload_files(body=package.models.UploadFilesBody(files=[], meta=meta))
        assert loopback.target == "/v1/files"
        loopback.answers([])
        client.list_files()
        assert loopback.target == "/v2/files"


def test_bodies_that_are_no_json(packages: dict[str, Generated], loopback: Loopback) -> None:
    with calling(packages["uploads"], loopback.address) as (package, client):
        client.replace_content("a", body=b"\x89PNG")
        assert (loopback.headers["content-type"], loopback.sent) == ("image/png", b"\x89PNG")
        loopback.answers(b"<a/>", "application/xml")
        assert client.feed(body=b"<b/>") == b"<a/>"
        assert loopback.headers["content-type"] == "application/xml"
        loopback.answers("grüß".encode(), "text/plain; charset=utf-8")
        assert client.add_note(body="x") == "grüß"
        loopback.answers({"access_token": "t"})
        form = package.models.FormBody(grant_type="client_credentials", scope=["a", "b"])
        assert client.form(body=form).access_token == "t"
        assert loopback.sent == b"grant_type=client_credentials&scope=a&scope=b"


def test_unions_are_read_as_the_right_class(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    with calling(packages["unions"], loopback.address) as (package, client):
        models = package.models
        loopback.answers(
            {
                "method": None,
                "amount": "1",
                "expand": {"id": "c", "object": "customer"},
                "deleted": {"id": "c", "deleted": True},
                "both": {"a": "x", "n": 1},
                "typed": {"k": {"type": "card", "number": "1"}},
                "tree": {"children": [{"value": 1}]},
            }
        )
        card = models.Card(type="card", number="4")
        found = client.pay(body=card)
        assert json.loads(loopback.sent) == {"type": "card", "number": "4"}
        assert found.method is None
        assert found.expand == models.Customer(id="c", object="customer")
        assert found.deleted == models.Deleted(id="c", deleted=True)
        assert found.both.extra == {"n": 1}
        assert found.typed["k"] == models.Card(type="card", number="1")
        assert found.tree.children[0].value == 1
        loopback.answers([{"radius": 1}, {"side": 2}])
        assert [type(each).__name__ for each in client.shapes()] == ["Circle", "Square"]


def test_dates_and_enums_behind_null_and_all_of_are_sent(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    noon = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
    loopback.answers([])
    with calling(packages["zoo"], loopback.address) as (package, client):
        client.list_animals(kind="bird", born=noon.date(), since=noon, limit=5)
        assert loopback.target == (
            "/animals?kind=bird&born=2026-01-02&since=2026-01-02T12%3A00%3A00Z&limit=5"
        )
        with pytest.raises(
            package.ArgumentError, match="kind: expected one of 'mammal', 'bird', ''"
        ):
            client.list_animals(kind="fish")
    with calling(packages["fastapi"], loopback.address) as (package, client):
        loopback.answers({"name": "a", "price": "1", "more": {"a": None}})
        item = package.models.Item(name="a", price=1.5, kind="item")
        client.update_item_items_item_id_put(
            1, body=item, mode="slow", days=[noon.date()], ads_id="x"
        )
        assert loopback.target == "/items/1?mode=slow&days=2026-01-02"
        assert loopback.headers["cookie"] == "ads_id=x"
        client.upload_upload_post(body=package.models.Body(files=[b"1", b"2"]))
        assert loopback.sent.count(b"Content-Type: application/octet-stream") == 2


def test_paths_with_dots_and_colons_are_requested(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    with calling(packages["zoo"], loopback.address) as (package, client):
        loopback.answers(b"42", "text/plain")
        assert client.animals_count() == "42"
        assert loopback.target == "/animals:count"
        loopback.answers(b"\x00", "application/octet-stream")
        assert client.export() == b"\x00"
        assert loopback.target == "/animals.export/v1.0"
        assert client_class(package)._server == "https://eu.zoo.example:8443/v2"
    with calling(packages["odd_names"], loopback.address) as (package, client):
        loopback.answers({}, status=202)
        body = package.models.PostV1NameCancelBody(class_="c", type="t")
        with pytest.raises(package.UnexpectedBodyError):  # a 202 without a described body
            client.v_1_name_cancel("a/b", body=body)
        assert loopback.target == "/v1/a%2Fb:cancel"
        assert json.loads(loopback.sent) == {"class": "c", "@type": "t"}


def test_odd_names_are_attributes_and_written_back(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    sent = {
        "None": "n",
        "__init__": "i",
        "class": "c",
        "__class__": "d",
        "": "e",
        " ": "s",
        "self": "x",
    }
    with calling(packages["odd_names"], loopback.address) as (_, client):
        loopback.answers(sent)
        found = client.things_class("a", from_="f", x_request_id="h")
        assert found.class_ == "c"
        assert found.to_dict() == sent
        assert loopback.target == "/things/a?from=f&x_request_id=h"


def test_an_object_is_read_as_the_class_that_its_discriminator_names(
    packages: dict[str, Generated], loopback: Loopback
) -> None:
    animals: list[dict[str, Any]] = [
        {"species": "cat", "name": "a", "lives": 9},
        {"species": "hound", "name": "b", "bark": 1.5},
        {"species": "owl", "name": "c", "wings": 2},
    ]
    with calling(packages["zoo"], loopback.address) as (package, client):
        models = package.models
        loopback.answers(animals)
        found = client.list_animals()
        assert [type(each).__name__ for each in found] == ["Cat", "Dog", "Animal"]
        assert [each.to_dict() for each in found] == animals
        loopback.answers(animals[1], status=201)
        assert client.create_animal(body=models.Cat(species="cat", name="a")) == found[1]
        assert json.loads(loopback.sent) == {"species": "cat", "name": "a"}
        client.create_animal(body=models.Animal(species="owl", name="c"))
        loopback.answers(animals[0])
        assert client.animals_id(7) == found[0]
        assert loopback.target == "/animals/7"
        loopback.answers(None)
        assert not client.animals_id("x")
