"""What one document of a declared paper is about (đối tượng của một văn bản)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...conventions.spelling import file_slug, fold, uncapitalised
from ...data.grading.authority import in_two_sheets
from ...data.models import (
    Award,
    Collective,
    Leader,
    Meeting,
    Member,
    Organisation,
    Regrade,
)
from ...data.models.fields import Record, fields_of
from ...data.reference import choice, paper_words
from ...data.ward import Ward, once_a_ward
from ..commendations.candidates import decisions
from ..keys import member_key
from ..office import Office
from ..record_columns import organisation, person
from ..values import labels_of, template_values

Per = Literal[
    "member",
    "cell",
    "organisation",
    "meeting",
    "whole",
    "collective",
    "leadership",
    "leader",
    "award",
    "awarded",
    "decision",
    "suggested",
    "regrade",
    "reviewed",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """What one document is about (đối tượng): its organisation, and the row it is made of.

    ``record`` ``None``: the organisation itself, or the whole ward. ``part`` tells papers of
    one kind about the same organisation apart, as they stand in file names; "" for one alone.
    """

    unit: Organisation
    record: Record | None = None
    part: str = ""

    @property
    def member(self) -> Member | None:
        """The person that it is about, ``None`` for anything else."""
        return self.record if isinstance(self.record, Member) else None

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that it is about, ``None`` for anything else."""
        return self.record if isinstance(self.record, Meeting) else None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of subject: its name in templates, its model, all there are in a ward."""

    root: str
    model: type[Record] | None
    all: Callable[[Ward], Iterator[Subject]]


def _members(ward: Ward) -> Iterator[Subject]:
    yield from (Subject(cell, m) for cell in ward.cells for m in ward.members_of(cell))


def _meetings(ward: Ward) -> Iterator[Subject]:
    for body in ward.data.organisations:
        yield from (Subject(body, meeting) for meeting in ward.meetings_of(body))


def _collectives(ward: Ward) -> Iterator[Subject]:
    """Every body that reviews itself: cells, committees, and leadership collectives."""
    twice = {id(body) for body in in_two_sheets(ward)}
    yield from (Subject(body) for body in ward.data.organisations if id(body) not in twice)
    yield from _leadership(ward)


def _leadership(ward: Ward) -> Iterator[Subject]:
    """The leadership collectives, which are no party organisations."""
    for collective in ward.data.collectives:
        body = ward.body_of(collective)
        if body is not None:
            yield Subject(body, collective)


def _reviewed(ward: Ward) -> Iterator[Subject]:
    """Everybody and every body that is reviewed: collectives, then members."""
    yield from _collectives(ward)
    yield from _members(ward)


def _proposed(ward: Ward) -> Iterator[Subject]:
    """The proposed commendations, each of the cell or body that is proposed or has the member."""
    for award in ward.data.awards:
        about = ward.subject(award.subject)
        body = ward.organisation(about.cell) if isinstance(about, Member) else about
        if isinstance(body, Organisation):
            yield Subject(body, award)


def _awarded(ward: Ward) -> Iterator[Subject]:
    """Every commendation that a body of this workbook decides on, under that body."""
    for decision in decisions(ward):
        yield from (Subject(decision.body, one.award) for one in decision.awarded)


def _decisions(ward: Ward) -> Iterator[Subject]:
    yield from (Subject(one.body, part=one.about) for one in decisions(ward))


def _suggested(ward: Ward) -> Iterator[Subject]:
    """Everybody to whom points are suggested for the review (được gợi ý kiểm điểm), once."""
    told = (ward.subject(row.subject) for row in ward.data.reviews if row.suggested)
    for about in {id(about): about for about in told}.values():
        if isinstance(about, Organisation):
            yield Subject(about)
        elif about is not None:
            cell = ward.organisation(about.cell) if isinstance(about, Member) else None
            unit = ward.body_of(about) if isinstance(about, Collective) else cell
            if unit is not None:
                yield Subject(unit, about)


def _whole(ward: Ward) -> Iterator[Subject]:
    if ward.issuer is not None:
        yield Subject(ward.issuer)


def _of_issuer(rows: Callable[[Ward], list[Record]]) -> Callable[[Ward], Iterator[Subject]]:
    def all_of(ward: Ward) -> Iterator[Subject]:
        if ward.issuer is not None:
            yield from (Subject(ward.issuer, row) for row in rows(ward))

    return all_of


KINDS: Mapping[Per, Kind] = {
    "member": Kind("dang_vien", Member, _members),
    "cell": Kind("to_chuc", Organisation, lambda ward: map(Subject, ward.cells)),
    "organisation": Kind(
        "to_chuc", Organisation, lambda ward: map(Subject, ward.data.organisations)
    ),
    "meeting": Kind("cuoc_hop", Meeting, _meetings),
    "whole": Kind("", None, _whole),
    "collective": Kind("tap_the", Collective, _collectives),
    "leadership": Kind("tap_the", Collective, _leadership),
    "leader": Kind("can_bo", Leader, _of_issuer(lambda ward: [*ward.data.leaders])),
    "award": Kind("khen_thuong", Award, _proposed),
    "awarded": Kind("khen_thuong", Award, _awarded),
    "decision": Kind("", None, _decisions),
    "suggested": Kind("", None, _suggested),
    "regrade": Kind("xep_loai_lai", Regrade, _of_issuer(lambda ward: [*ward.data.regrades])),
    "reviewed": Kind("doi_tuong", None, _reviewed),
}
"""What one document may be for."""


def subjects(ward: Ward, per: Per, units: Sequence[Organisation] = ()) -> Iterator[Subject]:
    """All there are of a kind (đối tượng), or those of some units alone, in the same order.

    A run asks unit by unit of thousands, so that they are sorted by unit once a ward.
    """
    if len(units) == 1:
        return iter(_by_unit(per)(ward).get(id(units[0]), ()))
    wanted = {id(unit) for unit in units}
    every = KINDS[per].all(ward)
    return (one for one in every if id(one.unit) in wanted) if units else every


@cache
def _by_unit(per: Per) -> Callable[[Ward], Mapping[int, list[Subject]]]:
    @once_a_ward
    def sorted_by_unit(ward: Ward) -> Mapping[int, list[Subject]]:
        found: dict[int, list[Subject]] = defaultdict(list)
        for one in KINDS[per].all(ward):
            found[id(one.unit)].append(one)
        return found

    return sorted_by_unit


@cache
def labels(per: Per) -> dict[str, str]:
    """The headers of the subject's columns, each with its name in templates."""
    kind = KINDS[per]
    return {} if kind.model is None else labels_of(kind.model, kind.root)


def values(per: Per, office: Office, subject: Subject) -> dict[str, str]:
    """The subject's own fields, as the paper prints them."""
    record = subject.record
    if per == "reviewed":
        return _either(office, subject)
    if isinstance(record, Member):
        return person(office, record, subject.unit)
    if per in ("collective", "leadership"):
        return _collective(office, subject)
    if per == "award" and record is not None:
        return {**template_values(record), "ten": called(office.ward, subject)}
    if per == "decision":
        return {"ve": subject.part}
    if isinstance(record, Meeting):
        return {**template_values(record), "goi": office.typed(meeting_name(record))}
    return organisation(office, subject.unit) if record is None else template_values(record)


def _either(office: Office, subject: Subject) -> dict[str, str]:
    """Who is reviewed: a person with the cell's name, or a collective."""
    member = subject.member
    if member is None:
        named = _collective(office, subject)
        return {"ten": named["ten"], "goi": named["goi"], "ca_nhan": "", "chi_bo": ""}
    cell = office.spell(subject.unit.name)
    return {"ten": member.full_name, "goi": "", "ca_nhan": "x", "chi_bo": cell}


def _collective(office: Office, subject: Subject) -> dict[str, str]:
    """A collective's columns; a party body has those that it shares with one."""
    if isinstance(subject.record, Collective):
        columns = template_values(subject.record)
    else:
        shared = organisation(office, subject.unit)
        columns = {spec.key: shared.get(spec.key, "") for spec in fields_of(Collective)}
        columns["ten"] = collective_name(office, subject.unit)
    name, word = office.spell(columns["ten"]), paper_words("collective", "word")
    said = uncapitalised(name) if fold(name).startswith(fold(word)) else f"{word} {name}"
    return {**columns, "ten": name, "goi": said}


def collective_name(office: Office, body: Organisation) -> str:
    """The collective that reviews itself for a party body (tập thể kiểm điểm).

    ``Chi uỷ Chi bộ …`` or the cell itself; the standing committee of the issuer where it decides.
    """
    name = Office(office.ward, body, office.day).decider
    if office.ward.kind(body)["cell"] and body.has_committee:
        name = paper_words("collective", "of_cell", ten=name)
    return office.spell(name)


def meeting_name(meeting: Meeting) -> str:
    """What running text calls a meeting: ``hội nghị triển khai kiểm điểm … năm 2026``.

    One without a title by its kind, or its day: ``cuộc họp ngày 20/11/2026``.
    """
    title, words = meeting.title, (paper_words("meeting", "word"), paper_words("meeting", "other"))
    if not title and meeting.kind == choice("meeting_kind", "other"):
        return paper_words("meeting", "untitled", ngay=meeting.date)
    if not title or any(fold(title).startswith(fold(word)) for word in words):
        return uncapitalised(title or meeting.kind)
    return f"{words[0]} {title}"


def called(ward: Ward, subject: Subject) -> str:
    """What people call the subject: the person, the meeting with its unit, the body."""
    record = subject.record
    if isinstance(record, Member):
        return record.full_name
    if isinstance(record, Meeting):
        return f"{record.code}, {subject.unit.name}"
    if isinstance(record, Collective):
        return record.name
    if isinstance(record, Leader):
        member = ward.member(record.person)
        return record.name or (member.full_name if member is not None else record.person)
    if isinstance(record, Award | Regrade):
        about = ward.subject(record.subject)
        return about.full_name if isinstance(about, Member) else about.name if about else ""
    return subject.unit.name


def key_of(ward: Ward, subject: Subject) -> str:
    """The document's name for good: whom it is about, and the year."""
    year, record = ward.settings.year, subject.record
    if isinstance(record, Member):
        return member_key(record, year)
    unit = subject.unit.code or file_slug(subject.unit.name)
    if isinstance(record, Meeting):
        return f"{unit}-{record.code}-{year}"
    if isinstance(record, Collective):
        return f"{record.code or file_slug(record.name)}-{year}"
    if isinstance(record, Leader):
        return f"{record.person}-{year}"
    if isinstance(record, Award):
        return f"{record.subject}-{file_slug(f'{record.form} {record.period}')}-{year}"
    if isinstance(record, Regrade):
        return f"{record.subject}-{record.year or year - 1}-{year}"
    return "-".join(filter(None, (unit, str(year), subject.part)))


def decision_key(ward: Ward, subject: Subject) -> str:
    """The decision on commendations that a paper about one of them, or about all, belongs to."""
    for decision in decisions(ward):
        if decision.body is subject.unit and (
            decision.about == subject.part or decision.has(subject.record)
        ):
            return decision.key
    return ""


def held_on(subject: Subject) -> dt.date | None:
    """The day of the meeting that it is about; ``None`` without a full date."""
    meeting = subject.meeting
    return meeting.date.full() if meeting is not None and meeting.date else None
