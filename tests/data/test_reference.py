"""The words that columns offer: written once, in ``reference/choices.toml``, called by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from giayto.data.models import SHEETS, Settings
from giayto.data.models.commendation import serves
from giayto.data.models.fields import fields_of
from giayto.data.reference import choice, choices, chosen, table
from tests.house import ROOT

# Two spellings of one word are a setting of the program itself, typed as such.
# The four kinds of subjects are called as the sheets are.
# Groups that share the rows of another are keys of papers.
_NOT_WORDS_OF_THE_TRADE = {"spelling", "graded_subject", "shared_paper_group"}
# Where a column is declared its default and example are, too.
_DECLARED = ROOT / "data" / "models"


def _offered() -> set[str]:
    lists = set(table("choices")) - _NOT_WORDS_OF_THE_TRADE
    return {word for name in lists for word in choices(name)}


def _literals() -> Iterator[tuple[str, str]]:
    for folder in ("generators", "data", "checking"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if _DECLARED in path.parents:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node.value


def test_no_choice_word_is_written_in_a_module() -> None:
    offered = _offered()
    assert "Ban Thường vụ" in offered
    assert [(place, text) for place, text in _literals() if text in offered] == []


def test_defaults_are_words_that_their_column_offers() -> None:
    choosing = [spec for sheet in SHEETS for spec in fields_of(sheet.model) if spec.choices]
    assert len(choosing) > 10
    assert [s.label for s in choosing if s.default and s.default not in s.choices] == []


def test_a_word_is_found_by_its_name_and_its_name_by_the_word() -> None:
    assert choice("presence", "excused") == "Vắng có lý do"
    assert chosen("presence", "Vắng có lý do") == "excused"
    assert chosen("presence", "vắng mặt") == ""
    with pytest.raises(KeyError):
        choice("presence", "away")


def test_tables_that_go_by_a_choice_know_all_its_words() -> None:
    assert set(table("organisation-kinds")) == set(choices("organisation_kind"))
    known = set(choices("status"))
    status = table("member-status")
    assert {*status["summoned"], *status["not_reviewed"], *status["gone"]} <= known
    assert all(choice("status", key) in known for key in status["not_summoned"])
    law, kinds = table("commendation", "grading"), table("organisation-kinds").values()
    bodies = {row["body"] for row in law["authority"] + law["above"]}
    assert bodies == {str(kind["key"]) for kind in kinds}
    assert {row["form"] for row in law["rule"] + law["authority"]} <= set(choices("award_form"))
    assert {f for row in law["above"] for f in row["forms"]} <= set(choices("award_form"))
    assert {row["period"] for row in law["rule"] + law["authority"]} <= set(choices("award_period"))


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("Không làm tròn", 1),
        ("Lên hàng nghìn đồng", 1_000),
        ("Lên hàng chục nghìn đồng", 10_000),
        ("Lên hàng trăm nghìn đồng", 100_000),
        ("", 1),
    ],
)
def test_the_settings_say_what_their_words_mean(word: str, step: int) -> None:
    assert Settings(award_rounding=word).rounding_step == step


def test_a_row_for_all_papers_serves_each_group() -> None:
    assert serves("Tất cả", "bien-ban")
    assert serves("Biên bản", "bien-ban")
    assert not serves("Biên bản", "quyet-dinh-khen-thuong")
