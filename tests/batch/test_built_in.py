"""A built-in master is compiled when a document is to be made of it, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.batch.built_in import BuiltIn
from giayto.errors import TemplateError
from giayto.generators.plan import DAY
from giayto.rendering import DEFAULT_LIMITS, CompiledTemplate
from giayto.templates.store import MasterFile, find_master
from tests.batch.cases import everything, run, small_ward


@pytest.mark.parametrize("spelling", ["uỷ", "ủy"])
def test_it_tells_uncompiled_what_it_tells_compiled(spelling: str) -> None:
    file = find_master("bao-cao-ket-qua", "party-2026", spelling=spelling)  # type: ignore[arg-type]
    master, compiled = BuiltIn(file, DEFAULT_LIMITS), CompiledTemplate.load(file.content, day=DAY)
    assert master.digest == compiled.digest
    assert master.words == compiled.words
    assert "_compiled" not in vars(master)


def test_a_run_with_nothing_to_make_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(everything(small_ward()), tmp_path)

    def refuse(*_: object, **__: object) -> CompiledTemplate:
        raise AssertionError("a master was compiled")

    monkeypatch.setattr(CompiledTemplate, "load", refuse)
    again = run(everything(small_ward()), tmp_path)
    assert (again.done, again.failed) == (0, [])
    assert again.unchanged.total() == first.done > 10


def test_a_damaged_master_is_compiled_once_for_all_its_documents(tmp_path: Path) -> None:
    file = MasterFile("hong", tmp_path / "hong.docx", b"not a Word file", own=False)
    master = BuiltIn(file, DEFAULT_LIMITS)
    with pytest.raises(TemplateError) as first:
        master.render({})
    with pytest.raises(TemplateError) as again:
        master.render({})
    assert again.value is first.value
