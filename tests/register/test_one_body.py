"""One body under any spelling of its code, name or symbol: one series, found by any of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import Workspace
from giayto.errors import BodyUnclear, UsageError
from giayto.register import DocumentKey, IssueRequest, Query, open_register
from giayto.register.store.schema import entries

Paper = Callable[..., IssueRequest]
FACTS = {"body_name": "Đảng uỷ phường Hoa Sen", "symbol": "ĐU", "term": "2025-2030"}


@pytest.mark.parametrize(
    "code", ["du", "Du", "ĐU", "đu", "ÐU", "D-U", "D.U", " DU ", "Đảng uỷ phường Hoa Sen"]
)
def test_a_code_spelled_another_way_goes_on_in_the_same_series(
    tmp_path: Path, paper: Paper, code: str
) -> None:
    register = open_register(tmp_path / "so.db")
    register.issue(paper())
    given = register.issue(paper(body_code=code))
    assert (given.symbol, given.body_code) == ("02-TB/ĐU", "DU")
    assert register.find(Query(body_code="d u"))[-1].id == given.id


@pytest.mark.parametrize("code", ["CB1", "CB 01", "cb-01", "CB.1"])
def test_a_cell_is_known_with_and_without_zeros(tmp_path: Path, paper: Paper, code: str) -> None:
    cell = {"body_name": "Chi bộ Tổ dân phố 1", "body_symbol": "CB"}
    register = open_register(tmp_path / "so.db")
    register.issue(paper(body_code="CB01", **cell))
    assert register.issue(paper(body_code=code, **cell)).symbol == "02-TB/CB"
    assert register.issue(paper(body_code="CB11", **cell)).symbol == "01-TB/CB"


def test_two_spellings_in_one_call_are_one_body(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    given = register.issue_many([paper(), paper(body_code="du"), paper(body_code="ĐU")])
    assert [row.symbol for row in given] == ["01-TB/ĐU", "02-TB/ĐU", "03-TB/ĐU"]


def test_other_bodies_with_like_codes_stay_apart(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so.db")
    register.issue(paper())
    other = register.issue(paper(body_code="ĐU", body_name="Đảng uỷ phường Hoa Mai"))
    assert (other.number, other.body_code) == (1, "ĐU")


def test_a_paper_keeps_its_number_when_its_body_is_spelled_anew(
    tmp_path: Path, paper: Paper
) -> None:
    register = open_register(tmp_path / "so.db")
    key = DocumentKey("quyet-dinh", "1")
    first = register.issue(paper(key=key))
    assert register.issue(paper(key=key, body_code="đu")).id == first.id


def _in_two_series(path: Path, paper: Paper, second: str, **more: str) -> None:
    """A register as older versions left it: one body, two series."""
    register = open_register(path)
    register.issue_many([paper(**more), paper(**more), paper(**more)])
    with register.database.writing() as connection:
        row = dict(connection.execute(entries.select()).first()._mapping)  # type: ignore[union-attr]
        row.update(id=99, body_code=second, abstract="lần hai")
        connection.execute(entries.insert(), [row])


def test_a_register_with_two_codes_of_one_body_is_told_and_goes_on_after_both(
    tmp_path: Path, paper: Paper
) -> None:
    path = tmp_path / "so.db"
    _in_two_series(path, paper, "du")
    register = open_register(path)
    told = {finding.code: finding for finding in register.check()}
    assert "DU" in told["SO-450"].why and "du" in told["SO-450"].why
    assert "SO-107" in told, "the number that stands twice"
    assert register.issue(paper(body_code="du")).symbol == "04-TB/ĐU"
    assert register.issue(paper()).symbol == "05-TB/ĐU"


@pytest.mark.parametrize("identity", ["", "a" * 32])
def test_two_codes_under_one_name_are_one_within_an_identity_and_asked_about_without(
    tmp_path: Path, paper: Paper, identity: str
) -> None:
    path = tmp_path / "so.db"
    _in_two_series(path, paper, "DUHS", body_id=identity)
    register = open_register(path)
    codes = {finding.code for finding in register.check()}
    assert ("SO-450" in codes, "SO-451" in codes) == (bool(identity), not identity)
    given = register.issue(paper(body_code="DUHS", body_id=identity))
    assert given.number == (4 if identity else 2)


@pytest.mark.parametrize(
    "typed", ["DU", "du", "ĐU", "Đảng ủy phường Hoa Sen", "ĐẢNG UỶ PHƯỜNG HOA SEN"]
)
def test_every_command_knows_the_body_however_it_is_named(tmp_path: Path, typed: str) -> None:
    register = Workspace(tmp_path).register()
    register.issue("TB", body_code="DU", **FACTS)  # type: ignore[arg-type]
    given = register.issue("TB", body_code=typed)
    assert given.symbol == "02-TB/ĐU"
    assert len(register.find(body_code=typed)) == 2
    assert register.cancel("02-TB/ĐU", "nhầm", body_code=typed).cancelled
    whole = register.issue("TB", body_code=typed, **FACTS)  # type: ignore[arg-type]
    assert (whole.symbol, whole.body_code) == ("03-TB/ĐU", "DU")


def test_a_name_for_several_is_asked_about_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    register = Workspace(tmp_path).register()
    for code in ("CB01", "CB02"):
        register.issue(
            "TB", body_code=code, body_name=f"Chi bộ {code}", symbol="CB", term="2025-2030"
        )
    with pytest.raises(BodyUnclear) as asked:
        register.find(body_code="CB")
    assert asked.value.details == ("CB01 · Chi bộ CB01", "CB02 · Chi bộ CB02")
    with pytest.raises(UsageError, match="không có cơ quan") as unknown:
        register.find(body_code="CB07")
    assert "CB01 (Chi bộ CB01)" in (unknown.value.fix or "")
