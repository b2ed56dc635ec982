"""`check` compares in both directions and names the differences."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import generate
from generator.render.emit import replace
from generator.render.fields_page import fields_page
from generator.render.row_model import RowModel
from tests.render.harness import command

Rendered = tuple[dict[str, str], list[object], RowModel]


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    """The package, rendered once."""
    files, apis, rows = generate._render()
    return files, [*apis], rows


@pytest.fixture
def generated(tmp_path: Path, rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An up-to-date folder `generated`."""
    monkeypatch.setattr(generate, "_render", lambda: rendered)
    monkeypatch.setattr(generate, "GENERATED", tmp_path / "generated")
    monkeypatch.setattr(generate, "FIELDS_PAGE", tmp_path / "docs" / "fields.md")
    (tmp_path / "docs").mkdir()
    generate.FIELDS_PAGE.write_bytes(fields_page(rendered[2]).encode())
    replace(rendered[0], tmp_path / "generated" / generate.PACKAGE)
    return tmp_path / "generated"


def test_up_to_date_output_passes(generated: Path, rendered: Rendered) -> None:
    (generated / generate.PACKAGE / "__pycache__").mkdir()
    (generated / generate.PACKAGE / "__pycache__" / "x.pyc").write_bytes(b"")
    run = command("check")
    assert run.code == 0
    assert f"{len(rendered[0])} files, byte for byte" in run.out
    assert run.err == ""


def test_the_page_of_fields_is_checked_and_rewritten(generated: Path) -> None:
    page = generate.FIELDS_PAGE
    expected = page.read_bytes()
    for damage, state in ((lambda: page.write_text("edited"), "changed"), (page.unlink, "missing")):
        assert command("generate").code == 0
        assert page.read_bytes() == expected
        damage()
        run = command("check")
        assert run.code == 1
        assert run.err.startswith(f"{state}: docs/fields.md\n")
        assert "run `make generate`" in run.err
    assert command("generate").code == 0
    assert command("check").code == 0


def _folder_with(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("")


def _folder_for_a_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_for_a_folder(path: Path, elsewhere: Path) -> None:
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)


OWN = generate.PACKAGE
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "an edit": (
        lambda at: (at / OWN / "py.typed").write_text(" "),
        f"changed: generated/{OWN}/py.typed",
    ),
    "a line end": (
        lambda at: (at / OWN / "__init__.py").write_bytes(
            (at / OWN / "__init__.py").read_bytes().replace(b"\n", b"\r\n")
        ),
        f"changed: generated/{OWN}/__init__.py",
    ),
    "a loss": (
        lambda at: (at / OWN / "_runtime" / "calls" / "flow.py").unlink(),
        f"missing: generated/{OWN}/_runtime/calls/flow.py",
    ),
    "a loss of all": (lambda at: shutil.rmtree(at), f"missing: generated/{OWN}/__init__.py"),
    "a stray file": (
        lambda at: (at / OWN / "rows" / "x.py").write_text(""),
        f"stray: generated/{OWN}/rows/x.py",
    ),
    "a hidden stray": (lambda at: (at / OWN / ".x").write_text(""), f"stray: generated/{OWN}/.x"),
    "an empty folder": (
        lambda at: (at / OWN / "hollow" / "more").mkdir(parents=True),
        f"stray: generated/{OWN}/hollow/more",
    ),
    "a stray beside": (lambda at: (at / "x.txt").write_text(""), "stray: generated/x.txt"),
    "a folder beside": (
        lambda at: _folder_with(at / f".{OWN}-abc" / "new" / "x"),
        f"stray: generated/.{OWN}-abc/new/x",
    ),
    "a folder for a file": (
        lambda at: _folder_for_a_file(at / OWN / "py.typed"),
        f"changed: generated/{OWN}/py.typed",
    ),
    "a link for a folder": (
        lambda at: _link_for_a_folder(at / OWN / "rows", at.parent / "rows"),
        f"stray: generated/{OWN}/rows",
    ),
}


@pytest.mark.parametrize(("damage", "named"), DAMAGES.values(), ids=DAMAGES)
def test_difference_is_named(damage: Callable[[Path], object], named: str, generated: Path) -> None:
    damage(generated)
    run = command("check")
    assert run.code == 1
    assert named in run.err.splitlines()
    assert run.err.splitlines()[-1].startswith(
        "error: generated/ is not what spec/ and templates/ produce"
    )
    assert command("generate").code == 0
    assert command("check").code == 0


def test_several_differences_are_all_named(generated: Path) -> None:
    for damage in (
        DAMAGES["an edit"],
        DAMAGES["a loss"],
        DAMAGES["a stray file"],
        DAMAGES["a stray beside"],
    ):
        damage[0](generated)
    assert len(command("check").err.splitlines()) == 5


def test_a_missing_input_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "SPEC", tmp_path)
    for name in ("generate", "check"):
        assert command(name).code == 3
