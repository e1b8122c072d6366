"""Every command that writes a workbook keeps all of it: each part compared before and after."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from giayto import Workspace, cli
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.files.sheet_edit.xml import Element, local
from tests.data.books import write_book
from tests.data.full_book import VARIANTS, write_full_book
from tests.data.rich_book import parts_of, sheet_part, write_parts

PEOPLE = 12
WRITTEN = re.compile(
    r"xl/worksheets/sheet\d+\.xml|xl/(workbook|styles)\.xml|xl/comments/comment\d+\.xml|"
    r"xl/drawings/commentsDrawing\d+\.vml"
)
"""The parts that a command may have to write into."""
NEW = re.compile(
    r"xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|"
    r"xl/(comments|drawings)/?\w*\.(xml|vml)"
)
ADDED_TO = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
"""The parts that are written as well where a sheet is added."""


YEARLY = (
    *("Kiểm điểm", "Cuộc họp", "Dự họp", "Kiểm phiếu", "Khen thưởng", "Nhiệm vụ", "Chấm điểm"),
    *("Khắc phục", "Đại biểu", "Chương trình", "Xếp loại lại"),
)
"""The sheets whose rows are of one year."""
GRADED = ("Tập thể", "Cán bộ", "Tổng hợp", "Các năm")
"""The sheets whose rows stay, and lose or gain the results of a year."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = sample_dataset()
    data.members = data.members[:PEOPLE]
    folder = Workspace.create(tmp_path_factory.mktemp("day-du") / "phuong").folder
    write_full_book(folder / "du-lieu.xlsx", data)
    return folder


@pytest.fixture
def place(full: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(full, tmp_path / "phuong"))


def giayto(*arguments: object) -> int:
    return cli.main([str(a) for a in arguments])


def said(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def cells(sheet: Element) -> dict[str, tuple[bytes, str | None]]:
    """What each cell holds, and its style."""
    found = {}
    for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        held = b"".join(said(part) for part in cell)
        found[cell.get("r", "")] = (held + str(cell.get("t")).encode(), cell.get("s"))
    return found


def around(sheet: Element) -> list[tuple[str, bytes]]:
    """What stands around the cells of a sheet."""
    return [(local(part), said(part)) for part in sheet if local(part) != "sheetData"]


def compare(before: Path, after: Path) -> tuple[set[str], dict[str, set[str]], set[str]]:
    """Parts that are new, changed cells by part, kinds of elements changed around cells.

    What no command has to write is compared byte for byte, and nothing may be gone.
    """
    old, new = parts_of(before), parts_of(after)
    assert set(old) <= set(new)
    changed = {name for name in old if old[name] != new[name]}
    added = set(new) - set(old)
    strangers = {name for name in changed if not WRITTEN.fullmatch(name)}
    assert strangers <= {n for n in strangers if added and (n in ADDED_TO or n.endswith(".rels"))}
    places: dict[str, set[str]] = {}
    kinds: set[str] = set()
    strange: list[str] = []
    for name in sorted(n for n in changed if n.startswith("xl/worksheets/sheet")):
        was, now = etree.fromstring(old[name]), etree.fromstring(new[name])
        if not was.nsmap.items() <= now.nsmap.items() or was.attrib != now.attrib:
            strange.append(f"{name}: its root")
        held, holds = cells(was), cells(now)
        places[name] = {cell for cell in {*held, *holds} if held.get(cell) != holds.get(cell)}
        kinds |= {kind for kind, _ in set(around(was)) ^ set(around(now))}
        rows = {r.get("r"): dict(r.attrib) for r in was.iterfind("{*}sheetData/{*}row")}
        again = {r.get("r"): dict(r.attrib) for r in now.iterfind("{*}sheetData/{*}row")}
        for attributes in [*rows.values(), *again.values()]:
            attributes.pop("spans", None)
        touched = {re.sub(r"\D", "", cell) for cell in places[name]}
        untouched = {n: a for n, a in rows.items() if n not in touched}
        if untouched != {n: again.get(n) for n in untouched}:
            strange.append(f"{name}: its rows")
    assert strange == []
    return added, places, kinds


def a_list(folder: Path) -> Path:
    head = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"]
    rows = [[1, "Phạm Văn Cỏ", "02/03/1960", "Chi bộ Tổ dân phố 1"]]
    return write_book(folder / "ds.xlsx", {"DS": [head, *rows]})


def test_an_import_writes_its_row_and_nothing_else(place: Path, full: Path) -> None:
    assert giayto("nhap", a_list(place.parent), "-C", place) == 0
    before, after = full / "du-lieu.xlsx", place / "du-lieu.xlsx"
    added, places, kinds = compare(before, after)
    sheet = sheet_part(before, "Đảng viên")
    assert added == set() and set(places) == {sheet}
    assert {re.sub(r"\D", "", cell) for cell in places[sheet]} == {str(PEOPLE + 2)}
    assert kinds == {"dimension", "autoFilter", "conditionalFormatting", "extLst"}
    assert read_workbook(after).dataset.members[-1].full_name == "Phạm Văn Cỏ"
    text = parts_of(after)[sheet].decode()
    assert f"D2:D{PEOPLE + 2}</xm:sqref>" in text and f"T2:T{PEOPLE + 2}</xm:sqref>" in text


def test_filling_writes_rows_and_names_and_nothing_else(place: Path, full: Path) -> None:
    assert giayto("dien", "-C", place) == 0
    before = full / "du-lieu.xlsx"
    added, places, kinds = compare(before, place / "du-lieu.xlsx")
    filled = {sheet_part(before, name) for name in ("Kiểm điểm", "Dự họp", "Kiểm phiếu")}
    named = {sheet_part(before, name) for name in ("Cán bộ", "Nhiệm vụ", "Chấm điểm", "Các năm")}
    assert added == set() and places and set(places) <= filled | named
    # Of the sheets that are the clerk's own only the names beside the codes.
    names = {re.sub(r"\d", "", cell) for part in named for cell in places.get(part, ())}
    assert names == {"B"}
    assert kinds <= {"dimension", "autoFilter", "conditionalFormatting", "dataValidations"}


def test_bringing_up_to_date_adds_at_the_right_and_nothing_else(place: Path) -> None:
    workbook = place / "du-lieu.xlsx"
    parts = parts_of(workbook)
    sheet = sheet_part(workbook, "Đảng viên")
    # A heading that no giayto knows: its column is taken for the clerk's own.
    xml = re.sub(r"(<c r=\"Q1\".*?<t[^>]*>)[^<]*", r"\1Cột lạ", parts[sheet].decode(), count=1)
    assert xml.encode() != parts[sheet]
    write_parts(workbook, parts | {sheet: xml.encode()})
    before = Path(shutil.copy(workbook, place.parent / "truoc.xlsx"))
    assert giayto("nang-cap", "-C", place) == 0
    added, places, kinds = compare(before, workbook)
    assert added == set()
    assert places[sheet] == {"X1"}
    assert kinds <= {"dimension", "cols", "dataValidations"}


def test_the_next_year_empties_what_is_of_one_year_and_nothing_else(
    place: Path, full: Path
) -> None:
    assert giayto("khoi-tao", place, "--tu", place, "--dong-y") == 0
    before = full / "du-lieu.xlsx"
    added, places, _ = compare(before, place / "du-lieu.xlsx")
    assert added == set()
    members, organisations = (sheet_part(before, n) for n in ("Đảng viên", "Tổ chức đảng"))
    settings = sheet_part(before, "Thiết lập")
    changed = set(places) - {members, organisations, settings}
    assert {sheet_part(before, name) for name in YEARLY} <= changed
    assert changed <= {sheet_part(before, name) for name in (*YEARLY, *GRADED)}
    assert len(places[settings]) <= 2
    assert len({re.sub(r"\d", "", cell) for cell in places.get(members, set())}) <= 1
    kept = list((place / "sao-luu").glob("*.xlsx"))
    assert [path.read_bytes() for path in kept] == [before.read_bytes()]


def test_the_marked_copy_says_all_that_the_workbook_says(place: Path) -> None:
    workbook, target = place / "du-lieu.xlsx", place.parent / "danh-dau.xlsx"
    was = workbook.read_bytes()
    assert giayto("kiem-tra", "-C", place, "--ra", target) in (0, 3)
    assert workbook.read_bytes() == was
    added, places, kinds = compare(workbook, target)
    assert {n for n in added if not NEW.fullmatch(n)} == set()
    old, new = parts_of(workbook), parts_of(target)
    empty = (b"None", None)
    earlier = {name: cells(etree.fromstring(old[name])) for name in places}
    now = {name: cells(etree.fromstring(new[name])) for name in places}
    differing = {
        (name, cell)
        for name in places
        for cell, (holds, _) in now[name].items()
        if holds != earlier[name].get(cell, empty)[0]
    }
    assert places and differing == set()
    assert kinds <= {"dimension", "legacyDrawing", "sheetViews"}


def test_the_repaired_copy_differs_in_the_cells_repaired(place: Path) -> None:
    workbook = place / "du-lieu.xlsx"
    parts, sheet = parts_of(workbook), sheet_part(workbook, "Đảng viên")
    spoilt, count = re.subn(rb'(<c r="C4".*?<t)>', rb'\1 xml:space="preserve">  ', parts[sheet])
    assert count == 1
    write_parts(workbook, parts | {sheet: spoilt})
    target = place.parent / "da-sua.xlsx"
    giayto("kiem-tra", "-C", place, "--sua", "--ra", target)
    added, places, _ = compare(workbook, target)
    assert {n for n in added if not NEW.fullmatch(n)} == set()
    assert len(added) >= 1 and places == {sheet: {"C4"}}


def test_a_backup_put_back_is_the_workbook_byte_for_byte(place: Path, full: Path) -> None:
    saved = place.parent / "luu.zip"
    assert giayto("sao-luu", saved, "-C", place) == 0
    (place / "du-lieu.xlsx").write_bytes(b"")
    assert giayto("khoi-phuc", saved, "-C", place) == 0
    assert (place / "du-lieu.xlsx").read_bytes() == (full / "du-lieu.xlsx").read_bytes()


@pytest.mark.parametrize("variant", VARIANTS)
def test_xml_that_other_programs_write_is_written_into_alike(
    place: Path, full: Path, variant: str
) -> None:
    workbook, vary = place / "du-lieu.xlsx", VARIANTS[variant]
    parts = parts_of(workbook)
    sheets = [n for n in parts if n.startswith("xl/worksheets/sheet")]
    varied = {name: vary(parts[name].decode()).encode() for name in sheets}
    assert varied[sheet_part(workbook, "Đảng viên")] not in parts.values()
    write_parts(workbook, parts | varied)
    before = Path(shutil.copy(workbook, place.parent / "truoc.xlsx"))
    source = a_list(place.parent)
    assert giayto("nhap", source, "-C", place) == 0
    plain = Path(shutil.copytree(full, place.parent / "thuong"))
    assert giayto("nhap", source, "-C", plain) == 0
    got, right = (read_workbook(p / "du-lieu.xlsx").dataset for p in (place, plain))
    assert (got.members, got.organisations) == (right.members, right.organisations)
    old, new = parts_of(before), parts_of(workbook)
    assert {n for n in old if old[n] != new[n]} == {
        n for n in parts if parts[n] != parts_of(plain / "du-lieu.xlsx")[n]
    }
    assert zipfile.ZipFile(workbook).testzip() is None
