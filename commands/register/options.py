"""Options that several commands of ``giayto so`` share (tuỳ chọn chung)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..base import day_option

_F = TypeVar("_F", bound=Callable[..., Any])


def body_options(function: _F) -> _F:
    """Whose number it is; what is left out comes from the workbook or the register."""
    for option in (
        click.option("--nhiem-ky", "term", default=None, help="Nhiệm kỳ, ví dụ 2025-2030."),
        click.option("--ky-hieu", "symbol", default=None, help="Ký hiệu cơ quan, ví dụ ĐU."),
        click.option("--ten-co-quan", "body_name", default=None, help="Tên cơ quan ban hành."),
        click.option("--co-quan", "body_code", default=None, help="Mã cơ quan ban hành."),
    ):
        function = option(function)
    return function


def filter_options(function: _F) -> _F:
    """Which rows of the register are wanted."""
    for option in (
        day_option("--den", "until", "Đến ngày (dd/mm/yyyy)."),
        day_option("--tu", "since", "Từ ngày (dd/mm/yyyy)."),
        click.option("--nhiem-ky", "term", default=None, help="Chỉ nhiệm kỳ này."),
        click.option("--loai", "kind", default=None, help="Chỉ loại văn bản này."),
        click.option("--co-quan", "body_code", default=None, help="Chỉ cơ quan có mã này."),
        click.option(
            "--cua-minh", "own", is_flag=True, help="Sổ dùng chung: chỉ số của nơi làm việc này."
        ),
    ):
        function = option(function)
    return function


def row_options(function: _F) -> _F:
    """Which row is meant when several bodies or terms have the number."""
    for option in (
        click.option(
            "--nhiem-ky", "term", default=None, help="Nhiệm kỳ, khi nhiều nhiệm kỳ trùng số."
        ),
        click.option(
            "--co-quan", "body_code", default=None, help="Mã cơ quan, khi nhiều nơi trùng số."
        ),
    ):
        function = option(function)
    return function
