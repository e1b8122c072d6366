"""Random templates in any number: rendered, read again, validated, printed (tài liệu ngẫu nhiên).

    python -m bench.documents [--documents 5000] [--first 0] [--processes 2]

Each template is built by chance out of nested tables, controls, tracked changes, links,
fields, formulas, notes, lists, text boxes, loops and conditions, its tags torn over runs.
Each document must be valid (Open XML SDK's rules, python-docx, LibreOffice) and show every
character of every value and of every fixed word, nothing else; the slow way of rendering
must say the same, and every fifth template is merged with other data as well. Prints each
fault with the number that makes its template again, and how many there were of each kind.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from giayto.rendering.pdf import to_pdf
from tests.rendering.random_documents.merged import merge_faults
from tests.rendering.random_documents.outcome import faults, for_paper, missing_on_paper
from tests.rendering.random_documents.whole import random_document

_MERGED = 5  # one template of so many is merged
_AT_ONCE = 50  # as many as one run of LibreOffice converts


def main() -> None:
    """Tries the documents and prints what is wrong; leaves with 1 when anything is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    last = given.first + given.documents
    starts = range(given.first, last, _AT_ONCE)
    kinds: Counter[str] = Counter()
    with ProcessPoolExecutor(given.processes) as pool:
        for found in pool.map(_tried, starts, [last] * len(starts)):
            for seed, fault in found:
                kinds[fault.partition(":")[0]] += 1
                print(f"{seed}: {fault[:300]}", flush=True)
    print(f"{given.documents:,} documents, {sum(kinds.values()):,} faults: {dict(kinds)}")
    raise SystemExit(1 if kinds else 0)


def _tried(start: int, last: int) -> list[tuple[int, str]]:
    with tempfile.TemporaryDirectory(prefix="giayto-bench-") as folder:
        return list(_faults(Path(folder), range(start, min(start + _AT_ONCE, last))))


def _faults(folder: Path, seeds: range) -> Iterator[tuple[int, str]]:
    papers: dict[int, Path] = {}
    for seed in seeds:
        try:
            case = random_document(seed)
            made, found = faults(case)
            if made and seed % _MERGED == 0:
                found += merge_faults(case)
        except Exception as error:
            made, found = b"", [f"crash: {type(error).__name__}: {error}"]
        yield from ((seed, fault) for fault in found)
        if made:
            papers[seed] = folder / f"{seed}.docx"
            papers[seed].write_bytes(for_paper(made))
    results = to_pdf(list(papers.values()), folder / "pdf")
    for seed, result in zip(papers, results, strict=True):
        if result.pdf is None:
            yield seed, f"not printed: {result.error}"
        elif missing := missing_on_paper(random_document(seed), result.pdf):
            yield seed, f"not on paper: {missing}"


if __name__ == "__main__":
    main()
