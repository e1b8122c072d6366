"""A number far behind all others of its series is a slip: wherever it is typed, it is asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from giayto import Workspace
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
