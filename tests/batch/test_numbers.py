"""Numbers on papers: given once, kept when made again, printed everywhere they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.batch.numbers import given_entries, issue_numbers, note_files
from giayto.data.ward import Ward
from giayto.errors import DataRejected
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.register import Body, Query, open_register
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_text
from tests.wards import small_dataset, small_ward


def _body(ward: Ward) -> Body:
    issuer = ward.issuer
    assert issuer is not None
    units = tuple((unit.code, unit.name) for unit in ward.data.organisations)
    return Body(id="a" * 32, code=issuer.code, name=issuer.name, units=units)


def _text(job: Job, number: int) -> str:
    master = find_master(job.master, job.rules)
    return visible_text(CompiledTemplate.load(master.content).render(job.content(number)))


def _jobs(ward: Ward) -> dict[str, Job]:
    return {f"{j.paper}/{j.key}": j for j in plan_papers(ward, PAPERS, Scope()).jobs}


def test_papers_made_again_keep_their_numbers(tmp_path: Path) -> None:
    ward = small_ward()
    register = open_register(tmp_path / "so.db")
    drafts = plan_papers(ward, PAPERS, Scope()).jobs
    first = issue_numbers(register, drafts, ward, _body(ward))
    again = issue_numbers(register, drafts, ward, _body(ward))
    kept = given_entries(register, ward, _body(ward))
    assert first == again == {name: entry.number for name, entry in kept.items()}
    assert len(register.find(Query())) == len(first)


def test_decisions_of_one_body_take_consecutive_numbers(tmp_path: Path) -> None:
    ward = small_ward()
    register = open_register(tmp_path / "so.db")
    numbers = issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    decided = sorted(n for (paper, _), n in numbers.items() if paper.startswith("quyet-dinh"))
    assert decided == [1, 2, 3, 4]


def test_a_number_stands_in_the_letterhead_and_under_the_list(tmp_path: Path) -> None:
    ward = small_ward()
    register = open_register(tmp_path / "so.db")
    numbers = issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    number = numbers["quyet-dinh-xep-loai-dang-vien", "DU-2026"]
    text = _text(_jobs(ward)["quyet-dinh-xep-loai-dang-vien/DU-2026"], number)
    assert f"Số {number:02d}-QĐ/ĐU" in text
    assert f"(Kèm theo Quyết định số {number:02d}-QĐ/ĐU, ngày 20/12/2026" in text


def test_minutes_numbered_in_the_sheet_ask_for_no_number(tmp_path: Path) -> None:
    ward = small_ward()
    register = open_register(tmp_path / "so.db")
    numbers = issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    assert ("bien-ban-kiem-diem", "CB01-H01-2026") not in numbers
    assert ("bien-ban-sinh-hoat", "CB01-H02-2026") in numbers


def test_the_register_knows_the_file_of_a_number(tmp_path: Path) -> None:
    ward = small_ward()
    register = open_register(tmp_path / "so.db")
    issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    key = ("to-trinh-khen-thuong", "CB01-2026")
    note_files(register, ward, _body(ward), [(*key, "van-ban/to-trinh.docx", "abc123")])
    entry = next(e for e in register.find(Query()) if (e.paper, e.record) == key)
    assert (entry.file, entry.file_hash) == ("van-ban/to-trinh.docx", "abc123")
    assert entry.signer == "Nguyễn Thuỷ Ủy"


def test_earlier_days_get_lower_numbers(tmp_path: Path) -> None:
    data = small_dataset()
    data.meetings[0].number = None
    ward = Ward(data)
    register = open_register(tmp_path / "so.db")
    numbers = issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    assert numbers["bien-ban-sinh-hoat", "CB01-H02-2026"] == 1
    assert numbers["bien-ban-kiem-diem", "CB01-H01-2026"] == 2
    assert [f for f in register.check() if f.code != "SO-105"] == []


def test_a_paper_without_a_date_gets_no_number(tmp_path: Path) -> None:
    data = small_dataset()
    data.settings = data.settings.model_copy(update={"date": None})
    ward = Ward(data)
    register = open_register(tmp_path / "so.db")
    with pytest.raises(DataRejected) as caught:
        issue_numbers(register, plan_papers(ward, PAPERS, Scope()).jobs, ward, _body(ward))
    assert "chưa có ngày" in caught.value.what
    assert register.find(Query()) == []


def test_an_offices_own_rules_change_symbols_on_its_papers(tmp_path: Path) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_text('[phrases]\nrecipients_word = "Nơi gửi"\n[types]\nto_trinh = "TT"\n', "utf-8")
    ward = Ward(small_dataset(), overlay=own)
    assert "Số 07-TT/CB" in _text(_jobs(ward)["to-trinh-khen-thuong/CB01-2026"], 7)
