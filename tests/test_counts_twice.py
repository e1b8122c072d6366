"""Numbers agree: every count of every paper is made twice, from the rows and from the documents.

And each number is held against the list under it and against the other papers.
Run with ``-s`` it says how many numbers were compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import Dataset
from tests.busy import busy_dataset
from tests.counts.across import award_flow, cell_lists, graded_as_proposed, proposed_bodies
from tests.counts.decisions import awarding, grading, proposing
from tests.counts.documents import Document, documents_of
from tests.counts.ledger import Ledger
from tests.counts.meetings import reviewing, rolled, self_reviewing
from tests.counts.reports import (
    achieving,
    agreeing,
    announcing,
    asking,
    booking,
    counting,
    extracting,
    numbering,
    of_statistics,
    reporting,
    scoring,
    sheets,
    summing,
)
from tests.counts.rows import Rows
from tests.counts.shaken import shaken
from tests.test_page_ends import wards

EXCEPTIONS: dict[str, set[str]] = {
    "mau": set(),
    "mau-trang": set(),
    "coso": set(),
    "hard": {"KT-437"},
    "nobt": {"KT-437"},
    "q2023": {"KT-437"},
    "ban-ron": {"KT-418", "KT-419"},
}
"""Ward → the findings that say its rows contradict each other, so that its papers do."""


@cache
def datasets() -> dict[str, Dataset]:
    busy = busy_dataset()
    busy.awards[0] = busy.awards[0].model_copy(update={"agreed": 2})
    return {**wards(), "ban-ron": busy}


@cache
def read(name: str) -> tuple[Rows, list[Document]]:
    rows = Rows(datasets()[name])
    return rows, documents_of(rows.data)


@cache
def checked(name: str) -> Ledger:
    return compared(name, *read(name))


def compared(name: str, rows: Rows, documents: list[Document]) -> Ledger:
    """Every paper of a ward, compared with everything it can be compared with."""
    ledger = Ledger(name, len(documents))
    by_paper: dict[str, dict[str, Document]] = {}
    for document in documents:
        by_paper.setdefault(document.paper, {})[document.key] = document

    def of(paper: str) -> list[Document]:
        return list(by_paper.get(paper, {}).values())

    for document in of("kiem-diem"):
        self_reviewing(ledger, document, rows)
    for document in of("bien-ban-sinh-hoat"):
        rolled(ledger, document, rows)
    minutes = {}
    for document in of("bien-ban-kiem-diem"):
        again = rolled(ledger, document, rows)
        minutes[document.unit.code] = reviewing(ledger, document, rows, again), again, document
    proposed = {
        document.unit.code: proposing(
            ledger, document, by_paper["danh-sach-khen-thuong"][document.key], rows
        )
        for document in of("to-trinh-khen-thuong")
    }
    awarded: Counter[tuple[str, str]] = Counter()
    for document in of("quyet-dinh-khen-thuong"):
        given = awarding(ledger, document, rows)
        awarded += given if document.unit is rows.issuer else Counter()
    award_flow(ledger, rows, proposed, awarded)
    for document in of("quyet-dinh-xep-loai-to-chuc"):
        proposed_bodies(ledger, grading(ledger, document, rows), minutes, rows)
    for document in of("quyet-dinh-xep-loai-dang-vien"):
        graded_as_proposed(ledger, grading(ledger, document, rows), minutes, rows)
    cell_lists(ledger, rows, documents, minutes)
    reports = {
        document.unit.code: reporting(ledger, document, rows) for document in of("bao-cao-ket-qua")
    }
    for document in of("thong-ke-6f"):
        of_statistics(ledger, document, reports[document.unit.code], rows)
    for document in of("thong-bao-ket-qua"):
        announcing(ledger, document, reports[document.unit.code])
    for paper, compare in (
        ("to-trinh-cong-nhan-xep-loai", asking),
        ("so-khen-thuong", booking),
        ("trich-quyet-dinh", extracting),
    ):
        for document in of(paper):
            compare(ledger, document)
    for document in of("bien-ban-kiem-phieu"):
        counting(ledger, document, rows)
    for document in of("phieu-khen-thuong"):
        agreeing(ledger, document, rows)
    for document in of("phu-luc-cham-diem"):
        scoring(ledger, document, rows)
    for document in of("bao-cao-thanh-tich"):
        achieving(ledger, document, rows)
    for document in documents:
        numbering(ledger, document)
        summing(ledger, document)
        sheets(ledger, document)
    return ledger


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_every_number_is_the_same_both_ways(name: str) -> None:
    ledger = checked(name)
    warned = {finding.code for finding in check(datasets()[name])}
    assert ledger.disagreements == []
    assert set(ledger.excused) == EXCEPTIONS[name]
    assert set(ledger.excused) <= warned


def test_how_many_numbers_were_compared() -> None:
    ledgers = [checked(name) for name in EXCEPTIONS]
    documents = sum(ledger.documents for ledger in ledgers)
    compared = sum(ledger.compared for ledger in ledgers)
    disagree = sum(len(ledger.disagreements) for ledger in ledgers)
    for one in ledgers:
        excused = ", ".join(f"{code}: {n}" for code, n in sorted(one.excused.items())) or "-"
        print(
            f"\n{one.ward}: {one.documents} văn bản, {one.compared} số; ngoại lệ {excused}", end=""
        )
    print(f"\n{len(ledgers)} phường, {documents} văn bản, {compared} số, {disagree} chỗ lệch")
    assert documents > 900
    assert compared > 10_000
    assert min(ledger.compared for ledger in ledgers) > 100


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["coso", "ban-ron"])
def test_a_shaken_ward_is_counted_the_same_both_ways(name: str, seed: int) -> None:
    data = shaken(datasets()[name], seed)
    rows = Rows(data)
    ledger = compared(name, rows, documents_of(data))
    assert ledger.disagreements == []
    assert set(ledger.excused) <= {finding.code for finding in check(data)}


_COUNT = re.compile(
    r"(?<![\d/.,])\d[\d.]*(?= (?:đồng|đảng viên|tổ chức đảng|phiếu|lần|đề nghị khen thưởng\)))"
    r"|(?<=\| )\d{1,3}(?= \|)|(?<=: )\d{1,3}(?=[;.)])|\d+(?=/\d+ đảng viên)|(?<=\d/)\d+(?= đảng viên)"
)
"""A number that counts something, as papers print it."""


_SAID_ONCE = re.compile(
    r"Số được gợi ý kiểm điểm|đồng chí bỏ phiếu: in \d+ tờ|^\| \d+ \| [^|]+\| [^|]*\|( \d* \|)*  \|"
)
"""Numbers that no other stands beside: what another table says, how many vote where the sheets
are enough for one more, a line of votes that the clerk has not filled in."""


def slips(documents: list[Document]) -> Iterator[tuple[str, list[Document]]]:
    """The documents with one number of one line too high by one, each number in turn."""
    for at, document in enumerate(documents):
        for row, line in enumerate(document.lines):
            for found in _COUNT.finditer(line):
                figure = str(int(found[0][-1]) + 1)
                changed = line[: found.end() - 1] + figure + line[found.end() :]
                lines = [*document.lines[:row], changed, *document.lines[row + 1 :]]
                wrong = replace(document, lines=lines)
                yield changed, [*documents[:at], wrong, *documents[at + 1 :]]


@pytest.mark.parametrize("name", ["coso", "ban-ron"])
def test_a_number_too_high_by_one_is_found(name: str) -> None:
    rows, documents = read(name)
    right = compared(name, rows, documents)
    made, missed = 0, []
    for changed, wrong in slips(documents):
        made += 1
        found = compared(name, rows, wrong)
        if (found.disagreements, found.excused) == (right.disagreements, right.excused):
            missed.append(changed)
    assert [line for line in missed if not _SAID_ONCE.search(line)] == []
    assert made > 40
