"""Whose number it is: identities in one register, rows from before, what an audit says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import BodyUnclear, NumberTaken
from giayto.register import (
    Action,
    Body,
    DocumentKey,
    IssueRequest,
    Level,
    Query,
    open_register,
    restore_register,
)
from giayto.register.book import Register
from giayto.register.holdings import Holdings
from tests.register.old_registers import A, B, Old, old_register

Paper = Callable[..., IssueRequest]
KEY = DocumentKey("quyet-dinh-xep-loai-dang-vien", "DU-2026")
WARD_A = Body(id="aaa", code="DU", name=A, units=(("DU", A), ("CB01", "Chi bộ 1")))
WARD_B = Body(id="bbb", code="DU", name=B, units=(("DU", B), ("CB01", "Chi bộ 1")))


def _decision(paper: Paper, body: Body, **more: Any) -> IssueRequest:
    return paper(type_key="quyet_dinh", body_id=body.id, body_name=body.name, **more)


def _kinds(register: Register) -> list[tuple[Level, str]]:
    unimportant = ("future-date", "before-first", "date-order")
    return [(f.level, f.kind) for f in register.check() if f.kind not in unimportant]


def test_two_bodies_of_one_code_have_their_own_series_and_papers(
    address: str, paper: Paper
) -> None:
    register = open_register(address)
    first = register.issue(_decision(paper, WARD_A, key=KEY))
    before = register.find(Query(body_id="aaa"))
    second = register.issue(_decision(paper, WARD_B, key=KEY))
    assert (first.symbol, second.symbol) == ("01-QĐ/ĐU", "01-QĐ/ĐU")
    assert first.id != second.id
    again = register.issue(_decision(paper, WARD_B, key=KEY, signer="Người khác"))
    assert again.id == second.id
    assert register.find(Query(body_id="aaa")) == before
    assert len(register.history(first.id)) == 1
    assert _kinds(register) == []
    assert {p.body_id: p.last_number for p in register.positions()} == {"aaa": 1, "bbb": 1}


def test_the_body_of_a_row_is_set_once(address: str, paper: Paper) -> None:
    from sqlalchemy import text

    register = open_register(address)
    register.issue(_decision(paper, WARD_A))
    register.cancel(register.issue(paper(body_code="KHAC")).id, "nhầm")
    for statement in (
        "UPDATE register_entries SET body_id = 'bbb' WHERE body_id = 'aaa'",
        "UPDATE register_entries SET body_id = '' WHERE body_id = 'aaa'",
        "UPDATE register_entries SET body_id = 'bbb', state = 'issued', cancel_reason = ''"
        " WHERE body_code = 'KHAC'",
    ):
        with pytest.raises(Exception, match="never changed"), register.database.writing() as c:
            c.execute(text(statement))
    with register.database.writing() as c:
        c.execute(text("UPDATE register_entries SET body_id = 'bbb' WHERE body_code = 'KHAC'"))
    (row,) = register.find(Query(body_id="bbb"))
    assert row.cancelled


def test_rows_from_before_belong_to_the_body_that_matches(address: str, paper: Paper) -> None:
    old_register(
        address,
        [
            Old(1, record="DU-2026"),
            Old(2, state="cancelled"),
            Old(3, names=("Đảng ủy phường hoa sen",)),
        ],
    )
    register = open_register(address)
    kept = register.issue(_decision(paper, WARD_A, key=KEY), body=WARD_A)
    assert kept.number == 1
    assert register.issue(_decision(paper, WARD_A)).number == 4
    assert {row.body_id for row in register.find()} == {"aaa"}
    assert [c.action for c in register.history(2)] == [Action.ISSUE, Action.CLAIM]
    # Another ward begins for itself.
    assert register.issue(_decision(paper, WARD_B, key=KEY), body=WARD_B).number == 1
    assert _kinds(register) == []


def test_a_failed_numbering_claims_nothing(address: str, paper: Paper) -> None:
    old_register(address, [Old(1)])
    register = open_register(address)
    with pytest.raises(Exception, match="ngày"):
        register.issue(_decision(paper, WARD_A, document_date=None), body=WARD_A)
    assert register.find()[0].body_id == ""


def test_old_damage_is_found_and_no_number_is_given_before_it_is_decided(
    address: str, paper: Paper
) -> None:
    """Both wards made the same papers; each wrote its name over the other's rows."""
    old_register(
        address,
        [
            Old(1, names=(A, B, A), record="DU-2026"),
            Old(2, names=(A, B)),
            Old(3),
            Old(4, names=(B,)),
        ],
    )
    register = open_register(address)
    found = register.check()
    assert {(f.level, f.kind) for f in found} == {
        (Level.ERROR, "mixed-bodies"),
        (Level.ERROR, "written-over"),
    }
    over = [f for f in found if f.kind == "written-over"]
    assert {f.entry_ids for f in over} == {(1,), (2,)} or {f.entry_ids for f in over} == {(1, 2)}
    assert all(A in f.what and B in f.what for f in over)

    before = register.find()
    for ward in (WARD_A, WARD_B):
        with pytest.raises(BodyUnclear, match="--khong-nhan") as caught:
            register.issue(_decision(paper, ward, key=KEY), body=ward)
        assert [line[:8] for line in caught.value.details] == ["01-QĐ/ĐU", "02-QĐ/ĐU"]
    assert register.find() == before

    # A person says: number 1 is A's, number 2 is B's.
    Holdings(register, WARD_A).claim(mine={1}, others={2})
    Holdings(register, WARD_B).claim(mine={2})
    assert register.issue(_decision(paper, WARD_A, key=KEY), body=WARD_A).id == 1
    assert register.issue(_decision(paper, WARD_B, key=KEY), body=WARD_B).number == 5
    assert [r.number for r in register.find(Query(body_id="aaa"))] == [1, 3]
    assert [r.number for r in register.find(Query(body_id="bbb"))] == [2, 4, 5]
    told = {(f.level, f.kind) for f in register.check()}
    assert (Level.WARNING, "written-over") in told
    assert (Level.ERROR, "mixed-bodies") not in told


def test_numbers_that_two_workspaces_printed_in_turn_are_told(address: str) -> None:
    """Without --cap-so the other ward changed only the file in the row."""
    a, b = "C:\\phuong-a\\van-ban\\2026\\x.docx", "C:\\phuong-b\\van-ban\\2026\\x.docx"
    old_register(
        address,
        [
            Old(1, files=(a, b, a)),
            Old(2, files=(a, b)),
            Old(3, files=(a, a.replace("x", "y"))),
            Old(4, files=("van-ban/x.docx", a, "van-ban/x.docx")),
        ],
    )
    found = [f for f in open_register(address).check() if f.kind == "two-workspaces"]
    assert [(f.level, f.entry_ids) for f in found] == [(Level.WARNING, (1,))]
    assert "C:/phuong-a; C:/phuong-b" in found[0].what


def test_what_nobody_claimed_is_listed(address: str, paper: Paper) -> None:
    old_register(address, [Old(1), Old(2, names=(B,))])
    register = open_register(address)
    register.issue(_decision(paper, WARD_A), body=WARD_A)
    (finding,) = [f for f in register.check() if f.kind == "unclaimed"]
    assert (finding.level, finding.entry_ids) == (Level.WARNING, (2,))
    assert B in finding.what + finding.where and "02-QĐ/ĐU" in finding.what


def test_a_cells_old_rows_are_nobodys_for_certain_when_others_keep_the_register_too(
    address: str, paper: Paper
) -> None:
    cell: dict[str, Any] = {
        "code": "CB01", "names": ("Chi bộ 1",), "symbol": "BB/CB",
        "type_key": "bien_ban", "series": "bien_ban",
    }  # fmt: skip
    old_register(address, [Old(1), Old(1, **cell), Old(2, names=(B,))])
    register = open_register(address)
    # The committee's own numbers are clear; the minutes of "Chi bộ 1" could be either ward's.
    assert register.issue(_decision(paper, WARD_A), body=WARD_A).number == 2
    minutes = paper(
        type_key="bien_ban", body_code="CB01", body_name="Chi bộ 1", body_symbol="CB", body_id="aaa"
    )
    with pytest.raises(BodyUnclear, match="1 số cũ"):
        register.issue(minutes, body=WARD_A)
    assert [row.body_code for row in Holdings(register, WARD_A).doubtful()] == ["CB01"]
    Holdings(register, WARD_A).claim(others={2})
    assert register.issue(minutes, body=WARD_A).number == 1


def test_alone_in_its_register_a_body_claims_its_cells_too(address: str, paper: Paper) -> None:
    cell = Old(1, code="CB01", names=("Chi bộ 1",), symbol="BB/CB", series="bien_ban")
    old_register(address, [Old(1), cell])
    register = open_register(address)
    register.issue(_decision(paper, WARD_A), body=WARD_A)
    assert {row.body_id for row in register.find()} == {"aaa"}


def test_a_body_renamed_before_it_had_an_identity_is_asked_about_its_numbers(
    address: str, paper: Paper
) -> None:
    old_register(address, [Old(1), Old(2)])
    register = open_register(address)
    with pytest.raises(BodyUnclear):
        register.issue(_decision(paper, WARD_B), body=WARD_B)
    Holdings(register, WARD_B).claim(mine={1, 2})
    assert register.issue(_decision(paper, WARD_B), body=WARD_B).number == 3


def test_in_its_own_file_old_rows_of_unlisted_codes_are_the_bodys_too(
    address: str, paper: Paper
) -> None:
    alone = replace(WARD_A, alone=True)
    old_register(address, [Old(1), Old(1, code="UBKT", names=("Uỷ ban Kiểm tra",))])
    register = open_register(address)
    register.issue(_decision(paper, alone), body=alone)
    assert {row.body_id for row in register.find()} == {"aaa"}


def test_even_in_its_own_file_rows_under_another_name_are_asked_about(
    address: str, paper: Paper
) -> None:
    """Another ward was pointed at this file, or this one had another name."""
    alone = replace(WARD_A, alone=True)
    old_register(
        address,
        [Old(1), Old(2, names=(B,)), Old(1, code="CB01", names=("Chi bộ 1",), series="bien_ban")],
    )
    register = open_register(address)
    assert [row.id for row in Holdings(register, alone).doubtful()] == [2, 3]
    with pytest.raises(BodyUnclear):
        register.issue(_decision(paper, alone), body=alone)
    Holdings(register, alone).claim(mine={3}, others={2})
    assert register.issue(_decision(paper, alone), body=alone).number == 2


def test_reading_tells_own_numbers_and_sure_old_ones_only(address: str, paper: Paper) -> None:
    old_register(address, [Old(1, record="DU-2026"), Old(2, names=(B,), record="khac")])
    register = open_register(address)

    def numbers(body: Body) -> list[tuple[str | None, int]]:
        return [(e.record, e.number) for e in Holdings(register, body).in_force("2025 - 2030")]

    assert numbers(WARD_A) == [("DU-2026", 1)]
    assert numbers(WARD_B) == [("khac", 2)]
    register.issue(_decision(paper, WARD_A, key=KEY), body=WARD_A)
    assert numbers(WARD_A) == [("DU-2026", 1)]
    assert [e.body_id for e in register.find()] == ["", "aaa"], "reading claims nothing"


def test_a_request_without_identity_joins_the_one_body_of_its_name(
    address: str, paper: Paper
) -> None:
    register = open_register(address)
    register.issue(_decision(paper, WARD_A))
    joined = register.issue(paper(type_key="quyet_dinh"))
    assert (joined.body_id, joined.number) == ("aaa", 2)
    other = register.issue(paper(type_key="quyet_dinh", body_name="Đảng uỷ xã Đồi"))
    assert (other.body_id, other.number) == ("", 1)
    register.issue(paper(type_key="quyet_dinh", body_id="ccc"))
    with pytest.raises(BodyUnclear, match="2 cơ quan"):
        register.issue(paper(type_key="quyet_dinh"))
    assert (Level.WARNING, "two-identities") in _kinds(register)


def test_another_bodys_row_is_not_renewed(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(key=KEY))
    with pytest.raises(NumberTaken, match="là của Đảng uỷ phường Hoa Sen"):
        register.issue(paper(key=KEY, body_name=B))
    assert register.find()[0].body_name == A


def test_a_backup_from_before_is_put_back_and_stays_as_it_was(tmp_path: Path) -> None:
    saved = tmp_path / "cu.db"
    old_register(str(saved), [Old(1), Old(2, state="cancelled")])
    content = saved.read_bytes()
    saved.chmod(0o444)
    restore_register(saved, tmp_path / "so-van-ban.db")
    register = open_register(tmp_path / "so-van-ban.db", create=False)
    assert [(r.number, r.body_id, r.cancelled) for r in register.find()] == [
        (1, "", False),
        (2, "", True),
    ]
    assert saved.read_bytes() == content


def test_a_backup_keeps_whose_the_numbers_are(
    address: str, paper: Paper, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("luu")
    register = open_register(address)
    register.issue(_decision(paper, WARD_A))
    early = folder / "truoc.db"
    register.backup(early)
    register.issue(_decision(paper, WARD_B))
    saved = folder / "a.db"
    register.backup(saved)
    restore_register(saved, folder / "so-van-ban.db")
    copy = open_register(folder / "so-van-ban.db", create=False)
    assert copy.find() == register.find()
    with pytest.raises(Exception, match="thiếu 1 số"):
        restore_register(early, folder / "so-van-ban.db")
