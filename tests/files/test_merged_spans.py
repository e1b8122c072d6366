"""Merged cells of an .ods, read from its XML in one pass whatever stands there."""

from __future__ import annotations

import pytest

from giayto.files.merged_spans import spans_of_ods

TABLE = (
    '<table:table table:name="A &amp; B"><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row>'
    '<table:table-cell table:number-columns-repeated="2"/>'
    '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p/>'
    '</table:table-cell><table:covered-table-cell/><table:table-cell table:formula="of:=1&gt;2" '
    'table:number-columns-spanned="1" table:number-rows-spanned="2"/></table:table-row></table:table>'
    '<table:table table:name="C"><table:table-row><table:table-cell/></table:table-row></table:table>'
)


def test_repeated_cells_and_rows_count_and_sheets_keep_apart() -> None:
    assert spans_of_ods(TABLE.encode()) == {"A & B": [((2, 2), (4, 3)), ((2, 4), (3, 4))]}


@pytest.mark.parametrize(
    "piece", [b"<table:table-cell ", b'<table:table-cell a="', b'a"b"', b"<table:table-row"]
)
def test_broken_xml_gives_no_spans(piece: bytes) -> None:
    assert spans_of_ods(b'x-spanned="2"' + piece * 20_000) == {}
