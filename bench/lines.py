"""Counts the lines of product code: ``python -m bench.lines [REV …]``.

A line counts when it is neither blank nor only a comment; docstrings count.
Tests, docs, measurements and the scripts that build docs, catalogues and widths
are no product: see ``_NO_PRODUCT``, which is the same before and after those
scripts moved. Each revision is one column, read from git without a checkout; the
last column is the working tree when fewer than two are named.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
_NO_PRODUCT = frozenset({"tests", "docs", "bench", "tools", "locale", "build"})
_NO_CODE = frozenset(
    {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
)
WORKING_TREE = "cây đang sửa"


def main() -> None:
    """Prints the table for the revisions that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m bench.lines", description=__doc__)
    parser.add_argument("revisions", nargs="*", metavar="REV", help="git revisions, oldest first")
    revisions: list[str] = parser.parse_args().revisions
    columns = revisions if len(revisions) > 1 else [*revisions, WORKING_TREE]
    _print(columns, [counted(column) for column in columns])


def counted(revision: str) -> dict[str, int]:
    """Lines of product code by file, of a git revision or of the working tree."""
    return {path: code_lines(text) for path, text in _product(revision)}


def code_lines(source: str) -> int:
    """Lines that hold code or the text of a string, without blank ones."""
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            held.update(range(token.start[0], token.end[0] + 1))
    return sum(bool(line.strip()) for n, line in enumerate(source.split("\n"), 1) if n in held)


def _product(revision: str) -> Iterator[tuple[str, str]]:
    if revision == WORKING_TREE:
        listed = _git("ls-files", "--cached", "--others", "--exclude-standard")
    else:
        listed = _git("ls-tree", "-r", "--name-only", revision)
    for path in listed.splitlines():
        if not path.endswith(".py") or path.split("/", 1)[0] in _NO_PRODUCT:
            continue
        if revision != WORKING_TREE:
            yield path, _git("show", f"{revision}:{path}")
        elif (ROOT / path).is_file():
            yield path, (ROOT / path).read_text(encoding="utf-8")


def _git(*arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def _print(columns: list[str], files: list[dict[str, int]]) -> None:
    folders: list[Counter[str]] = []
    for one in files:
        folder: Counter[str] = Counter()
        for path, lines in one.items():
            folder[str(PurePosixPath(path).parent)] += lines
        folders.append(folder)
    rows = [
        (name if name != "." else "(gốc)", [str(f[name]) if f[name] else "–" for f in folders])
        for name in sorted(set().union(*folders))
    ]
    rows += [
        ("Tổng số dòng", [str(sum(one.values())) for one in files]),
        ("Số tệp", [str(sum(lines > 0 for lines in one.values())) for one in files]),
        ("Trung vị một tệp", [f"{statistics.median(_modules(one)):.0f}" for one in files]),
        ("Tệp dài nhất", [f"{max(_modules(one))}" for one in files]),
        ("", [max(one, key=lambda path: one[path]) for one in files]),
    ]
    print(f"| Thư mục | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")
    for name, cells in rows:
        print(f"| {name} | {' | '.join(cells)} |")


def _modules(files: dict[str, int]) -> list[int]:
    """The modules that hold more than the one line that says what a folder is."""
    return [lines for lines in files.values() if lines > 1]


if __name__ == "__main__":
    main()
