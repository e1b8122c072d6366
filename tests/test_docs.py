"""The documentation: generated pages are fresh, and every file, link and command named exists."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType, ModuleType

import click
import pytest
from PIL import Image

import giayto
from giayto import cli, i18n
from giayto.cli import root
from giayto.commands.base import LazyGroup
from giayto.data.models import SHEETS
from giayto.data.models.fields import fields_of
from giayto.data.workbook.write import create_workbook
from tests import walk
from tests.checking.masters.slips import SIDES, slips
from tests.reading import visible_text
from tests.wards import small_dataset

ROOT = Path(giayto.__file__).resolve().parent
DOCS = ROOT / "docs"
LOI_MAU = DOCS / "nguoi-dung" / "loi-mau"
PAGES = ("lenh.md", "truong.md", "ma-loi.md", "mau-va-ngu-canh.md")
WRITTEN = sorted(p for p in [ROOT / "README.md", *DOCS.rglob("*.md")] if p.name not in PAGES)
# Invented in the walk-through of a new paper and of a new rule set.
_EXAMPLES = {
    "templates/recipes/wording/thong-bao-ket-qua.txt",
    "party-2028.toml",
}
_FILE = re.compile(r"`([\w./-]+\.(?:py|toml|txt|po|md|docx))`")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"giayto ([a-z]+(?:-[a-z]+)*)(?![\w-])(?: ([a-z]+(?:-[a-z]+)*)(?![\w-]))?")
_SPAN = re.compile(r"`(giayto [^`\n]*)`")
_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^ *(giayto .*)$", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+[a-z]")


@cache
def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where its dataclasses look for it
    spec.loader.exec_module(module)
    return module


def generator() -> ModuleType:
    return _tool("generate_docs")


def test_the_page_of_papers_is_fresh() -> None:
    i18n.use("vi")
    papers = generator().papers_page
    written = papers.FILE.read_text(encoding="utf-8")
    assert papers.page(generator()._NOTICE) == written, "python tools/generate_docs.py"


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_fresh(name: str) -> None:
    i18n.use("vi")
    written = (DOCS / "ky-thuat" / name).read_text(encoding="utf-8")
    assert generator().PAGES[name]() == written, "viết lại bằng: python tools/generate_docs.py"


def test_every_generated_page_is_tested() -> None:
    assert set(generator().PAGES) == set(PAGES)


@pytest.mark.parametrize("code", slips())
def test_the_page_of_a_finding_on_masters_is_fresh_and_so_are_its_pictures(code: str) -> None:
    if code == "KT-930" and shutil.which("fc-match") is None:
        pytest.skip("cần fontconfig để hỏi phông")
    i18n.use("vi")
    made, slip = generator().slip_pages, slips()[code]
    assert made.page(slip) == (LOI_MAU / f"{code}.md").read_text("utf-8"), made.__doc__
    pictures = [LOI_MAU / "anh" / made.picture(slip, side) for side in SIDES]
    shown = {_shows(p) for p in pictures if not slip.wrong.shown}
    assert shown <= {made.fingerprint(slip)}, "chụp lại: python tools/slip_pictures.py"


def _shows(picture: Path) -> str:
    with Image.open(picture) as opened:
        return str(opened.info["shows"])


def test_the_index_of_findings_on_masters_is_fresh_and_no_page_is_left_over() -> None:
    i18n.use("vi")
    made = generator().slip_pages
    assert made.index() == (LOI_MAU / "README.md").read_text("utf-8")
    assert {p.stem for p in LOI_MAU.glob("*.md")} == {"README", *slips()}


def test_fields_page_leads_to_the_class_that_declares_them() -> None:
    page = generator().PAGES["truong.md"]()
    assert SHEETS
    for sheet in SHEETS:
        section = page.split(f"\n## {sheet.name} (")[1].split("\n## ")[0]
        named = re.findall(r"lớp `(\w+)` trong `([\w/]+\.py)`", section)
        assert [name for name, _ in named] == [sheet.model.__name__]
        tree = ast.parse((ROOT / named[0][1]).read_text(encoding="utf-8"))
        declared = {
            field.target.id
            for found in tree.body
            if isinstance(found, ast.ClassDef) and found.name == sheet.model.__name__
            for field in found.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        }
        assert {field.attribute for field in fields_of(sheet.model)} <= declared, sheet.name


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_files_named_in_a_page_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # A path whose first folder is not ours is one of the clerk's own.
    named = {n for n in _FILE.findall(text) if (ROOT / n.split("/")[0]).is_dir()} - _EXAMPLES
    assert sorted(n for n in named if not (ROOT / n).exists()) == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_commands_named_in_a_page_exist(path: Path) -> None:
    assert list(_unknown_commands(_typed(path))) == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_options_named_with_a_command_are_that_commands(path: Path) -> None:
    assert [found for line in _typed(path) for found in _unknown_options(line)] == []


def test_commands_and_options_named_in_messages_exist() -> None:
    """A remedy that names a command nobody has is worse than none."""
    tool = _tool("catalogue")
    said = [m for m in tool.collect() if m]
    assert list(_unknown_commands(said)) == []
    known = {name for command in _commands(root) for p in command.params for name in p.opts}
    known |= {"--tro-giup", "--help"}
    # Options of other programs, and the clerk's word for a file's ending.
    foreign = {"--no-deps"}
    assert sorted({o for m in said for o in _OPTION.findall(m)} - known - foreign) == []


def _typed(path: Path) -> list[str]:
    """The commands a page tells people to type."""
    text = path.read_text(encoding="utf-8")
    return [*_SPAN.findall(text), *_LINE.findall("\n".join(_BLOCK.findall(text)))]


def _unknown_options(line: str) -> Iterator[str]:
    """Options in a typed line that its command has not got; a remark after # or spaces is none."""
    words = re.split(r" {2,}|#", line.removeprefix("giayto "))[0].split()
    command: click.Command = root
    while words and isinstance(command, LazyGroup) and command.entry(words[0]) is not None:
        command = command.get_command(click.Context(command), words.pop(0)) or command
    known = {name for param in command.params for name in param.opts}
    for word in words:
        if word.startswith("--") and word not in known | {"--help", "--tro-giup"}:
            yield f"{line}: {word}"


def _unknown_commands(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for name, below in _COMMAND.findall(text):
            if root.entry(name) is None:
                yield f"giayto {name}"
                continue
            command = root.get_command(click.Context(root), name)
            if isinstance(command, LazyGroup) and below and command.entry(below) is None:
                yield f"giayto {name} {below}"


def _commands(group: LazyGroup) -> Iterator[click.Command]:
    yield group
    for entry in group.entries:
        command = group.get_command(click.Context(group), entry.name)
        if isinstance(command, LazyGroup):
            yield from _commands(command)
        elif command is not None:
            yield command


def test_the_walk_of_one_member_is_true_and_no_longer_than_fifteen_files(tmp_path: Path) -> None:
    """Every file on the page is entered when one cell's forms are made."""
    page = (DOCS / "ky-thuat" / "ngoi-nha.md").read_text(encoding="utf-8")
    walk = re.findall(r"^\| \d+ \| `([\w/]+\.py)` \|", page, re.MULTILINE)
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset())
    entered: set[str] = set()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            entered.add(frame.f_code.co_filename)

    sys.setprofile(look)
    try:
        cli.main(["tao", "kiem-diem", "-C", str(tmp_path), "--tien-trinh", "1"])
    finally:
        sys.setprofile(None)

    assert 10 < len(walk) <= 15
    assert [name for name in walk if str(ROOT / name) not in entered] == []
    assert len(list(tmp_path.rglob("*.docx"))) == 4


def test_every_proof_of_a_promise_is_there_to_be_run() -> None:
    """The tests, the selections and the settings that the page on safety names exist."""
    page = (DOCS / "ky-thuat" / "an-toan.md").read_text(encoding="utf-8")
    proofs = re.findall(r"`((?:GIAYTO_\w+=\d+ )?pytest [^`]+)`", page)
    assert len(proofs) > 20
    faults = []
    for proof in proofs:
        setting, files, chosen = re.fullmatch(
            r"(?:(\w+)=\d+ )?pytest ((?:tests/\S+ ?)+)(?:-k \"(.+)\")?", proof
        ).groups("")  # type: ignore[union-attr]
        text = "".join((ROOT / name).read_text("utf-8") for name in files.split())
        text += (ROOT / "tests" / "killing.py").read_text("utf-8")
        names = " ".join(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
        faults += [(proof, word) for word in chosen.split(" or ") if word not in names]
        faults += [(proof, setting)] if setting not in text else []
    assert faults == []


def test_the_index_for_clerks_lists_every_page() -> None:
    pages = DOCS / "nguoi-dung"
    listed = _LINK.findall((pages / "README.md").read_text(encoding="utf-8"))
    assert sorted({p.name for p in pages.glob("*.md")} - {"README.md"} - set(listed)) == []


def test_every_picture_is_small_and_shown_somewhere() -> None:
    shown = {
        (p.parent / link).resolve() for p in WRITTEN for link in _LINK.findall(p.read_text("utf-8"))
    }
    pictures = set((DOCS / "nguoi-dung").rglob("*.png"))
    assert len(pictures) > 10
    assert sorted(p.name for p in pictures - shown) == []
    assert [p.name for p in sorted(pictures) if p.stat().st_size >= 120_000] == []


# The sample ward that masters are checked by has no column of photographs.
@pytest.mark.parametrize("name", sorted({*_tool("keeper_pictures").pairs()} - {"mau-anh"}))
def test_a_master_that_the_keepers_page_shows_is_sound(name: str, tmp_path: Path) -> None:
    side, _ = _tool("keeper_pictures").pairs()[name]
    assert side.found(tmp_path / "mau") == []


def test_the_evening_with_25_members_goes_as_its_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    i18n.use("vi")
    said = {typed: (code, capsys.readouterr().out) for typed, code in walk.follow(tmp_path)}

    check = "giayto kiem-tra chi-bo --ra loi.xlsx"
    assert [typed for typed, (code, _) in said.items() if code != 0] == [check]
    finding, tree = walk.blocks("text")
    assert finding in said[check][1]
    assert (tmp_path / "loi.xlsx").exists()
    made = {p.name for p in (tmp_path / "chi-bo" / "van-ban").rglob("*")}
    assert sorted(set(re.findall(r"[\w-]+\.\w+", tree)) - made) == []
    assert len(list(tmp_path.rglob("kiem-diem/*.docx"))) == 23
    assert len([name for name in made if name.startswith("in-hai-mat-")]) == 2
    assert "Đã lập 1 giấy tờ" in said['giayto tao kiem-diem --nguoi "Lê Văn Bảo" -C chi-bo'][1]
    reasons = said["giayto tao kiem-diem --gop -C chi-bo"][1]
    assert "mới kết nạp chưa đủ 6 tháng" in reasons
    assert "được miễn công tác và sinh hoạt đảng" in reasons
    told = {name: int(n) for name, n in re.findall(r"(in-\S+\.docx).*: (\d+) người", tree)}
    printed = {name: next(tmp_path.rglob(name)).read_bytes() for name in told}
    assert sum(told.values()) == 23
    assert {n: visible_text(b).count("BẢN KIỂM ĐIỂM, TỰ") for n, b in printed.items()} == told
