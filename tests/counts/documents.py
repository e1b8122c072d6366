"""What finished documents say in numbers, read back from their lines; nothing is computed here.

Every sentence of a paper that holds a number is known by one pattern below: a
changed wording is changed there too. A number left to be filled in is ``None``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from giayto.data.models import Dataset, Organisation
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_lines

Numbers = dict[str, int | None]
LEVELS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
_N = r"(\d+|…+|không)"
_DAY = re.compile(r",\sngày\s(\d+)\stháng\s(\d+)\snăm\s(\d+)$")
_PEOPLE = re.compile(r"(.*): (?:(\d+) đồng chí, gồm: (.+)|đồng chí (.+))\.")
_TOTAL = re.compile(
    rf"1\. Tổng số đảng viên của chi bộ: {_N} đồng chí \(chính thức: {_N}(?:; dự bị: {_N})?\)\."
)
_CALLED = re.compile(
    rf"2\. Số đảng viên được triệu tập: {_N} đồng chí; có mặt: {_N} đồng chí "
    rf"\(chính thức: {_N}(?:; dự bị: {_N})?\); vắng mặt: (?:không|{_N} đồng chí "
    rf"\((?:có lý do: {_N})?(?:; )?(?:không có lý do: {_N})?\))\."
)
_PERSON = re.compile(
    r"(\d+)\. Đồng chí (.+?)(?:, .*)? (trình bày bản kiểm điểm|(?:vắng mặt|không thuộc diện triệu tập), có gửi bản kiểm điểm)"
)
SCORE = re.compile(r"\(([\d,]+)/100 điểm\)\.$")
_UNREVIEWED = "Đảng viên vắng mặt, chưa kiểm điểm tại hội nghị"
_LATER = "Chưa đánh giá, xếp loại"
_COUNTS = rf"phát ra: {_N}; thu về: {_N}; hợp lệ: {_N}; không hợp lệ: {_N}"
_OF_BODY = re.compile(
    rf"Kết quả đối với (.+?)(?: \({_COUNTS}\))?: (?:\t|(.+ (?:phiếu|đồng chí).*)\.)$"
)
_EXEMPT_SUM = re.compile(r"- Không thuộc diện đánh giá, xếp loại: (\d+) đồng chí\.")
_PASSED = re.compile(
    rf"Biên bản được thông qua với {_N}/{_N} đảng viên chính thức có mặt nhất trí"
    rf"(?:; không nhất trí: {_N}; ý kiến khác: {_N})?\."
)
_RESOLVED = re.compile(
    rf"Kết quả biểu quyết: đồng ý: {_N}/{_N} đảng viên chính thức có mặt(?: \(đạt ([\d,]+)%\))?; "
    rf"không đồng ý: {_N}(?: đồng chí)?; ý kiến khác: {_N}(?: đồng chí)?\."
)


@dataclass(frozen=True)
class Document:
    """One finished paper: which it is, whose, and its lines as a reader sees them."""

    paper: str
    key: str
    unit: Organisation
    lines: Sequence[str]

    @property
    def day(self) -> dt.date | None:
        """The day at its head; ``None`` when that is to be written by hand."""
        found = next((m for line in self.lines[:16] if (m := _DAY.search(line))), None)
        return found and dt.date(int(found[3]), int(found[2]), int(found[1]))

    @property
    def place(self) -> str:
        """What a disagreement names: whose, and which paper."""
        return f"{self.key} {self.paper}"

    @property
    def ordinal(self) -> int | None:
        """That day as a number that can be compared."""
        return self.day.toordinal() if self.day else None

    def line(self, start: str) -> str:
        """The one line that begins so."""
        (found,) = [line for line in self.lines if line.startswith(start)]
        return found


def documents_of(data: Dataset) -> list[Document]:
    """Every paper of a ward, made and read back."""
    masters: dict[tuple[str, str], CompiledTemplate] = {}
    style = cast(Literal["uỷ", "ủy"], data.settings.spelling)
    made = []
    for job in plan_papers(Ward(data), PAPERS, Scope()).jobs:
        name = job.master, job.rules
        if name not in masters:
            masters[name] = CompiledTemplate.load(find_master(*name, spelling=style).content)
        lines = visible_lines(masters[name].render(job.context))
        made.append(Document(job.paper, job.key, job.unit, lines))
    return made


def bare(cell: str) -> str:
    """A cell's name beside a heading that says already that it is one, in one spelling of uỷ."""
    return cell.removeprefix("Chi bộ ").replace("ủy", "uỷ").replace("Ủy", "Uỷ")


def number(text: str | None) -> int | None:
    """A number as papers write it: "" and "không" are nobody, dots are not known."""
    if text is None or text in ("", "không", "không có"):
        return 0
    return int(text) if text.isdecimal() else None


def cells_of(line: str) -> list[str]:
    """The cells of a row of a ruled table; none of any other line."""
    return line[2:-2].split(" | ") if line.startswith("| ") else []


def tables(lines: Sequence[str]) -> list[list[dict[str, str]]]:
    """The ruled tables, each as its rows, a row by the heads of its columns."""
    found: list[list[dict[str, str]]] = []
    heads: list[str] = []
    for line in lines:
        cells = cells_of(line)
        if cells and cells[0] == "TT":
            heads = cells
            found.append([])
        elif cells and heads:
            found[-1].append(dict(zip(heads, cells, strict=True)))
    return found


@dataclass(frozen=True)
class People:
    """Some persons as minutes name them: the reason or level, how many, who."""

    label: str
    said: int
    names: list[str]

    @classmethod
    def read(cls, line: str) -> People | None:
        """``None`` when the line names nobody."""
        found = _PEOPLE.match(re.sub(r"; chi bộ đánh giá, xếp loại vào .*", ".", line))
        if found is None:
            return None
        names = found[3].split(", ") if found[3] else [found[4]]
        return cls(found[1].removeprefix("- "), int(found[2] or 1), names)


def groups(lines: Sequence[str], start: re.Pattern[str] | str, end: str) -> list[People]:
    """The persons named between a line and the next that begins with ``end``."""
    after = re.compile(re.escape(start)) if isinstance(start, str) else start
    begin = next((n for n, line in enumerate(lines) if after.match(line)), len(lines))
    found = []
    for line in lines[begin + 1 :]:
        if line.startswith(end):
            break
        if (people := People.read(line)) is not None:
            found.append(people)
    return found


def roll(lines: Sequence[str]) -> Numbers:
    """The first part of minutes: who belongs, who was called, who was there."""
    total = next(m for line in lines if (m := _TOTAL.match(line)))
    called = next(m for line in lines if (m := _CALLED.match(line)))
    names = (
        "total", "official", "probationary", "summoned", "present", "present_official",
        "present_probationary", "absent", "excused", "unexcused",
    )  # fmt: skip
    return dict(zip(names, map(number, (*total.groups(), *called.groups())), strict=True))


def votes(lines: Sequence[str]) -> tuple[Numbers, str]:
    """The show of hands, and its percentage as printed; empty where minutes have none."""
    for line in lines:
        if found := _PASSED.search(line):
            said = [text for text in found.groups() if text is not None]
            return dict(zip(_HANDS, map(number, said), strict=False)), ""
        if found := _RESOLVED.match(line):
            counts = map(number, (found[1], found[2], found[4], found[5]))
            return dict(zip(_HANDS, counts, strict=True)), found[3] or ""
    return {}, ""


_HANDS = ("for", "voters", "against", "other")


@dataclass(frozen=True)
class Count:
    """The ballots on one subject: issued, returned, valid, invalid; and votes by level."""

    name: str
    tally: tuple[int | None, ...]
    votes: tuple[int | None, ...]
    level: str = ""


@dataclass(frozen=True)
class ReviewMinutes:
    """What minutes of a review conference say of persons and ballots."""

    persons: dict[str, str]
    """Name → score of the self-review, "" where none is printed; in the printed order."""
    away: list[str]
    unreviewed: People | None
    exempt: list[People]
    exempt_sum: int
    levels: list[People]
    later: list[People] = field(default_factory=list)
    """Who has no level yet, as the conclusion names them."""
    unsaid: list[str] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    bodies: list[Count] = field(default_factory=list)

    @classmethod
    def read(cls, document: Document) -> ReviewMinutes:
        """The minutes, part by part."""
        parts = _parts(document.lines)
        persons = [m for line in parts["IV"] if (m := _PERSON.match(line))]
        places = [int(m[1]) for m in persons]
        assert places == list(range(1, len(places) + 1)), document.key
        scored = {m[2]: (s[1] if (s := SCORE.search(m.string)) else "") for m in persons}
        proposed = groups(parts["VI"], "2. Chi bộ đề nghị xếp loại đảng viên:", "Hội nghị")
        unreviewed = [line for line in parts["IV"] if line.startswith(_UNREVIEWED)]
        sums = [int(m[1]) for line in parts["VI"] if (m := _EXEMPT_SUM.match(line))]
        unsaid = [
            part.removeprefix("đồng chí ")
            for line in parts["VI"]
            if line.startswith("- Đồng chí ") and line.endswith(": \t")
            for part in line.removeprefix("- Đồng chí ").removesuffix(": \t").split(", ")
        ]
        return cls(
            persons=scored,
            away=[m[2] for m in persons if m[3].endswith("có gửi bản kiểm điểm")],
            unreviewed=People.read(unreviewed[0]) if unreviewed else None,
            exempt=groups(parts["IV"], "Đảng viên không thuộc diện kiểm điểm", "V. "),
            exempt_sum=sums[0] if sums else 0,
            levels=[people for people in proposed if people.label in LEVELS],
            later=[people for people in proposed if people.label == _LATER],
            unsaid=unsaid,
            counts=list(_person_counts(parts["V"])),
            bodies=list(_body_counts(parts["V"])),
        )


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines under each heading with a Roman numeral."""
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        if (found := re.match(r"([IVX]+)\. ", line)) and line.isupper():
            current = found[1]
            parts[current] = []
        parts[current].append(line)
    return parts


def _usual(lines: Sequence[str]) -> tuple[int | None, ...]:
    found = next((m for line in lines if (m := re.match(rf"Số phiếu {_COUNTS}\.", line))), None)
    return tuple(map(number, found.groups())) if found else (None,) * 4


def _person_counts(lines: Sequence[str]) -> Iterator[Count]:
    usual = _usual(lines)
    for row in (row for table in tables(lines) for row in table):
        name, own = row["Họ và tên"], re.search(rf"(?: / | )\({_COUNTS}\)$", row["Họ và tên"])
        tally = tuple(map(number, own.groups())) if own else usual
        *cells, _ = list(row.values())[2:]
        given = tuple(int(cell.split(" ")[0]) if cell else None for cell in cells)
        if "Chưa xếp loại" not in row:
            given = (*given, None if set(given) == {None} else 0)
        yield Count(name[: own.start()] if own else name, tally, given, row["Mức đề nghị"])


def _body_counts(lines: Sequence[str]) -> Iterator[Count]:
    usual = _usual(lines)
    for found in (m for line in lines if (m := _OF_BODY.match(line))):
        own = found.groups()[1:5]
        tally = usual if own[0] is None else tuple(map(number, own))
        said = re.findall(rf"(?:^|; )([^:;]+): {_N} (?:phiếu|đồng chí)", found[6] or "")
        by_level = {level: number(votes) for level, votes in said}
        names = (*LEVELS, "chưa đánh giá, xếp loại")
        unknown = None if found[6] is None else 0
        yield Count(found[1], tally, tuple(by_level.get(name, unknown) for name in names))


_DIGITS = dict(
    zip(
        [
            "không",
            "một",
            "hai",
            "ba",
            "bốn",
            "năm",
            "sáu",
            "bảy",
            "tám",
            "chín",
            "mốt",
            "tư",
            "lăm",
        ],
        (*range(10), 1, 4, 5),
        strict=True,
    )
)
_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def in_words(text: str) -> int:
    """The amount that words say: ``Một triệu năm trăm mười tám nghìn đồng`` is 1518000."""
    total = group = digit = 0
    for word in text.lower().split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _SCALES:
            total += (group + digit) * _SCALES[word]
            group = digit = 0
        elif word in ("mười", "mươi", "trăm"):
            group += 10 if word == "mười" else digit * (10 if word == "mươi" else 100)
            digit = 0
        elif word not in ("linh", "đồng"):
            raise ValueError(text)
    return total + group + digit


def figures(text: str) -> int:
    """An amount in figures: ``1.518.000`` is 1518000."""
    return int(text.replace(".", ""))
