"""Numbers by series: given, kept, taken over, cancelled; the same on both databases."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.conventions.ruleset import load_rules
from giayto.errors import NumberNotFound, NumberTaken, RegisterError
from giayto.register import (
    Action,
    DocumentKey,
    IssueRequest,
    Query,
    State,
    Taken,
    open_register,
    register_address,
)

Paper = Callable[..., IssueRequest]


def test_each_type_body_and_term_counts_from_one(address: str, paper: Paper) -> None:
    register = open_register(address)
    papers = [
        paper(),
        paper(type_key="bao_cao"),
        paper(),
        paper(body_code="CB01", body_name="Chi bộ 1", body_symbol="CB"),
        paper(term="2030-2035", document_date=dt.date(2030, 9, 1)),
    ]
    symbols = [entry.symbol for entry in register.issue_many(papers)]
    assert symbols == ["01-TB/ĐU", "01-BC/ĐU", "02-TB/ĐU", "01-TB/CB", "01-TB/ĐU"]


def test_the_series_runs_on_over_new_year(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(document_date=dt.date(2026, 12, 31)))
    assert register.issue(paper(document_date=dt.date(2027, 1, 2))).symbol == "02-TB/ĐU"


def test_one_term_however_it_is_written(address: str, paper: Paper) -> None:
    register = open_register(address)
    for term in ("2025-2030", "2025 - 2030", "Nhiệm kỳ 2025–2030"):
        last = register.issue(paper(term=term))
    assert (last.number, last.term) == (3, "2025-2030")


def test_decisions_and_regulations_share_one_series_by_default(address: str, paper: Paper) -> None:
    register = open_register(address)
    types = ["quyet_dinh", "quy_dinh", "quyet_dinh"]
    got = [register.issue(paper(type_key=t)).symbol for t in types]
    assert got == ["01-QĐ/ĐU", "02-QĐ/ĐU", "03-QĐ/ĐU"]


def test_an_office_may_number_regulations_apart(address: str, paper: Paper, tmp_path: Path) -> None:
    own = tmp_path / "rieng.toml"
    own.write_text("[number]\nshared_series = []\n", encoding="utf-8")
    rules = load_rules("party-2026", own)
    register = open_register(address)
    got = [
        register.issue(paper(type_key=t, rules=rules)).number for t in ("quyet_dinh", "quy_dinh")
    ]
    assert got == [1, 1]


def test_the_new_rules_of_2026_go_on_where_the_old_series_stood(address: str, paper: Paper) -> None:
    """Quy định was QĐi with numbers of its own until 26/5/2026, then QĐ with Quyết định."""
    register = open_register(address)
    old, new = dt.date(2026, 3, 1), dt.date(2026, 6, 1)
    before = [
        register.issue(paper(type_key=t, document_date=old)).symbol
        for t in ("quyet_dinh", "quyet_dinh", "quy_dinh")
    ]
    after = [
        register.issue(paper(type_key=t, document_date=new)).symbol
        for t in ("quy_dinh", "quyet_dinh")
    ]
    assert before == ["01-QĐ/ĐU", "02-QĐ/ĐU", "01-QĐi/ĐU"]
    assert after == ["03-QĐ/ĐU", "04-QĐ/ĐU"]
    assert register.check() == []


def test_a_congress_has_one_series_for_all_types(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(type_key="bao_cao"))
    got = [
        register.issue(paper(type_key=t, body_symbol="ĐH", congress=True)).symbol
        for t in ("bao_cao", "bien_ban", "nghi_quyet")
    ]
    assert got == ["01-BC/ĐH", "02-BB/ĐH", "03-NQ/ĐH"]


def test_a_state_body_counts_by_the_year(address: str, paper: Paper) -> None:
    register = open_register(address)
    state = load_rules("state-2020")
    days = [dt.date(2026, 12, 30), dt.date(2026, 12, 31), dt.date(2027, 1, 4)]
    asked = [
        paper(body_code="UB", body_symbol="UBND", rules=state, document_date=day) for day in days
    ]
    assert [entry.number for entry in register.issue_many(asked)] == [1, 2, 1]


def test_the_same_paper_made_again_keeps_its_number(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("giay-khen", "2026/001")
    first = register.issue(paper(key=key))
    register.issue(paper())
    again = register.issue(
        paper(key=key, document_date=dt.date(2026, 6, 8), file="a.docx", file_hash="ab")
    )
    assert (again.id, again.symbol) == (first.id, first.symbol)
    assert (again.document_date, again.file) == (dt.date(2026, 6, 8), "a.docx")
    actions = [change.action for change in register.history(first.id)]
    assert actions == [Action.ISSUE, Action.REMAKE]
    details = register.history(first.id)[1].details
    assert details["document_date"] == ("2026-06-05", "2026-06-08")
    # Made once more without a change: nothing to note, and the file is not forgotten.
    third = register.issue(paper(key=key, document_date=dt.date(2026, 6, 8)))
    assert third.file == "a.docx"
    assert len(register.history(first.id)) == 2


def test_the_same_paper_twice_in_one_call_gets_one_number(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("giay-khen", "2026/001")
    a, b = register.issue_many([paper(key=key), paper(key=key, abstract="sửa lại")])
    assert a.number == b.number == 1
    assert [row.abstract for row in register.find()] == ["sửa lại"]


def test_two_wards_in_one_register_do_not_share_record_keys(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("bien-ban", "CB01/2026")
    a = register.issue(paper(key=key))
    b = register.issue(paper(key=key, body_code="DU2", body_name="Đảng uỷ phường Hoa Mai"))
    assert a.id != b.id


def test_a_document_does_not_slip_into_another_type(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("tb", "1")
    register.issue(paper(key=key))
    with pytest.raises(NumberTaken, match="01-TB/ĐU"):
        register.issue(paper(key=key, type_key="bao_cao"))
    assert len(register.find()) == 1


def test_a_cancelled_number_stays_and_is_never_given_again(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("tb", "1")
    first = register.issue(paper(key=key))
    gone = register.cancel(first.id, "cấp nhầm loại")
    assert (gone.state, gone.cancel_reason) == (State.CANCELLED, "cấp nhầm loại")
    assert register.issue(paper(key=key)).symbol == "02-TB/ĐU"
    with pytest.raises(NumberTaken, match="đã huỷ"):
        register.take(paper(abstract="khác"), 1)
    with pytest.raises(RegisterError, match="đã huỷ"):
        register.cancel(first.id, "lần nữa")
    assert [row.symbol for row in register.find(Query(state=State.CANCELLED))] == ["01-TB/ĐU"]


def test_cancelling_needs_a_reason_and_a_row(address: str, paper: Paper) -> None:
    register = open_register(address)
    entry = register.issue(paper())
    with pytest.raises(RegisterError, match="lý do"):
        register.cancel(entry.id, "  ")
    with pytest.raises(NumberNotFound):
        register.cancel(999, "nhầm")


def test_a_ward_starts_at_137(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.take(paper(document_date=dt.date(2026, 6, 1)), 136)
    assert register.issue(paper()).symbol == "137-TB/ĐU"


def test_taking_the_same_row_again_changes_nothing(address: str, paper: Paper) -> None:
    register = open_register(address)
    first = register.take(paper(), 5, symbol="Số 05-TB/ĐU")
    assert register.take(paper(), 5).id == first.id
    with pytest.raises(NumberTaken):
        register.take(paper(abstract="văn bản khác"), 5)


def test_a_batch_of_old_numbers_is_all_or_nothing(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.take(paper(), 2)
    with pytest.raises(NumberTaken):
        register.take_many([Taken(paper(), 1), Taken(paper(abstract="khác"), 2)])
    assert [row.number for row in register.find()] == [2]


def test_a_failed_batch_gives_no_number_at_all(address: str, paper: Paper) -> None:
    register = open_register(address)
    with pytest.raises(RegisterError, match="ngày"):
        register.issue_many([paper(), paper(document_date=None)])
    assert register.issue(paper()).number == 1


@pytest.mark.parametrize("missing", ["body_code", "term"])
def test_a_paper_without_body_or_term_gets_no_number(
    address: str, paper: Paper, missing: str
) -> None:
    register = open_register(address)
    with pytest.raises(RegisterError, match="Chưa đủ"):
        register.issue(paper(**{missing: " "}))


def test_the_database_itself_guards_rows_and_history(address: str, paper: Paper) -> None:
    """Not even a wrong statement of a later programmer can lose a number."""
    from sqlalchemy import text

    register = open_register(address)
    register.cancel(register.issue(paper()).id, "nhầm")
    register.issue(paper())
    for statement in (
        "DELETE FROM register_entries",
        "UPDATE register_entries SET number = 9 WHERE number = 2",
        "UPDATE register_entries SET state = 'issued' WHERE number = 1",
        "UPDATE register_history SET who = 'x'",
        "DELETE FROM register_history",
    ):
        with (
            pytest.raises(Exception, match=r"Vì sao: (Dòng đã ghi|Số đã|Lịch sử)[^\n]* được\."),
            register.database.writing() as c,
        ):
            c.execute(text(statement))
    assert [row.number for row in register.find()] == [1, 2]


def test_search_forgives_case_marks_and_order(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(abstract="về việc tặng giấy khen 100% cho đồng chí Thuý"))
    register.issue(paper(abstract="về lịch họp"))
    for words in ("GIAY KHEN", "khen thuy", "Đồng chí", "100%"):
        assert [row.number for row in register.find(Query(text=words))] == [1], words
    assert register.find(Query(text="100_")) == []
    assert [r.number for r in register.find(Query(newest_first=True, limit=1))] == [2]


def test_filters(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(document_date=dt.date(2026, 6, 1)))
    register.issue(paper(document_date=dt.date(2026, 7, 1), type_key="bao_cao"))
    assert len(register.find(Query(since=dt.date(2026, 6, 2)))) == 1
    assert len(register.find(Query(until=dt.date(2026, 6, 1)))) == 1
    assert len(register.find(Query(type_keys=("bao_cao",), term="2025 – 2030"))) == 1
    assert register.find(Query(body_code="khác")) == []


def test_locate_by_the_printed_symbol(address: str, paper: Paper) -> None:
    register = open_register(address)
    entry = register.issue(paper())
    assert register.locate("Số 01-TB/ĐU").id == entry.id
    with pytest.raises(NumberNotFound):
        register.locate("09-TB/ĐU")
    register.issue(paper(term="2030-2035", document_date=dt.date(2031, 1, 5)))
    with pytest.raises(NumberNotFound, match="2 văn bản"):
        register.locate("01-TB/ĐU")
    assert register.locate("01-TB/ĐU", term="2025-2030").id == entry.id


def test_files_are_noted_when_they_are_written(address: str, paper: Paper) -> None:
    register = open_register(address)
    entry = register.issue(paper())
    register.attach([(entry.id, "van-ban/a.docx", "abc")])
    assert register.find()[0].file_hash == "abc"
    with pytest.raises(NumberNotFound):
        register.attach([(77, "b.docx", "x")])


def test_text_that_no_file_can_hold_does_no_harm(address: str, paper: Paper) -> None:
    register = open_register(address)
    entry = register.issue(paper(abstract="về\x00 việc\x0b họp\ud800 \ufffe", signer="=1+1"))
    assert register.find()[0].abstract == entry.abstract == "về việc họp"


def test_a_name_of_the_type_before_the_abstract_is_not_kept_twice(
    address: str, paper: Paper
) -> None:
    register = open_register(address)
    assert register.issue(paper(abstract="Thông báo về lịch họp")).abstract == "về lịch họp"


def test_many_numbers_at_once_are_in_order(address: str, paper: Paper) -> None:
    register = open_register(address)
    asked = [paper(key=DocumentKey("tb", str(i)), abstract=f"số {i}") for i in range(1200)]
    register.issue_many(asked[::2])
    given = register.issue_many(asked)
    assert sorted(entry.number for entry in given) == list(range(1, 1201))
    assert [entry.abstract for entry in given] == [f"số {i}" for i in range(1200)]
    assert [given[i].number for i in (0, 2, 4)] == [1, 2, 3], "numbers given before stay"


def test_the_address_of_the_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert register_address(tmp_path) == str(tmp_path / "so-van-ban.db")
    assert register_address(tmp_path, "postgresql://a/b") == "postgresql://a/b"
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", "postgresql://c/d")
    assert register_address(tmp_path, "postgresql://a/b") == "postgresql://c/d"


def test_rows_survive_closing_and_opening(address: str, paper: Paper) -> None:
    entry = open_register(address, who="chị Hà").issue(paper(copies=3, keeper="Văn phòng"))
    again = open_register(address, create=False).find()[0]
    assert again == entry
    assert dataclasses.asdict(again)["issued_by"] == "chị Hà"
