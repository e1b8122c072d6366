"""Own papers (giấy tờ riêng): one document a record, planned as the keeper declared it.

No paper is programmed here: the words stand in the keeper's Word file, this gives it
the record, the letterhead, the signature and the lists around it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..conventions.spelling import file_slug
from ..data.membership import belongs
from ..data.models import Meeting, Member, Organisation
from ..data.ward import Ward
from ..i18n import tr
from .office import Office, issue_day
from .own_declaration import ROOTS, Declaration, filled, type_key
from .plan import (
    OWN_FAMILY,
    Context,
    Job,
    Paper,
    Plan,
    RegisterFacts,
    Scope,
    Skipped,
    merged,
    planned,
)
from .record_columns import organisation, person
from .self_review import record_key as member_key
from .values import template_values

_GROUP = "all"
_LONGEST_CODE = 30
"""Characters; what is longer is a name, not a code, and was cut itself."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What one document is about (hồ sơ): its organisation, and the person or meeting."""

    cell: Organisation
    member: Member | None = None
    meeting: Meeting | None = None


def own_paper(declared: Declaration) -> Paper:
    """The paper that a keeper declared, to be planned, made and numbered as any other."""
    return Paper(
        declared.key,
        declared.label,
        OWN_FAMILY,
        partial(plan, declared),
        numbered=bool(declared.type_name),
        ranked=declared.per == "member",
        labels=declared.labels,
        to_units=declared.by_committee and declared.per != "whole",
    )


def plan(declared: Declaration, ward: Ward, scope: Scope) -> Plan:
    """One document for each record that the declaration wants; who is left out is told."""
    result = Plan()
    sheets: list[tuple[Organisation, list[_Record]]] = []
    begun: dict[int, list[_Record]] = {}
    for record in _all(declared, ward) if scope.whatever else _records(declared, ward):
        issuer = ward.issuer if declared.by_committee else record.cell
        if issuer is None or not scope.wants(issuer):
            continue
        if (reason := _left_out(declared, ward, record)) is not None:
            key = _key(declared, ward, record)
            result.skipped.append(
                Skipped(declared.key, record.cell.name, _called(record), reason, key)
            )
            continue
        if len(begun.get(id(issuer), ())) in (0, declared.on_sheet):
            begun[id(issuer)] = []
            sheets.append((issuer, begun[id(issuer)]))
        begun[id(issuer)].append(record)
    for issuer, sheet in sheets:
        key, title = _key(declared, ward, sheet[0]), f"{declared.label} – {_called(sheet[0])}"
        make = partial(_job, declared, ward, issuer, sheet, key, title)
        job = planned(
            make,
            paper=declared.key,
            key=key,
            unit=issuer,
            title=title,
            master=declared.master,
        )
        units = (each.cell.code or each.cell.name for each in sheet if each.cell is not issuer)
        result.jobs.append(replace(job, about=tuple(dict.fromkeys(units))))
    return result


def _left_out(declared: Declaration, ward: Ward, record: _Record) -> str | None:
    """Why a record that is wanted gets no document; ``None`` when it does."""
    day = _day(declared, ward, record)
    if record.meeting is not None and day is None:
        return tr("cuộc họp chưa ghi đủ ngày, tháng, năm")
    if record.member is not None:
        day = day or dt.date(ward.settings.year, 12, 31)
        if not belongs(record.member, day):
            return tr("không thuộc chi bộ vào ngày {ngay}").format(ngay=f"{day:%d/%m/%Y}")
    return None


def _records(declared: Declaration, ward: Ward) -> Iterator[_Record]:
    for record in _all(declared, ward):
        if not declared.only:
            yield record
            continue
        values = _values(declared, Office(ward, record.cell, None), record)
        cell = record.cell  # people say its code or its name
        said = {"chi_bo": (cell.name, cell.code)} if declared.per in ("member", "meeting") else {}
        if all(c.holds(values.get(c.field, ""), *said.get(c.field, ())) for c in declared.only):
            yield record


def _all(declared: Declaration, ward: Ward) -> Iterator[_Record]:
    if declared.per == "whole":
        if ward.issuer is not None:
            yield _Record(ward.issuer)
        return
    for body in ward.data.organisations if declared.per == "organisation" else ward.cells:
        if declared.per == "member":
            yield from (_Record(body, m) for m in ward.members_of(body))
        elif declared.per == "meeting":
            yield from (_Record(body, meeting=m) for m in ward.meetings_of(body))
        else:
            yield _Record(body)


def _job(
    declared: Declaration,
    ward: Ward,
    issuer: Organisation,
    sheet: Sequence[_Record],
    key: str,
    title: str,
) -> Job:
    """The document of a record; ``sheet`` begins with it, the others are shown beside it."""
    record = sheet[0]
    office = Office(ward, issuer, _day(declared, ward, record))
    kind = type_key(declared, office.rules)
    values = _values(declared, office, record)
    printed = filled(declared.abstract, values) or declared.about

    def build(number: int | None) -> Context:
        root, _ = ROOTS[declared.per]
        return merged(
            office.head(kind, number),
            {"ten": {"loai": declared.label}} if kind is None else office.type_name(kind),
            office.legal_bases(_GROUP),
            office.recipients(_GROUP),
            office.signature(),
            {"thiet_lap": template_values(ward.settings), "trich_yeu": printed},
            _around(ward, office, record),
            {root: values} if root else {},
            _beside(declared, office, sheet),
        )

    return Job(
        paper=declared.key,
        rules=office.rules.id,
        key=key,
        master=declared.master,
        unit=issuer,
        stem=_stem(declared, ward, record, key, values),
        title=title,
        build=build,
        number=None if kind is None else _facts(office, kind, printed, record, declared),
    )


def _stem(
    declared: Declaration, ward: Ward, record: _Record, key: str, values: Mapping[str, str]
) -> str:
    """The file's name; one that is cut ends with the record's code, for long names begin alike."""
    words = filled(declared.file, values) or f"{declared.key} {_called(record).replace(',', '')}"
    accents = ward.settings.accented_files
    whole = file_slug(words, accents, max_length=len(words) + 1)
    stem = file_slug(words, accents)
    code = file_slug(key.removesuffix(f"-{ward.settings.year}"))
    if stem == whole or len(code) > _LONGEST_CODE:
        return stem
    return f"{file_slug(words, accents, max_length=len(stem) - len(code) - 1)}-{code}"


def _beside(declared: Declaration, office: Office, sheet: Sequence[_Record]) -> Context:
    """The records of a sheet in order (bản ghi cùng trang), those that are not there empty."""
    if declared.on_sheet == 1:
        return {}
    root, _ = ROOTS[declared.per]
    blank: dict[str, dict[str, str]] = {name: {} for name, _ in ROOTS.values() if name}
    shown = [
        {
            **blank,
            "to_chuc": organisation(office, record.cell),
            root: _values(declared, office, record),
        }
        for record in sheet
    ]
    nobody = {name: dict.fromkeys(values, "") for name, values in shown[0].items()}
    return {"ke_tiep": [*shown, *[nobody] * (declared.on_sheet - len(shown))]}


def _facts(
    office: Office, kind: str, printed: str, record: _Record, declared: Declaration
) -> RegisterFacts:
    """What the register notes: the abstract as printed, and whom it is for unless it says so."""
    abstract = printed if declared.abstract else f"{printed} – {_called(record)}".lstrip(" –")
    return office.register_facts(kind, abstract, _GROUP, [_called(record)])


def _around(ward: Ward, office: Office, record: _Record) -> Context:
    """The organisation of the record, and the lists that a paper of more than one may print."""
    own = {"to_chuc": organisation(office, record.cell)}
    if record.member is not None:
        return own
    cells = [record.cell] if ward.kind(record.cell)["cell"] else ward.cells
    people = [(m, cell) for cell in cells for m in ward.members_of(cell)]
    return {
        **own,
        "danh_sach": [
            {"tt": str(n), **person(office, member, cell)}
            for n, (member, cell) in enumerate(people, start=1)
        ],
        "cac_chi_bo": [
            {"tt": str(n), **organisation(office, cell)}
            for n, cell in enumerate(ward.cells, start=1)
        ],
    }


def _values(declared: Declaration, office: Office, record: _Record) -> dict[str, str]:
    """The record's own fields, as the paper prints them."""
    if record.member is not None:
        return person(office, record.member, record.cell)
    if record.meeting is not None:
        return template_values(record.meeting)
    return organisation(office, record.cell)


def _day(declared: Declaration, ward: Ward, record: _Record) -> dt.date | None:
    """The paper's day: as declared, else the meeting's own, else that of the settings."""
    if declared.day is not None:
        return declared.day
    if record.meeting is not None:
        return record.meeting.date.full() if record.meeting.date else None
    return issue_day(ward)


def _called(record: _Record) -> str:
    if record.member is not None:
        return record.member.full_name
    return f"{record.meeting.code}, {record.cell.name}" if record.meeting else record.cell.name


def _key(declared: Declaration, ward: Ward, record: _Record) -> str:
    """The document's name for good: whom it is about, and the year."""
    year = ward.settings.year
    if record.member is not None:
        return member_key(record.member, year)
    unit = record.cell.code or file_slug(record.cell.name)
    return f"{unit}-{record.meeting.code}-{year}" if record.meeting else f"{unit}-{year}"
