"""Random templates as offices keep them: nothing lost, nothing invalid (``bench.documents``: more)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from giayto.rendering.pdf import find_libreoffice, to_pdf
from tests.rendering.random_documents.merged import merge_faults
from tests.rendering.random_documents.outcome import faults, for_paper, missing_on_paper
from tests.rendering.random_documents.whole import random_document


@pytest.mark.parametrize("start", range(0, 120, 10))
def test_every_character_of_words_and_values_is_kept(start: int) -> None:
    cases = [random_document(seed) for seed in range(start, start + 10)]
    assert {case.seed: found for case in cases if (found := faults(case)[1])} == {}


@pytest.mark.parametrize("seed", range(2_000, 2_003))
def test_records_in_one_file_keep_every_word_once_and_in_order(seed: int) -> None:
    assert merge_faults(random_document(seed)) == []


@pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None, reason="no LibreOffice"
)
def test_libreoffice_shows_every_word(tmp_path: Path) -> None:
    cases = [random_document(seed) for seed in range(1_000, 1_016)]
    papers = []
    for case in cases:
        papers.append(tmp_path / f"{case.seed}.docx")
        papers[-1].write_bytes(for_paper(faults(case)[0]))
    made = [result.pdf for result in to_pdf(papers, tmp_path / "pdf")]
    lost = [
        missing_on_paper(case, pdf)
        for case, pdf in zip(cases, made, strict=True)
        if pdf is not None
    ]
    assert lost == [""] * len(cases)
