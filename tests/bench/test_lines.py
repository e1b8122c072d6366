"""Which lines count as product code."""

from __future__ import annotations

from bench.lines import WORKING_TREE, code_lines, counted

SOURCE = '''"""What it is.

Two lines count.
"""

# A comment does not.
VALUE = 1  # but this line does

TEXT = """
# inside a text it does

"""
'''


def test_blank_lines_and_comments_do_not_count() -> None:
    assert code_lines(SOURCE) == 3 + 1 + 3
    assert code_lines("") == 0
    assert code_lines("# only\n\n") == 0


def test_only_product_code_is_counted() -> None:
    counts = counted(WORKING_TREE)
    folders = {path.split("/")[0] for path in counts}
    assert {"cli.py", "conventions", "generators", "rendering"} <= folders
    assert folders.isdisjoint({"tests", "bench", "docs", "tools", "locale", ".venv"})
    assert all(path.endswith(".py") for path in counts)
