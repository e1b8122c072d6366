"""Numbers of papers (số văn bản): asking the register for them, finding those it gave.

A number is given when a paper is issued, not when it is drafted; the same
paper made again keeps its number, also when nobody asks for new ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..conventions.ruleset import load_rules
from ..conventions.spelling import fold
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import DataRejected
from ..generators.issuing import issuing_body
from ..generators.plan import Job, Key, RegisterFacts
from ..i18n import tr
from ..register import Body, DocumentKey, Entry, IssueRequest
from .orders import Numbers

if TYPE_CHECKING:
    from ..register.book import Register


def given_entries(register: Register, ward: Ward, body: Body) -> dict[Key, Entry]:
    """The rows in force of the body's papers in this term, by paper and record key."""
    from ..register.holdings import Holdings

    found = Holdings(register, body).in_force(ward.settings.term)
    return {(e.paper, e.record): e for e in found if e.paper is not None and e.record is not None}


def renamed_codes(entries: Iterable[Entry], ward: Ward) -> list[tuple[Organisation, DataRejected]]:
    """Bodies whose numbers were given under another code than the workbook has now, and why
    that forbids new ones: papers are known by the code, each would be given a second number.
    """
    codes = {body.code or body.name for body in ward.data.organisations}
    names = {fold(body.name): body for body in ward.data.organisations}
    old = {e.body_code: e.body_name for e in entries if e.body_code not in codes}
    meant = {code: names.get(fold(name)) or ward.organisation(code) for code, name in old.items()}
    told = tr("Số của “{ten}” đã cấp theo mã “{cu}”, nay sổ ghi mã “{moi}”.")
    fix = tr("Ghi lại mã “{cu}” ở trang Tổ chức đảng; đổi mã thì mỗi văn bản bị cấp thêm một số.")
    return [
        (
            body,
            DataRejected(
                told.format(ten=body.name, cu=code, moi=body.code or body.name),
                fix=fix.format(cu=code),
            ),
        )
        for code, body in meant.items()
        if body is not None
    ]


def issue_numbers(register: Register, jobs: Iterable[Job], ward: Ward, body: Body) -> Numbers:
    """Give every numbered paper among the jobs its number, in one transaction.

    ``body`` is whose papers they are; those whose number stands in the workbook
    are left out, see `booking`. Earlier days get lower numbers, whatever the
    order of the jobs. Raises :class:`DataRejected` when a paper has no full
    date: a number goes with the day of signing; and `BodyUnclear` when old rows
    of the register may be another body's.
    """
    requests = [
        request_of(job, job.number, ward)
        for job in jobs
        if job.number is not None and job.number.typed is None
    ]
    requests.sort(key=lambda request: request.document_date or dt.date.max)
    return _by_key(register.issue_many(requests, body=body))


def note_files(
    register: Register, ward: Ward, body: Body, files: Iterable[tuple[str, str, str, str]]
) -> None:
    """Tell the register which file carries each of the body's numbers.

    ``files`` are tuples of paper, record key, path and hash.
    """
    entries = given_entries(register, ward, body)
    register.attach(
        (entry.id, path, digest)
        for paper, key, path, digest in files
        if (entry := entries.get((paper, key))) is not None
        and (entry.file, entry.file_hash) != (path, digest)
    )


def waits_for(job: Job, ward: Ward) -> str:
    """Why a paper of another body than the issuer is undated, so has no number; "" if it is not.

    The settings' day is the issuer's alone: such a paper must not stop the others.
    """
    dated = job.number is None or job.number.day is not None
    if dated or job.unit is ward.issuer:
        return ""
    if ward.conference_day(job.unit) is None:
        return tr("chưa có ngày hội nghị kiểm điểm ở trang Cuộc họp nên chưa cấp số")
    return tr("ngày ký để viết tay nên không cấp số; cần bản in thì bỏ --cap-so")


def request_of(job: Job, facts: RegisterFacts, ward: Ward) -> IssueRequest:
    """What a paper says to the register. Raises :class:`DataRejected` without a full date."""
    if facts.day is None:
        raise DataRejected(
            tr("“{ten}” chưa có ngày nên chưa cấp số được.").format(ten=job.title),
            why=tr("Số đi cùng ngày người có thẩm quyền ký."),
            fix=tr("Ghi Ngày ban hành ở trang Thiết lập (hoặc ngày họp), rồi chạy lại."),
        )
    rules = load_rules(job.rules, ward.overlay)
    body = issuing_body(ward, job.unit, rules)
    return IssueRequest(
        body_code=body.code,
        body_name=body.name,
        body_symbol=body.symbol,
        type_key=facts.type_key,
        term=body.term,
        document_date=facts.day,
        abstract=facts.abstract,
        recipients="; ".join(facts.recipients),
        keeper=facts.keeper,
        signer=facts.signer,
        key=DocumentKey(job.paper, job.key),
        rules=rules,
    )


def _by_key(entries: Iterable[Entry]) -> Numbers:
    return {
        (entry.paper, entry.record): entry.number
        for entry in entries
        if entry.paper is not None and entry.record is not None
    }
