"""The workbook: what is written is read back, and a clerk finds help in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from giayto.data.cells.blank_words import stands_for_nothing
from giayto.data.cells.person_names import person_name
from giayto.data.cells.post_words import is_none
from giayto.data.cells.reading import as_text
from giayto.data.models import SHEETS, Dataset, Member, Organisation, Settings
from giayto.data.models.fields import FieldSpec, Record, fields_of
from giayto.data.models.partial_date import PartialDate
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.example_row import EXAMPLE_MARK
from giayto.data.workbook.read import read_workbook, records_of
from giayto.data.workbook.write import create_workbook, save_dataset
from giayto.errors import CannotWrite


def plain(dataset: Dataset) -> dict[str, Any]:
    """A dataset without the places it was read from."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if k != "row"}
        return [strip(v) for v in value] if isinstance(value, list) else value

    return dict(strip(dataset.model_dump(exclude={"source"})))


def test_an_empty_workbook_has_every_sheet_and_column(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path)
    book = load_workbook(path)
    assert book.sheetnames[0] == "Hướng dẫn"
    assert [n for n in book.sheetnames if n in {s.name for s in SHEETS}] == [s.name for s in SHEETS]
    for sheet in SHEETS:
        worksheet = book[sheet.name]
        labels = {s.label + (" *" if s.required else "") for s in fields_of(sheet.model)}
        column = [c.value for c in (worksheet["A"] if sheet.model is Settings else worksheet[1])]
        assert labels <= set(column), sheet.name


def test_the_identity_is_shown_to_people_and_passed_over_by_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path, sample_dataset(), identity="0123456789abcdef" * 2)
    shown = [cell.value for row in load_workbook(path)["Thiết lập"] for cell in row]
    assert any("0123456789abcdef0123456789abcdef" in str(value) for value in shown)
    result = read_workbook(path)
    assert result.findings == []
    assert plain(result.dataset) == plain(sample_dataset())


def test_the_example_rows_are_marked_and_ignored(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path)
    book = load_workbook(path)
    marks = [str(book[sheet.name]["A2"].value)[: len(EXAMPLE_MARK)] for sheet in SHEETS[1:]]
    assert marks == [EXAMPLE_MARK] * (len(SHEETS) - 1)
    result = read_workbook(path)
    assert result.findings == []
    assert plain(result.dataset) == plain(Dataset())


def test_data_typed_into_the_example_row_do_not_vanish_silently(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path)
    book = load_workbook(path)
    book["Đảng viên"]["C2"] = "Lê Thị Sen"
    book.save(path)
    (finding,) = read_workbook(path).findings
    assert (finding.code, finding.sheet, finding.cell) == ("KT-108", "Đảng viên", "2")


def test_the_sample_ward_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    dataset = sample_dataset()
    save_dataset(path, dataset)
    result = read_workbook(path)
    assert result.findings == []
    assert plain(result.dataset) == plain(dataset)


def test_identifiers_and_dates_are_text_also_in_cells_still_empty(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    save_dataset(path, Dataset(members=[Member(full_name="Lê Sen", card="001070000001")]))
    worksheet: Any = load_workbook(path)["Đảng viên"]
    header = {str(c.value).rstrip(" *"): c.column_letter for c in worksheet[1]}
    for label in ("Số thẻ đảng viên", "Số căn cước", "Ngày sinh"):
        assert worksheet.column_dimensions[header[label]].number_format == "@"
    assert worksheet[f"{header['Số thẻ đảng viên']}2"].value == "001070000001"


def test_headers_explain_themselves_and_choices_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path)
    book = load_workbook(path)
    worksheet: Any = book["Đảng viên"]
    assert worksheet.freeze_panes == "D2"
    assert worksheet.print_title_rows == "$1:$1"
    assert worksheet.page_setup.orientation == "landscape"
    header = {str(c.value).rstrip(" *"): c for c in worksheet[1]}
    assert "Bắt buộc" in header["Họ và tên"].comment.text
    offered = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in worksheet.data_validations.dataValidation
    }
    assert "Tổ chức đảng" in offered[header["Chi bộ"].column_letter]
    lists = book["_danh_muc"]
    assert lists.sheet_state == "hidden"
    sheet, cells = offered[header["Tình trạng"].column_letter].lstrip("=").split("!")
    values = [c.value for (c,) in book[sheet][cells.replace("$", "")]]
    assert "Miễn công tác và sinh hoạt đảng" in values


def test_no_half_file_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    blocker = tmp_path / "khong-phai-thu-muc"
    blocker.write_text("x")
    with pytest.raises(CannotWrite) as caught:
        create_workbook(blocker / "du-lieu.xlsx")
    assert caught.value.fix
    target = tmp_path / "du-lieu.xlsx"
    target.mkdir()
    with pytest.raises(CannotWrite):
        create_workbook(target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["du-lieu.xlsx", "khong-phai-thu-muc"]


_TEXT = st.text(
    st.one_of(st.sampled_from("ăâêôơưđ ỄởẰ'\"&<>/.-=+@#"), st.characters(categories=["L", "N"])),
    max_size=20,
).map(as_text)
_DATES = st.one_of(
    st.builds(PartialDate, st.integers(1900, 2100)),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(PartialDate.of),
)


def _values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    if spec.choices:
        return st.sampled_from(spec.choices)
    if spec.digits:
        return st.from_regex(rf"[0-9]{{{spec.digits[-1]}}}", fullmatch=True)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "date": _DATES,
        "time": st.times().map(lambda t: t.replace(second=0, microsecond=0)),
        "int": st.integers(spec.least or 0, spec.most or 10**6),
        "money": st.integers(0, 10**9),
        "decimal": st.decimals(0, spec.most or 100, places=2).map(Decimal.normalize),
        # A name in capitals throughout is told.
        "name": _TEXT.map(person_name).map(as_text).filter(lambda name: not name.isupper()),
        "mark": st.booleans(),
        "long": st.lists(_TEXT.filter(bool), max_size=3).map("\n".join),
    }
    # An empty cell means the default, so nothing else can be empty.
    said = kinds.get(spec.kind, _TEXT.filter(bool) if spec.default else _TEXT)
    # "-" and its like say that there is nothing, and are read so.
    return said.filter(lambda value: not value or not _says_nothing(spec, value))


def _says_nothing(spec: FieldSpec, value: object) -> bool:
    no_post = spec.attribute.endswith("_post") and is_none(str(value))
    return no_post or stands_for_nothing(spec, value)


def _records(model: type[Record]) -> st.SearchStrategy[Record]:
    return st.builds(
        lambda values: model(**values),
        st.fixed_dictionaries({s.attribute: _values(s) for s in fields_of(model)}),
    )


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
@given(st.data())
def test_any_data_come_back_unchanged(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    path = tmp_path_factory.mktemp("so") / "du-lieu.xlsx"
    dataset = Dataset(settings=data.draw(_records(Settings)))
    for sheet in SHEETS[1:]:
        records = data.draw(st.lists(_records(sheet.model), max_size=2))
        # A row that shows nothing is no row; the example mark is reserved.
        first = fields_of(sheet.model)[0].attribute
        kept = [r for r in records if str(getattr(r, first)).strip() not in ("", "-")]
        setattr(dataset, sheet.list, kept)
    save_dataset(path, dataset)
    back = read_workbook(path)
    complaints = [f for f in back.findings if f.code != "KT-215"]
    assert complaints == []
    assert SHEETS
    for sheet in SHEETS:
        written = [r.model_dump(exclude={"row"}) for r in records_of(dataset, sheet)]
        read = [r.model_dump(exclude={"row"}) for r in records_of(back.dataset, sheet)]
        assert read == written, sheet.name


def test_organisations_keep_the_marks_that_were_set(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    both = [Organisation(code="A", has_seal=True), Organisation(code="B", has_seal=False)]
    save_dataset(path, Dataset(organisations=both, settings=Settings(comment_parts=False)))
    back = read_workbook(path).dataset
    assert [o.has_seal for o in back.organisations] == [True, False]
    assert back.settings.comment_parts is False
