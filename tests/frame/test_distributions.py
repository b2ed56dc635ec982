"""Every distribution as published: the content of their files, and the rendering of their package pages."""

from __future__ import annotations

import email.message
import email.parser
import importlib.util
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from markdown_it import MarkdownIt
from trove_classifiers import classifiers as known_classifiers

from tests.frame.repository import ROOT, pyproject, read

FOLDERS = [".", "services/collector", "services/openapi"]
HOOK = ROOT / "services" / "collector" / "hatch_build.py"
BUILD = "import sys; from hatchling import build; build.build_wheel(sys.argv[1]); build.build_sdist(sys.argv[1])"


def load_hook() -> ModuleType:
    specification = importlib.util.spec_from_file_location("hatch_build", HOOK)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


hook = load_hook()


class Built:
    """The wheel and the sdist of one distribution: their files, and the metadata of each."""

    def __init__(self, folder: Path) -> None:
        (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
        with zipfile.ZipFile(wheel) as archive:
            self.wheel = {name: archive.read(name) for name in archive.namelist()}
        with tarfile.open(sdist) as packed:
            members = [member for member in packed.getmembers() if member.isfile()]
            self.sdist = {
                member.name.partition("/")[2]: content.read()
                for member in members
                if (content := packed.extractfile(member)) is not None
            }
        (self.info,) = {name.partition("/")[0] for name in self.wheel if ".dist-info/" in name}

    @property
    def metadata(self) -> list[email.message.Message]:
        texts = [self.wheel[f"{self.info}/METADATA"], self.sdist["PKG-INFO"]]
        return [email.parser.Parser().parsestr(text.decode()) for text in texts]


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(folder: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-c", BUILD, str(target)]
    subprocess.run(command, cwd=ROOT / folder, check=True, capture_output=True)
    return Built(target)


def links_of(markdown: str) -> list[str]:
    """Every target of a link or an image that a Markdown renderer finds, also in HTML."""
    html = MarkdownIt("commonmark").render(markdown)
    return re.findall(r'(?:href|src)="([^"]*)"', html)


def test_both_files_contain_the_licence(built: Built) -> None:
    licence = (ROOT / "LICENSE").read_bytes()
    assert built.wheel[f"{built.info}/licenses/LICENSE"] == licence
    assert built.sdist["LICENSE"] == licence
    for metadata in built.metadata:
        assert metadata["License-Expression"] == "MIT"
        assert metadata.get_all("License-File") == ["LICENSE"]


def test_the_classifiers_are_valid_and_consistent(built: Built) -> None:
    for metadata in built.metadata:
        found = set(metadata.get_all("Classifier", []))
        assert found <= known_classifiers
        assert "Typing :: Typed" in found
        common = {each for each in found if each.startswith(("Programming Language", "Operating"))}
        assert common == {
            each
            for each in pyproject()["project"]["classifiers"]
            if each.startswith(("Programming Language", "Operating"))
        }
    assert any(name.endswith("/py.typed") for name in built.wheel)


def test_the_package_page_has_no_dead_link(built: Built) -> None:
    for metadata in built.metadata:
        page = metadata.get_payload()
        assert metadata["Description-Content-Type"] == "text/markdown"
        assert isinstance(page, str)
        assert page.startswith("# copilot-")
        dead = [link for link in links_of(page) if not re.match("https://|#", link)]
        assert dead == []


def test_the_wheel_contains_only_the_package_and_its_metadata(built: Built) -> None:
    tops = {name.partition("/")[0] for name in built.wheel}
    assert tops == {built.info, built.info.partition("-")[0]}


def test_the_sdist_contains_its_tests_and_no_output_of_tools(built: Built) -> None:
    assert any(name.startswith("tests/") for name in built.sdist)
    left = re.compile(r"(^|/)(\.venv|__pycache__|\.cache|\.hypothesis|dist|\.\w+_cache)/|\.pyc$")
    assert [name for name in built.sdist if left.search(name)] == []


def test_the_sdist_contains_every_file_of_its_folder(built: Built, folder: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("an sdist is tested: only git knows which files are the repository's")
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT / folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    tracked = {name for name in listed.stdout.split("\0") if (ROOT / folder / name).is_file()}
    assert tracked
    assert tracked - built.sdist.keys() == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_distribution_has_the_licence_of_the_repository(folder: str) -> None:
    assert read(f"{folder}/LICENSE") == read("LICENSE")


def test_a_wheel_of_the_generator_built_from_its_sdist_has_the_same_files(tmp_path: Path) -> None:
    def build(folder: Path, target: Path) -> None:
        command = [sys.executable, "-c", BUILD, str(target)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    build(ROOT / "services" / "openapi", tmp_path / "first")
    (sdist,) = (tmp_path / "first").glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    build(tmp_path / sdist.name.removesuffix(".tar.gz"), tmp_path / "second")
    first, second = Built(tmp_path / "first"), Built(tmp_path / "second")
    for name in ("METADATA", "RECORD"):  # names the fields that the hook set, or not
        assert first.wheel.pop(f"{first.info}/{name}") != second.wheel.pop(f"{second.info}/{name}")
    assert first.wheel == second.wheel
    assert "copilot_openapi/generator/cli.py" in first.wheel
    assert "copilot_openapi/templates/api/client.py.jinja" in first.wheel


REPOSITORY = hook.TaggedRepository("https://git.example/owner/name", "v1.2.0")
AT_TAG = "https://git.example/owner/name/{}/v1.2.0/{}"


@pytest.mark.parametrize(
    ("markdown", "linked", "unlinked"),
    [
        ("[a](docs/a.md)", f"[a]({AT_TAG.format('blob', 'svc/docs/a.md')})", "a"),
        ("[a](../README.md)", f"[a]({AT_TAG.format('blob', 'README.md')})", "a"),
        ("[`a`](a.md#part)", f"[`a`]({AT_TAG.format('blob', 'svc/a.md')}#part)", "`a`"),
        ('[a](a.md "A")', f'[a]({AT_TAG.format("blob", "svc/a.md")} "A")', "a"),
        ("[folder](docs)", f"[folder]({AT_TAG.format('tree', 'svc/docs')})", "folder"),
        ("![a](a.png)", f"![a]({AT_TAG.format('raw', 'svc/a.png')})", "a"),
        (
            "[![a](a.png)](b.md)",
            f"[![a]({AT_TAG.format('raw', 'svc/a.png')})]({AT_TAG.format('blob', 'svc/b.md')})",
            "a",
        ),
        ("[a\nb](c.md)", f"[a\nb]({AT_TAG.format('blob', 'svc/c.md')})", "a\nb"),
    ],
)
def test_a_relative_link_points_to_the_tag_or_is_replaced_by_its_text(
    markdown: str, linked: str, unlinked: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    where: dict[str, Any] = {"root": tmp_path, "folder": "svc"}
    assert hook.rewrite_links(markdown, **where, repository=REPOSITORY) == linked
    assert hook.rewrite_links(markdown, **where, repository=None) == unlinked


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](https://docs.github.com/x)",
        "[a](#part)",
        "[a](mailto:a@b.example)",
        "`rows[0](x)`",
        "``a ` [b](c) ``",
        "```python\nrows[0](x)\n```",
        "~~~\n[a](b.md)\n~~~",
    ],
)
def test_absolute_links_and_code_are_unchanged(markdown: str, tmp_path: Path) -> None:
    for repository in (REPOSITORY, None):
        rewritten = hook.rewrite_links(markdown, root=tmp_path, folder="", repository=repository)
        assert rewritten == markdown


@pytest.mark.parametrize("folder", FOLDERS)
def test_with_a_repository_every_link_of_the_readme_points_to_a_file(folder: str) -> None:
    page = hook.rewrite_links(
        read(f"{folder}/README.md"), root=ROOT / folder, folder=folder, repository=REPOSITORY
    )
    prefix = re.compile(re.escape(f"{REPOSITORY.url}/") + r"(?:blob|tree|raw)/v1\.2\.0/")
    links = links_of(page)
    ours = [link for link in links if link.startswith(REPOSITORY.url)]
    assert len(ours) >= 3
    for link in ours:
        match = prefix.match(link)
        assert match, link
        assert (ROOT / link[match.end() :].partition("#")[0]).exists(), link
    assert all(link.startswith(("https://", "#")) for link in links)


def hook_for(folder: str) -> Any:
    config = pyproject(folder)["tool"]["hatch"]["metadata"]["hooks"]["custom"]
    return hook.PackagePage(str(ROOT / folder), config)


@pytest.mark.parametrize(
    ("folder", "tag"),
    [
        (".", "v1.2.0"),
        ("services/collector", "collector-v1.2.0"),
        ("services/openapi", "openapi-v1.2.0"),
    ],
)
def test_with_a_repository_the_project_urls_point_to_its_tag(
    folder: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPOSITORY_URL", REPOSITORY.url)
    metadata: dict[str, Any] = {"version": "1.2.0"}
    hook_for(folder).update(metadata)
    urls = metadata["urls"]
    assert {"Source", "Documentation", "Changelog", "Issues", "Security"} == set(urls)
    for url in urls.values():
        assert url.startswith(REPOSITORY.url)
        for view in ("/blob/", "/tree/"):
            if view in url:
                found, _, path = url.partition(view)[2].partition("/")
                assert found == tag
                assert (ROOT / path).exists()
    assert f"/{tag}/" in metadata["readme"]["text"]


@pytest.mark.parametrize(
    "url", ["http://git.example/a/b", "https://git.example/a", "git@x:a/b", "https://x/a/b/c"]
)
def test_an_invalid_repository_url_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPOSITORY_URL", url)
    with pytest.raises(ValueError, match="REPOSITORY_URL: expected https://HOST/OWNER/NAME"):
        hook_for(".").update({"version": "1.2.0"})


def test_a_wheel_built_from_an_sdist_has_the_same_metadata() -> None:
    metadata: dict[str, Any] = {
        "version": "1.2.0",
        "readme": "from PKG-INFO",
        "urls": {"Source": "x"},
    }
    hook_for(".").update(metadata)
    assert metadata["readme"] == "from PKG-INFO"
    assert metadata["urls"] == {"Source": "x"}
