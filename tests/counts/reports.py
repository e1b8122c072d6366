"""Reports, notices, proposals and books: each number within the paper, against others and the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.counts.documents import LEVELS, Document, cells_of, figures, in_words, number
from tests.counts.ledger import Ledger
from tests.counts.meetings import decimal, share
from tests.counts.rows import Rows, due

Cells = list[int | None]
"""Of one line of the attached table: all, exempt, pending, graded, then the four levels."""
_N = r"(\d+|không)"
_SHORT = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
_SUM_OF_PEOPLE = re.compile(
    r"- Đảng viên: tổng số (\d+); không thuộc diện kiểm điểm: (?:(\d+) \(([^)]+)\)|không có)\."
)
_REVIEWED = re.compile(
    r"- Đảng viên phải kiểm điểm: (\d+); đã kiểm điểm (\d+|không có); chưa kiểm điểm: (\d+|không có)"
)
_BODIES = re.compile(
    r"- Tập thể: phải kiểm điểm (\d+); đã kiểm điểm (\d+|không có); chưa kiểm điểm: (\d+|không có)"
)
_GRADED = re.compile(
    r"- (Tổ chức đảng|Đảng viên): tổng số (\d+); đã đánh giá, xếp loại (\d+): (.+)"
)
_ASKED = re.compile(
    r"2\. Đảng viên: tổng số (\d+) đồng chí, gồm: đã đánh giá, xếp loại (\d+|không có); "
    r"không thuộc diện đánh giá, xếp loại: (?:(\d+)(?: \(([^)]+)\))?|không có); "
    r"chưa đánh giá, xếp loại: (\d+|không có)\."
)
_NOTICE = re.compile(r"(\d)\. (.+): (\d+|không có)/(\d+) được đánh giá, xếp loại(?:.+: (\d+))?")
_TALLY = re.compile(r"- (.+?): (\d+|không có)(?: đồng chí)?(?: \(([\d,]+)%\))?")
_ROLL = re.compile(
    r"3\. Thành phần: tổng số triệu tập: (\d+) đồng chí; số có mặt: (\d+) đồng chí; "
    r"số vắng mặt: (?:(\d+) đồng chí|không)\."
)
_TALLIES = re.compile(
    rf"phát ra: {_N}; (?:tổng số )?thu về: {_N}; hợp lệ: {_N}; (?:số )?không hợp lệ: {_N}"
)
_BOOK = re.compile(r"Cộng: (\d+) lượt khen; số tiền: ([\d.]+) đồng \(bằng chữ: ([^)]+)\)\.")
_REWARD = re.compile(r"2\. Tiền thưởng .*: ([\d.]+) đồng \(bằng chữ: ([^)]+)\)")
_STRIP = re.compile(r"Mỗi tờ có (\d+) phiếu; (\d+) đồng chí bỏ phiếu: in (\d+) tờ\.")
_SUM_OF_LIST = re.compile(r"Cộng: (\d+) (đảng viên|hồ sơ cá nhân)(?:.*thành phần đã biết: (\d+))?")
_AWARDS = re.compile(r"- (Khen thưởng theo thẩm quyền|Đề nghị cấp trên khen thưởng): (.+)")
_ONE_FORM = re.compile(r"^(.+?) cho (?:(\d+) tập thể)?(?:, )?(?:(\d+) đảng viên)?$")


def needed(found: re.Match[str] | None) -> re.Match[str]:
    """What a paper must say; its wording was changed where it is not found."""
    if found is None:
        raise LookupError
    return found


def _parts(text: str | None) -> Cells:
    """The numbers of "a: 01; b: 02", nothing of no text."""
    return [number(part.rsplit(": ", 1)[1]) for part in text.split("; ")] if text else []


def reporting(ledger: Ledger, document: Document, rows: Rows) -> Mapping[str, Cells]:
    """A report of results: its sentences, its table, the rows. Gives the lines of the table."""
    place = document.place
    table = _attached(ledger, place, document)
    people = table["Đảng viên"]
    total, exempt, grounds = next(
        m for m in map(_SUM_OF_PEOPLE.match, document.lines) if m
    ).groups()
    ledger.same(place, "tổng số đảng viên", number(total), people[0])
    ledger.same(place, "không thuộc diện", number(exempt), people[1])
    ledger.adds_up(place, "không thuộc diện theo lý do", number(exempt), *_parts(grounds))
    said = next(m for m in map(_REVIEWED.match, document.lines) if m).groups()
    must, done, left = map(number, said)
    ledger.adds_up(place, "phải kiểm điểm và không thuộc diện", number(total), must, people[1])
    ledger.adds_up(place, "đã và chưa kiểm điểm", must, done, left)
    bodies = next(m for m in map(_BODIES.match, document.lines) if m).groups()
    ledger.adds_up(place, "tập thể đã và chưa kiểm điểm", *map(number, bodies))
    for line in document.lines:
        if named := re.search(r"của chi bộ (?:\(.+\) )?và (\d+) đảng viên nêu trên", line):
            ledger.same(place, "đề nghị công nhận", int(named[1]), people[3])
    for found in filter(None, map(_GRADED.match, document.lines)):
        _sentence(ledger, place, found, table[found[1]])
    _by_rows(ledger, place, document, rows, people)
    rewarding(ledger, document, rows)
    return table


def _attached(ledger: Ledger, place: str, document: Document) -> dict[str, Cells]:
    """The lines of the attached table and of the one by units; both add up."""
    read: dict[str, Cells] = {}
    units: list[Cells] = []
    heads: list[str] = []
    for line in document.lines:
        cells = cells_of(line)
        if "Tổng số" in cells:
            heads = cells
        elif cells and len(cells) == len(heads):
            if not cells[2]:  # left to be filled in by hand
                continue
            numbers = _line(ledger, f"{place} {cells[1]}", cells)
            read[cells[1]] = numbers
            if heads[1] == "Đơn vị" and cells[0]:
                units.append(numbers)
    if units:
        for at, column in enumerate(zip(*units, strict=True)):
            ledger.adds_up(place, f"cột {at + 1} theo đơn vị", read["Cộng"][at], *column)
            ledger.same(place, f"cột {at + 1}: Cộng và Đảng viên", read["Cộng"][at],
                        read["Đảng viên"][at])  # fmt: skip
    return read


def _line(ledger: Ledger, place: str, cells: Sequence[str]) -> Cells:
    total, exempt, graded = int(cells[2]), int(cells[3] or 0), int(cells[5] or 0)
    pending, _, reasons = cells[4].partition(": ")
    levels = [int(cells[at] or 0) for at in (6, 8, 10, 12)]
    ledger.adds_up(place, "tổng số", total, exempt, int(pending or 0), graded)
    ledger.adds_up(place, "các mức", graded, *levels)
    named = [int(n) for n in re.findall(r"\((\d+)\)", reasons)]
    ledger.at_most(place, "chưa đánh giá, theo lý do", sum(named), int(pending or 0), "")
    for at, level in zip((7, 9, 11, 13), levels, strict=True):
        if graded:
            ledger.same(place, _SHORT[at // 2 - 3], decimal(cells[at] or "0"), share(level, graded))
    if cells[14] and levels[1]:
        ledger.same(place, "XS/Tốt", decimal(cells[14]), share(levels[0], levels[1]))
    return [total, exempt, int(pending or 0), graded, *levels]


def _sentence(ledger: Ledger, place: str, found: re.Match[str], line: Cells) -> None:
    """ "đã đánh giá, xếp loại 06: …: 02 (33,33%); …" and the line of the table."""
    ledger.same(place, f"{found[1]}: tổng số", number(found[2]), line[0])
    ledger.same(place, f"{found[1]}: đã đánh giá", number(found[3]), line[3])
    for level, of_table in zip(LEVELS, line[4:], strict=True):
        told = needed(re.search(rf"{level}: (\d+|không có)(?: \(([\d,]+)%)?", found[4]))
        ledger.same(place, f"{found[1]}: {level}", number(told[1]), of_table)
        if told[2]:
            ledger.same(
                place, f"tỷ lệ {level}", decimal(told[2]), share(of_table or 0, line[3] or 0)
            )


def _by_rows(ledger: Ledger, place: str, document: Document, rows: Rows, people: Cells) -> None:
    cells = [cell for cell in rows.cells if document.unit in rows.way_up(cell)]
    members = [(m, rows.review_day(c)) for c in cells for m in rows.belonging(c)]
    ledger.same(place, "tổng số theo dữ liệu", people[0], len(members))
    exempt = sum(not due(member, day) for member, day in members)
    ledger.same(place, "không thuộc diện theo dữ liệu", people[1], exempt)


def of_statistics(
    ledger: Ledger, document: Document, table: Mapping[str, Cells], rows: Rows
) -> None:
    """Form 6F: reviewed and not yet make up all, in both columns; the grounds; the report."""
    place = document.place
    _, first, second, third, *_ = filter(None, map(cells_of, document.lines))
    for at, what in ((2, "tập thể"), (3, "đảng viên")):
        all_of_them, done, left = (number(cells[at]) for cells in (first, second, third))
        ledger.adds_up(place, f"{what} đã và chưa kiểm điểm", all_of_them, done, left)
    total, exempt, *_ = table["Đảng viên"]
    ledger.same(place, "đảng viên như báo cáo", number(first[3]), total)
    told = re.search(r"(\d+) đảng viên không thuộc diện", first[4])
    ledger.same(place, "không thuộc diện như báo cáo", int(told[1]) if told else 0, exempt)
    beside = re.search(r"Ngoài (\d+) đảng viên không thuộc diện", third[4])
    if beside:
        ledger.same(place, "không thuộc diện ở dòng 3", int(beside[1]), exempt)
    waiting = re.search(r"(\d+) đảng viên thuộc diện, chưa", third[4])
    ledger.adds_up(
        place, "chưa kiểm điểm, theo lý do",
        number(third[3]), exempt, int(waiting[1]) if waiting else 0,
    )  # fmt: skip
    grounds = [line for line in document.lines if re.match(r"\| (3\.2)? \| Đảng viên ", line)]
    counted = [number(cells_of(line)[3]) for line in grounds]
    ledger.adds_up(place, "không thuộc diện, từng lý do", exempt, *counted)
    _suggested(ledger, document, rows)


def _suggested(ledger: Ledger, document: Document, rows: Rows) -> None:
    """Those with suggestions: bodies and people, together and by who manages them."""
    place, data = document.place, rows.data
    people = {m.code for m in data.members} | {leader.person for leader in data.leaders}
    told = [row.subject in people for row in data.reviews if row.suggested]
    lines = [cells for line in document.lines if (cells := cells_of(line)) and cells[0][:1] == "4"]
    for at, what, many in ((2, "tập thể", told.count(False)), (3, "đảng viên", told.count(True))):
        ledger.same(place, f"{what} được gợi ý", number(lines[0][at]), many)
        by_level = [number(cells[at]) for cells in lines[1:] if cells[at]]
        if by_level:
            ledger.adds_up(place, f"{what} được gợi ý, theo cấp", many, *by_level)


def asking(ledger: Ledger, document: Document) -> None:
    """A proposal to recognise grades: the sum, the levels, the list that goes with it."""
    place = document.place
    found = next((m for m in map(_ASKED.match, document.lines) if m), None)
    if found is None:
        return
    total, graded, exempt, left = (number(found[n]) for n in (1, 2, 3, 5))
    ledger.adds_up(place, "tổng số", total, graded, exempt, left)
    ledger.adds_up(place, "không thuộc diện theo lý do", exempt, *(_parts(found[4]) or [exempt]))
    levels = [number(m[2]) for m in map(_TALLY.match, document.lines) if m and m[1] in LEVELS]
    ledger.adds_up(place, "các mức", graded, *levels)
    for line in document.lines:
        if told := re.match(r"Cộng: (\d+) đảng viên", line):
            ledger.same(place, "danh sách kèm theo", int(told[1]), graded)


def announcing(ledger: Ledger, document: Document, table: Mapping[str, Cells]) -> None:
    """A notice of results says the numbers of the report."""
    place = document.place
    told: Cells = []
    for line in document.lines:
        if found := _NOTICE.match(line):
            told = table.get(found[2], [])
            if told:
                ledger.same(place, f"{found[2]}: đã đánh giá", number(found[3]), told[3])
                ledger.same(place, f"{found[2]}: tổng số", number(found[4]), told[0])
                ledger.same(place, f"{found[2]}: không thuộc diện", number(found[5]), told[1])
        elif (level := _TALLY.match(line)) and level[1] in LEVELS and told:
            counted = told[4 + LEVELS.index(level[1])]
            ledger.same(place, level[1], number(level[2]), counted)
            if best := re.search(r"tiêu biểu: (\d+)", line):
                marks = sum(row[-1] == "x" for row in numbered_rows(document))
                ledger.same(place, "tiêu biểu", int(best[1]), marks)
            if level[3]:
                ledger.same(place, "tỷ lệ", decimal(level[3]), share(counted or 0, told[3] or 0))
        elif waiting := re.match(r"Chưa đánh giá, xếp loại: (\d+) đảng viên", line):
            ledger.same(place, "chưa đánh giá", int(waiting[1]), table["Đảng viên"][2])


def counting(ledger: Ledger, document: Document, rows: Rows) -> None:
    """Minutes of a vote count: who was called, the ballots, the votes on each line."""
    place = document.place
    for line in document.lines:
        if found := _ROLL.match(line):
            ledger.adds_up(place, "triệu tập", number(found[1]), number(found[2]), number(found[3]))
    usual = re.search(r"hợp lệ: (\d+)", document.line("- Số phiếu hợp lệ"))
    for row in numbered_rows(document):
        votes = [int(cell) for cell in row[2:] if cell.isdecimal()]
        valid = re.search(r"hợp lệ: (\d+|…+)", row[1]) or usual
        if valid and len(votes) > 1:
            counted = number(valid[1])
            ledger.adds_up(place, f"phiếu của {row[1]}", counted, *votes, code="KT-415")
    said = " ".join(document.lines).replace(". - Số phiếu hợp", "; hợp").replace(" phiếu", "")
    known = {tally for _, tally, _ in rows.ballots(rows.meeting(document.key.rsplit("-", 2)[1]))}
    for found in _TALLIES.finditer(said):
        ledger.same(place, found[0], tuple(map(number, found.groups())) in known, True)
    for line in document.lines:
        if found := re.match(
            r"- Số phiếu hợp lệ: (\d+) phiếu; số phiếu không hợp lệ: (\d+|không)", line
        ):
            back = re.search(r"thu về: (\d+)", document.line("- Tổng số phiếu phát ra"))
            ledger.adds_up(
                place, "thu về", int(back[1]) if back else None, *map(number, found.groups()),
                code="KT-416",
            )  # fmt: skip


def booking(ledger: Ledger, document: Document) -> None:
    """A commendation book: how many, how much, in figures and in words."""
    place = document.place
    found = next((m for m in map(_BOOK.match, document.lines) if m), None)
    listed = numbered_rows(document)
    if found is None:
        return
    ledger.same(place, "lượt khen", int(found[1]), len(listed))
    amounts = [figures(row[-2]) for row in listed if row[-2]]
    ledger.adds_up(place, "số tiền", figures(found[2]), *amounts)
    ledger.same(place, "số tiền bằng chữ", in_words(found[3]), figures(found[2]))


def extracting(ledger: Ledger, document: Document) -> None:
    """An extract of a decision: the reward in figures and in words."""
    if found := next((m for m in map(_REWARD.match, document.lines) if m), None):
        place = document.place
        ledger.same(place, "tiền thưởng bằng chữ", in_words(found[2]), figures(found[1]))


def numbered_rows(document: Document) -> list[list[str]]:
    """The lines of the tables that begin with a number."""
    rows = filter(None, map(cells_of, document.lines))
    return [row for row in rows if row[0].isdecimal()]


def numbering(ledger: Ledger, document: Document) -> None:
    """The lines of each table are numbered 1, 2, 3 …; a table begins anew with its heads."""
    place = document.place
    expected, is_list = 0, False
    for line in document.lines:
        first = next(iter(cells_of(line)), "")
        if first and not first[0].isdigit():
            expected, is_list = 0, first.endswith("TT")
        elif first.isdecimal() and is_list:
            expected += 1
            ledger.same(place, "số thứ tự", int(first), expected)


def summing(ledger: Ledger, document: Document) -> None:
    """The line "Cộng: …" under a list says how many lines it has, and how many lack something."""
    listed: list[str] = []
    for line in document.lines:
        if line.startswith("| TT |"):
            listed = []
        elif re.match(r"\| \d+ \|", line):
            listed.append(line)
        elif found := _SUM_OF_LIST.match(line):
            place = document.place
            ledger.same(place, "Cộng", int(found[1]), len(listed))
            if found[3]:
                lacking = sum("| thiếu |" in line for line in listed)
                ledger.same(place, "còn thiếu", int(found[3]), lacking)


def achieving(ledger: Ledger, document: Document, rows: Rows) -> None:
    """A report of achievements of an organisation: how many members it has."""
    for line in document.lines:
        if found := re.match(r"Số đảng viên: (\d+)\.", line):
            body = rows.body(document.key.split("-")[0])
            again = rows.strength(body, document.day) if body else None
            ledger.same(document.key, "số đảng viên", int(found[1]), again)


def sheets(ledger: Ledger, document: Document) -> None:
    """A sheet of ballots: as many stand on it as its last strip says, and enough are printed."""
    place = document.place
    if found := next((m for line in document.lines if (m := _STRIP.search(line))), None):
        on_sheet, voters, printed = map(int, found.groups())
        titles = sum(line.startswith("PHIẾU ") for line in document.lines)
        ledger.same(place, "số phiếu một tờ", on_sheet, titles)
        ledger.same(place, "số tờ in", printed, -(-voters // on_sheet))


def agreeing(ledger: Ledger, document: Document, rows: Rows) -> None:
    """A ballot on commendations names those that the body proposes or decides, and no other."""
    listed = [int(row[0]) for row in numbered_rows(document)]
    ours = [g for g in rows.awards() if document.unit in (*g.proposers, g.decider)]
    ledger.same(document.key, "số đề nghị trên phiếu", max(listed), len(ours))


def scoring(ledger: Ledger, document: Document, rows: Rows) -> None:
    """A score sheet: the two groups make up the sum, in each column; the self-review's points."""
    place = document.place
    lines = filter(None, map(cells_of, document.lines))
    sums = {cells[0] or cells[1]: cells[2:5] for cells in lines}
    for at, what in enumerate(("tối đa", "tự chấm", "thẩm định")):
        points = [sums[line][at] for line in ("I", "II", "TỔNG ĐIỂM")]
        if "……" not in points:
            general, task, total = map(decimal, points)
            ledger.same(place, f"điểm {what}", total, general + task)
    handle = document.key.rsplit("-", 1)[0]
    subject = rows.member(handle) or rows.body(handle)
    review = rows.review_of(subject) if subject else None
    if review is not None:
        for line, score in (("I", review.general_score), ("II", review.task_score)):
            if sums[line][1] != "……":
                ledger.same(place, f"điểm nhóm {line} tự chấm", decimal(sums[line][1]), score)


def rewarding(ledger: Ledger, document: Document, rows: Rows) -> None:
    """What a report says of commendations: those the body gives, and those it passes on."""
    place = document.place
    for found in filter(None, map(_AWARDS.match, document.lines)):
        proposed = found[1].startswith("Đề nghị")
        told: Counter[tuple[str, str]] = Counter()
        for part in re.sub(r" \(có tờ trình riêng\)|\.$", "", found[2]).split("; "):
            one = needed(_ONE_FORM.match(part))
            told[one[1], "tổ chức đảng"] += int(one[2] or 0)
            told[one[1], "đảng viên"] += int(one[3] or 0)
        ours = Counter(
            given.kind
            for given in rows.awards()
            if (document.unit in given.proposers if proposed else given.decider is document.unit)
        )
        for form, noun in sorted({*told, *ours}):
            ledger.same(place, f"{form}, {noun}", told[form, noun], ours[form, noun])
