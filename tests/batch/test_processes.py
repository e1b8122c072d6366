"""Several processes: the same result as one, and no document lost when one of them dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from giayto.batch.engines import InProcess, Processes, WhatItTakes
from giayto.batch.library import Library
from giayto.batch.run import run
from giayto.batch.sinks import Folder
from giayto.batch.work import Chunk, Task
from giayto.errors import BatchInterrupted
from tests.batch.cases import big_ward, documents, job, on_file, reviews
from tests.wards import small_ward

MANY = 1_100
"""More documents than one process does alone."""


def chunks(number: int, each: int = 4) -> Iterator[Chunk]:
    """Chunks of small documents, every one different."""
    ward = small_ward()
    one = job(ward)
    template = Library(ward, None).get(one.rules, one.master)
    for chunk in range(number):
        tasks = []
        for index in range(each):
            name = f"{chunk:03d}-{index}"
            person = {**one.context["dang_vien"], "ho_ten": name}
            context = {**one.context, "dang_vien": person}
            tasks.append(Task(f"a/{name}.docx", template.digest, (context,)))
        yield Chunk(tasks, {template.digest: template})


def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=3)
    for number in (1, 3):
        report = run(reviews(ward), ward, tmp_path / str(number), processes=number)
        assert report.failed == [] and report.done == MANY + 4
    assert documents(tmp_path / "1") == documents(tmp_path / "3")
    first, second = (list(on_file(tmp_path / name)) for name in "13")
    assert first == second


def test_an_archive_by_several_processes_is_the_same_to_the_byte(tmp_path: Path) -> None:
    ward = big_ward(MANY, cells=2)
    for number in (1, 2):
        run(reviews(ward), ward, tmp_path, processes=number, archive=tmp_path / f"{number}.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_small_plans_start_no_process(tmp_path: Path) -> None:
    seen = [
        (len(chunk.tasks), len(multiprocessing.active_children()))
        for chunk, _ in WhatItTakes(Folder(tmp_path), 4).run(chunks(3))
    ]
    assert seen == [(4, 0)] * 3


def test_processes_are_gone_afterwards(tmp_path: Path) -> None:
    errors = [
        result.error
        for _, results in Processes(Folder(tmp_path), 2).run(chunks(5))
        for result in results
    ]
    assert errors == [None] * 20
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_costs_no_document(tmp_path: Path) -> None:
    done = 0
    errors = []
    for _, results in Processes(Folder(tmp_path / "a"), 2).run(chunks(40)):
        errors += [result.error for result in results if result.error is not None]
        done += len(results)
        if done in (8, 60):
            for child in multiprocessing.active_children()[:1]:
                os.kill(child.pid or 0, signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    for _ in InProcess(Folder(tmp_path / "b")).run(chunks(40)):
        pass
    assert errors == []
    assert done == 160
    assert documents(tmp_path / "a") == documents(tmp_path / "b")


class Deadly(dict[str, object]):
    """A context that kills whichever process unpacks it, as a crashing library would."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (3,))


def test_a_document_that_kills_its_process_is_reported_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    given = list(chunks(4))
    guilty = given[1].tasks[2]
    given[1].tasks[2] = Task(guilty.path, guilty.template, (Deadly(),))
    errors = {}
    for chunk, results in Processes(Folder(tmp_path), 2).run(given):
        for task, result in zip(chunk.tasks, results, strict=True):
            errors[task.path] = result.error
    failed = {path for path, error in errors.items() if error is not None}
    assert failed == {guilty.path}
    assert "đột ngột" in str(errors[guilty.path])
    assert len(documents(tmp_path)) == 15


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group are a POSIX matter")
def test_ctrl_c_on_the_terminal_stops_all_processes_cleanly(tmp_path: Path) -> None:
    """As a terminal does it: the signal goes to parent and children alike."""
    code = f"""
from pathlib import Path
from giayto.errors import BatchInterrupted
from giayto.batch.run import run
from tests.batch.cases import big_ward, reviews
if __name__ == "__main__":
    ward = big_ward(6000, cells=60)
    try:
        run(reviews(ward), ward, Path({str(tmp_path)!r}), processes=2,
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
from giayto.batch.engines import Processes
from giayto.batch.sinks import Folder
from tests.batch.test_processes import chunks
if __name__ == "__main__":
    for _ in Processes(Folder(Path({str(tmp_path)!r})), 2).run(chunks(9)):
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)
        sys.stdin.read()
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
