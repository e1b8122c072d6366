"""The comparisons: each number of each paper against its list, the rows, the other papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from giayto.data.models import Meeting, Review
from tests.counts.documents import (
    LEVELS,
    Count,
    Document,
    Numbers,
    People,
    ReviewMinutes,
    bare,
    figures,
    groups,
    in_words,
    number,
    roll,
    tables,
    votes,
)
from tests.counts.rows import Attended, Given, Rows, per_level

Value = int | Decimal | None
_SCORE = re.compile(r"\(([\d,]+)/100 điểm\)\.$")


@dataclass
class Ledger:
    """What was compared and what disagrees.

    ``code`` of a comparison is the finding by which ``kiem-tra`` warns that the
    rows themselves contradict each other there: such a difference is ``excused``.
    """

    ward: str
    documents: int = 0
    compared: int = 0
    disagreements: list[str] = field(default_factory=list)
    excused: Counter[str] = field(default_factory=Counter)

    def same(self, place: str, what: str, said: Value, again: Value, code: str = "") -> None:
        """One number, found in two ways."""
        self.compared += 1
        if said == again:
            return
        if code:
            self.excused[code] += 1
        else:
            self.disagreements.append(f"{self.ward} {place}: {what}: {said} ≠ {again}")

    def all_same(self, place: str, said: Mapping[str, Value], again: Mapping[str, Value]) -> None:
        """Several numbers by their names."""
        for what in sorted({*said, *again}):
            self.same(place, what, said.get(what, 0), again.get(what, 0))

    def adds_up(
        self, place: str, what: str, total: int | None, *parts: int | None, code: str = ""
    ) -> None:
        """A sum within one paper, where no part of it is left open."""
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            self.same(place, what, total, sum(known), code)

    def at_most(self, place: str, what: str, less: int | None, more: int | None, code: str) -> None:
        """A number that may not be over another."""
        if less is not None and more is not None:
            self.same(place, what, max(less, more), more, code)

    def named(self, place: str, people: Iterable[People]) -> None:
        """As many names as said before them."""
        for group in people:
            self.same(place, f"số người “{group.label}”", group.said, len(group.names))


def in_order(ledger: Ledger, place: str, rows: list[dict[str, str]]) -> None:
    """Rows numbered from 1."""
    ledger.same(place, "số thứ tự cuối", int(rows[-1]["TT"]), len(rows))
    ledger.same(place, "số thứ tự", len({row["TT"] for row in rows}), len(rows))


_CLOSING = re.compile(
    r"Danh sách này có (?:(\d+) tổ chức đảng)?(?: và )?(?:(\d+) đảng viên)?"
    r"(?: \((\d+) đề nghị khen thưởng\))?(?:; số tiền bằng chữ: (.+))?\."
)


def closing(document: Document) -> tuple[int, int, int, str]:
    """The line under a list: bodies, persons, proposals, the amount in words."""
    found = _CLOSING.fullmatch(document.line("Danh sách này có"))
    assert found is not None
    return int(found[1] or 0), int(found[2] or 0), int(found[3] or 0), found[4] or ""


def grading(ledger: Ledger, document: Document, rows: Rows) -> list[dict[str, str]]:
    """A decision on grades: article 1, the list and its last line, the rows. Gives the list."""
    place = document.key + " " + document.paper
    bodies = document.paper.endswith("to-chuc")
    noun, column = (
        ("tổ chức đảng", "Mức xếp loại được công nhận") if bodies else ("đảng viên", "Mức xếp loại")
    )
    (listed,) = tables(document.lines)
    if bodies:
        again = [o.grade for o in rows.data.organisations if o.grade and o is not rows.issuer]
    else:
        again = [grade for _, _, grade in rows.graded()]
    article = re.search(rf"đối với (\d+) {noun}", document.line("Điều 1."))
    assert article is not None
    total = int(article[1])
    said: Numbers = {}
    for level in LEVELS:
        told = document.line(f"- {level}: ").removeprefix(f"- {level}: ")
        said[level] = number(re.sub(rf" {noun}.*|[;.]$", "", told))
        if special := re.search(r"trong đó tiêu biểu: (\d+)", told):
            marks = sum(row["Tiêu biểu"] == "x" for row in listed)
            ledger.same(place, "tiêu biểu", int(special[1]), marks)
            ours = [o for o in rows.data.organisations if o.grade and o.exemplary]
            ledger.same(place, "tiêu biểu theo dữ liệu", int(special[1]), len(ours))
    ledger.adds_up(place, "tổng các mức", total, *said.values())
    ledger.all_same(place, said, per_level(row[column] for row in listed))
    ledger.all_same(place, said, per_level(again))
    organisations, persons, _, _ = closing(document)
    ledger.same(place, "dòng cuối", organisations if bodies else persons, total)
    ledger.same(place, "số dòng", len(listed), len(again))
    in_order(ledger, place, listed)
    if not bodies:
        by_cell = Counter(bare(cell.name) for cell, _, _ in rows.graded())
        ledger.all_same(place, Counter(bare(row["Chi bộ"]) for row in listed), by_cell)
    return listed


_GIVEN = re.compile(r"[Tt]ặng (.+?) cho (\d+) (tổ chức đảng|đảng viên)")
_STEP = re.compile(
    r"([\d.]+) đồng/([^;(]+?)(?: \(([^)]*)\))? \(bằng chữ: ([^)]+)\)"
    r"(?:, bằng ([\d,]+) lần mức lương cơ sở ([\d.]+) đồng)?"
)


def awarding(ledger: Ledger, document: Document, rows: Rows) -> Counter[tuple[str, str]]:
    """A decision on awards: numbers, amounts, sums, words. Gives how many of each kind."""
    place = document.key + " " + document.paper
    (listed,) = tables(document.lines)
    noun = "tổ chức đảng" if "Tên tổ chức đảng" in listed[0] else "đảng viên"
    *listed, total_row = listed
    ours = [
        given
        for given in rows.awards()
        if given.decider is document.unit and given.kind[1] == noun and given.amount is not None
    ]
    forms = [form for row in listed for form in row["Hình thức"].split("; ")]
    amounts = [figures(a) for row in listed for a in row["Tiền thưởng (đồng)"].split("; ")]
    given = Counter(dict.fromkeys(forms, 0))
    article = Counter[str]()
    for form, count, _ in _GIVEN.findall(document.line("Điều 1.")):
        article[form] += int(count)
    for form in forms:
        given[form] += 1
    ledger.all_same(place, article, Counter(form.split(" (")[0] for form in forms))
    ledger.all_same(place, given, Counter(g.kind[0] for g in ours))
    bodies, persons, _, words = closing(document)
    ledger.same(place, "dòng cuối", bodies + persons, len(listed))
    ledger.same(place, "số dòng", len(listed), len({id(g.member or g.body) for g in ours}))
    in_order(ledger, place, listed)
    money = document.line("Điều 2.")
    told = re.search(r"Tổng số tiền thưởng: ([\d.]+) đồng \(bằng chữ: ([^)]+)\)", money)
    assert told is not None
    total = figures(told[1])
    ledger.adds_up(place, "tổng tiền", total, *amounts)
    ledger.adds_up(place, "tổng tiền theo dữ liệu", total, *(g.amount for g in ours))
    ledger.same(place, "dòng Cộng", figures(total_row["Tiền thưởng (đồng)"]), total)
    ledger.same(place, "tổng tiền bằng chữ", in_words(told[2]), total)
    ledger.same(place, "tiền bằng chữ cuối danh sách", in_words(words), total)
    steps = _STEP.findall(money)
    ledger.same(place, "số mức tiền", len({figures(s[0]) for s in steps}), len(set(amounts)))
    for amount, form, _, said, multiple, salary in steps:
        ledger.same(place, f"{form} bằng chữ", in_words(said), figures(amount))
        ledger.same(place, f"{form} trong danh sách", figures(amount) in amounts, True)
        if multiple:
            exact = Decimal(multiple.replace(",", ".")) * figures(salary)
            ledger.same(place, f"{form} theo lương cơ sở", exact, figures(amount))
    return Counter({(form, noun): count for form, count in given.items()})


_ITEM = re.compile(r"(\d+)\. Tặng (.+?) cho (\d+) (tổ chức đảng|đảng viên)")


def proposing(
    ledger: Ledger, proposal: Document, attached: Document, rows: Rows
) -> Counter[tuple[str, str]]:
    """A proposal and the list that goes with it. Gives how many of each kind are proposed."""
    place = proposal.key + " " + proposal.paper
    ours = [g for g in rows.awards() if any(body is proposal.unit for body in g.proposers)]
    asked = Counter[tuple[str, str]]()
    items = []
    for at, line in enumerate(proposal.lines):
        if item := _ITEM.match(line):
            items.append(int(item[1]))
            asked[item[2], item[4]] += int(item[3])
            if line.endswith(":"):
                named = 0
                for below in proposal.lines[at + 1 :]:
                    if not below.startswith("- "):
                        break
                    named += 1
                ledger.same(place, f"số tên ở mục {item[1]}", int(item[3]), named)
    ledger.same(place, "số mục", items[-1], len(items))
    _agreed(ledger, proposal, ours, rows)
    end = next(line for line in proposal.lines if "kính trình" in line and "xem xét" in line)
    parts = [int(n) for part in re.findall(r"theo mục ([\d, ]+)", end) for n in part.split(", ")]
    ledger.same(place, "các mục được trình", sum(parts) or sum(items), sum(items))
    listed = [row for table in tables(attached.lines) for row in table]
    by_kind = Counter(
        (form, "tổ chức đảng" if "Tên tổ chức đảng" in row else "đảng viên")
        for row in listed
        for form in row["Hình thức đề nghị"].split("; ")
    )
    for table in tables(attached.lines):
        in_order(ledger, place, table)
    bodies, persons, proposals, _ = closing(attached)
    ledger.same(
        place, "tổ chức đảng trong danh sách", bodies, sum("Tên tổ chức đảng" in r for r in listed)
    )
    ledger.same(place, "đảng viên trong danh sách", persons, sum("Họ và tên" in r for r in listed))
    ledger.same(place, "đề nghị", proposals or len(listed), sum(by_kind.values()))
    ledger.same(place, "đề nghị trong tờ trình", sum(asked.values()), sum(by_kind.values()))
    ledger.all_same(place, _named(asked), _named(_by_form(by_kind)))
    ledger.all_same(place, _named(by_kind), _named(Counter(g.kind for g in ours)))
    ledger.same(
        place, "số dòng theo dữ liệu", len(listed), len({id(g.member or g.body) for g in ours})
    )
    for row in listed:
        if "Số đảng viên" in row:
            body = next(
                o for o in rows.data.organisations if bare(o.name) == bare(row["Tên tổ chức đảng"])
            )
            again = rows.strength(body, attached.day)
            ledger.same(
                place, f"số đảng viên của {body.name}", int(row["Số đảng viên"] or 0), again
            )
    ledger.same(place, "ngày", _ordinal(attached), _ordinal(proposal))
    return by_kind


_AGREED = re.compile(r"\((\d+)(?:/(\d+|…+))? đảng viên chính thức có mặt đồng ý\)")


def _agreed(ledger: Ledger, proposal: Document, ours: Sequence[Given], rows: Rows) -> None:
    """How many agreed to each proposal of a cell's own, out of how many voters."""
    said = [m for line in proposal.lines if (m := _AGREED.search(line))]
    own = [g.award.agreed for g in ours if g.body is proposal.unit and g.award.agreed is not None]
    ledger.same(proposal.key, "số đề nghị có biểu quyết", len(said), len(own))
    ledger.same(proposal.key, "số đồng ý", sum(int(m[1]) for m in said), sum(own))
    conference = rows.conference(proposal.unit)
    voters = rows.attended(conference).voters if conference else 0
    for found in said:
        ledger.same(proposal.key, "trên số có quyền biểu quyết", number(found[2]), voters)


def _by_form(kinds: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for (form, noun), count in kinds.items():
        found[form.split(" (")[0], noun] += count
    return found


def _named(kinds: Counter[tuple[str, str]]) -> dict[str, int]:
    return {f"{form} cho {noun}": count for (form, noun), count in kinds.items()}


def _ordinal(document: Document) -> int | None:
    return document.day.toordinal() if document.day else None


def rolled(ledger: Ledger, document: Document, rows: Rows) -> Attended:
    """The first part of minutes and the show of hands; gives who attended by the rows."""
    place = document.key
    again = rows.attended(_meeting(document, rows))
    ledger.same(place, "ngày họp", _ordinal(document), again.day.toordinal())
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
        share = round(Decimal((hands["for"] or 0) * 100) / (hands["voters"] or 1), 1)
        ledger.same(place, "tỷ lệ", Decimal(percent.replace(",", ".")), share)


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
    scored = _SCORE.search(body)
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
