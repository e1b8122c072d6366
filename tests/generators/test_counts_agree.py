"""Numbers in a paper agree: each is counted twice, from the data and from the finished document."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from giayto.data.membership import belongs, not_reviewed
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from tests.busy import lines_of, ward_of

WARDS = {"mau": lambda: Ward(sample_dataset()), "ban-ron": ward_of}
_LEVELS = re.compile(r"- ((?:Không h|H)oàn thành .*?nhiệm vụ): (\d+) ")


def documents(ward: Ward, paper: str) -> list[tuple[Job, list[str]]]:
    jobs = plan_papers(ward, find_papers([paper]), Scope()).jobs
    assert jobs
    return [(job, lines_of(job)) for job in jobs]


def rows(lines: list[str]) -> list[list[str]]:
    """The numbered rows of the lists of a document, as cells."""
    split = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return [cells for cells in split if len(cells) > 3 and cells[0].isdigit()]


def closing(lines: list[str]) -> str:
    (line,) = [line for line in lines if line.startswith("Danh sách này có")]
    return line


def counted(text: str, noun: str) -> int:
    found = re.search(rf"(\d+) {noun}", text)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("name", WARDS)
def test_the_decision_on_members_counts_those_who_are_graded(name: str) -> None:
    ward = WARDS[name]()
    graded = Counter(
        review.grade
        for cell in ward.cells
        for member in ward.members_of(cell)
        if belongs(member, ward.review_day(cell))
        and not_reviewed(member, ward.review_day(cell)) is None
        and (review := ward.review_of(member)) is not None
        and review.grade
    )
    ((_, lines),) = documents(ward, "quyet-dinh-xep-loai-dang-vien")
    said = {found[1]: int(found[2]) for line in lines if (found := _LEVELS.match(line))}
    listed = Counter(row[5] for row in rows(lines))
    total = counted(next(line for line in lines if line.startswith("Điều 1.")), "đảng viên")
    assert said == graded == listed
    assert total == counted(closing(lines), "đảng viên") == sum(graded.values())


@pytest.mark.parametrize("name", WARDS)
def test_the_decision_on_organisations_counts_its_list(name: str) -> None:
    ward = WARDS[name]()
    graded = Counter(o.grade for o in ward.data.organisations if o.grade and o is not ward.issuer)
    ((_, lines),) = documents(ward, "quyet-dinh-xep-loai-to-chuc")
    said = {found[1]: int(found[2]) for line in lines if (found := _LEVELS.match(line))}
    assert said == graded == Counter(row[4] for row in rows(lines))
    assert counted(closing(lines), "tổ chức đảng") == sum(graded.values())


@pytest.mark.parametrize("name", WARDS)
def test_what_is_awarded_adds_up(name: str) -> None:
    made = documents(WARDS[name](), "quyet-dinh-khen-thuong")
    assert len(made) > 1
    for job, lines in made:
        listed = rows(lines)
        money = [cell for row in listed for cell in row if re.fullmatch(r"[\d.; ]{7,}", cell)]
        amounts = [int(part.replace(".", "")) for cell in money for part in cell.split(";")]
        total = next(line for line in lines if line.startswith("|  | Cộng |"))
        assert int(re.sub(r"\D", "", total)) == sum(amounts), job.key
        noun = "tổ chức đảng" if job.key.endswith("to-chuc") else "đảng viên"
        assert counted(closing(lines), noun) == len(listed), job.key
        article = next(line for line in lines if line.startswith("Điều 1."))
        given = [int(n) for n in re.findall(rf"cho (\d+) {noun}", article)]
        assert sum(given) == len(amounts), job.key


@pytest.mark.parametrize("name", WARDS)
def test_a_proposal_and_its_list_name_the_same(name: str) -> None:
    ward = WARDS[name]()
    lists = {job.key: lines for job, lines in documents(ward, "danh-sach-khen-thuong")}
    proposals = {job.key: lines for job, lines in documents(ward, "to-trinh-khen-thuong")}
    assert set(lists) == set(proposals)
    assert proposals
    for key, lines in proposals.items():
        asked = sum(int(n) for line in lines for n in re.findall(r"^\d+\. Tặng .* cho (\d+)", line))
        listed, end = rows(lists[key]), closing(lists[key])
        people, bodies = counted(end, "đảng viên"), counted(end, "tổ chức đảng")
        assert people + bodies == len(listed), key
        assert asked == (counted(end, "đề nghị khen thưởng") or len(listed)), key
