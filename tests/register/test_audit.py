"""What `so kiem-tra` finds: gaps, doubles, dates out of order; and nothing in a good register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.findings import Finding
from giayto.register import IssueRequest, Taken, open_register
from giayto.register.audit.checks import audit, number_list
from giayto.register.book import Register

Paper = Callable[..., IssueRequest]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return open_register(tmp_path / "so.db")


def _kinds(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def _day(day: int) -> dt.date:
    return dt.date(2026, 6, day)


def test_a_good_register_has_no_findings(register: Register, paper: Paper) -> None:
    register.issue_many([paper(document_date=_day(d)) for d in (1, 1, 2, 5)])
    register.cancel(2, "nhầm")
    assert register.check() == []


def test_gaps_are_named_shortly(register: Register, paper: Paper) -> None:
    register.take_many([Taken(paper(), n) for n in (1, 2, 4, 8, 9)])
    (finding,) = register.check()
    assert (finding.severity, finding.code) == ("error", "SO-102")
    assert "03, 05-07" in finding.why
    assert 'giayto so cap --loai "Thông báo" --so N;' in finding.fix
    assert "Thông báo" in finding.place


def test_a_gap_is_closed_by_a_cancelled_row(register: Register, paper: Paper) -> None:
    register.take_many([Taken(paper(), n) for n in (1, 3)])
    register.take(paper(abstract=""), 2, cancelled_reason="số bỏ, không ban hành")
    assert register.check() == []


def test_a_register_begun_in_mid_term_is_no_error(register: Register, paper: Paper) -> None:
    register.take(paper(), 136)
    register.issue(paper())
    (finding,) = register.check()
    assert (finding.severity, finding.code) == ("note", "SO-101")
    assert "01-135" in finding.why


def test_one_wrong_date_is_one_finding(register: Register, paper: Paper) -> None:
    register.issue_many([paper(document_date=_day(d)) for d in (1, 2, 25, 3, 4, 5)])
    (finding,) = register.check()
    assert (finding.code, finding.entry_ids) == ("SO-103", (3,))
    assert "03-TB/ĐU ghi ngày 25/06/2026" in finding.why
    assert "02-TB/ĐU" in finding.why and "04-TB/ĐU" in finding.why


def test_cancelled_rows_do_not_disturb_the_order(register: Register, paper: Paper) -> None:
    register.issue_many([paper(document_date=_day(d)) for d in (1, 25, 2)])
    register.cancel(2, "ghi nhầm ngày")
    assert register.check() == []


def test_dates_that_cannot_be(register: Register, paper: Paper) -> None:
    register.issue(paper(document_date=dt.date(2024, 12, 1)))
    register.take(paper(document_date=None), 2)
    register.issue(paper(document_date=dt.date(2029, 1, 1)))
    kinds = _kinds(audit(register.find(), today=dt.date(2026, 7, 1)))
    assert sorted(kinds) == ["SO-104", "SO-105", "SO-106"]


def test_one_body_under_two_codes_shows_as_doubles(register: Register, paper: Paper) -> None:
    register.issue(paper())
    register.issue(paper(body_code="DUHS", body_name="Đảng ủy phường Hoa Sen"))
    found = {finding.code: finding for finding in register.check()}
    assert sorted(found) == ["SO-107", "SO-451"], "which may be one body is asked"
    assert (found["SO-107"].severity, found["SO-107"].entry_ids) == ("error", (1, 2))


def test_the_same_file_under_two_numbers(register: Register, paper: Paper) -> None:
    register.issue_many([paper(file="a.docx", file_hash="ab") for _ in range(2)])
    assert _kinds(register.check()) == ["SO-108"]
    register.cancel(2, "trùng tệp")
    assert register.check() == []


@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_list_of_numbers_says_exactly_those(numbers: set[int]) -> None:
    told: set[int] = set()
    for part in number_list(sorted(numbers)).split(", "):
        first, _, last = part.partition("-")
        told |= set(range(int(first), int(last or first) + 1))
    assert told == numbers
