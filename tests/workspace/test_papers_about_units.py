"""A part of the papers that the committee issues about its cells: theirs, and nothing else."""

from __future__ import annotations

from giayto.generators.papers import PAPERS
from giayto.generators.plan import Scope
from giayto.workspace import Workspace
from tests.reading import visible_text
from tests.workspace.test_own_papers import LINES, letter, sample, ward

__all__ = ["sample", "ward"]

TO_CELLS = ("Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mời", *LINES)
TO_MEMBERS = ("Lập cho: mỗi đảng viên", "Cơ quan ban hành: đảng uỷ", "{{ dang_vien.ma }}")


def files(workspace: Workspace) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in workspace.output.rglob("*.docx")}


def test_the_invitation_of_the_cell_that_is_chosen_is_made(ward: Workspace) -> None:
    letter(ward, "Giấy mời họp", *TO_CELLS)
    for there, unit in enumerate(["CB01", "Chi bộ Tổ dân phố 2"], start=1):
        report = ward.make("giay-moi-hop", units=[unit]).report
        assert report.done == 1 and not report.gone and not report.moved
        assert len(files(ward)) == there
    (first,) = (t for t in map(visible_text, files(ward).values()) if "Tổ dân phố 1" in t)
    assert "Kính mời: Chi bộ Tổ dân phố 1" in first


def test_what_is_made_in_parts_is_what_a_whole_run_makes(ward: Workspace) -> None:
    letter(ward, "Giấy mời họp", *TO_CELLS)
    letter(ward, "Thư gửi", *TO_MEMBERS)
    papers = ("giay-moi-hop", "thu-gui")
    part = ward.make(*papers, units=["CB02"], numbers=True).report
    alone = files(ward)
    assert part.done == len(alone) > 2

    whole = ward.make(*papers, numbers=True).report
    assert whole.unchanged.total() == part.done and not whole.gone and not whole.moved
    everything = files(ward)
    assert alone.items() <= everything.items()

    again = ward.make(*papers, units=["CB02"], numbers=True, redo=True, processes=2).report
    assert again.done == part.done and not (again.gone or again.left_over or again.kept)
    assert files(ward).keys() == everything.keys()
    # a number given once stays, and no other is given for a part
    assert visible_text(files(ward)[_of(alone, "giay-moi")]) == visible_text(
        alone[_of(alone, "giay-moi")]
    )


def _of(found: dict[str, bytes], word: str) -> str:
    return next(name for name in found if word in name)


def test_a_member_gets_the_letter_that_the_committee_writes(ward: Workspace) -> None:
    letter(ward, "Thư gửi", *TO_MEMBERS)
    assert ward.make("thu-gui", records=["DV0003"]).report.done == 1
    assert [visible_text(data) for data in files(ward).values()] == ["DV0003"]


def test_who_of_another_cell_gets_none_is_not_told_with_a_part(ward: Workspace) -> None:
    letter(ward, "Thư gửi", *TO_MEMBERS)
    left_out = ward.make("thu-gui").report.skipped
    theirs = left_out[0].unit
    other = next(cell.name for cell in ward.read().ward.cells if cell.name != theirs)
    told = {unit: ward.make("thu-gui", units=[unit]).report.skipped for unit in (theirs, other)}
    assert told == {unit: [s for s in left_out if s.unit == unit] for unit in told}


def test_the_built_in_papers_of_a_part_are_those_that_the_unit_issues(ward: Workspace) -> None:
    letter(ward, "Giấy mời họp", *TO_CELLS)
    data = ward.read().ward
    cell = data.organisation("CB01")
    assert cell is not None
    planned = {job.name for paper in PAPERS for job in paper.plan(data, Scope((cell,))).jobs}
    report = ward.make(units=["CB01"]).report
    made = {(m.paper, m.key) for m in report.made}
    invitations = {name for name in made if name[0] == "giay-moi-hop"}
    assert len(invitations) == 1 and made - invitations == planned and not report.failed


def test_an_error_of_the_paper_is_told_with_a_part_as_well(ward: Workspace) -> None:
    letter(ward, "Thư mời", "Lập cho: mỗi chi bộ", "Loại văn bản: Thư mời gọi", "{{ to_chuc.ten }}")
    made = ward.make("thu-moi", units=["CB01"], despite_errors=True).report
    assert made.done == 0 and (made.failed or made.refused)
