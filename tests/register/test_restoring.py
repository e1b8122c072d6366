"""A restore while others give numbers, are killed, or wait: no number twice, none lost unsaid."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.errors import RegisterBusy, RegisterError
from giayto.findings import Finding
from giayto.register import IssueRequest, find_register, open_register, restore_register
from giayto.register.amend import correct, send_out
from giayto.register.store import backup
from tests.killing import KILLS, Ended, killings
from tests.register.test_concurrency import started

Paper = Callable[..., IssueRequest]


def test_whoever_asks_during_a_restore_waits_and_gets_a_number_of_the_restored_register(
    tmp_path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so-van-ban.db"
    register = open_register(path)
    register.issue(paper())
    register.backup(tmp_path / "luu.db")
    register.issue(paper())
    given: list[str] = []
    asking = threading.Thread(target=lambda: given.append(register.issue(paper()).symbol))
    keep = backup._keep_aside

    def kept(place: Path) -> Path:
        aside = keep(place)
        asking.start()
        asking.join(0.5)
        assert not given, "it waits"
        return aside

    monkeypatch.setattr(backup, "_keep_aside", kept)
    aside = restore_register(tmp_path / "luu.db", path, force=True)
    asking.join()
    assert given == ["02-TB/ĐU"], "the number after the last one restored"
    assert aside is not None and len(open_register(aside).find()) == 2
    assert [row.symbol for row in open_register(path).find()] == ["01-TB/ĐU", "02-TB/ĐU"]


def test_a_restore_waits_for_a_writer_and_then_sees_its_number(
    tmp_path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so-van-ban.db"
    register = open_register(path)
    register.issue(paper())
    register.backup(tmp_path / "luu.db")
    monkeypatch.setattr(backup, "_WAIT_SECONDS", 0.2)
    with register.database.writing(), pytest.raises(RegisterBusy) as caught:
        restore_register(tmp_path / "luu.db", path, force=True)
    assert "@" in (caught.value.why or ""), "who is writing is told"
    monkeypatch.undo()
    register.issue_many([paper(), paper(type_key="bao_cao")])
    with pytest.raises(RegisterError, match="thiếu 2 số") as refused:
        restore_register(tmp_path / "luu.db", path)
    told = "\n".join(refused.value.details)
    assert "Báo cáo" in told and "01-BC/ĐU" in told and "02-TB/ĐU" in told
    assert len(register.find()) == 3


def test_a_file_put_in_the_place_of_the_one_waited_for_gets_the_number(
    tmp_path: Path, paper: Paper
) -> None:
    path, other = tmp_path / "so-van-ban.db", tmp_path / "khac.db"
    register = open_register(path)
    register.issue(paper())
    open_register(other).issue_many([paper() for _ in range(7)])
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    given: list[int] = []
    asking = threading.Thread(target=lambda: given.append(register.issue(paper()).number))
    asking.start()
    asking.join(0.5)
    assert not given
    old = tmp_path / "cu.db"
    path.rename(old)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).rename(tmp_path / f"cu.db{ending}")
    other.rename(path)
    holder.execute("ROLLBACK")
    holder.close()
    asking.join()
    assert given == [8]
    assert [row.number for row in open_register(path).find()] == list(range(1, 9))
    assert [row.number for row in open_register(old).find()] == [1]


def test_a_restore_loop_and_many_machines_give_every_number_once(
    tmp_path: Path, paper: Paper
) -> None:
    path = tmp_path / "so-van-ban.db"
    register = open_register(path)
    register.issue(paper())
    workers = started(str(path), ["a", "b", "c"], 60, "unkeyed")
    ends: list[str] = []
    while any(worker.process.poll() is None for worker in workers):
        saved = tmp_path / f"luu-{len(ends)}.db"
        register.backup(saved)
        try:
            restore_register(saved, path)
            ends.append("thiếu không số nào")
        except RegisterError as error:
            ends.append(error.what)
    told = sorted(number for worker in workers for number in worker.numbers())
    assert told == list(range(2, 182))
    assert [row.number for row in register.find()] == list(range(1, 182))
    assert ends and all("thiếu" in end for end in ends), "restored, or refused for missing numbers"


def test_a_killed_restore_leaves_the_old_register_or_the_new_one(
    tmp_path: Path, paper: Paper
) -> None:
    source = open_register(tmp_path / "nguon.db")
    source.issue_many([paper() for _ in range(30)])
    source.backup(tmp_path / "luu.db")

    def prepare(run: int) -> tuple[Path, list[object]]:
        folder = tmp_path / f"lan-{run}"
        folder.mkdir()
        path = folder / "so-van-ban.db"
        open_register(path).issue_many([paper() for _ in range(40)])
        words = ["so", "khoi-phuc", tmp_path / "luu.db", "-C", folder, "--chap-nhan-mat-so"]
        return folder, words

    def look(ended: Ended) -> tuple[list[int], int, list[Finding]]:
        register = find_register(ended.folder)
        assert register is not None, "never nothing"
        rows = [row.number for row in register.find()]
        return rows, register.issue(paper()).number, register.check()

    found = [(ended.killed, look(ended)) for ended in killings(prepare)]
    assert sum(killed for killed, _ in found) == KILLS
    nothing: list[Finding] = []
    whole = [(list(range(1, last + 1)), last + 1, nothing) for last in (30, 40)]
    assert [seen for _, seen in found if seen not in whole] == []


def test_a_killed_takeover_leaves_all_its_rows_or_none(tmp_path: Path, paper: Paper) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số và ký hiệu", "Ngày tháng", "Tên loại và trích yếu"])
    for number in range(1, 201):
        sheet.append([f"{number:02d}-TB/ĐU", "05/06/2026", f"Thông báo {number}"])
    book.save(tmp_path / "cu.xlsx")

    def prepare(run: int) -> tuple[Path, list[object]]:
        folder = tmp_path / f"lan-{run}"
        folder.mkdir()
        body = ["--co-quan", "DU", "--ten-co-quan", "Đảng uỷ", "--ky-hieu", "ĐU"]
        words = ["so", "nhap", tmp_path / "cu.xlsx", "-C", folder, *body]
        return folder, [*words, "--nhiem-ky", "2025-2030"]

    def look(ended: Ended) -> list[int]:
        register = find_register(ended.folder)
        return [] if register is None else [row.number for row in register.find()]

    found = [(ended.killed, look(ended)) for ended in killings(prepare)]
    assert sum(killed for killed, _ in found) == KILLS
    whole = list(range(1, 201))
    assert [rows for killed, rows in found if rows != whole and not (killed and rows == [])] == []


def test_a_server_in_use_takes_a_backup_when_asked_and_keeps_what_it_had(
    new_postgres: Callable[[], str], tmp_path: Path, paper: Paper
) -> None:
    server = new_postgres()
    register = open_register(server)
    register.issue(paper())
    register.backup(tmp_path / "luu.db")
    register.issue(paper())
    with pytest.raises(RegisterError, match="thiếu 1 số") as refused:
        restore_register(tmp_path / "luu.db", server)
    assert "02-TB/ĐU" in " ".join(refused.value.details)
    aside = restore_register(tmp_path / "luu.db", server, force=True)
    assert aside is not None and len(open_register(aside).find()) == 2
    assert open_register(server).issue(paper()).symbol == "02-TB/ĐU"


def test_a_backup_older_than_a_sent_mark_or_a_correction_is_refused(
    address: str, tmp_path: Path, paper: Paper
) -> None:
    register = open_register(address)
    sent, corrected, _same = register.issue_many([paper(), paper(), paper()])
    register.backup(tmp_path / "luu.db")
    assert restore_register(tmp_path / "luu.db", address) is not None, "nothing would be lost"
    send_out(register, [sent.id], dt.date(2026, 6, 6))
    correct(register, corrected.id, {"signer": "Trần Văn Bình"}, "ghi thiếu")
    with pytest.raises(RegisterError, match="2 số đã sửa, phát hành") as refused:
        restore_register(tmp_path / "luu.db", address)
    assert "01-TB/ĐU, 02-TB/ĐU" in " ".join(refused.value.details)
    assert register.find()[0].sent_on == dt.date(2026, 6, 6)
