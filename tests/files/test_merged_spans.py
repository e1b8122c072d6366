"""Merged cells of an .ods, read from its XML in one pass whatever stands there."""

from __future__ import annotations

from giayto.files.ods_xml import scan_ods

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
    document = f"<office xmlns:table='t' xmlns:text='x'>{TABLE}</office>"
    found = {name: scan.merged for name, (scan, _) in scan_ods(document.encode()).items()}
    assert found == {"A & B": [((2, 2), (4, 3)), ((2, 4), (3, 4))], "C": []}
