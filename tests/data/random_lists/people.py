"""People for lists of random shape (người trong danh sách ngẫu nhiên): all of them invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Tống", "Bùi", "Đỗ", "Hồ", "Ngô", "Tổng", "Cộng", "Võ"]
MIDDLES = ["Văn", "Thị", "Đức", "Thị Ngọc", "Hữu", "Bí", "Minh", "", "Tổng", "Thị Công Huyền"]
GIVEN = ["Tạo", "Hoè", "Bèo", "Sen", "Đào", "Khuê", "Ân", "Thuỷ", "Hợp", "Quý", "Hoà", "Ước", "Thư"]
HIGHLAND = ["H'Hen Niê", "Y Bhăm Mlô", "K'Đăm", "Ksor H'Bia", "Rơ Châm Thu", "H'Nga Byă"]
CELLS = [
    "Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 12", "Tổng hợp", "Cộng Hoà", "Công an phường",
    "Trường Tiểu học Hoa Sen", "Trạm Y tế", "Thôn Đông", "Ngày mới", "Văn phòng",
]  # fmt: skip
POSTS = ["", "", "", "Bí thư", "Phó Bí thư", "Chi uỷ viên"]
NOTES = ["", "", "Tổng hợp", "chuyển sinh hoạt đến", "Cộng tác viên", "miễn công tác"]
PLACEHOLDERS = ["chưa có", "-", "0", "chưa cấp", "…"]
# What clerks write into the cell of a name beside the name.
ODDITIES = [
    "{} (Tư Sen)", "{} “Bảy Đào”", "{} (BT)", "Đ/c {}", "Đồng chí {}", "{}*", "{} [mới]", "- {}",
    "{}, Phó Bí thư", "{} - Chi uỷ viên", "{} (tức Năm Hoè)", "3. {}", "{} ", " {}",
]  # fmt: skip
APOSTROPHES = "'’‘`´ʼ"


@dataclass(frozen=True)
class Person:
    """One invented person. ``token`` stands in a column the workbook has no field for.

    ``card`` is unique, or says that there is none yet; ``other`` a number beside it,
    ``dress`` how the cell of the name is written, ``again``: a second row of somebody.
    """

    surname: str
    middle: str
    given: str
    woman: bool
    birth: date
    joined: date
    card: str
    cell: str
    post: str
    token: str
    note: str = ""
    other: str = ""
    dress: str = "{}"
    apostrophe: str = "'"
    again: bool = False

    @property
    def name(self) -> str:
        """The whole name."""
        return " ".join(filter(None, (self.surname, self.middle, self.given)))

    @property
    def has_card(self) -> bool:
        """Whether the card is a number."""
        return self.card not in PLACEHOLDERS


@st.composite
def people(draw: st.DrawFn, most: int = 14) -> list[Person]:
    """A list of people, by cells; no two of one name have one birth."""
    cells = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True))
    number = draw(st.integers(2, most))
    odd = draw(st.sampled_from([0, 0, 3]))
    drawn: dict[tuple[str, int], Person] = {}
    for i in range(number):
        person = draw(_person(i, cells[i * len(cells) // number], odd))
        drawn.setdefault((person.name.casefold(), person.birth.year), person)
    return list(drawn.values())


@st.composite
def _person(draw: st.DrawFn, number: int, cell: str, odd: int) -> Person:
    def pick(choices: list[str]) -> str:
        return draw(st.sampled_from(choices))

    def one_of(most: int) -> bool:
        return draw(st.integers(1, most)) == 1

    surname, middle, given = pick(SURNAMES), pick(MIDDLES), pick(GIVEN)
    if one_of(10):
        surname, middle, given = "", "", pick(HIGHLAND)
    elif odd and one_of(8):
        surname, middle = "", ""
    elif odd and one_of(8):
        given += pick([" 2", " 11", " B"])
    birth = draw(st.dates(date(1931, 1, 1), date(2004, 12, 31)))
    card = f"{draw(st.integers(10, 96)):03d}07{number:03d}{draw(st.integers(0, 9999)):04d}"
    return Person(
        surname,
        middle,
        given,
        draw(st.booleans()),
        birth,
        date(birth.year + 20, draw(st.integers(1, 12)), draw(st.integers(1, 28))),
        pick(PLACEHOLDERS) if one_of(12) else card,
        cell,
        pick(POSTS),
        f"Xóm Q{number:02d}z",
        pick(NOTES),
        f"0{number:02d}12345" if odd and one_of(6) else "",
        pick(ODDITIES) if odd and one_of(odd) else "{}",
        pick(list(APOSTROPHES)),
    )
