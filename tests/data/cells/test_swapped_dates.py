"""A column of dates in the wrong order is known by all its cells together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from giayto.data.cells.swapped_dates import TurnedColumn, turned_columns
from giayto.data.models import Member
from giayto.data.models.fields import fields_of

BIRTH = next(spec for spec in fields_of(Member) if spec.attribute == "birth")


def column(*cells: Any) -> TurnedColumn | None:
    return turned_columns([[cell] for cell in cells], {0: BIRTH}).get(0)


def test_a_column_typed_month_first_is_turned_as_a_whole() -> None:
    turned = column("01/27/1954", "05/04/1996", "07-24-1991", "1962", "")
    assert turned is not None and turned.turn == "typed"
    assert {n: str(date) for n, date in turned.dates.items()} == {
        0: "27/01/1954",
        1: "04/05/1996",
        2: "24/07/1991",
    }


@pytest.mark.parametrize(
    "cells",
    [
        ("05/04/1996", "06/08/1983"),  # nothing proves the order
        ("27/01/1954", "05/04/1996"),  # day first
        ("02/30/1990",),  # no day in either order
        ("01/27/54", "02/27/1954x"),  # not dates
        # One slip among many is no habit of the whole column.
        ("05/19/1990", "03/02/1995", "03/02/1996", "02/09/1990"),
    ],
)
def test_what_is_not_proven_is_left_alone(cells: tuple[str, ...]) -> None:
    assert column(*cells) is None


def test_a_column_of_both_orders_is_told_and_not_decided() -> None:
    turned = column("01/27/1954", "27/01/1954", "05/04/1996", "06/06/1983")
    assert turned is not None and turned.turn == "unclear"
    assert {n: str(date) for n, date in turned.dates.items()} == {2: "04/05/1996"}


def test_date_cells_beside_text_typed_month_first_were_turned_by_excel() -> None:
    real = [dt.date(1970, 9, day) for day in range(1, 7)]
    turned = column(*(f"09/{day}/1970" for day in range(13, 19)), *real)
    assert turned is not None and turned.turn == "typed"
    assert str(turned.dates[6]) == "09/01/1970"
    kept = column("09/13/1970", "09/14/1970", dt.date(1970, 9, 1), dt.date(1970, 9, 21))
    assert kept is not None and set(kept.dates) == {0, 1}, "too few to say"


def test_an_english_excel_is_known_by_its_date_cells() -> None:
    real = [dt.date(1970, 9, day) for day in range(1, 7)]
    turned = column(*(f"{day}/09/1970" for day in range(13, 19)), *real, dt.date(1970, 9, 9))
    assert turned is not None and turned.turn == "excel"
    assert [str(date) for date in turned.dates.values()] == [f"09/0{n}/1970" for n in range(1, 7)]


def test_beside_a_column_typed_month_first_what_proves_nothing_is_told() -> None:
    rows = [["01/27/1954", "02/03/1995", "19/05/1970"], ["07/24/1991", "03/03/1995", ""]]
    found = turned_columns(rows, dict.fromkeys(range(3), BIRTH))
    assert {i: turned.turn for i, turned in found.items()} == {0: "typed", 1: "beside"}
    assert {n: str(date) for n, date in found[1].dates.items()} == {0: "03/02/1995"}
    assert not found[1].certain and found[0].certain
