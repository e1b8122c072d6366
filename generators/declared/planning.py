"""Declared papers (giấy tờ khai báo): one document a record, planned as declared.

No paper is programmed here: the words stand in the Word file, this gives it the record,
the letterhead, the signature and what the declaration names beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ...conventions.headings import letter_abstract
from ...conventions.recipients import recipient_lines, refers_back
from ...conventions.spelling import file_slug
from ...data.membership import belongs
from ...data.models import Award, Collective, Member, Organisation
from ...data.reference import paper_words
from ...data.ward import Ward
from ...i18n import tr
from ..commendations.proposal import decision_day
from ..issuing import issue_day
from ..keys import season_day
from ..minutes import shared as minutes
from ..office import Office
from ..parts.catalogue import PARTS
from ..parts.conference import told_roll
from ..plan import (
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
from ..record_columns import graded_name, organisation
from ..values import template_values
from .declaration import Declaration, filled, type_key
from .itself import cited_itself
from .needs import lacking, unmet
from .subjects import KINDS, Subject, called, decision_key, held_on, key_of, subjects, values

_LONGEST_CODE = 30
"""Characters; what is longer is a name, not a code, and was cut itself."""


def declared_paper(declared: Declaration) -> Paper:
    """The paper that is declared, to be planned, made and numbered as any other."""
    return Paper(
        declared.key,
        declared.label,
        declared.family,
        partial(plan, declared),
        numbered=declared.numbered,
        ranked=declared.per == "member",
        labels=declared.labels,
        goes_with=declared.goes_with,
        to_units=declared.by_committee and declared.per not in ("whole", "meeting"),
        lacks=partial(lacking, declared),
        origin=declared.origin,
        forms=declared.forms,
        since=declared.since,
        last=declared.last,
    )


def plan(declared: Declaration, ward: Ward, scope: Scope) -> Plan:
    """One document for each record that the declaration wants; who is left out is told."""
    result = Plan()
    committee = ward.issuer if declared.by_committee else None
    absent = declared.by_committee and (committee is None or not scope.wants(committee))
    if absent or not declared.since <= ward.settings.year <= declared.last:
        return result
    wanted = () if committee is not None else scope.units
    offices: _Offices = {}
    sheets: list[tuple[Organisation, list[Subject]]] = []
    begun: dict[int, list[Subject]] = {}
    for record in _records(declared, ward, wanted, offices, whatever=scope.whatever):
        issuer = committee or record.unit
        if (reason := _left_out(declared, ward, record)) is not None:
            key = key_of(ward, record)
            result.skipped.append(
                Skipped(declared.key, record.unit.name, called(ward, record), reason, key)
            )
            continue
        if len(begun.get(id(issuer), ())) in (0, declared.on_sheet):
            begun[id(issuer)] = []
            sheets.append((issuer, begun[id(issuer)]))
        begun[id(issuer)].append(record)
    for issuer, sheet in sheets:
        key, title = key_of(ward, sheet[0]), f"{declared.label} – {called(ward, sheet[0])}"
        make = partial(_job, declared, ward, issuer, sheet, key, title, offices)
        job = planned(
            make,
            paper=declared.key,
            key=key,
            unit=issuer,
            title=title,
            master=declared.master_of(ward.settings.year),
        )
        units = (each.unit.code or each.unit.name for each in sheet if each.unit is not issuer)
        result.jobs.append(replace(job, about=tuple(dict.fromkeys(units))))
    return result


def _left_out(declared: Declaration, ward: Ward, record: Subject) -> str | None:
    """Why a record that is wanted gets no document; ``None`` when it does."""
    day = _day(declared, ward, record)
    if record.meeting is not None and held_on(record) is None:
        return tr("cuộc họp chưa ghi đủ ngày, tháng, năm")
    if record.member is not None:
        day = day or dt.date(ward.settings.year, 12, 31)
        if not belongs(record.member, day):
            return tr("không thuộc chi bộ vào ngày {ngay}").format(ngay=f"{day:%d/%m/%Y}")
    return unmet(declared.needs, ward, record) or None


_Offices = dict[object, Office]
"""The offices of one plan: thousands of records share one, with its rules and signature."""


def _office(
    offices: _Offices,
    ward: Ward,
    unit: Organisation,
    day: dt.date | None,
    near: dt.date | None = None,
) -> Office:
    asked = (id(unit), day, near)
    if asked not in offices:
        offices[asked] = Office(ward, unit, day, near=near)
    return offices[asked]


def _records(
    declared: Declaration,
    ward: Ward,
    units: Sequence[Organisation],
    offices: _Offices,
    *,
    whatever: bool,
) -> Iterator[Subject]:
    """The records that get a document; ``whatever``: also against the office's conditions."""
    for record in subjects(ward, declared.per, units):
        if unmet(declared.asks, ward, record):
            continue
        if whatever or not declared.only or _meets(declared, ward, record, offices):
            yield record


def _meets(declared: Declaration, ward: Ward, record: Subject, offices: _Offices) -> bool:
    own = values(declared.per, _office(offices, ward, record.unit, None), record)
    cell = record.unit  # people say its code or its name
    said = {"chi_bo": (cell.name, cell.code)} if declared.per in ("member", "meeting") else {}
    return all(c.holds(own.get(c.field, ""), *said.get(c.field, ())) for c in declared.only)


def _job(
    declared: Declaration,
    ward: Ward,
    issuer: Organisation,
    sheet: Sequence[Subject],
    key: str,
    title: str,
    offices: _Offices,
) -> Job:
    """The document of a record; ``sheet`` begins with it, the others are shown beside it."""
    record = sheet[0]
    itself = cited_itself(declared, ward, issuer)
    day = _day(declared, ward, record) if itself is None else itself.day
    office = _office(offices, ward, issuer, day, held_on(record))
    kind = type_key(declared, office.rules)
    own = values(declared.per, office, record)
    year = ward.settings.year
    about = {**own, "nam": own.get("nam") or str(year)}
    printed = filled(declared.abstract, about) or declared.about
    shown, lines = _abstract(office, kind, printed)

    def build(given: int | None) -> Context:
        number = given if itself is None else itself.number
        root = KINDS[declared.per].root
        return merged(
            office.head(kind, number),
            {"ten": {"loai": declared.label}}
            if kind is None
            else {**office.type_name(kind), **office.attached(number, kind)},
            office.bases.part(declared.group, itself=itself and itself.row),
            {"noi_nhan": _recipient_lines(declared, office, record)},
            office.signature(),
            {"thiet_lap": template_values(ward.settings), "trich_yeu": shown},
            {"dong_trich_yeu": lines},
            {"to_chuc": organisation(office, record.unit)},
            {root: own} if root else {},
            *(PARTS[part](office, record) for part in declared.parts),
            _beside(declared, office, sheet),
        )

    return Job(
        paper=declared.key,
        rules=office.rules.id,
        key=key,
        day=_master_day(declared, office),
        master=declared.master_of(year),
        unit=issuer,
        stem=_stem(declared, ward, record, key, own),
        title=title,
        build=build,
        number=_facts(office, kind, printed, record, declared)
        if kind and declared.numbered
        else None,
        goes_with=(declared.goes_with, decision_key(ward, record)) if declared.goes_with else None,
    )


def _abstract(office: Office, kind: str | None, printed: str) -> tuple[str, list[str]]:
    """The abstract as it stands under the title, or a letter's under its number; in even lines."""
    if kind is None or office.rules.types[kind].titled:
        return printed, office.balanced(printed, "abstract") if printed else []
    shown = letter_abstract(printed, office.rules)
    width = office.rules.letterhead.left_column_mm
    return shown, office.balanced(shown, "letter_abstract", width_mm=width)


def _master_day(declared: Declaration, office: Office) -> dt.date | None:
    """The day by which the office's own masters are chosen, see :class:`Job`."""
    if declared.until:
        return season_day(office.ward.settings.year)
    return None if declared.family == OWN_FAMILY else office.known_day


def _stem(
    declared: Declaration, ward: Ward, record: Subject, key: str, own: Mapping[str, str]
) -> str:
    """The file's name; one that is cut ends with the record's code, for long names begin alike."""
    about = called(ward, record).replace(",", "")
    words = filled(declared.file, own) or f"{declared.key} {about}"
    accents = ward.settings.accented_files
    whole = file_slug(words, accents, max_length=len(words) + 1)
    stem = file_slug(words, accents)
    code = file_slug(key.removesuffix(f"-{ward.settings.year}"))
    if stem == whole or len(code) > _LONGEST_CODE:
        return stem
    return f"{file_slug(words, accents, max_length=len(stem) - len(code) - 1)}-{code}"


def _beside(declared: Declaration, office: Office, sheet: Sequence[Subject]) -> Context:
    """The records of a sheet in order (bản ghi cùng trang), those that are not there empty."""
    if declared.on_sheet == 1:
        return {}
    root = KINDS[declared.per].root
    blank: dict[str, dict[str, str]] = {kind.root: {} for kind in KINDS.values() if kind.root}
    shown = [
        {
            **blank,
            "to_chuc": organisation(office, record.unit),
            root: values(declared.per, office, record),
        }
        for record in sheet
    ]
    nobody = {name: dict.fromkeys(columns, "") for name, columns in shown[0].items()}
    return {"ke_tiep": [*shown, *[nobody] * (declared.on_sheet - len(shown))]}


def _facts(
    office: Office, kind: str, printed: str, record: Subject, declared: Declaration
) -> RegisterFacts:
    """What the register notes: the abstract as printed, and whom it is for unless it says so.

    Of minutes their chair; of those that tell of the meeting itself, the number that the
    sheet of meetings may have.
    """
    if kind == minutes.TYPE and record.meeting is not None:
        roll = told_roll(office, record)
        if "minutes_signers" in declared.parts:
            return minutes.register_facts(office, roll, printed)
        what = declared.label.removeprefix(f"{declared.type_name} ")
        return replace(minutes.register_facts(office, roll, f"{what} {printed}"), typed=None)
    abstract = (
        printed if declared.abstract else f"{printed} – {called(office.ward, record)}".lstrip(" –")
    )
    who = [called(office.ward, record)]
    facts = office.register_facts(kind, abstract, declared.group, who)
    return replace(
        facts, recipients=facts.recipients or tuple(_usual_receivers(declared, office, record))
    )


def _recipient_lines(declared: Declaration, office: Office, record: Subject) -> list[str]:
    """Who receives it: as the sheet says, else as declared; the archive last (nơi nhận)."""
    # Minutes have none of their own: what a group of theirs is declared for are its legal bases.
    group = "all" if declared.group == minutes.GROUP else declared.group
    receivers = office.receivers.written(group) or _usual_receivers(declared, office, record)
    if not any(refers_back(item, office.rules) for item in receivers):
        receivers = [*_named_above(declared, office), *receivers]
    return recipient_lines(receivers, office.receivers.archive(group), office.rules)


def _named_above(declared: Declaration, office: Office) -> list[str]:
    """Those whom the text names already: ``Như trên``, ``Như Điều 3``."""
    said = [to.partition(" ") for to in declared.to if to.startswith("as_")]
    return [f"{office.rules.phrase(phrase)} {article}".strip() for phrase, _, article in said]


def _usual_receivers(declared: Declaration, office: Office, record: Subject) -> list[str]:
    """Who receives it where the sheet names nobody: only those whom this ward has."""
    ward, unit = office.ward, office.unit
    parent = ward.parent(unit)
    above = ward.settings.superior_committee if unit is ward.issuer else parent and parent.name
    names = {
        "superior": above or "",
        "units": "" if office.is_cell else unit.name,
        "cell": record.unit.name if record.member is not None else "",
    }
    if unit is ward.issuer:
        names |= {
            "executors": ward.settings.executors,
            "collectives": unit.name if ward.data.collectives else "",
            "groups": unit.name if ward.data.group_members else "",
        }
    said = [paper_words("receivers", to, ten=names[to]) for to in declared.to if names.get(to)]
    awarded = _awarded(office, record) if "awarded" in declared.to else ""
    return [text for text in (awarded, *map(office.spell, said)) if text]


def _awarded(office: Office, record: Subject) -> str:
    """Who is commended: a person with the word of address, else the party organisation."""
    if not isinstance(record.record, Award):
        return ""
    about = office.ward.subject(record.record.subject)
    if isinstance(about, Organisation):
        return graded_name(office, about)
    if not isinstance(about, Member):
        return ""
    return f"{paper_words('receivers', 'person')} {office.ward.called(about)}"


def _day(declared: Declaration, ward: Ward, record: Subject) -> dt.date | None:
    """The paper's day: as declared, else the meeting's own, else that of the settings."""
    if declared.by_hand:
        return None
    of_unit = declared.dated == "after_review" and record.unit is not ward.issuer
    if declared.dated == "review" or of_unit:
        # A leadership collective reviews itself on a day of its own, which no sheet has.
        held_elsewhere = isinstance(record.record, Collective)
        return None if held_elsewhere else ward.conference_day(record.unit)
    if declared.dated == "decision":
        return decision_day(ward, record.unit)
    if declared.day is not None:
        return declared.day
    return held_on(record) if record.meeting is not None else issue_day(ward)
