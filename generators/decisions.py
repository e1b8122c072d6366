"""Grading decisions of a committee (quyết định công nhận kết quả xếp loại), with their lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from ..conventions.words import padded_count
from ..data.models import Organisation
from ..data.reference import choice
from ..data.ward import Ward
from .deciding import carried_out, decides, executors
from .graded import GRADED, Graded, Row
from .grades import counts
from .issuing import issue_day
from .lacking import lacks_rows
from .office import DECISION, Office
from .plan import Context, Job, Paper, Plan, Scope, merged, planned
from .record_columns import numbered
from .voting import vote_on


def recognising_body(ward: Ward, scope: Scope) -> Organisation | None:
    """The issuing body, if its decisions are wanted and it may make them (công nhận).

    A committee within a grassroots organisation and a cell under a committee
    only propose. Rule: Hướng dẫn 43-HD/BTCTW, mục 3.
    """
    issuer = ward.issuer
    if issuer is None or not scope.wants(issuer) or not ward.kind(issuer)["recognises"]:
        return None
    return issuer


def plan(graded: Graded, ward: Ward, scope: Scope) -> Plan:
    """The decision on those graded, if there are any; who has no grade is left out."""
    issuer = recognising_body(ward, scope)
    result = Plan()
    if issuer is None:
        return result
    listed, result.skipped = graded.find(graded.paper, ward, issuer)
    if listed:
        job = planned(
            partial(_job, graded, ward, issuer, listed),
            paper=graded.paper,
            key=f"{issuer.code}-{ward.settings.year}",
            unit=issuer,
            title=f"{choice('paper_group', graded.paper)} – {issuer.name}",
        )
        result.jobs.append(job)
    return result


def _tally(rows: Sequence[Row], marks: Sequence[str]) -> Row:
    """How many of each level, of each mark and in all; "" for what nobody has."""
    number = counts(row["muc"] for row in rows)
    number |= {mark: sum(bool(row[mark]) for row in rows) for mark in marks}
    return {
        "tong": padded_count(len(rows)),
        **{key: padded_count(value) if value else "" for key, value in number.items()},
    }


def _job(graded: Graded, ward: Ward, issuer: Organisation, listed: Sequence[Any]) -> Job:
    office, year = Office(ward, issuer, issue_day(ward)), ward.settings.year
    abstract = f"công nhận kết quả đánh giá, xếp loại chất lượng {graded.whom} năm {year}"
    named = [*executors(office), *graded.named(office, listed)]

    def build(number: int | None) -> Context:
        # Thousands of lines, that planning has no need of.
        rows = numbered(graded.rows(office, listed))
        return merged(
            office.frame(DECISION, number, graded.paper, vote_on(office, graded.subjects(listed))),
            office.attached(number, DECISION),
            decides(office),
            carried_out(office),
            {"so": _tally(rows, graded.marks), "danh_sach": rows},
        )

    return Job(
        paper=graded.paper,
        rules=office.rules.id,
        day=office.known_day,
        key=f"{office.unit.code}-{year}",
        master=graded.paper,
        unit=office.unit,
        stem=graded.stem,
        title=f"Quyết định {abstract}",
        build=build,
        number=office.register_facts(DECISION, abstract, graded.paper, named),
    )


PAPERS = tuple(
    Paper(
        graded.paper,
        choice("paper_group", graded.paper),
        "xep-loai",
        partial(plan, graded),
        numbered=True,
        gathers=True,
        lacks=partial(lacks_rows, graded.kind),
    )
    for graded in GRADED
)
"""The four decisions as papers that can be made."""
plan_organisations, plan_members, plan_collectives, plan_leaders = (p.plan for p in PAPERS)
