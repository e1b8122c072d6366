"""PDF by the real LibreOffice; skipped where it is not installed."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from giayto.errors import ConversionFailed, ConverterMissing
from giayto.rendering import CompiledTemplate, pdf
from giayto.rendering.fonts import VIETNAMESE_LETTERS, fonts_report
from giayto.rendering.merge.documents import merge_records
from giayto.rendering.pdf import find_libreoffice, to_pdf
from tests.rendering.word_papers import p, paper, tbl, tr

needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice")
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
def test_a_hanging_document_is_killed_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A stand-in that writes PDFs like LibreOffice and hangs at one document.
    fake = tmp_path / "soffice"
    fake.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != "--outdir" ]; do shift; done; out="$2"; shift 2\n'
        'for f in "$@"; do\n'
        '  case "$f" in *treo*) sleep 600;; esac\n'
        '  echo "%PDF-1.4" > "$out/$(basename "$f" .docx).pdf"\n'
        "done\n"
    )
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("GIAYTO_SOFFICE", str(fake))
    monkeypatch.setattr(pdf, "START_SECONDS", 0.5)
    paths = [tmp_path / name for name in ("a.docx", "treo.docx", "b.docx", "c.docx")]
    for path in paths:
        path.write_bytes(b"x")
    results = to_pdf(paths, tmp_path / "pdf", workers=1, timeout_s=0.2)
    assert [result.error is None for result in results] == [True, False, True, True]
    error = results[1].error
    assert isinstance(error, ConversionFailed)
    assert error.where is not None
    assert "treo" in error.where


@needs_posix
def test_an_old_pdf_is_not_taken_for_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("GIAYTO_SOFFICE", str(fake))
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cu")
    results = to_pdf([tmp_path / "a.docx"], tmp_path)
    assert isinstance(results[0].error, ConversionFailed)


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConversionFailed, match="«A»"):
        to_pdf([tmp_path / "x" / "a.docx", tmp_path / "y" / "A.docx"], tmp_path)
    assert to_pdf([], tmp_path) == []


def test_the_fonts_that_will_be_used_are_reported() -> None:
    report = fonts_report(["Times New Roman", "Phông Không Có 123"])
    assert [use.wanted for use in report] == ["Times New Roman", "Phông Không Có 123"]
    assert not report[1].good
    assert len(VIETNAMESE_LETTERS) == len(set(VIETNAMESE_LETTERS)) == 134
