"""The face for programs: what ``import giayto`` offers, and the page about it."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import giayto
from giayto.register import ADDRESS_VARIABLE
from tests.house import ROOT

PAGE = ROOT / "docs" / "ky-thuat" / "thu-vien.md"
_BLOCK = re.compile(r"```python\n(.*?)```", re.S)


def blocks() -> list[str]:
    return _BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no shared register."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    return tmp_path


def test_every_public_name_is_there_and_documented() -> None:
    silent = []
    for name in giayto.__all__:
        value = getattr(giayto, name)
        if isinstance(value, tuple):
            continue
        said = inspect.getdoc(value) or ""
        if not said.strip() or said.startswith(f"{name}("):  # what a dataclass says by itself
            silent.append(name)
    assert silent == []
    assert len(giayto.__all__) == len(set(giayto.__all__)) > 20


def test_every_public_method_is_documented_with_its_errors() -> None:
    methods = {
        f"{kind.__name__}.{name}": inspect.getdoc(method) or ""
        for kind in (giayto.Workspace, giayto.WorkspaceRegister, giayto.Ownership)
        for name, method in inspect.getmembers(kind)
        if not name.startswith("_") and callable(method)
    }
    assert len(methods) > 20
    assert [name for name, said in methods.items() if len(said) < 20] == []
    raising = [name for name, said in methods.items() if "Raises" in said or "raise" in said]
    assert {"Workspace.open", "Workspace.make", "WorkspaceRegister.issue"} <= set(raising)


def test_nothing_else_is_public() -> None:
    assert set(dir(giayto)) == {*giayto.__all__, "__version__"}
    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = giayto.nothing_like_this  # type: ignore[attr-defined]
    spaces: dict[str, object] = {}
    exec("from giayto import *", spaces)
    assert set(spaces) - {"__builtins__"} == set(giayto.__all__)


SAID = {
    *("ranges", "by_cause", "cap_lines", "is_blank", "row", "as_data", "cell", "needed", "here"),
    *("series_name", "cluster_warning", "typed_day", "search", "about", "families", "how_to_use"),
}
"""What commands use of the workspace beside the face: how to say it, what was typed."""
PARTS = {
    *("Added", "BodyState", "CheckedMaster", "Difference", "Line", "Listed", "OwnFile"),
    *("PaperField", "Step", "UnitState"),
}
"""Parts of public results, which a checker sees and nobody makes."""
INNER = {"Places", "WORKBOOK", "load_file", "take_over", "write_fields"}


def test_the_commands_use_the_face_and_ways_to_say_things() -> None:
    used = {
        alias.name
        for path in (ROOT / "commands").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and "workspace" in (node.module or "").split(".")
        for alias in node.names
    }
    assert used - set(giayto.__all__) == SAID | PARTS | INNER


def test_the_types_name_what_the_face_gives() -> None:
    """Type checkers read the block of imports, programs the table below it."""
    source = (ROOT / "__init__.py").read_text(encoding="utf-8")
    named = re.findall(r"^    from \.(\S*) import (\w+) as \2$", source, re.M)
    for_checkers = {(module or "errors", name) for module, name in named}
    homes = giayto._HOMES.items()
    assert for_checkers == {(home, name) for home, names in homes for name in names}


def test_the_import_alone_loads_nothing() -> None:
    code = (
        "import sys, giayto; dir(giayto);"
        "print([m for m in sys.modules if m.startswith('giayto.')],"
        " [m for m in ('pydantic', 'lxml', 'click', 'jinja2') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert shown.split() == ["[]", "[]"]


def test_the_wheel_says_that_it_is_typed() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "py.typed" in config["tool"]["setuptools"]["package-data"]["giayto"]
    assert (ROOT / "py.typed").is_file()


def test_the_program_of_ten_lines_makes_one_paper(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = blocks()[0]
    assert len([line for line in program.splitlines() if line.strip()]) <= 10
    exec(program, {})
    made = list((nowhere / "phuong-mau").rglob("*.docx"))
    assert len(made) == 1
    assert str(made[0].relative_to(nowhere)) in capsys.readouterr().out


def test_every_example_of_the_page_works(nowhere: Path) -> None:
    source = "\n".join(block for block in blocks() if block.startswith(">>>"))
    examples = doctest.DocTestParser().get_doctest(source, {}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) > 30
    told: list[str] = []
    flags = doctest.ELLIPSIS
    result = doctest.DocTestRunner(optionflags=flags).run(examples, out=told.append)
    assert result.failed == 0, "".join(told)


def test_every_public_name_stands_on_the_page_or_in_a_result() -> None:
    text = PAGE.read_text(encoding="utf-8")
    entrances = {"Workspace", "PAPERS", "CompiledTemplate", "merge_word_files", "convert_to_pdf"}
    assert entrances <= set(giayto.__all__)
    assert [name for name in entrances if name not in text] == []
