"""Decisions, proposals and lists: each number against the list under it and the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from tests.counts.documents import (
    LEVELS,
    Document,
    Numbers,
    bare,
    figures,
    in_words,
    number,
    tables,
)
from tests.counts.ledger import Ledger, in_order
from tests.counts.rows import Given, Rows, per_level

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
    place = document.place
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
    place = document.place
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
    place = proposal.place
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
            name = bare(row["Tên tổ chức đảng"])
            body = next(
                o for o in rows.data.organisations if name in (bare(o.name), bare(o.party_body))
            )
            again = rows.strength(body, attached.day)
            ledger.same(
                place, f"số đảng viên của {body.name}", int(row["Số đảng viên"] or 0), again
            )
    ledger.same(place, "ngày", attached.ordinal, proposal.ordinal)
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
