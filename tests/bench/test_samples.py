"""The papers the bench measures: docxtpl can render them, and renders the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bench import own_paper, samples
from bench.equality import check_equal
from giayto.rendering import CompiledTemplate


@pytest.mark.parametrize(
    ("master", "record"),
    [
        (own_paper.master, own_paper.record),
        (samples.long_list, lambda _: samples.list_record(30)),
        (samples.word_made, samples.form_record),
    ],
)
def test_docxtpl_renders_the_same(
    master: Callable[[], bytes], record: Callable[[int], dict[str, Any]]
) -> None:
    source = master()

    assert check_equal(source, CompiledTemplate.load(source), [record(0), record(1)]) == 2
