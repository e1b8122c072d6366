"""Numbers of papers (số văn bản): asking the register for them, finding those it gave.

A number is given when a paper is issued, not when it is drafted; the same
paper made again keeps its number, also when nobody asks for new ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..conventions.ruleset import load_rules
from ..data.ward import Ward
from ..errors import DataRejected
from ..generators.plan import Job, RegisterFacts
from ..i18n import tr
from ..register import DocumentKey, Entry, IssueRequest, Query, State

if TYPE_CHECKING:
    from ..register.book import Register

Numbers = dict[tuple[str, str], int]


def given_numbers(register: Register, ward: Ward) -> Numbers:
    """The numbers in force of this term's papers, by paper and record key."""
    term = ward.settings.term
    return _by_key(register.find(Query(term=term, state=State.ISSUED)))


def issue_numbers(register: Register, jobs: Iterable[Job], ward: Ward) -> Numbers:
    """Give every numbered paper among the jobs its number, in one transaction.

    Earlier days get lower numbers, whatever the order of the jobs.
    Raises :class:`DataRejected` when a paper has no full date: a number goes
    with the day of signing.
    """
    requests = [
        _request(job, job.number, ward)
        for job in jobs
        if job.number is not None and job.number.typed is None
    ]
    requests.sort(key=lambda request: request.document_date or dt.date.max)
    return _by_key(register.issue_many(requests))


def note_files(register: Register, ward: Ward, files: Iterable[tuple[str, str, str, str]]) -> None:
    """Tell the register which file carries each number.

    ``files`` are tuples of paper, record key, path and hash.
    """
    entries = {
        (e.paper, e.record): e
        for e in register.find(Query(term=ward.settings.term, state=State.ISSUED))
    }
    register.attach(
        (entry.id, path, digest)
        for paper, key, path, digest in files
        if (entry := entries.get((paper, key))) is not None
        and (entry.file, entry.file_hash) != (path, digest)
    )


def _request(job: Job, facts: RegisterFacts, ward: Ward) -> IssueRequest:
    if facts.day is None:
        raise DataRejected(
            tr("“{ten}” chưa có ngày nên chưa cấp số được.").format(ten=job.title),
            why=tr("Số đi cùng ngày người có thẩm quyền ký."),
            fix=tr("Ghi Ngày ban hành ở trang Thiết lập (hoặc ngày họp), rồi chạy lại."),
        )
    return IssueRequest(
        body_code=job.unit.code,
        body_name=job.unit.name,
        body_symbol=facts.body_symbol,
        type_key=facts.type_key,
        term=ward.settings.term,
        document_date=facts.day,
        abstract=facts.abstract,
        recipients="; ".join(r.lstrip("- ").rstrip(";.,") for r in facts.recipients),
        signer=facts.signer,
        key=DocumentKey(job.paper, job.key),
        rules=load_rules(job.rules, ward.overlay),
    )


def _by_key(entries: Iterable[Entry]) -> Numbers:
    return {
        (entry.paper, entry.record): entry.number
        for entry in entries
        if entry.paper is not None and entry.record is not None
    }
