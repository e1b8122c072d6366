"""PDF by the real LibreOffice; skipped where it is not installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from giayto.errors import ConversionFailed, ConverterBroken, ConverterMissing, NotOurPdf
from giayto.rendering import CompiledTemplate
from giayto.rendering.fonts import VIETNAMESE_LETTERS, fonts_report
from giayto.rendering.merge.documents import merge_records
from giayto.rendering.pdf import convert, find_libreoffice, office, to_pdf
from tests.rendering.fake_office import fake_office
from tests.rendering.merge.joined import override, relation
from tests.rendering.word_papers import W, p, paper, tbl, tr

needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")
# Only Linux bounds the memory of another program.
NGON = pytest.param("NGON", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux"))
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")


def pages(path: Path) -> int:
    """The number of pages of a PDF."""
    counts = re.findall(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", path.read_bytes(), re.DOTALL)
    return max(int(count) for count in counts)


@needs_libreoffice
def test_documents_become_pdf_and_a_merged_file_has_the_sum_of_pages(tmp_path: Path) -> None:
    # Lengths around the end of a page: a full last page must not push out a blank one.
    source = paper(
        p("{{ ten }}"), p("{%p for i in range(n) %}"), p("Dòng {{ i }}"), p("{%p endfor %}"),
        header=p("{{ ten }}"),
    )  # fmt: skip
    table = paper(
        tbl(
            tr("{{ ten }}", "x"),
            tr("{%tr for i in range(n) %}"),
            tr("{{ i }}", "y"),
            tr("{%tr endfor %}"),
        )
    )
    contexts = [{"ten": f"Nguyễn Thị {n}", "n": n} for n in (1, 31, 40, 41, 42, 43, 44, 45, 90)]
    single: list[Path] = []
    merged = []
    for kind, data in (("doan", source), ("bang", table)):
        template = CompiledTemplate.load(data)
        for context in contexts:
            single.append(tmp_path / f"{kind}-{context['n']}.docx")
            template.render_to(single[-1], context)
        merged.append(tmp_path / f"gop-{kind}.docx")
        merge_records(template, contexts, merged[-1])
    out = tmp_path / "pdf"
    results = to_pdf([*single, *merged, tmp_path / "khong-co.docx"], out, workers=2)
    assert [result.source for result in results] == [*single, *merged, tmp_path / "khong-co.docx"]
    failed = [result for result in results if result.error is not None]
    assert [result.source.name for result in failed] == ["khong-co.docx"]
    count = {result.source.stem: pages(result.pdf) for result in results if result.pdf}
    assert count["gop-doan"] == sum(count[path.stem] for path in single if "doan" in path.stem)
    # After a closing table the single file has an empty line, which can fall on a page of
    # its own; in the merged file that line is one point high.
    tables = [count[path.stem] for path in single if "bang" in path.stem]
    assert sum(tables) - 1 <= count["gop-bang"] <= sum(tables)


def test_without_libreoffice_the_command_to_install_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIAYTO_SOFFICE", str(tmp_path / "khong-co"))
    with pytest.raises(ConverterMissing) as caught:
        to_pdf([tmp_path / "a.docx"], tmp_path)
    assert caught.value.fix is not None
    assert "install" in caught.value.fix


@needs_posix
@pytest.mark.parametrize("fault", ["TREO", "RIENG", "HONG", "DODANG", "BOQUA", NGON])
def test_a_document_that_stops_libreoffice_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    monkeypatch.setattr(office, "START_SECONDS", 0.5)
    paths = [tmp_path / name for name in ("a.docx", "hong.docx", "b.docx", "c.docx")]
    for path in paths:
        path.write_bytes(paper(p(fault if path.stem == "hong" else "tốt")))
    results = to_pdf(paths, tmp_path / "pdf", workers=1, timeout_s=0.5)
    assert [result.error is None for result in results] == [True, False, True, True]
    error = results[1].error
    assert isinstance(error, ConversionFailed)
    assert error.where is not None and error.why and "hong" in error.where
    assert sorted(path.name for path in (tmp_path / "pdf").iterdir()) == ["a.pdf", "b.pdf", "c.pdf"]


@needs_posix
@pytest.mark.parametrize("fault", ["DANHSACH", "THIEUFONT"])
def test_a_document_that_stops_libreoffice_once_is_printed_at_the_second_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    monkeypatch.setattr(office, "START_SECONDS", 0.5)
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    paths = [tmp_path / name for name in ("a.docx", "la.docx", "b.docx")]
    for path in paths:
        words = p(fault if path.stem == "la" else "tốt")
        path.write_bytes(
            paper(
                words,
                extra={"word/numbering.xml": numbering},
                relations=relation("rIdN", "numbering", "numbering.xml"),
                types=override("word/numbering.xml", "numbering"),
            )
        )
    results = to_pdf(paths, tmp_path / "pdf", workers=1, timeout_s=0.5)
    assert [result.error and result.error.why for result in results] == [None] * 3
    sheets = sorted((tmp_path / "pdf").iterdir())
    assert [path.name for path in sheets] == ["a.pdf", "b.pdf", "la.pdf"]
    assert not any(b"CreateFontSubset" in sheet.read_bytes() for sheet in sheets)


@needs_posix
@pytest.mark.parametrize("fault", ["TREO", "HONG", "BOQUA"])
def test_when_nothing_works_the_run_ends_after_a_few_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    log = fake_office(tmp_path / "lo", monkeypatch)
    monkeypatch.setattr(office, "START_SECONDS", 0.2)
    paths = [tmp_path / f"{number}.docx" for number in range(60)]
    for path in paths:
        path.write_bytes(paper(p(fault)))
    results = to_pdf(paths, tmp_path / "pdf", workers=1, timeout_s=0.1, batch=10)
    assert len(log.read_text().split()) == 3
    assert isinstance(results[-1].error, ConverterBroken)
    assert all(result.pdf is None for result in results)


@needs_posix
def test_a_run_has_a_total_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = fake_office(tmp_path / "lo", monkeypatch, pause=0.3)
    monkeypatch.setattr(convert, "_TOTAL_SECONDS", 0.5)
    monkeypatch.setattr(convert, "_TOTAL_EACH", 0.0)
    monkeypatch.setattr(convert, "_BYTES_A_SECOND", 1e12)
    paths = [tmp_path / f"{number}.docx" for number in range(40)]
    for path in paths:
        path.write_bytes(paper(p("tốt")))
    results = to_pdf(paths, tmp_path / "pdf", workers=1)
    assert isinstance(results[-1].error, ConverterBroken)
    assert len(log.read_text().split()) == 1
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == sum(r.pdf is not None for r in results)


@needs_posix
def test_a_pdf_of_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    (tmp_path / "a.docx").write_bytes(paper(p("tốt")))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cu")
    results = to_pdf([tmp_path / "a.docx"], tmp_path)
    assert isinstance(results[0].error, NotOurPdf)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.4 cu"


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConversionFailed, match="«A»"):
        to_pdf([tmp_path / "x" / "a.docx", tmp_path / "y" / "A.docx"], tmp_path)
    assert to_pdf([], tmp_path) == []


def test_the_fonts_that_will_be_used_are_reported() -> None:
    report = fonts_report(["Times New Roman", "Phông Không Có 123"])
    assert [use.wanted for use in report] == ["Times New Roman", "Phông Không Có 123"]
    assert not report[1].good
    assert len(VIETNAMESE_LETTERS) == len(set(VIETNAMESE_LETTERS)) == 134
