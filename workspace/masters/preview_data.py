"""Whose data a preview shows (dữ liệu xem thử): own ones, else those of the invented ward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ...batch.choice import Choice
from ...checking.masters.field_names import names_in
from ...checking.masters.sample_register import sample_register
from ...conventions.ruleset import rules_for
from ...data.sample.ward import sample_of_year
from ...data.ward import Ward
from ...errors import PaperDeclaration, UnknownRecord
from ...generators.plan import Context, Job, Paper, Scope
from ...generators.self_review import with_form_years
from ...i18n import tr
from ..loading import Loaded, find_units
from ..records import find_records
from .known import Known

_TRIED = 200
"""Documents of the own data that are looked through for the fullest one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The document that is filled in (văn bản được điền thử), without a number.

    ``title`` and ``stem`` as the paper has them; ``own``: of the clerk's data.
    """

    master: str
    rules: str
    title: str
    stem: str
    context: Context
    own: bool


def shown_for(
    meant: Sequence[Known],
    loaded: Loaded | None,
    year: int,
    *,
    record: str | None = None,
    unit: str | None = None,
) -> list[Shown]:
    """A document for each of a paper's masters: the one named, else the one with most fields.

    Of a person or unit that is named, only those that there are. Raises
    :class:`UnknownRecord` and :class:`UnknownUnit`.
    """
    paper = meant[0].paper
    if paper is None:
        return [_of_register(meant[0])]
    found: list[Shown] = []
    named = bool(record or unit)
    ward = loaded.ward if loaded is not None and (named or not loaded.errors) else None
    own = _own_jobs(ward, paper, record, unit) if ward is not None else []
    for master in (each.master for each in meant):
        jobs = [job for job in own if job.master == master]
        if named and not jobs and len(meant) == 1:
            jobs = own  # who gets another form of the paper is still whom the keeper wants to see
        shown = _fullest(jobs, master, own=True)
        if shown is None and not named:
            shown = _of_sample(paper, master, year)
        found += [] if shown is None else [shown]
    if not found:
        raise _nothing(paper, record or unit or "", ward)
    return found


def _own_jobs(ward: Ward, paper: Paper, record: str | None, unit: str | None) -> list[Job]:
    """The documents of whom a keeper names; of a person who has none, those about the cell."""
    choice = Choice(find_units(ward, [unit] if unit else []))
    if not record:
        return _understood(choice.jobs(paper, ward))
    chosen = find_records(ward, [paper], choice.units, [record])
    jobs = Choice(chosen.units, chosen.keys).jobs(paper, ward)
    if not jobs and not paper.ranked:
        jobs = Choice(chosen.units).jobs(paper, ward)
    return _understood(jobs)


def _understood(jobs: list[Job]) -> list[Job]:
    """The jobs; raises what is wrong with what an own paper says of itself."""
    fault = next((job.fault for job in jobs if isinstance(job.fault, PaperDeclaration)), None)
    if fault is not None:
        raise fault
    return jobs


def _fullest(jobs: Sequence[Job], master: str, *, own: bool) -> Shown | None:
    """The document whose record fills the most fields, the first of several."""
    best: tuple[int, Shown] | None = None
    for job in islice((job for job in jobs if job.fault is None), _TRIED):
        context = job.content(None)
        filled = _filled(context)
        if best is None or filled > best[0]:
            best = filled, Shown(master, job.rules, job.title, job.stem, context, own)
    return None if best is None else best[1]


def _filled(context: Context) -> int:
    return len(names_in([_without_blanks(context)], mark="[]"))


def _without_blanks(value: Context) -> Context:
    kept = {key: _bare(child) for key, child in value.items()}
    return {key: child for key, child in kept.items() if child not in ("", None, [], {})}


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return _without_blanks(value)
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def _of_sample(paper: Paper, master: str, year: int) -> Shown | None:
    for season in with_form_years(year):
        ward = Ward(sample_of_year(season))
        jobs = _understood(paper.plan(ward, Scope(whatever=True)).jobs)
        shown = _fullest([job for job in jobs if job.master == master], master, own=False)
        if shown is not None:
            return shown
    return None


def _of_register(known: Known) -> Shown:
    rules, name = rules_for(dt.date.today()).id, known.master
    return Shown(name, rules, known.label, name, sample_register()[0], own=False)


def _nothing(paper: Paper, named: str, ward: Ward | None) -> UnknownRecord:
    """Why there is nothing to show of somebody."""
    why = tr("Chưa có sổ dữ liệu ở thư mục này.") if ward is None else None
    if ward is not None:
        left = paper.plan(ward, Scope()).skipped
        member = ward.member(named)
        names = {named} if member is None else {member.full_name}
        why = next((skipped.reason for skipped in left if skipped.subject in names), None)
    return UnknownRecord(
        tr("Không có {giay} nào của “{ten}” để xem thử.").format(giay=paper.label, ten=named),
        why=why,
        fix=tr("Chọn người khác, đơn vị khác; hoặc bỏ --nguoi, --chi-bo."),
    )
