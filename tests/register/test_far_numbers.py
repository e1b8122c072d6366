"""A number far behind all others of its series is a slip: wherever it is typed, it is asked about."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.errors import NumberTaken
from giayto.register import IssueRequest, Taken, open_register
from giayto.register.amend import take_each
from tests.register.taking_over import DAY, codes, read, symbols

FACTS: dict[str, Any] = {
    "body_code": "DU",
    "body_name": "Đảng uỷ phường Hoa Sen",
    "symbol": "ĐU",
    "term": "2025-2030",
    "day": dt.date(2026, 6, 5),
}


def test_typed_at_the_command_it_is_refused_until_it_is_said_to_be_right(tmp_path: Path) -> None:
    register = Workspace(tmp_path).register()
    assert register.issue("TB", number=136, **FACTS).symbol == "136-TB/ĐU", "the first may be any"
    with pytest.raises(NumberTaken, match="2026"):
        register.issue("TB", number=2026, **FACTS)
    assert register.issue("TB", **FACTS).symbol == "137-TB/ĐU"
    assert register.issue("TB", number=2026, far=True, **FACTS).symbol == "2026-TB/ĐU"


def named_in(fix: str) -> list[str]:
    """The words of the command that a message tells to type, without `giayto`."""
    found = re.search(r"giayto (so cap .*?--so \d+(?: --cach-xa)?)", fix)
    assert found is not None, fix
    return shlex.split(found[1])


@pytest.mark.parametrize("congress", [False, True])
def test_the_command_that_the_refusal_names_enters_the_number(
    congress: bool, tmp_path: Path
) -> None:
    register = Workspace(tmp_path).register()
    register.issue("TB", **FACTS)  # whose register it is
    register.issue("Quy định", number=1, congress=congress, **FACTS)
    with pytest.raises(NumberTaken) as refused:
        register.issue("Quy định", number=2026, congress=congress, **FACTS)
    assert main([*named_in(str(refused.value.fix)), "-C", str(tmp_path)]) == 0
    entered = [row for row in register.find() if row.number == 2026]
    assert [(row.type_key, row.congress) for row in entered] == [("quy_dinh", congress)]
    with pytest.raises(NumberTaken) as refused:
        register.issue("TB", number=99_999, congress=congress, **FACTS)
    assert refused.value.fix == "Sửa lại số ấy.", "no command would enter it"


@pytest.mark.parametrize(
    ("code", "rows", "number"),
    [
        ("SO-424", [["01-TB/ĐU", DAY, "a"], ["2026-TB/ĐU", DAY, "b"]], 2026),
        ("SO-426", [["01-TB/ĐU", DAY, "a"], ["02-TB/ĐU", "31/06/2026", "b"]], 2),
    ],
)
def test_the_command_that_an_import_names_enters_the_number(
    code: str, rows: list[list[str]], number: int, tmp_path: Path
) -> None:
    (told,) = [f for f in read(tmp_path, *rows).findings if f.code == code]
    register = Workspace(tmp_path).register()
    register.issue("Thông báo", number=1, **FACTS)
    assert main([*named_in(told.fix), "-C", str(tmp_path)]) == 0
    assert [(row.number, row.type_key) for row in register.find()][-1] == (number, "thong_bao")


def test_typed_in_the_workbook_it_costs_its_own_paper(
    tmp_path: Path, paper: Callable[..., IssueRequest]
) -> None:
    register = open_register(tmp_path / "so.db")
    register.issue(paper())
    answers = take_each(register, [Taken(paper(), 2), Taken(paper(), 99_999)])
    assert [isinstance(answer, NumberTaken) for answer in answers] == [False, True]
    assert register.issue(paper()).symbol == "03-TB/ĐU"


def test_a_year_for_a_number_in_an_old_register_is_asked_about_even_alone(tmp_path: Path) -> None:
    old = read(tmp_path, ["2026-TB/ĐU", DAY, "a"], ["01-QĐ/ĐU", DAY, "b"])
    assert (symbols(old), codes(old)) == (["01-QĐ/ĐU"], ["SO-424"])
