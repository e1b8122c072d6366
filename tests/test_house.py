"""The house: what is shipped, who imports whom, and that nothing is left lying about."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.house import ROOT, product_modules
from tests.idle_asserts import idle_asserts

NOT_SHIPPED = {"tests", "bench", "docs", "build", "dist"}


def _config() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_with_code_is_in_the_wheel() -> None:
    folders = {
        f"giayto.{p.parent.relative_to(ROOT).as_posix().replace('/', '.')}"
        for p in ROOT.glob("*/**/__init__.py")
        if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)
        and p.relative_to(ROOT).parts[0] not in NOT_SHIPPED
        and "venv" not in p.relative_to(ROOT).parts[0]
    }
    packages = set(_config()["tool"]["setuptools"]["packages"])
    assert packages == folders | {"giayto"}


def test_every_data_file_is_in_the_wheel() -> None:
    declared = _config()["tool"]["setuptools"]["package-data"]
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


def _imported(tree: ast.Module) -> Iterator[str]:
    """The top names of what a module imports, those that it only looks for included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            name = node.args[0]
            if isinstance(name, ast.Constant) and not str(name.value).startswith("."):
                yield str(name.value).split(".")[0]


def test_every_library_imported_is_declared_and_every_one_declared_is_imported() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in product_modules())
    names = {name for tree in trees for name in _imported(tree)}
    names -= sys.stdlib_module_names | {"giayto"}
    distributions = packages_distributions()
    imported = {distributions.get(name, [name])[0].lower().replace("_", "-") for name in names}
    project = _config()["project"]
    extras = [
        bounds for extra, bounds in project["optional-dependencies"].items() if extra != "dev"
    ]
    declared = {
        str(re.match(r"[\w.-]+", bound).group()).lower()  # type: ignore[union-attr]
        for bound in [*project["dependencies"], *(bound for bounds in extras for bound in bounds)]
    }
    imported.discard("pydantic-core")  # pydantic asks for exactly the one that fits it
    # Found by SQLAlchemy from the address, by distributed, and by docxtpl for sub-documents.
    declared -= {"psycopg", "dask", "docxcompose"}
    assert imported == declared


def test_nothing_lies_about_at_the_root() -> None:
    """A tool told to write to ``-`` once left a file of that name."""
    files = {p.name for p in ROOT.iterdir() if p.is_file() and not p.name.startswith(".")}
    modules = {
        "__init__.py",
        "cli.py",
        "errors.py",
        "finding_codes.py",
        "findings.py",
        "i18n.py",
        "suggestions.py",
        "workspace.py",
    }
    built = {"PKG-INFO", "setup.cfg"}  # in an unpacked source distribution
    texts = {"CHANGELOG.md", "LICENSE", "MANIFEST.in", "README.md", "pyproject.toml", "py.typed"}
    assert sorted(files - modules - built - texts) == []


def test_no_module_is_longer_than_six_hundred_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): count
        for p in _modules()
        if p.relative_to(ROOT).parts[0] != "tests"
        and (count := len(p.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert long == {}


def test_every_room_can_be_looked_over() -> None:
    """A room of more than thirty modules, or with three of one first word, wants inner rooms."""
    rooms: dict[Path, list[str]] = {}
    for path in product_modules():
        if path.stem != "__init__":
            rooms.setdefault(path.parent.relative_to(ROOT), []).append(path.stem)
    assert {str(room) for room, stems in rooms.items() if len(stems) > 30} == set()
    assert {str(room) for room, stems in rooms.items() if room.name in stems} == set()
    families = {
        f"{room}/{word}_…"
        for room, stems in rooms.items()
        for word, many in Counter(stem.partition("_")[0] for stem in stems).items()
        if many >= 3
    }
    assert families == set()


def test_only_commands_print() -> None:
    printing = []
    for folder in (
        "conventions",
        "data",
        "generators",
        "register",
        "rendering",
        "checking",
        "files",
        "batch",
        "workspace",
    ):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                prints = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
                asks = isinstance(node, ast.Import) and node.names[0].name in ("click", "rich")
                if prints or asks:
                    printing.append(f"{path.name}: {ast.unparse(node)}")
    assert printing == []


def test_only_one_module_writes_files() -> None:
    """Whole or not at all, private while half written: whoever writes by hand forgets one of it."""
    by_hand = re.compile(
        r"mkstemp|NamedTemporaryFile|os\.replace|os\.open\(|\.open\(\"[wx]|\.write_bytes\("
    )
    writing = {
        path.relative_to(ROOT).as_posix()
        for path in _modules()
        if path.relative_to(ROOT).parts[0] not in NOT_SHIPPED | {"locale", "tools"}
        and by_hand.search(path.read_text(encoding="utf-8"))
    }
    assert writing == {"files/whole.py"}


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
        ("x = [1]\nfor a in x:\n  assert a", []),
        ("x = f(1)\nfor a in x:\n  assert a", ["for … in x"]),
        ("for a in EMPTY:\n  assert a", ["for … in EMPTY"]),
        ("with x:\n  assert y", []),
    ],
)
def test_an_assertion_that_may_not_run_is_found(body: str, reasons: list[str]) -> None:
    indented = "\n".join(f"  {line}" for line in body.splitlines())
    source = f"FILLED = {{1: 2}}\nEMPTY = []\ndef test_it():\n{indented}\n"
    assert [why for _line, why in idle_asserts(source)] == reasons


@pytest.mark.parametrize("folder", ["bench", "tools"])
def test_what_is_not_shipped_still_fits_the_product(folder: str) -> None:
    """No test runs the measurements: at least they are brought along by whoever moves a name."""
    names = [f"{folder}.{p.stem}" for p in sorted((ROOT / folder).glob("*.py"))]
    names = [name for name in names if not name.endswith((".__main__", ".glyph_widths"))]
    code = "\n".join(f"import {name}" for name in names)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (len(names) > 2, done.stderr) == (True, "")
