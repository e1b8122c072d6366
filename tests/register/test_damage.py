"""A register that is damaged, missing, foreign or newer: named, and put back from its backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.errors import RegisterDamaged, RegisterError, RegisterUnavailable, WorkspaceExists
from giayto.register import IssueRequest, open_register, restore_register
from giayto.register.store.database import Database
from giayto.register.store.migrations import STEPS, Step, upgrade, version_of

Paper = Callable[..., IssueRequest]


def _filled(path: Path, paper: Paper, count: int = 300) -> None:
    open_register(path).issue_many([paper(abstract=f"văn bản {i}") for i in range(count)])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwritten(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[8192:20480] = b"\xa5" * (20480 - 8192)
    path.write_bytes(raw)


def _other_file(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 mot tep Word mang nham ten")


def _bad_header(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[16:60] = b"\xff" * 44
    path.write_bytes(raw)


DAMAGE = [_emptied, _cut, _overwritten, _other_file, _bad_header]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda f: f.__name__)
def test_damage_is_recognised_and_the_backup_restores(
    tmp_path: Path, paper: Paper, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "so-van-ban.db"
    _filled(path, paper)
    saved = tmp_path / "luu.db"
    assert open_register(path).backup(saved) == 300
    before = open_register(path).find()
    damage(path)
    damaged = path.read_bytes()

    with pytest.raises(RegisterDamaged) as caught:
        open_register(path)
    assert caught.value.where == str(path)
    assert "khoi-phuc" in (caught.value.fix or "")

    kept = restore_register(saved, path)
    assert kept is not None and kept.read_bytes() == damaged, "the damaged file is kept"
    register = open_register(path)
    assert register.find() == before
    assert len(register.history()) == 300
    assert register.check() == []
    assert register.issue(paper()).number == 301


def test_a_lost_file_beside_its_log_is_damage_and_not_a_new_register(
    tmp_path: Path, paper: Paper
) -> None:
    path = tmp_path / "so-van-ban.db"
    path.with_name(path.name + "-wal").write_bytes(b"x" * 100)
    with pytest.raises(RegisterDamaged, match="hỏng"):
        open_register(path)
    assert not path.exists()


def test_damage_that_appears_while_in_use_is_named(tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / "so-van-ban.db"
    _filled(path, paper)
    register = open_register(path)
    _overwritten(path)
    with pytest.raises(RegisterDamaged):
        register.check()


def test_looking_does_not_make_a_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnavailable, match="chưa có sổ"):
        open_register(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "khac.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE khach_hang (ten TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(RegisterUnavailable, match="không phải sổ"):
        open_register(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "where", ["mysql://a/b", "postgresql+khac://a/b", "khong phai://dia chi::"]
)
def test_an_unknown_address_is_refused(where: str) -> None:
    with pytest.raises(RegisterUnavailable):
        open_register(where)


def test_an_unreachable_server_is_named_without_its_password() -> None:
    with pytest.raises(RegisterUnavailable) as caught:
        open_register("postgresql://anh:bi-mat@127.0.0.1:9/so")
    assert "127.0.0.1:9" in str(caught.value)
    assert "bi-mat" not in str(caught.value)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnavailable, match="Không tạo được"):
        open_register(tmp_path / "khong-co" / "so-van-ban.db")


def test_a_backup_restores_into_either_database(address: str, tmp_path: Path, paper: Paper) -> None:
    """An office may move its register from a file to a server, or back."""
    source = open_register(tmp_path / "nguon.db")
    source.issue_many([paper(), paper(type_key="bao_cao")])
    source.cancel(1, "nhầm")
    source.backup(tmp_path / "luu.db")
    assert restore_register(tmp_path / "luu.db", address) is None
    target = open_register(address, create=False)
    assert target.find() == source.find()
    assert target.history() == source.history()
    assert target.issue(paper()).symbol == "02-TB/ĐU"
    target.backup(tmp_path / "nguoc.db")
    assert open_register(tmp_path / "nguoc.db").find() == target.find()


def test_a_restore_that_would_lose_numbers_is_refused(
    address: str, tmp_path: Path, paper: Paper
) -> None:
    register = open_register(address)
    register.issue(paper())
    saved = tmp_path / "luu.db"
    register.backup(saved)
    register.issue(paper())
    with pytest.raises(RegisterError, match=r"thiếu 1 số|đã có số"):
        restore_register(saved, address)
    assert len(open_register(address).find()) == 2


def test_a_forced_restore_keeps_the_newer_file_beside(tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / "so-van-ban.db"
    register = open_register(path)
    register.issue(paper())
    register.backup(tmp_path / "luu.db")
    register.cancel(1, "nhầm")
    with pytest.raises(RegisterError, match="01-TB/ĐU"):
        restore_register(tmp_path / "luu.db", path)
    kept = restore_register(tmp_path / "luu.db", path, force=True)
    assert kept is not None
    assert open_register(kept).find()[0].cancelled
    assert not open_register(path).find()[0].cancelled


def test_a_damaged_backup_restores_nothing(tmp_path: Path, paper: Paper) -> None:
    path, saved = tmp_path / "so-van-ban.db", tmp_path / "luu.db"
    _filled(path, paper)
    open_register(path).backup(saved)
    _cut(saved)
    with pytest.raises(RegisterDamaged):
        restore_register(saved, path, force=True)
    assert len(open_register(path).find()) == 300


def test_a_backup_never_overwrites_and_leaves_no_half_file(tmp_path: Path, paper: Paper) -> None:
    register = open_register(tmp_path / "so-van-ban.db")
    register.issue(paper())
    saved = tmp_path / "luu" / "a.db"
    register.backup(saved)  # a missing folder is made
    with pytest.raises(WorkspaceExists, match="Đã có"):
        register.backup(saved)
    assert [p.name for p in saved.parent.iterdir()] == ["a.db"], "one file is the whole backup"


def test_the_schema_grows_step_by_step_and_keeps_the_rows(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper())
    newest = STEPS[-1].version
    more = "ALTER TABLE register_entries ADD COLUMN thu TEXT NOT NULL DEFAULT ''"
    later = Step(newest + 1, (more,))
    with register.database.writing() as connection:
        upgrade(connection, (*STEPS, later))
        upgrade(connection, (*STEPS, later))
        assert version_of(connection) == newest + 1
    # This program does not know that version: it must not touch a newer register.
    with pytest.raises(RegisterUnavailable, match="mới hơn"):
        open_register(address)


def test_a_step_that_fails_leaves_the_old_schema(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper())
    wrong = ("ALTER TABLE register_entries ADD COLUMN thu TEXT", "KHONG PHAI SQL")
    broken = Step(STEPS[-1].version + 1, wrong)
    with pytest.raises(RegisterUnavailable), register.database.writing() as connection:
        upgrade(connection, (*STEPS, broken))
    again = Database.open(address, create=False, wait_seconds=5)
    with again.reading() as connection:
        assert version_of(connection) == STEPS[-1].version
    assert open_register(address).issue(paper()).number == 2


def test_queries_and_schema_speak_of_the_same_columns(address: str) -> None:
    from sqlalchemy import inspect

    from giayto.register.store.schema import metadata

    register = open_register(address)
    with register.database.reading() as connection:
        there = {
            name: {column["name"] for column in inspect(connection).get_columns(name)}
            for name in metadata.tables
        }
    assert there == {name: set(t.columns.keys()) for name, t in metadata.tables.items()}
