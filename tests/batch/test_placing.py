"""Where documents are filed: names that every system takes, the same in every run."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from giayto.batch.placing import Folders, Placed, longest_path, place, same_file, unit_code
from giayto.data.models import Organisation
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS
from giayto.generators.plan import Job
from tests.batch.cases import big_ward, job, jobs
from tests.wards import small_dataset, small_ward

_NAMES = st.text(
    st.sampled_from("aAăĂâđĐơƯự -./\\:*?<>|\"'&\u0301\u200b😀0"), min_size=1, max_size=200
)


def placed(ward: Ward, given: list[Job], longest: int | None = None) -> list[Placed]:
    """Where these self-reviews of a ward are filed."""
    folders, papers = Folders(ward, {}), {paper.key: paper for paper in PAPERS}
    units = {id(job.unit): job.unit for job in given}
    return [
        item
        for unit in units.values()
        for item in place(
            [j for j in given if j.unit is unit], folders.of(unit), papers, longest, {}
        )
    ]


def paths(ward: Ward) -> list[str]:
    """The files of all self-reviews of a ward."""
    return [item.path for item in placed(ward, jobs(ward))]


def test_each_member_has_a_numbered_file_in_the_cell_s_folder() -> None:
    assert paths(small_ward())[:2] == [
        "2026/Chi-bo-To-dan-pho-1/kiem-diem/001-Nguyen-Thuy-Uy.docx",
        "2026/Chi-bo-To-dan-pho-1/kiem-diem/002-Do-Van-Anh.docx",
    ]


def test_a_large_cell_gets_numbers_wide_enough() -> None:
    found = paths(big_ward(1_200))
    assert found == sorted(found)


def test_two_cells_of_one_name_do_not_share_a_folder() -> None:
    ward = big_ward(6, cells=3)
    ward.data.organisations[2].name = ward.data.organisations[1].name.upper()
    folders = {path.split("/")[1].casefold() for path in paths(Ward(ward.data))}
    assert len(folders) == 3


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Tổ 1", "Tổ-1", "TỔ 1", "Tổ 1-CB 2", "Tổ 1-CB-2", "Khong con"]),
            st.sampled_from(["CB 2", "CB/2", "CB-2", "cb:2", "2", "", "CB 2 "]),
        ),
        min_size=2,
        max_size=7,
        unique_by=lambda unit: unit[1] or unit[0],
    ),
    st.integers(0, 6),
)
def test_each_unit_has_a_folder_of_its_own_and_keeps_it(
    units: list[tuple[str, str]], turn: int
) -> None:
    data = small_dataset()
    data.organisations = [
        Organisation(name=name, code=code, kind="Chi bộ trực thuộc") for name, code in units
    ]
    ward = Ward(data)
    first = Folders(ward, {})
    found = {unit_code(unit): first.of(unit) for unit in data.organisations}
    assert len({same_file(folder) for folder in found.values()}) == len(units)
    assert same_file("2026/khong-con") not in {same_file(folder) for folder in found.values()}
    data.organisations = data.organisations[turn:] + data.organisations[:turn]
    again = Folders(Ward(data), found)
    assert {unit_code(unit): again.of(unit) for unit in data.organisations} == found


@given(st.lists(_NAMES, min_size=1, max_size=6), st.sampled_from([None, 60, 90, 150]))
def test_no_two_documents_share_a_file_and_every_name_can_be_written(
    stems: list[str], longest: int | None
) -> None:
    ward = small_ward()
    given = [job(ward, key=str(n), stem=stem.replace("/", "-")) for n, stem in enumerate(stems)]
    found = placed(ward, given, longest)
    there = [p for p in found if p.refused is None]
    assert len({same_file(p.path) for p in there}) == len(there)
    for one in there:
        assert len(one.path.rpartition("/")[2].encode()) <= 250
        assert longest is None or len(one.path) <= longest
    assert found == placed(ward, given, longest)


def test_a_path_too_long_for_windows_is_cut_and_still_tells_people_apart() -> None:
    ward = small_ward()
    long = "Bien-ban-hoi-nghi-kiem-diem-tap-the-va-ca-nhan-cuoi-nam-cua-chi-bo"
    given = [job(ward, key=end, stem=f"{long}-{end}") for end in ("mot", "hai")]
    first, second = placed(ward, given, 80)
    assert len(first.path) <= 80 and len(second.path) <= 80
    assert first.path != second.path
    assert first.path.split("/")[-1].startswith("001-Bien-ban")


def test_a_folder_too_deep_for_any_name_is_refused_before_writing() -> None:
    data = small_dataset()
    data.organisations[1].name = "Chi bộ " + "Rất Dài " * 9
    ward = Ward(data)
    (first, *_) = placed(ward, jobs(ward), 60)
    assert first.refused is not None
    assert "259" in first.refused.what and first.refused.fix is not None


def test_windows_leaves_room_for_the_name_of_a_copy(tmp_path: Path) -> None:
    longest = longest_path(tmp_path, windows=True)
    assert longest is not None
    copy = "-sua-tay-20261205-1430-2"
    assert len(str(tmp_path.resolve())) + 1 + longest + len(copy) == 259
    assert longest_path(tmp_path, windows=False) is None
