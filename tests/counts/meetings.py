"""Minutes and self-reviews: each number within the paper and against the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from giayto.data.models import Meeting, Review
from tests.counts.documents import (
    SCORE,
    Count,
    Document,
    ReviewMinutes,
    groups,
    number,
    roll,
    tables,
    votes,
)
from tests.counts.ledger import Ledger, in_order
from tests.counts.rows import Attended, Rows, per_level


def rolled(ledger: Ledger, document: Document, rows: Rows) -> Attended:
    """The first part of minutes and the show of hands; gives who attended by the rows."""
    place = document.key
    again = rows.attended(_meeting(document, rows))
    ledger.same(place, "ngày họp", document.ordinal, again.day.toordinal())
    said = roll(document.lines)
    ledger.all_same(place, said, again.roll)
    ledger.adds_up(
        place, "chính thức và dự bị", said["total"], said["official"], said["probationary"]
    )
    ledger.adds_up(
        place, "có mặt: chính thức và dự bị",
        said["present"], said["present_official"], said["present_probationary"],
    )  # fmt: skip
    ledger.adds_up(place, "có mặt và vắng mặt", said["summoned"], said["present"], said["absent"])
    ledger.adds_up(place, "có và không lý do", said["absent"], said["excused"], said["unexcused"])
    left_out = groups(document.lines, "1. Tổng số đảng viên", "2. ")
    away = groups(document.lines, "2. Số đảng viên được triệu tập", "3. ")
    ledger.named(place, [*left_out, *away])
    outside = sum(group.said for group in left_out)
    ledger.adds_up(place, "ngoài diện triệu tập", said["total"], said["summoned"], outside)
    ledger.adds_up(place, "vắng theo lý do", said["absent"], *(group.said for group in away))
    unexcused = sum(g.said for g in away if g.label == "Không có lý do")
    ledger.same(place, "vắng không lý do", unexcused, said["unexcused"])
    _hands(ledger, document, rows, again)
    return again


def _meeting(document: Document, rows: Rows) -> Meeting:
    return rows.meeting(document.key.rsplit("-", 2)[1])


def _hands(ledger: Ledger, document: Document, rows: Rows, again: Attended) -> None:
    place, meeting = document.key, _meeting(document, rows)
    hands, percent = votes(document.lines)
    if not hands:
        return
    ledger.same(place, "đồng ý", hands["for"], meeting.votes_for)
    written = [n for n in (meeting.votes_for, meeting.votes_against, meeting.other_opinion) if n]
    none = 0 if meeting.votes_for is not None and sum(written) == again.voters else None
    if "against" in hands:
        rest = (meeting.votes_against, meeting.other_opinion)
        for what, ours in zip(("against", "other"), rest, strict=True):
            ledger.same(place, what, hands[what], none if ours is None else ours)
    ledger.same(place, "số có quyền biểu quyết", hands["voters"], again.roll["present_official"])
    ledger.same(
        place, "và số chính thức có mặt", hands["voters"], roll(document.lines)["present_official"]
    )
    parts = [hands.get(what) for what in ("for", "against", "other")]
    over = sum(n or 0 for n in parts) > (hands["voters"] or 0)
    ledger.adds_up(
        place, "tổng số biểu quyết", hands["voters"], *parts, code="KT-419" if over else "KT-442"
    )
    if percent:
        counted = share(hands["for"] or 0, hands["voters"] or 0)
        ledger.same(place, "tỷ lệ", decimal(percent), counted)


_AGREED = re.compile(r"- .+: (\d+)/(\d+|…+) đảng viên chính thức có mặt đồng ý\.")


def reviewing(ledger: Ledger, document: Document, rows: Rows, again: Attended) -> ReviewMinutes:
    """Parts III to VI of the minutes of a review conference."""
    place = document.key
    said = ReviewMinutes.read(document)
    waiting = said.unreviewed.names if said.unreviewed else []
    exempt = sum(group.said for group in said.exempt)
    ledger.named(place, [*said.exempt, *said.levels, *said.later])
    ledger.named(place, [said.unreviewed] if said.unreviewed else [])
    later = sum(group.said for group in said.later)
    ledger.same(place, "chưa xếp loại ở kết luận", later, len(waiting))
    ledger.same(place, "đã kiểm điểm", len(said.persons), len(again.reviewed))
    ledger.same(place, "chưa kiểm điểm", len(waiting), len(again.due) - len(again.reviewed))
    ledger.same(place, "không thuộc diện", exempt, len(again.members) - len(again.due))
    ledger.same(place, "không thuộc diện ở kết luận", said.exempt_sum, exempt)
    body = next(line for line in document.lines if line.startswith("Tập thể tự xếp loại"))
    scored = SCORE.search(body)
    review = rows.review_of(document.unit)
    ledger.same(
        place, "điểm tập thể", decimal(scored[1]) if scored else None,
        _score(review) if body.endswith(".") else None,
    )  # fmt: skip
    total = roll(document.lines)["total"]
    ledger.adds_up(place, "cả chi bộ", total, len(said.persons), len(waiting), exempt)
    here = {id(m) for m in again.present}
    away = [m for m in again.reviewed if id(m) not in here]
    ledger.same(place, "vắng mặt có gửi bản kiểm điểm", len(said.away), len(away))
    agreed = [m for line in document.lines if (m := _AGREED.match(line))]
    told = [g.award.agreed for g in rows.awards() if g.body is document.unit and g.award.agreed]
    ledger.same(place, "số đồng ý khen thưởng", sum(int(m[1]) for m in agreed), sum(told))
    for found in agreed:
        ledger.same(place, "trên số có quyền biểu quyết", number(found[2]), again.voters)
    _levels(ledger, place, said, rows, again)
    _scores(ledger, place, said, rows, again)
    _ballots(ledger, place, said, rows, document)
    return said


def _levels(ledger: Ledger, place: str, said: ReviewMinutes, rows: Rows, again: Attended) -> None:
    reviews = [rows.review_of(m) for m in again.reviewed]
    proposed = [review.proposed_grade if review else "" for review in reviews]
    told = {group.label: group.said for group in said.levels}
    ledger.all_same(place, told, per_level(proposed))
    if told:
        parts = (*told.values(), len(said.unsaid))
        ledger.adds_up(place, "các mức và chưa ghi mức", len(said.persons), *parts)
    in_table = Counter(f"{count.level} nhiệm vụ" for count in said.counts if count.level)
    if len(said.counts) == len(said.persons):
        ledger.all_same(place, told, in_table)


def _score(review: Review | None) -> Decimal | None:
    if review is None or review.general_score is None or review.task_score is None:
        return None
    return review.general_score + review.task_score


def _scores(ledger: Ledger, place: str, said: ReviewMinutes, rows: Rows, again: Attended) -> None:
    """A score stands beside the level that the member asked for; without the one, none."""
    reviews = [review for m in again.reviewed if (review := rows.review_of(m)) is not None]
    printed = sorted(decimal(text) for text in said.persons.values() if text)
    known = sorted(s for r in reviews if r.self_grade and (s := _score(r)) is not None)
    ledger.same(place, "số người có điểm", len(printed), len(known))
    for one, other in zip(printed, known, strict=False):
        ledger.same(place, "điểm tự chấm", one, other)


def share(part: int, whole: int) -> Decimal:
    """A percentage with two decimals."""
    return round(Decimal(part * 100) / (whole or 1), 2)


def decimal(text: str) -> Decimal:
    """A score as papers print it."""
    return Decimal(text.replace(",", "."))


def _ballots(
    ledger: Ledger, place: str, said: ReviewMinutes, rows: Rows, document: Document
) -> None:
    meeting = _meeting(document, rows)
    again = rows.attended(meeting)
    reviewed = {id(m) for m in again.reviewed}
    subjects = []
    for ballot, tally, levels in rows.ballots(meeting):
        member = rows.member(ballot.subject, document.unit)
        if member is None or id(member) in reviewed:
            subjects.append((*tally, *levels))
    printed = [*said.bodies, *said.counts]
    ledger.same(place, "số đối tượng có phiếu", len(printed), len(subjects))
    told = sorted(((*count.tally, *count.votes) for count in printed), key=_known)
    for one, other in zip(told, sorted(subjects, key=_known), strict=False):
        for at, (left, right) in enumerate(zip(one, other, strict=True), start=1):
            ledger.same(place, f"phiếu, số thứ {at}", left, right)
    for table in tables(document.lines):
        in_order(ledger, place, table)
    for count in printed:
        _sums(ledger, place, count, again)


def _known(numbers: Iterable[int | None]) -> list[int]:
    return [-1 if n is None else n for n in numbers]


def _sums(ledger: Ledger, place: str, count: Count, again: Attended) -> None:
    issued, returned, valid, invalid = count.tally
    where = f"{place} {count.name}"
    ledger.at_most(where, "thu về và phát ra", returned, issued, "KT-417")
    ledger.adds_up(where, "hợp lệ và không hợp lệ", returned, valid, invalid, code="KT-416")
    ledger.adds_up(where, "phiếu các mức", valid, *count.votes, code="KT-415")
    if issued is not None and again.voters is not None:
        ledger.same(where, "phát ra và người biểu quyết", issued, again.voters, "KT-418")


_SCORES = (
    re.compile(r"1\. Nhóm tiêu chí chung: ([\d,]+)/30$"),
    re.compile(r"2\. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: ([\d,]+)/70$"),
    re.compile(r"Tổng điểm: ([\d,]+)/100$"),
)


def self_reviewing(ledger: Ledger, document: Document, rows: Rows) -> None:
    """A self-review: two scores and their sum."""
    place = document.key
    member = rows.member(document.key.rsplit("-", 1)[0])
    assert member is not None
    review = rows.review_of(member)
    found = [next((m[1] for line in document.lines if (m := s.match(line))), "") for s in _SCORES]
    general, task, total = (decimal(text) if text else None for text in found)
    if any(line.startswith("Tổng điểm:") for line in document.lines):
        ledger.same(place, "điểm chung", general, review.general_score if review else None)
        ledger.same(place, "điểm nhiệm vụ", task, review.task_score if review else None)
        ledger.same(place, "tổng điểm", total, _score(review))
        if general is not None and task is not None:
            ledger.same(place, "cộng điểm", total, general + task)
