"""Several processes: the same result as one, and no document lost when one of them dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from giayto.data.ward import Ward
from giayto.errors import BatchInterrupted
from giayto.generators import self_review
from giayto.generators.plan import Context, Plan, Scope
from tests.batch.cases import big_ward, documents, job, on_file, planned_by, reviews, run
from tests.wards import small_ward

MANY = 1_100
"""More documents than one process does alone."""


def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=3)
    for number in (1, 3):
        report = run(reviews(ward), tmp_path / str(number), processes=number)
        assert report.failed == [] and report.done == MANY + 4
    assert documents(tmp_path / "1") == documents(tmp_path / "3")
    first, second = (list(on_file(tmp_path / name)) for name in "13")
    assert first == second


def test_an_archive_by_several_processes_is_the_same_to_the_byte(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=2)
    for number in (1, 2):
        run(reviews(ward), tmp_path, processes=number, archive=tmp_path / f"{number}.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_small_plans_start_no_process(tmp_path: Path) -> None:
    ward = big_ward(90, cells=3)
    started: list[int] = []
    run(
        reviews(ward),
        tmp_path,
        processes=4,
        progress=lambda *_: started.append(len(multiprocessing.active_children())),
    )
    assert started and set(started) == {0}


def test_processes_are_called_in_when_there_is_more_than_was_expected(tmp_path: Path) -> None:
    """A planner may make many documents for a unit that has no members."""
    ward = small_ward()
    work = planned_by(ward, many_for_each_unit)
    report = run(work, tmp_path, processes=2)
    assert report.failed == [] and report.done == 3_000


class _ReadHereAlone:
    """A planner that no other process can read, as after half an update of the program."""

    def __call__(self, ward: Ward, scope: Scope) -> Plan:
        return many_for_each_unit(ward, scope)

    def __reduce__(self) -> tuple[object, ...]:
        return _read, ()


def _read() -> _ReadHereAlone:
    if multiprocessing.parent_process() is not None:
        raise ImportError("half an update")
    return _ReadHereAlone()


def test_processes_that_cannot_begin_are_one_error_and_not_one_for_each_document(
    tmp_path: Path,
) -> None:
    with pytest.raises(ImportError, match="half an update"):
        run(planned_by(small_ward(), _ReadHereAlone()), tmp_path, processes=2)


def test_nothing_changed_in_a_large_ward_starts_no_process(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=4)
    run(reviews(ward), tmp_path, processes=1)
    started: list[int] = []
    again = run(
        reviews(ward),
        tmp_path,
        processes=2,
        progress=lambda *_: started.append(len(multiprocessing.active_children())),
    )
    assert again.done == 0 and again.unchanged.total() > MANY
    assert max(started) == 0


def test_processes_are_gone_afterwards(tmp_path: Path) -> None:
    started: list[int] = []
    run(
        reviews(big_ward(MANY, cells=4)),
        tmp_path,
        processes=2,
        progress=lambda *_: started.append(len(multiprocessing.active_children())),
    )
    assert max(started) == 2
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_costs_no_document(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=20)
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        children = multiprocessing.active_children()
        if children and done > 300 * (len(killed) + 1) and len(killed) < 2:
            killed.append(children[0].pid or 0)
            os.kill(killed[-1], signal.SIGKILL if os.name != "nt" else signal.SIGTERM)

    report = run(reviews(ward), tmp_path / "a", processes=2, progress=kill)
    run(reviews(ward), tmp_path / "b", processes=1)

    assert len(killed) == 2
    assert report.failed == [] and report.kept == []
    assert documents(tmp_path / "a") == documents(tmp_path / "b")
    assert set(on_file(tmp_path / "a")) == set(documents(tmp_path / "a"))


def many_for_each_unit(ward: Ward, scope: Scope) -> Plan:
    """A thousand and a half forms for each unit."""
    first = job(ward)
    (unit,) = scope.units
    return Plan([replace(first, unit=unit, key=str(n), stem=f"S{n}") for n in range(1_500)])


def with_a_deadly_one(ward: Ward, scope: Scope) -> Plan:
    """The self-reviews of a ward, of which one kills whichever worker process makes it."""

    def crash(_: int | None) -> Context:
        if multiprocessing.parent_process() is not None:
            os._exit(3)  # as a crashing library would
        return {}

    plan = self_review.plan(ward, scope)
    jobs = [
        replace(job, build=crash, title="Bản chết người") if job.key == "TV00777-2026" else job
        for job in plan.jobs
    ]
    return Plan(jobs)


def test_a_document_that_kills_its_process_is_reported_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    ward = big_ward(MANY, cells=20)

    report = run(planned_by(ward, with_a_deadly_one), tmp_path, processes=2)

    (failed,) = report.failed
    assert (failed.key, failed.title) == ("TV00777-2026", "Bản chết người")
    assert "đột ngột" in str(failed.error)
    assert report.done == len(documents(tmp_path)) == MANY + 3


def test_the_file_to_print_that_such_a_document_costs_is_told(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=20)
    report = run(planned_by(ward, with_a_deadly_one), tmp_path, processes=2, print_files=True)
    titles = {failed.title for failed in report.failed}
    assert len(titles) == 2 and "Bản chết người" in titles
    assert any(title.startswith("Tệp để in – Chi bộ") for title in titles)
    assert report.print_files == len(list(tmp_path.rglob("in-*.docx"))) > 15


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group are a POSIX matter")
def test_ctrl_c_on_the_terminal_stops_all_processes_cleanly(tmp_path: Path) -> None:
    """As a terminal does it: the signal goes to parent and children alike."""
    code = f"""
from pathlib import Path
from giayto.errors import BatchInterrupted
from tests.batch.cases import big_ward, reviews, run
if __name__ == "__main__":
    ward = big_ward(6000, cells=60)
    try:
        run(reviews(ward), Path({str(tmp_path)!r}), processes=2,
            progress=lambda done, total: print(done, flush=True))
    except BatchInterrupted as stopped:
        print("stopped", stopped.fix)
"""
    script = tmp_path / "long.py"
    script.write_text(code, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) > 200:
                os.killpg(process.pid, signal.SIGINT)
                break
        rest, trouble = process.communicate(timeout=60)
    assert process.returncode == 0 and trouble == ""
    assert "stopped" in rest and "làm tiếp" in rest
    assert set(on_file(tmp_path)) == set(documents(tmp_path))
    assert 200 < len(documents(tmp_path)) < 6_000


@pytest.mark.skipif(sys.platform == "win32", reason="looks into /proc")
def test_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    code = f"""
import multiprocessing, os, sys
from pathlib import Path
from tests.batch.cases import big_ward, reviews, run

def look(done, total):
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    sys.stdin.read()

if __name__ == "__main__":
    run(reviews(big_ward(6000, cells=60)), Path({str(tmp_path)!r}), processes=2, progress=look)
"""
    script = tmp_path / "parent.py"
    script.write_text(code, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
        process.wait()
    assert len(children) == 2
    deadline = time.monotonic() + 20
    while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in children)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_interrupting_is_an_error_with_exit_code_one() -> None:
    assert BatchInterrupted.exit_code == 1
