"""Numbers of a run (cấp số cho một lần lập): what is given, what has changed, what clashes.

A number typed in the workbook is booked before new ones are given, so that
nobody else gets it and numbering goes on after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..data.ward import Ward
from ..errors import GiaytoError, NumberTaken
from ..findings import place_words
from ..generators.plan import Job, Key
from ..i18n import tr
from ..register import Body, Entry, Taken
from ..register.amend import clashes, take_each
from .changed import Changed, changes, in_register
from .numbers import (
    given_entries,
    issue_numbers,
    renamed_codes,
    request_of,
    waits_for,
)

if TYPE_CHECKING:
    from ..register.book import Register


@dataclass(frozen=True, slots=True)
class Given:
    """A number given or booked in this run (số mới), with the paper it went to."""

    job: Job
    entry: Entry

    def as_dict(self) -> dict[str, object]:
        """The number and its paper as plain data for ``--json``."""
        day = self.entry.document_date
        return {
            "symbol": self.entry.symbol,
            "number": self.entry.number,
            "date": day.isoformat() if day else None,
            "body": self.entry.body_name,
            "paper": self.job.paper,
            "key": self.job.key,
            "title": self.job.title,
            "typed": self.job.number is not None and self.job.number.typed is not None,
        }


@dataclass(slots=True)
class Booking:
    """What giving numbers came to (kết quả cấp số).

    ``updated`` are rows that now follow their papers; ``refused`` papers whose
    typed number belongs to another, ``waiting`` papers without a day of bodies
    below the issuer and why that is so, by paper and record key.
    """

    given: list[Given] = field(default_factory=list)
    updated: list[Changed] = field(default_factory=list)
    refused: dict[Key, GiaytoError] = field(default_factory=dict)
    waiting: dict[Key, str] = field(default_factory=dict)


def book(register: Register, jobs: Sequence[Job], ward: Ward, body: Body) -> Booking:
    """Book the typed numbers, give the missing ones, let the rows follow their papers.

    ``body`` is whose papers they are.

    A clash of a typed number costs only its own paper, and undated ones of
    bodies below the issuer wait (`waits_for`). Raises
    :class:`DataRejected` when another has no full date; then nothing is written.
    """
    before = given_entries(register, ward, body)
    for _, error in renamed_codes(before.values(), ward):
        raise error
    sent = {name for name, entry in before.items() if entry.frozen}
    jobs = [job for job in jobs if (job.paper, job.key) not in sent]
    waiting = {(j.paper, j.key): why for j in jobs if (why := waits_for(j, ward))}
    jobs = [job for job in jobs if (job.paper, job.key) not in waiting]
    for job in jobs:
        if job.number is not None:
            request_of(job, job.number, ward)
    result = Booking(waiting=waiting)
    typed = _typed(jobs, ward)
    answers = take_each(register, [taken for _, taken in typed], body=body)
    for (job, taken), answer in zip(typed, answers, strict=True):
        if isinstance(answer, GiaytoError):
            result.refused[job.paper, job.key] = _at(job, taken, answer)
    issue_numbers(register, jobs, ward, body)
    after = given_entries(register, ward, body)
    result.given = [
        Given(job, after[name])
        for job in jobs
        if (name := (job.paper, job.key)) in after and name not in before
    ]
    result.given.sort(key=lambda g: (g.entry.body_code, g.entry.series, g.entry.number))
    result.updated = [
        replace(changed, differences=followed)
        for changed in changes(jobs, in_register(before), ward)
        if (changed.paper, changed.key) not in result.refused
        # The symbol of a number given stands for good.
        and (followed := tuple(d for d in changed.differences if d.what != "symbol"))
    ]
    return result


def typed_clashes(
    register: Register, jobs: Sequence[Job], ward: Ward, body: Body
) -> dict[Key, GiaytoError]:
    """Papers whose typed number belongs to another, by paper and record key.

    For when no numbers are given; a number that nobody has booked yet is no clash,
    and a body without an identity holds none.
    """
    if not body.id:
        return {}
    typed = _typed([j for j in jobs if j.number is not None and j.number.day is not None], ward)
    answers = clashes(
        register,
        [replace(t, request=replace(t.request, body_id=body.id)) for _, t in typed],
    )
    return {
        (job.paper, job.key): _at(job, taken, answer)
        for (job, taken), answer in zip(typed, answers, strict=True)
        if answer is not None
    }


def _typed(jobs: Iterable[Job], ward: Ward) -> list[tuple[Job, Taken]]:
    return [
        (job, Taken(request_of(job, facts, ward), facts.typed))
        for job in jobs
        if (facts := job.number) is not None and facts.typed is not None
    ]


def _at(job: Job, taken: Taken, error: NumberTaken) -> NumberTaken:
    """The refusal as the clerk meets it: at the cell where the number was typed."""
    assert job.number is not None
    sheet, cell = job.number.place
    said = [part for part in (error.what, error.where, error.why) if part]
    return NumberTaken(
        tr("Số {so} gõ cho “{ten}” đã thuộc văn bản khác hoặc khác số trong sổ.").format(
            so=taken.number, ten=job.title
        ),
        where=place_words(sheet, cell),
        why=" · ".join(said),
        fix=error.fix,
    )
