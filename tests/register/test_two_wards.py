"""Two wards, one register: workspaces made by the commands; copied, moved and renamed folders."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from giayto import cli
from giayto.data.identity import Names, carry_identity, read_identity, standing
from giayto.data.workbook.write import save_dataset
from giayto.register import ADDRESS_VARIABLE, Query, open_register
from tests.reading import visible_text
from tests.wards import day, small_dataset

A, B = "Đảng uỷ phường Mường Mẫu", "Đảng uỷ phường Hoa Mai"
DECISION = "quyet-dinh-xep-loai-dang-vien"


class Office:
    """A clerk at one workspace."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *words: str) -> int:
        """Type a command here; its exit code. What it said is in ``out`` and ``err``."""
        self._capsys.readouterr()
        code = cli.main([*words, "-C", str(self.folder)])
        said = self._capsys.readouterr()
        self.out, self.err = said.out, said.err
        return code

    def fill(self, name: str = A, superior: str = "Đảng bộ thành phố Hà Nội") -> None:
        """Fill in the workbook as this ward."""
        data = small_dataset()
        data.settings = data.settings.model_copy(update={"superior": superior})
        data.settings.date = day("20/11/2026")
        data.organisations[0].name = name
        save_dataset(self.folder / "du-lieu.xlsx", data)

    def decision(self) -> str:
        """The words of the decision on members as it lies in the output."""
        (path,) = self.folder.glob(f"van-ban/**/{DECISION}.docx")
        return visible_text(path.read_bytes())

    def so(self) -> dict[str, Any]:
        """What ``so co-quan --json`` tells."""
        assert self.run("so", "co-quan", "--json") == 0
        told: dict[str, Any] = json.loads(self.out)
        return told


@pytest.fixture
def new_office(capsys: pytest.CaptureFixture[str]) -> Callable[[Path, str], Office]:
    """Makes a workspace by the command and fills it in."""

    def make(folder: Path, name: str) -> Office:
        assert cli.main(["khoi-tao", str(folder)]) == 0
        office = Office(folder, capsys)
        office.fill(name)
        return office

    return make


@pytest.fixture
def shared(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One register for all, on either database."""
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    yield address


def test_two_wards_in_one_register_never_meet(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a, b = new_office(tmp_path / "a", A), new_office(tmp_path / "b", B)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    register = open_register(shared, create=False)
    before, history = register.find(), register.history()
    mine = a.decision()
    assert "Số 01-QĐ/ĐU" in mine or "Số 02-QĐ/ĐU" in mine
    assert len(before) >= 5 and len({row.body_id for row in before}) == 1

    # Ward B asks for no number: it prints none.
    assert b.run("tao", "--van-tao") == 0
    assert "-QĐ/ĐU" in b.decision()
    for number in range(1, 9):
        assert f"{number:02d}-QĐ/ĐU" not in b.decision()
    assert b.run("so", "huy", before[0].symbol, "--ly-do", "nhầm") == 3
    assert (register.find(), register.history()) == (before, history)

    # It asks for numbers: it has the same papers, the same codes, and its own numbers from 01.
    assert b.run("tao", "--van-tao", "--cap-so") == 0
    own = read_identity(b.folder)
    assert own is not None and own.names.name == B
    theirs = register.find(Query(body_id=own.id))
    assert [(r.symbol, r.paper, r.record) for r in theirs] == [
        (r.symbol, r.paper, r.record) for r in before
    ]
    assert register.find(Query(body_id=before[0].body_id)) == before
    ids = {row.id for row in before}
    assert [line for line in register.history() if line.entry_id in ids] == history

    # And again, with and without.
    for office in (a, b):
        for wish in ([], ["--cap-so"]):
            assert office.run("tao", "--van-tao", *wish, "--json") == 0
            assert json.loads(office.out)["made"] == []
    assert a.decision() == mine
    assert register.find(Query(body_id=before[0].body_id)) == before

    # Numbers given by hand, looked up and cancelled are one's own as well.
    notice = ["so", "cap", "--loai", "NQ", "--ngay", "01/11/2026", "--json"]
    symbols = []
    for office in (a, b, b):
        assert office.run(*notice) == 0
        symbols.append(json.loads(office.out)["symbol"])
    assert symbols == ["01-NQ/ĐU", "01-NQ/ĐU", "02-NQ/ĐU"]
    assert b.run("so", "huy", "01-NQ/ĐU", "--ly-do", "nhầm", "--json") == 0
    assert json.loads(b.out)["body_id"] == own.id
    assert a.run("so", "huy", "02-NQ/ĐU", "--ly-do", "nhầm") == 3
    assert [f.code for f in register.check() if f.severity == "error"] == []
    assert a.so()["series"] and a.so()["id"] != b.so()["id"]


def test_two_wards_take_over_their_old_registers_into_one(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a, b = new_office(tmp_path / "a", A), new_office(tmp_path / "b", B)
    assert a.run("so", "cap", "--loai", "NQ", "--so", "7", "--ngay", "01/11/2026") == 0
    sheet = str(tmp_path / "cu.xlsx")
    assert a.run("so", "xuat", sheet) == 0
    for wish, told in ((["--thu"], "Nhập được 1 số"), ([], "Đã nhập 1 số"), ([], "đã có trong sổ")):
        assert b.run("so", "nhap", sheet, *wish) == 0
        assert told in b.out
    rows = open_register(shared).find()
    assert sorted(row.symbol for row in rows) == ["07-NQ/ĐU", "07-NQ/ĐU"]
    assert len({row.body_id for row in rows}) == 2
    assert b.run("so", "cap", "--loai", "NQ", "--ngay", "02/11/2026") == 0
    assert "Số 08-NQ/ĐU" in b.out


def test_no_register_asks_nothing(
    tmp_path: Path, new_office: Callable[[Path, str], Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    a = new_office(tmp_path / "a", A)
    identity = read_identity(a.folder)
    assert identity is not None and not identity.bound
    (a.folder / "dinh-danh.json").write_bytes(b"{")
    assert a.run("tao", "--van-tao") == 0
    assert not (a.folder / "so-van-ban.db").exists()
    assert a.run("tao", "--van-tao", "--cap-so") == 3
    assert "dinh-danh.json" in a.err


def test_each_ward_can_look_at_its_own_numbers_and_print_them_apart(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a, b = new_office(tmp_path / "a", A), new_office(tmp_path / "b", B)
    for office in (a, b):
        assert office.run("tao", "--van-tao", "--cap-so") == 0
    told: dict[str, set[str]] = {}
    for name, office in (("a", a), ("b", b)):
        assert office.run("so", "xem", "--cua-minh", "--json") == 0
        told[name] = {row["body_id"] for row in json.loads(office.out)}
    assert told["a"] == {a.so()["id"]} and told["b"] == {b.so()["id"]}

    assert a.run("so", "xuat", str(tmp_path / "chung.docx")) == 0
    lines = visible_text((tmp_path / "chung.docx").read_bytes()).splitlines()
    assert sum("Chi bộ Tổ dân phố 1, 2025-2030: Tờ trình" in line for line in lines) == 2
    assert a.run("so", "xuat", "--cua-minh", str(tmp_path / "rieng.docx")) == 0
    assert B not in visible_text((tmp_path / "rieng.docx").read_bytes())


def papers_of(office: Office) -> dict[str, bytes]:
    """Every Word file of a ward."""
    return {p.name: p.read_bytes() for p in office.folder.rglob("*.docx")}


@pytest.mark.parametrize("wish", [(), ("--cap-so",)])
def test_a_lost_register_wipes_no_number_and_begins_none_again(
    tmp_path: Path,
    new_office: Callable[[Path, str], Office],
    monkeypatch: pytest.MonkeyPatch,
    wish: tuple[str, ...],
) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    a = new_office(tmp_path / "a", A)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    before, register = papers_of(a), a.folder / "so-van-ban.db"
    register.rename(tmp_path / "elsewhere.db")

    assert a.run("tao", "--van-tao", *wish) == 3
    assert "GT608" in a.err and ADDRESS_VARIABLE in a.err and "--so-moi" in a.err
    monkeypatch.setenv(ADDRESS_VARIABLE, str(tmp_path / "mistyped.db"))
    assert a.run("tao", "--van-tao", *wish) == 3
    assert a.run("so", "cap", "--loai", "NQ") == 3
    assert papers_of(a) == before
    assert not register.exists()
    assert a.run("tao", "kiem-diem", "--van-tao") == 0  # these bear no number

    monkeypatch.setenv(ADDRESS_VARIABLE, str(tmp_path / "elsewhere.db"))
    assert a.run("tao", "--van-tao") == 0
    assert papers_of(a) == before


def test_a_new_register_begins_only_when_that_is_said(
    tmp_path: Path, new_office: Callable[[Path, str], Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    a = new_office(tmp_path / "a", A)
    assert a.run("so", "co-quan", "--so-moi") == 2
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    assert a.run("so", "co-quan", "--so-moi") == 2
    (a.folder / "so-van-ban.db").unlink()
    assert a.run("so", "co-quan", "--so-moi") == 0
    assert a.run("tao", "--van-tao", "--cap-so") == 0


def test_nobody_takes_a_new_identity_by_a_slip_of_the_keyboard(
    tmp_path: Path, new_office: Callable[[Path, str], Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    a = new_office(tmp_path / "a", A)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    before = read_identity(a.folder)
    assert a.run("so", "co-quan", "--moi") == 2
    assert read_identity(a.folder) == before


def test_an_older_workspace_gets_its_identity_at_its_first_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a = Office(tmp_path, capsys)
    a.fill()
    assert a.run("tao", "--van-tao") == 0
    assert read_identity(tmp_path) is None
    workbook = (tmp_path / "du-lieu.xlsx").read_bytes()
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    identity = read_identity(tmp_path)
    assert identity is not None
    assert identity.names == Names("DU", A, "Đảng bộ thành phố Hà Nội")
    assert identity.folder == str(tmp_path.resolve())
    assert (tmp_path / "du-lieu.xlsx").read_bytes() == workbook


def test_a_copy_for_another_ward_is_another_body(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    b = Office(tmp_path / "b", a._capsys)
    shutil.copytree(a.folder, b.folder)
    b.fill(B)
    assert b.run("tao", "--van-tao") == 0
    assert "01-QĐ/ĐU" not in b.decision()
    assert b.run("so", "huy", "01-QĐ/ĐU", "--ly-do", "nhầm") == 3
    assert b.run("tao", "--van-tao", "--cap-so") == 0
    assert "định danh mới" in b.err and str(a.folder) in b.err
    assert "-QĐ/ĐU" in b.decision() and b.so()["id"] != a.so()["id"]
    assert {p["last"] for p in b.so()["series"]} == {p["last"] for p in a.so()["series"]}
    assert b.run("tao", "--van-tao", "--cap-so") == 0
    assert b.err == ""


def test_a_copy_with_the_same_names_is_asked_about(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    rows = open_register(shared).find()
    copy = Office(tmp_path / "chep", a._capsys)
    shutil.copytree(a.folder, copy.folder)
    assert copy.run("tao", "--van-tao", "--cap-so") == 3
    assert "GT605" in copy.err and "--cung" in copy.err and "--moi" in copy.err
    assert str(a.folder) in copy.err
    assert copy.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 3
    assert copy.run("tao", "--van-tao") == 0, "papers are made, with the numbers they have"
    assert open_register(shared).find() == rows
    assert copy.so()["standing"] == "copy"

    assert copy.run("so", "co-quan", "--cung") == 0
    assert copy.run("tao", "--van-tao", "--cap-so") == 0
    assert len(open_register(shared).find()) == len(rows)
    # One body at work in two folders: one series.
    notice = ["so", "cap", "--loai", "NQ", "--ngay", "01/11/2026"]
    for number, office in enumerate((a, copy), start=1):
        assert office.run(*notice) == 0
        assert f"Số {number:02d}-NQ/ĐU" in office.out
    # Or a third copy that says it is another's.
    other = Office(tmp_path / "khac", a._capsys)
    shutil.copytree(a.folder, other.folder)
    assert other.run(*notice) == 3
    assert other.run("so", "co-quan", "--moi") == 0
    assert other.run(*notice) == 0
    assert "Số 01-NQ/ĐU" in other.out


def test_a_moved_folder_goes_on(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    shutil.move(a.folder, tmp_path / "cho-moi")
    a.folder = tmp_path / "cho-moi"
    assert a.so()["standing"] == "moved"
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert "Số 02-NQ/ĐU" in a.out
    assert a.so()["standing"] == "same"


@pytest.mark.parametrize("moved", [False, True])
def test_other_names_in_one_place_are_asked_about(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office], moved: bool
) -> None:
    a = new_office(tmp_path / "a", A)
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    if moved:
        shutil.move(a.folder, tmp_path / "b")
        a.folder = tmp_path / "b"
    first = a.so()["id"]
    a.fill(B)
    for wish in ([], ["--cap-so"]):
        assert a.run("tao", "--van-tao", *wish) == 3
        assert "--doi-ten" in a.err and "--moi" in a.err and A in a.err and B in a.err
    assert a.run("tao", "--van-tao", "kiem-diem") == 0, "papers without numbers ask nothing"
    assert a.run("so", "co-quan", "--cung") == 3
    assert a.run("so", "co-quan", "--doi-ten") == 0
    assert a.run("tao", "--van-tao", "--cap-so") == 0
    rows = open_register(shared).find()
    assert {row.body_id for row in rows} == {first}
    assert {row.body_name for row in rows if row.body_code == "DU"} == {B}
    assert [f for f in open_register(shared).check() if f.code in ("SO-202", "SO-203")] == []

    # Or it is another ward after all. Said by mistake, it can be taken back.
    a.fill(A)
    assert a.run("so", "co-quan", "--moi") == 0
    kept = a.folder / f"dinh-danh-{first[:8]}.json"
    assert kept.name in a.err
    assert json.loads(kept.read_text(encoding="utf-8"))["dinh_danh"] == first
    assert a.so()["id"] != first
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert "Số 01-NQ/ĐU" in a.out


def test_spelling_and_a_superior_filled_in_later_are_no_new_body(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    a.fill(superior="")
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    a.fill("Đảng ủy  phường Mường Mẫu")
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    a.fill(superior="Đảng bộ tỉnh Mẫu")
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 3


def test_a_second_workbook_of_one_ward_is_asked_about(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a, second = new_office(tmp_path / "a", A), new_office(tmp_path / "may-hai", A)
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert second.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 3
    assert "--cung" in second.err
    assert second.run("so", "co-quan", "--cung") == 0
    assert second.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert "Số 02-NQ/ĐU" in second.out
    assert second.so()["id"] == a.so()["id"]


def test_an_unused_folder_handed_to_many_is_not_one_body(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "mau", A)
    b = Office(tmp_path / "b", a._capsys)
    shutil.copytree(a.folder, b.folder)
    b.fill(B)
    for office in (a, b):
        assert office.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
        assert "Số 01-NQ/ĐU" in office.out
    # The same path on another machine: the file says this place, the register another body.
    identity = (a.folder / "dinh-danh.json").read_text(encoding="utf-8")
    unused = json.loads(identity) | {"ma_co_quan": "", "ten_co_quan": "", "cap_tren": ""}
    (a.folder / "dinh-danh.json").write_text(json.dumps(unused), encoding="utf-8")
    a.fill("Đảng uỷ xã Đồi Chè")
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert "Số 01-NQ/ĐU" in a.out
    assert len({row.body_id for row in open_register(shared).find()}) == 3


def test_a_run_stopped_before_it_noted_its_names_goes_on(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    unused = (a.folder / "dinh-danh.json").read_bytes()
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    (a.folder / "dinh-danh.json").write_bytes(unused)
    assert a.run("so", "cap", "--loai", "NQ", "--ngay", "01/11/2026") == 0
    assert "Số 02-NQ/ĐU" in a.out


def test_a_cell_numbers_under_its_wards_identity(
    shared: str, tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    cell = Office(tmp_path / "phat" / "CB01", a._capsys)
    cell.folder.mkdir(parents=True)
    cell.fill()
    ward = read_identity(a.folder)
    assert ward is not None
    carried = carry_identity(a.folder, Names("DU", A, ""), cell.folder)
    assert carried.id == ward.id and carried.cell
    # It travels: two copies of it stand side by side, and both are the cell's.
    shutil.copytree(cell.folder, tmp_path / "usb")
    cell.folder = tmp_path / "usb"
    minutes = ["tao", "bien-ban", "--van-tao", "--cap-so"]
    assert cell.run(*minutes) == 0
    assert a.run(*minutes) == 0
    rows = open_register(shared).find()
    assert {row.body_id for row in rows} == {ward.id}
    assert len({(row.paper, row.record) for row in rows}) == len(rows)
    cell.fill(B)
    assert cell.run(*minutes) == 3


def test_a_received_file_sends_nobody_to_a_server(tmp_path: Path) -> None:
    told = {
        "dinh_danh": "0" * 32, "ma_co_quan": "DU", "ten_co_quan": A, "cap_tren": "",
        "thu_muc": "\\\\may-la\\chung\\a",
    }  # fmt: skip
    (tmp_path / "dinh-danh.json").write_text(json.dumps(told), encoding="utf-8")
    found = standing(read_identity(tmp_path), Names("DU", A), tmp_path)
    assert found.name == "MOVED"


def test_answers_that_answer_nothing_are_refused(
    tmp_path: Path, new_office: Callable[[Path, str], Office]
) -> None:
    a = new_office(tmp_path / "a", A)
    for words in (["--doi-ten"], ["--cung"], ["--nhan", "tat-ca"], ["--moi", "--cung"]):
        assert a.run("so", "co-quan", *words) == 2, words
    assert a.so()["standing"] == "unused"
    assert a.run("so", "co-quan") == 0
    assert "chưa cấp số nào" in a.out
