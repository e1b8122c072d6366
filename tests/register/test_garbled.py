"""A register whose file is whole and whose cells are not: told as damage, never counted on from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from giayto.errors import RegisterDamaged
from giayto.register import REGISTER_FILE, open_register
from tests.register.test_amend import Paper


def test_a_garbled_schema_is_damage(tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / REGISTER_FILE
    open_register(path).issue(paper())
    begin = b"CREATE TABLE register_entries"
    spoilt = path.read_bytes().replace(begin, b"CREATE TABLE \xee\xfe(gister_entries")
    assert begin not in spoilt
    path.write_bytes(spoilt)
    with pytest.raises(RegisterDamaged):
        open_register(path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_entries SET document_date = 'hôm nay'",
        "UPDATE register_entries SET document_date = '2026-02-31'",
        "UPDATE register_entries SET document_date = 5",
        "UPDATE register_entries SET number = 'mười'",
        "UPDATE register_entries SET number = 9223372036854775807",
        "UPDATE register_entries SET abstract = x'fffe00'",
        "UPDATE register_entries SET symbol = x'00'",
        "UPDATE register_entries SET congress = 7",
        "UPDATE register_history SET details = '{'",
        "UPDATE register_history SET details = '[1]'",
        """UPDATE register_history SET details = '{"body_name": []}'""",
    ],
)
def test_a_value_that_cannot_be_one_is_damage(tmp_path: Path, paper: Paper, change: str) -> None:
    path = tmp_path / REGISTER_FILE
    open_register(path).issue(paper())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in (kept := triggers.fetchall()):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(change)
        for _, again in kept:
            raw.execute(again)
        raw.commit()
    with pytest.raises(RegisterDamaged):
        open_register(path)
