"""What the rule set in force says about a number: how it is printed, which series it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..conventions.numbering import document_number
from ..conventions.ruleset import available_rules, load_rules, rules_for
from ..conventions.spelling import fold
from ..errors import RegisterError
from ..i18n import tr
from .entries import IssueRequest
from .series import clean, normalise_term, series_of

if TYPE_CHECKING:
    from ..conventions.ruleset import RuleSet

_WORD = "Số"
_BETWEEN = " :;,.-–—"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper stands in the register (vị trí): body, term and series.

    ``term`` is a year for bodies that number by the year. ``body_id`` is the
    identity within which ``body_code`` is meant.
    """

    body_code: str
    term: str
    series: str
    body_id: str = ""


def rules_of(request: IssueRequest) -> RuleSet:
    """The rule set that prints the number: the one given, else by the date.

    A paper without a date is printed by today's rules.
    """
    if request.rules is not None:
        return request.rules
    return rules_for(request.document_date or date.today())


def place_of(request: IssueRequest) -> Place:
    """Body, term and series of a paper.

    Raises `RegisterError` when the body or the term is not given.
    """
    rules = rules_of(request)
    term = normalise_term(request.term)
    if rules.number.period == "year":
        term = str((request.document_date or date.today()).year)
    body = clean(request.body_code)
    if not body or not term:
        raise RegisterError(
            tr("Chưa đủ thông tin để cấp số."),
            where=clean(request.abstract) or None,
            why=tr("Thiếu mã cơ quan ban hành.") if not body else tr("Thiếu nhiệm kỳ."),
            fix=tr("Ghi đủ mã cơ quan ban hành và nhiệm kỳ rồi xin số lại."),
        )
    series = series_of(request.type_key, request.congress, rules)
    return Place(body, term, series, request.body_id)


def printed_symbol(request: IssueRequest, number: int) -> str:
    """Number and symbol (số và ký hiệu) as printed, without the word "Số"."""
    line = document_number(number, request.type_key, clean(request.body_symbol), rules_of(request))
    return without_word(line)


def without_word(line: str) -> str:
    """``"Số 06-CT/TU"`` without its first word (and the colon some put there)."""
    text = clean(line)
    if text.casefold().startswith(_WORD.casefold()):
        text = text[len(_WORD) :].lstrip(" :")
    return text


def bare_abstract(abstract: str, type_key: str) -> str:
    """The abstract (trích yếu) without the type's name before it.

    ``"Quyết định về việc …"`` becomes ``"về việc …"``: the register keeps the
    two apart and prints them together.
    """
    text = clean(abstract).lstrip(_BETWEEN)
    name = fold(type_name(type_key))
    while name and fold(text[: len(name)]) == name and not text[len(name) :][:1].isalnum():
        text = text[len(name) :].lstrip(_BETWEEN)
    return text


def type_and_abstract(type_key: str, abstract: str) -> str:
    """Type and abstract in one cell (tên loại và trích yếu); read back by `bare_abstract`."""
    name = type_name(type_key)
    if not abstract:
        return name
    # "Quyết định về việc …" reads on; "Báo cáo: Hà Nội …" must not lose its capital.
    return f"{name} {abstract}" if abstract[0].islower() else f"{name}: {abstract}"


def type_name(type_key: str) -> str:
    """The document type's name (tên loại), ``"Quyết định"``; the key when unknown."""
    return type_names().get(type_key, type_key)


@lru_cache(maxsize=1)
def type_names() -> dict[str, str]:
    """The names of all document types by key, as the rule sets of all years give them."""
    names: dict[str, str] = {}
    for rule_id in available_rules():
        names.update({key: kind.name for key, kind in load_rules(rule_id).types.items()})
    return names
