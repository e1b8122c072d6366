"""A run: makes what is due, and nothing else; loses nothing that a person did."""

from __future__ import annotations

import io
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from giayto.batch.run import Assignment, Report
from giayto.data.models import Review
from giayto.data.ward import Ward
from giayto.errors import CannotWrite, GiaytoError, TemplateError
from giayto.generators.papers import PAPERS, find_papers
from giayto.generators.plan import Plan, Scope
from tests.batch.cases import (
    big_ward,
    documents,
    everything,
    job,
    on_file,
    plan_of,
    planned_by,
    reviews,
    run,
)
from tests.reading import visible_text
from tests.wards import small_dataset, small_ward


def changed_ward() -> Ward:
    """The small ward after the clerk corrected one member's workplace."""
    data = small_dataset()
    data.members[1].workplace = "Trường THCS Mới"
    return Ward(data)


def edit_by_hand(path: Path, content: bytes = b"words of my own") -> None:
    """What Word does when somebody edits a file and saves it."""
    path.write_bytes(content)
    os.utime(path, (time.time(), time.time() + 5))


def _one(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


def test_all_papers_of_a_ward_come_out_and_stand_in_the_manifest(tmp_path: Path) -> None:
    ward = small_ward()
    report = run(everything(ward), tmp_path)
    made = documents(tmp_path)
    assert report.failed == []
    assert len(made) == report.done == len(report.made) > 8
    entries = on_file(tmp_path)
    assert {path: entry.output for path, entry in entries.items()} == made
    assert {"kiem-diem", "bien-ban-sinh-hoat", "quyet-dinh-khen-thuong"} <= {
        entry.paper for entry in entries.values()
    }


def test_a_paper_without_a_record_is_named_once_though_units_are_planned_one_by_one(
    tmp_path: Path,
) -> None:
    ward = big_ward(6, cells=3)
    report = run(everything(ward), tmp_path)
    assert len({str(s) for s in report.skipped}) == len(report.skipped)


def test_a_second_run_makes_nothing(tmp_path: Path) -> None:
    ward = small_ward()
    first = run(everything(ward), tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.docx")}
    second = run(everything(ward), tmp_path)
    assert second.done == 0
    assert second.unchanged.total() == first.done
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.docx")} == times


def test_a_changed_record_is_made_again_and_only_it(tmp_path: Path) -> None:
    run(reviews(small_ward()), tmp_path)
    before = documents(tmp_path)
    report = run(reviews(changed_ward()), tmp_path)
    assert [made.title for made in report.made] == ["Bản kiểm điểm – Đỗ Văn Ánh"]
    changed = {path for path, digest in documents(tmp_path).items() if before[path] != digest}
    assert changed == {report.made[0].path.relative_to(tmp_path).as_posix()}
    assert "Trường THCS Mới" in visible_text(report.made[0].path.read_bytes())


def test_a_changed_template_makes_its_documents_again(tmp_path: Path) -> None:
    ward = small_ward()
    out, own = tmp_path / "out", tmp_path / "mau"
    own.mkdir()
    run(reviews(ward), out, own_masters=own)
    from giayto.templates.store import find_master

    master = find_master("kiem-diem-02c", "party-2026").content
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(master)) as source, zipfile.ZipFile(changed, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                data = data.replace("NGƯỜI TỰ".encode(), "Người tự".encode())
            target.writestr(item, data)
    (own / "kiem-diem-02c.docx").write_bytes(changed.getvalue())
    report = run(reviews(ward), out, own_masters=own)
    templates = {e.template for e in on_file(out).values()}
    assert 0 < report.done < report.done + report.unchanged.total()
    assert len(templates) == 3


def test_everything_is_made_again_when_asked(tmp_path: Path) -> None:
    ward = small_ward()
    first = run(reviews(ward), tmp_path)
    assert run(reviews(ward), tmp_path, redo=True).done == first.done


def test_a_deleted_file_is_made_again(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    before = documents(tmp_path)
    _one(tmp_path, "*Anh.docx").unlink()
    assert run(reviews(ward), tmp_path).done == 1
    assert documents(tmp_path) == before


def test_a_file_emptied_by_a_power_cut_is_made_again(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    before = documents(tmp_path)
    _one(tmp_path, "*Anh.docx").write_bytes(b"")
    report = run(reviews(ward), tmp_path)
    assert report.done == 1 and report.kept == []
    assert documents(tmp_path) == before


def test_a_copied_folder_is_recognised_by_content(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    for path in tmp_path.rglob("*.docx"):
        os.utime(path, (1, 1))
    report = run(reviews(ward), tmp_path)
    assert report.done == 0 and report.kept == []


def test_a_file_edited_by_hand_stays_when_its_data_have_not_changed(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    mine = _one(tmp_path, "*Anh.docx")
    edit_by_hand(mine)
    report = run(reviews(ward), tmp_path)
    assert report.done == 0
    assert mine.read_bytes() == b"words of my own"
    assert [(kept.path, kept.copy) for kept in report.kept] == [(str(mine), None)]


def test_a_file_edited_by_hand_is_kept_beside_when_its_data_change(tmp_path: Path) -> None:
    run(reviews(small_ward()), tmp_path)
    mine = _one(tmp_path, "*Anh.docx")
    edit_by_hand(mine)
    report = run(reviews(changed_ward()), tmp_path)
    (kept,) = report.kept
    assert kept.copy is not None
    copy = Path(kept.copy)
    assert copy.parent == mine.parent and "-sua-tay-" in copy.name
    assert copy.read_bytes() == b"words of my own"
    assert "Trường THCS Mới" in visible_text(mine.read_bytes())


def test_every_hand_made_version_is_kept(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    mine = _one(tmp_path, "*Anh.docx")
    versions = [b"first", b"second", b"third"]
    for version in versions:
        mine.write_bytes(version)
        os.utime(mine, (1_800_000_000, 1_800_000_000))
        run(reviews(ward), tmp_path, redo=True)
    copies = mine.parent.glob("*sua-tay*.docx")
    assert sorted(copy.read_bytes() for copy in copies) == sorted(versions)


def test_a_stranger_of_the_same_name_is_kept_too(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path / "elsewhere")
    (name,) = [p for p in documents(tmp_path / "elsewhere") if p.endswith("Anh.docx")]
    stranger = tmp_path / "out" / name
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"somebody else's")
    report = run(reviews(ward), tmp_path / "out")
    (kept,) = report.kept
    assert kept.copy is not None and Path(kept.copy).read_bytes() == b"somebody else's"


def test_documents_without_a_manifest_are_recognised(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    (tmp_path / "nhat-ky.jsonl").unlink()
    report = run(reviews(ward), tmp_path)
    assert report.kept == []
    assert set(on_file(tmp_path)) == set(documents(tmp_path))


def test_a_run_for_one_unit_says_nothing_about_the_others(tmp_path: Path) -> None:
    ward = big_ward(6, cells=3)
    run(reviews(ward), tmp_path)
    report = run(reviews(ward, "CB02"), tmp_path)
    assert report.left_over == [] and report.unchanged.total() == 2


def test_one_bad_record_does_not_stop_the_others(tmp_path: Path) -> None:
    ward = small_ward()
    good = job(ward)
    context = {**good.context, "dang_vien": {**good.context["dang_vien"], "ho_ten": "a\x00b"}}
    bad = job(ward, key="DV99", stem="Xau", title="Bản xấu", context=context)
    odd = job(ward, key="DV98", stem="La", title="Bản lạ", context={"x": object()})
    report = run(plan_of(ward, bad, odd, good), tmp_path)
    assert [made.key for made in report.made] == [good.key]
    assert {failed.title for failed in report.failed} == {"Bản xấu", "Bản lạ"}
    assert all(isinstance(failed.error, GiaytoError) for failed in report.failed)
    assert len(documents(tmp_path)) == 1


def test_a_missing_template_is_said_for_its_documents_only(tmp_path: Path) -> None:
    ward = small_ward()
    report = run(plan_of(ward, job(ward, master="khong-co"), job(ward, key="k2")), tmp_path)
    assert report.done == 1
    (failed,) = report.failed
    assert isinstance(failed.error, TemplateError)


def test_failed_documents_are_tried_again_in_the_next_run(tmp_path: Path) -> None:
    ward = small_ward()
    run(plan_of(ward, job(ward, master="khong-co")), tmp_path)
    assert run(plan_of(ward, job(ward)), tmp_path).done == 1


def test_two_records_of_one_key_both_come_out(tmp_path: Path) -> None:
    ward = small_ward()
    same = plan_of(ward, job(ward), job(ward))
    assert run(same, tmp_path).done == 2
    assert len(documents(tmp_path)) == 2
    assert run(same, tmp_path).unchanged.total() == 2


def test_the_number_of_a_numbered_paper_stands_in_the_manifest(tmp_path: Path) -> None:
    ward = small_ward()
    run(everything(ward), tmp_path)
    numbers = {e.paper: e.number for e in on_file(tmp_path).values()}
    assert numbers["bien-ban-kiem-diem"] is not None and "08-BB" in numbers["bien-ban-kiem-diem"]
    assert numbers["kiem-diem"] is None


def test_the_next_year_has_a_folder_and_records_of_its_own(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    data = small_dataset()
    data.settings.year = 2027
    later = Ward(data)
    report = run(reviews(later), tmp_path)
    assert report.left_over == []
    assert {path.split("/")[0] for path in documents(tmp_path)} == {"2026", "2027"}


def test_progress_reaches_the_whole(tmp_path: Path) -> None:
    ward = big_ward(100, cells=4)
    seen: list[tuple[int, int]] = []
    report = run(reviews(ward), tmp_path, progress=lambda a, b: seen.append((a, b)))
    assert seen[-1] == (report.done, report.done)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert all(done <= total for done, total in seen)


def test_documents_can_be_taken_one_by_one(tmp_path: Path) -> None:
    ward = small_ward()
    taken: list[str] = []
    report = run(reviews(ward), tmp_path, on_made=lambda made: taken.append(made.key))
    assert len(taken) == report.done and report.made == []


def test_one_folder_has_one_run_at_a_time(tmp_path: Path) -> None:
    ward = small_ward()

    def again(done: int, total: int) -> None:
        with pytest.raises(CannotWrite, match="lần chạy khác"):
            run(reviews(ward), tmp_path)

    assert run(reviews(ward), tmp_path, progress=again).failed == []


def test_a_fault_in_planning_costs_one_paper_of_one_unit(tmp_path: Path) -> None:
    ward = big_ward(6, cells=3)
    (paper,) = find_papers(["kiem-diem"])

    def plan(ward: Ward, scope: Scope) -> Plan:
        if any(unit.code == "CB02" for unit in scope.units):
            raise ZeroDivisionError("odd data")
        return paper.plan(ward, scope)

    report = run(planned_by(ward, plan), tmp_path)

    (failed,) = report.failed
    assert failed.title == "Bản kiểm điểm cá nhân – Chi bộ Tổ dân phố 2"
    assert "ZeroDivisionError" in str(failed.error)
    assert report.done == 8


def test_a_fault_of_ours_keeps_its_trace_for_the_engineer_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = small_ward()
    odd = job(ward, context={"dang_vien": object()})

    for wish in ("", "1"):
        monkeypatch.setenv("GIAYTO_DEBUG", wish)
        (failed,) = run(plan_of(ward, odd), tmp_path).failed
        assert any("batch/work.py" in line for line in failed.error.details) is bool(wish)


def test_an_edit_that_kept_size_and_time_is_not_lost(tmp_path: Path) -> None:
    run(reviews(small_ward()), tmp_path)
    mine = _one(tmp_path, "*Anh.docx")
    before, content = mine.stat(), mine.read_bytes()
    mine.write_bytes(bytes(reversed(content)))
    os.utime(mine, ns=(before.st_atime_ns, before.st_mtime_ns))

    (kept,) = run(reviews(changed_ward()), tmp_path).kept

    assert kept.copy is not None
    assert Path(kept.copy).read_bytes() == bytes(reversed(content))


def test_what_is_told_of_a_document_is_what_lies_there(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    for _ in range(2):
        run(
            everything(small_ward()),
            tmp_path,
            on_made=lambda made: told.append((made.place, made.digest)),
        )
    lying = {str(tmp_path / path): digest for path, digest in documents(tmp_path).items()}
    assert sorted(told) == sorted([*lying.items(), *lying.items()])


# The file to print


def _pages_of(path: Path) -> str:
    return visible_text(path.read_bytes())


def test_a_print_file_holds_all_documents_of_a_unit_and_template(tmp_path: Path) -> None:
    ward = big_ward(8)
    report = run(reviews(ward), tmp_path, print_files=True)
    text = _pages_of(_one(tmp_path, "in-kiem-diem-02c.docx"))
    assert all(f"Lò Văn Số {number}" in text for number in range(8))
    assert report.print_files == len(list(tmp_path.rglob("in-*.docx")))


def test_print_files_are_made_again_only_when_a_document_in_them_changes(tmp_path: Path) -> None:
    run(reviews(small_ward()), tmp_path, print_files=True)
    assert run(reviews(small_ward()), tmp_path, print_files=True).print_files == 0


def test_a_print_file_that_is_there_never_goes_out_of_date(tmp_path: Path) -> None:
    ward = big_ward(3)
    run(reviews(ward), tmp_path, print_files=True)
    ward.data.members[-1].full_name = "Tên Mới Hẳn"
    report = run(reviews(Ward(ward.data)), tmp_path)
    assert report.print_files == 1
    assert "Tên Mới Hẳn" in _pages_of(_one(tmp_path, "in-kiem-diem-02c.docx"))


def test_a_record_that_cannot_be_made_is_missing_in_the_print_file_and_reported(
    tmp_path: Path,
) -> None:
    ward = small_ward()
    good = job(ward)
    jobs = [job(ward, key=f"k{n}", stem=f"k{n}") for n in range(3)]
    bad = {**good.context, "dang_vien": {**good.context["dang_vien"], "ho_ten": "a\x00b"}}
    report = run(plan_of(ward, *jobs, job(ward, key="x", context=bad)), tmp_path, print_files=True)
    assert len(report.failed) == 1
    assert _pages_of(_one(tmp_path, "in-*.docx")).count("NGƯỜI TỰ KIỂM ĐIỂM") == 3


def test_print_files_of_papers_not_asked_for_are_left_alone(tmp_path: Path) -> None:
    run(everything(small_ward()), tmp_path, print_files=True)
    (minutes,) = find_papers(["bien-ban-sinh-hoat"])
    report = run(Assignment(small_ward(), [minutes]), tmp_path, print_files=True)
    assert report.left_over == []
    assert _one(tmp_path, "in-kiem-diem-02c.docx").exists()


def test_a_planner_that_fails_makes_no_document_a_stray(tmp_path: Path) -> None:
    run(everything(small_ward()), tmp_path)

    def fail(ward: Ward, scope: Scope) -> Plan:
        raise ZeroDivisionError("odd data")

    papers = [replace(p, plan=fail) if p.numbered else p for p in PAPERS]
    report = run(Assignment(small_ward(), papers), tmp_path)
    assert report.left_over == []
    assert len(report.failed) == sum(paper.numbered for paper in PAPERS)


# The archive


def _archived(report: Report, path: Path) -> dict[str, bytes]:
    assert report.failed == []
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {item.compress_type for item in archive.infolist()} == {zipfile.ZIP_STORED}
        return {item.filename: archive.read(item) for item in archive.infolist()}


def test_an_archive_holds_the_same_documents_as_the_folder(tmp_path: Path) -> None:
    ward = small_ward()
    run(everything(ward), tmp_path / "out")
    report = run(everything(ward), tmp_path / "none", archive=tmp_path / "a.zip")
    held = _archived(report, tmp_path / "a.zip")
    lines = held.pop("nhat-ky.jsonl").decode().splitlines()
    assert set(held) == set(documents(tmp_path / "out"))
    assert all(held[name] == (tmp_path / "out" / name).read_bytes() for name in held)
    assert len(lines) == len(held)
    assert not (tmp_path / "none").exists()


def test_the_same_documents_give_the_same_archive(tmp_path: Path) -> None:
    ward = small_ward()
    for name in ("a.zip", "b.zip"):
        run(everything(ward), tmp_path, archive=tmp_path / name, print_files=True)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_failed_archive_leaves_the_old_one_alone(tmp_path: Path) -> None:
    ward = small_ward()
    target = tmp_path / "a.zip"
    target.write_bytes(b"old")

    def break_off(done: int, total: int) -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        run(reviews(ward), tmp_path, archive=target, progress=break_off)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_long_texts_survive(tmp_path: Path) -> None:
    data = small_dataset()
    data.reviews[0] = Review(subject="DV1", virtue="Từ dài. " * 5_000)
    ward = Ward(data)
    report = run(reviews(ward), tmp_path)
    assert report.failed == []
