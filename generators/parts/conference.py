"""A conference of any kind (hội nghị): when and where, who was called, what was on the programme.

The delegates stand in the sheet ``Đại biểu``; a meeting of a cell that calls nobody there has the
cell's own members, as every minutes of it.
"""

from __future__ import annotations

import datetime as dt

from ...conventions.spelling import bare_item, fold, sentence
from ...conventions.words import padded_count
from ...data.attendance import Roll
from ...data.delegates import Delegates
from ...data.models import AgendaItem, Delegate
from ...data.reference import paper_words, table
from ..declared.subjects import Subject, held_on, meeting_name
from ..minutes import shared as minutes
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context
from ..record_columns import posts
from ..values import OPEN, template_values


def told_roll(office: Office, subject: Subject) -> Roll:
    """The roll of the meeting that the paper tells of; without a full date on the paper's day."""
    assert subject.meeting is not None
    return Roll(office.ward, subject.unit, subject.meeting, held_on(subject) or office.known_day)


def meeting(office: Office, subject: Subject) -> Context:
    """The part ``hop``: name, times, place, chair and minute-taker; what the chair concluded."""
    roll = told_roll(office, subject)
    held, name = roll.meeting, office.typed(meeting_name(roll.meeting))
    part = minutes.meeting_part(office, roll)
    part["hop"] |= {
        "ten": name,
        "thu": table("paper-words")["weekday"]["names"][roll.day.weekday()],
        "gio": moment(held.start) or part["hop"]["bat_dau"],
        "chuc_vu_chu_tri": _post(office, roll, held.chair or office.signer),
        "chuc_vu_thu_ky": _post(office, roll, held.secretary),
    }
    return {
        **part,
        "ket_luan": [sentence(bare_item(said)) for said in office.told(held.conclusion)],
    }


def _post(office: Office, roll: Roll, handle: str) -> str:
    """The post of one who had a part: as a delegate, else as a member, else as who signs."""
    row = Delegates(office.ward, roll.meeting).named(handle)
    if row is not None and row.post:
        return office.typed(row.post)
    member = office.ward.member(handle)
    if member is not None:
        return _in_text(posts(member, office))
    signs = bool(handle) and handle == office.signer
    return office.spell(f"{office.signing.position} {office.name}") if signs else ""


def moment(at: dt.time | None) -> str:
    """A time as programmes tell it: ``14 giờ 00``; "" while it is open."""
    return "" if at is None else paper_words("clock", "short", moment=at)


def agenda(office: Office, subject: Subject) -> Context:
    """The part ``chuong_trinh``: the items in order, each with its time and its outcome."""
    assert subject.meeting is not None
    rows = office.ward.rows_of_meeting(AgendaItem, subject.meeting)
    discussion = next(filter(_is_discussion, rows), None)
    return {
        "chuong_trinh": [
            {**_item(office, n, row), "thao_luan": row is discussion}
            for n, row in enumerate(rows, start=1)
        ],
        "co_thao_luan": discussion is not None,
    }


def _is_discussion(row: AgendaItem) -> bool:
    """Whether people speak under this item (thảo luận): minutes tell there what they said."""
    words = table("paper-words")["meeting"]["discussion"]
    return any(fold(word) in fold(row.content) for word in words)


def _item(office: Office, number: int, row: AgendaItem) -> Context:
    return {
        **template_values(row),
        "tt": str(number),
        "khoang": " - ".join(filter(None, map(moment, (row.time, row.until)))),
        "noi_dung": office.typed(bare_item(row.content)),
        "nguoi_thuc_hien": minutes.person_name(office, office.typed(row.presenter)),
        "ket_luan": office.told(row.outcome),
    }


def delegates(office: Office, subject: Subject) -> Context:
    """The called and the guests (``duoc_trieu_tap``, ``khach_moi``), the absent, their counts.

    ``vang`` are the absent together with whom the reason is the same. A count is dots where
    the workbook names nobody, "" for nobody.
    """
    roll = told_roll(office, subject)
    known = Delegates(office.ward, roll.meeting)
    people = {
        "duoc_trieu_tap": [delegate(office, n, row) for n, row in enumerate(known.called, start=1)],
        "khach_moi": [delegate(office, n, row) for n, row in enumerate(known.guests, start=1)],
        "so_dai_bieu": padded_count(len(known.called) + len(known.guests)),
    }
    guests = minutes.some(len(known.guests))
    if not known.called and roll.members:
        own = minutes.roll_part(office, roll)
        counts = {key: own["so"][key] for key in _COUNTS}
        return {**people, "vang": own["vang"], "diem_danh": {**counts, "khach_moi": guests}}
    excused = sum(away.excused for away in known.absent)
    told = (len(known.called), known.present, len(known.absent), excused)
    said = [minutes.some(n) for n in (*told, len(known.absent) - excused)]
    counts = dict(zip(_COUNTS, said if known.called else [OPEN, OPEN, OPEN, "", ""], strict=True))
    return {
        **people,
        "vang": minutes.absences(
            office,
            ((away.excused, away.reason, _called(office, away.row)) for away in known.absent),
        ),
        "diem_danh": {**counts, "khach_moi": guests},
    }


_COUNTS = ("trieu_tap", "co_mat", "vang", "vang_co_ly_do", "vang_khong_ly_do")


def delegate(office: Office, number: int, row: Delegate) -> Context:
    """A delegate with every column; a member's post and cell where none is written there."""
    member = office.ward.member(row.name)
    cell = office.ward.organisation(member.cell) if member is not None else None
    post = office.typed(row.post) or (posts(member, office) if member is not None else "")
    unit = office.typed(row.unit) or (office.spell(cell.name) if cell is not None else "")
    return {
        **template_values(row),
        **own_fields(office.ward, ("dai_bieu", [row])),
        **minutes.person(_called(office, row)),
        "tt": str(number),
        "chuc_vu": post,
        "don_vi": unit,
        "chuc_vu_don_vi": post_and_unit(office, _in_text(post), unit),
    }


def post_and_unit(office: Office, post: str, unit: str) -> str:
    """Both in a sentence: what the post says is not said again, ``Bí thư Chi bộ Tổ dân phố 1``.

    The unit goes to the post that ends with the words it begins with. The body that holds the
    conference is no unit: everybody there knows it.
    """
    own = fold(unit) in fold(office.decider)
    if not post or not unit or own or fold(unit) in fold(post):
        return post or unit
    posts_held, said = post.split(", "), unit.split()
    for place, one in enumerate(posts_held):
        words = one.split()
        for shared in range(min(len(words), len(said) - 1), 0, -1):
            if fold(" ".join(words[-shared:])) == fold(" ".join(said[:shared])):
                posts_held[place] = " ".join([*words[:-shared], unit])
                return ", ".join(posts_held)
    return f"{post}, {unit}"


def _in_text(several: str) -> str:
    """Several posts within a sentence, which has commas between them."""
    return several.replace("; ", ", ")


def _called(office: Office, row: Delegate) -> str:
    member = office.ward.member(row.name)
    return row.name if member is None else office.ward.called(member)


def opinions(office: Office, subject: Subject) -> Context:
    """The part ``y_kien``: who said what, in the order of the sheet ``Dự họp``."""
    assert subject.meeting is not None
    return {"y_kien": minutes.opinions(office.ward.attendance_of(subject.meeting), office)}


def vote(office: Office, subject: Subject) -> Context:
    """The parts ``quyet_nghi`` and ``bieu_quyet``: what was voted on, and how.

    Those called and present vote; of a cell's own meeting its official members.
    """
    roll = told_roll(office, subject)
    known = Delegates(office.ward, roll.meeting)
    voters = known.present if known.called else roll.voters if roll.members else None
    resolved = office.told(roll.meeting.resolved)
    return {
        **minutes.vote_part(roll.meeting, voters),
        "quyet_nghi": resolved,
        "co_bieu_quyet": bool(resolved) or roll.meeting.votes_for is not None,
    }


def signers(office: Office, subject: Subject) -> Context:
    """The two signatures of minutes: who kept them on the left, the chair on the right."""
    return minutes.signers(office, told_roll(office, subject))
