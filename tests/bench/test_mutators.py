"""Which faults the mutation run puts into a module, and which it leaves out."""

from __future__ import annotations

import ast

import pytest

from bench.mutators import MODULE, changes


def faults(source: str) -> list[str]:
    """Each fault as ``before → after``."""
    return [f"{ast.unparse(c.old)} → {ast.unparse(c.new)}" for c in changes(ast.parse(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b → a <= b"]),
        ("a in b", ["a in b → a not in b"]),
        ("a is None", ["a is None → a is not None"]),
        ("a and b", ["a and b → a or b"]),
        ("not a", ["not a → a"]),
        ("a - b", ["a - b → a + b"]),
        ("x = 3", ["3 → 4"]),
        ("x = True", ["True → False"]),
        ("x = 'ten'", ["'ten' → 'XXten'"]),
        ("x = a if b else c", ["a if b else c → a", "a if b else c → c"]),
        ("nfc(x)", ["nfc(x) → pass", "nfc(x) → x"]),
        ("x = t.strip()", ["t.strip() → t"]),
        ("x = t.lstrip()", ["t.lstrip() → t.rstrip()", "t.lstrip() → t"]),
        ("x = sorted(a, key=k)", ["sorted(a, key=k) → sorted(a)", "sorted(a, key=k) → list(a)"]),
        ("x = max(a, b)", ["max(a, b) → min(a, b)"]),
        ("n += a", ["n += a → n -= a", "n += a → pass"]),
    ],
)
def test_what_is_changed(source: str, expected: list[str]) -> None:
    assert faults(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: Literal['a']) -> dict[str, int]: return x",
        "@lru_cache(maxsize=4)\ndef f(): return x",
        "'''Docstring.'''",
        "def f():\n    '''Docstring.'''\n    return x",
        "x = tr('Câu chữ')",
        "x = open(p, encoding=e)",
        "__all__ = ['a']",
        "import a",
        "x = f'{a:02d}'",
    ],
)
def test_what_is_left_alone(source: str) -> None:
    assert faults(source) == []


def test_a_condition_is_turned_round_once() -> None:
    assert faults("if a: pass") == ["a → not a"]
    assert faults("while not a: pass") == ["not a → a"]
    assert faults("[x for x in y if x]") == ["x → not x"]


def test_a_fault_knows_its_function_and_changes_the_tree() -> None:
    source = "A = 1\nclass B:\n    def c(self):\n        def d():\n            return 2\n        return d\n"
    tree = ast.parse(source)
    found = list(changes(tree))
    assert [(c.function, c.line) for c in found] == [(MODULE, 1), ("B.c", 5)]
    found[1].apply()
    assert "return 3" in ast.unparse(tree)
    compile(tree, "m", "exec")
