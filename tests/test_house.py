"""The house: what is shipped, who imports whom, and that nothing is left lying about."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import giayto
from tests.idle_asserts import idle_asserts

ROOT = Path(giayto.__file__).resolve().parent
NOT_SHIPPED = {"tests", "bench", "docs", "build", "dist"}


def _config() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_with_code_is_in_the_wheel() -> None:
    folders = {
        f"giayto.{p.parent.relative_to(ROOT).as_posix().replace('/', '.')}"
        for p in ROOT.glob("*/**/__init__.py")
        if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)
        and p.relative_to(ROOT).parts[0] not in NOT_SHIPPED
        and "venv" not in p.relative_to(ROOT).parts[0]
    }
    packages = set(_config()["tool"]["setuptools"]["packages"])  # type: ignore[index]
    assert packages == folders | {"giayto"}


def test_every_data_file_is_in_the_wheel() -> None:
    declared = _config()["tool"]["setuptools"]["package-data"]  # type: ignore[index]
    shipped: set[Path] = set()
    for package, patterns in declared.items():
        folder = ROOT.joinpath(*package.split(".")[1:])
        for pattern in patterns:
            shipped.update(folder.glob(pattern))
    needed = {
        p
        for folder in (
            "conventions",
            "data",
            "templates",
            "register",
            "rendering",
            "checking",
            "commands",
        )
        for suffix in ("toml", "docx", "txt", "json", "html", "css")
        for p in (ROOT / folder).rglob(f"*.{suffix}")
    }
    assert needed
    assert needed <= shipped, sorted(str(p.relative_to(ROOT)) for p in needed - shipped)


def _modules() -> list[Path]:
    """The project's own modules: no environment, no hidden folder."""
    return [
        p
        for p in ROOT.rglob("*.py")
        if not any(
            part.startswith(".") or part in ("venv", "build") for part in p.relative_to(ROOT).parts
        )
    ]


def test_no_module_is_longer_than_six_hundred_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): count
        for p in _modules()
        if p.relative_to(ROOT).parts[0] != "tests"
        and (count := len(p.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert long == {}


def test_only_commands_print() -> None:
    printing = []
    for folder in ("conventions", "data", "generators", "register", "rendering", "checking"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
                    printing.append(f"{path.name}:{node.lineno}")
    assert printing == []


def test_start_of_the_command_line_imports_no_heavy_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from giayto import cli; cli.main(['--help']);"
        "print([m for m in ('docx','docxtpl','openpyxl','pydantic','lxml','rich','sqlalchemy','babel')"
        " if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert shown.strip().endswith("[]")


def test_every_assertion_of_the_tests_runs() -> None:
    """One inside a condition, or in a loop over nothing, would pass whatever the program does."""
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert len(tests) > 50
    idle = [
        f"{path.relative_to(ROOT)}:{line}: {why}"
        for path in tests
        for line, why in idle_asserts(path.read_text(encoding="utf-8"))
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ("if x:\n  assert y", ["if"]),
        ("if x:\n  pass\nelse:\n  assert y", ["if"]),
        ("for a in f(x):\n  assert a", ["for … in f(x)"]),
        ("for a in x:\n  assert a", ["for … in x"]),
        ("for a, b in zip(x, y):\n  with c:\n    assert a", ["for … in zip(x, y)"]),
        ("while x:\n  assert y", ["while"]),
        ("try:\n  f()\nexcept E:\n  assert y", ["except"]),
        ("for a in []:\n  assert a", ["for … in []"]),
        ("for a in range(x):\n  assert a", ["for … in range(x)"]),
        ("assert len(x) == 3\nfor a in sorted(x):\n  assert a", []),
        ("for a in (1, 2):\n  assert a", []),
        ("for a in range(4):\n  assert a", []),
        ("for a, b in FILLED.items():\n  assert a", []),
        ("for a in EMPTY:\n  assert a", ["for … in EMPTY"]),
        ("with x:\n  assert y", []),
    ],
)
def test_an_assertion_that_may_not_run_is_found(body: str, reasons: list[str]) -> None:
    indented = "\n".join(f"  {line}" for line in body.splitlines())
    source = f"FILLED = {{1: 2}}\nEMPTY = []\ndef test_it():\n{indented}\n"
    assert [why for _line, why in idle_asserts(source)] == reasons
