"""What is to be asked about the people of lists (điều phải hỏi): who is who, who is right."""

from __future__ import annotations

from ....i18n import tr
from ...models import Member
from ...models.fields import fields_of
from .matching import BY_LESS, OTHER_NUMBERS, OTHERS_NUMBER, Match
from .target import MEMBER_SHEET, Target
from .told_rows import Heard, ToldRow

_LABELS = {spec.attribute: spec.label for spec in fields_of(Member)}


class Asking:
    """Tells each doubt and each contradiction with all its places (người hỏi)."""

    def __init__(self, target: Target) -> None:
        self.target = target

    def who(self, match: Match, told: ToldRow, row: int) -> str:
        """Ask who a listed person is, who now stands in ``row``; the same in words."""
        other = match.other
        assert other is not None  # whoever asks names the other one
        listed = told.person.member
        what = "full_name"
        if match.ask == OTHERS_NUMBER:
            what = "card" if listed.card in (other.card, other.national_id) else "national_id"
            why = tr(
                "Số {so} của “{ten}” ({noi}; dòng {moi} của sổ) cũng là của “{kia}” (dòng {cu} của "
                "sổ), mà họ tên khác, ngày sinh không trùng. Không gộp, không ghi đè ai."
            )
            fix = tr("So lại với thẻ, căn cước rồi sửa số ở một trong hai dòng của sổ.")
        elif match.ask == OTHER_NUMBERS:
            why = tr(
                "“{ten}” ({noi}; dòng {moi} của sổ) trùng họ tên, ngày sinh với dòng {cu} của sổ "
                "nhưng số thẻ hoặc số căn cước khác: {so} và {so_kia}. Đã ghi thành hai người."
            )
            fix = tr(
                "Nếu là một người thì giữ số đúng, xoá dòng thừa; nếu là hai người thì không phải "
                "làm gì."
            )
        elif match.ask == BY_LESS:
            why = tr(
                "“{ten}” ({noi}) được coi là “{kia}” ở dòng {cu} của sổ, chỉ theo tên và chi bộ "
                "hoặc tên không dấu và ngày sinh."
            )
            fix = tr("Nếu là hai người thì sửa lại dòng ấy, thêm người kia vào sổ.")
        else:
            why = tr(
                "“{ten}” ({noi}; dòng {moi} của sổ) trùng họ tên với dòng {cu} của sổ, chưa đủ "
                "ngày sinh, số thẻ để biết là một hay hai người. Đã ghi thành hai người."
            )
            fix = tr(
                "Nếu là một người thì xoá dòng thừa; nếu là hai người thì điền ngày sinh, số thẻ."
            )
        why = why.format(
            ten=listed.full_name,
            noi=told.words(),
            moi=row,
            cu=other.row,
            kia=other.full_name,
            so=listed.card if what == "full_name" and listed.card else _number(listed, what),
            so_kia=other.card or other.national_id,
        )
        self._in_list(match.ask, told, what, listed.full_name, why, fix)
        return why

    def double(self, known: Member, heard: Heard, told: ToldRow, filled: str) -> None:
        """Tell of a second row for one person in one list, and what it added."""
        first = heard.rows[0]
        why = tr("Cùng một người với “{ten}” ở {noi} (dòng {n} của sổ). {viec}").format(
            ten=known.full_name,
            noi=first.words(),
            n=known.row,
            viec=filled or tr("Dòng này không thêm gì mới."),
        )
        fix = tr("Nếu là hai người khác nhau thì thêm người kia vào sổ bằng tay.")
        self._in_list("KT-812", told, "full_name", told.person.member.full_name, why, fix)

    def differs(
        self, known: Member, heard: Heard, told: ToldRow, what: str, old: object, new: object
    ) -> None:
        """Tell that a list says otherwise than the workbook, or than a row before it.

        ``what`` is an attribute, or the header of a kept column.
        """
        self.target.result.conflicts += 1
        label, name = _LABELS.get(what, what), known.full_name
        if what == "cell":
            new = f"{told.person.member.cell} ({new})"
        before = heard.by.get(what)
        code = "KT-841" if what == "cell" else "KT-810" if before is None else "KT-846"
        if before is not None:
            why = tr("{cot} của “{ten}”: ở đây ghi “{moi}”, còn {noi} ghi “{cu}”.").format(
                cot=label, ten=name, moi=new, noi=before.words(what), cu=old
            )
            fix = tr("Sổ ghi theo chỗ kia (dòng {n}); nếu ở đây đúng thì sửa trong sổ.")
            self._in_list(code, told, what, new, why, fix.format(n=known.row))
            return
        why = tr("{cot} của “{ten}”: danh sách ghi “{moi}” ({noi}).").format(
            cot=label, ten=name, moi=new, noi=told.words(what)
        )
        fix = tr("Sổ giữ giá trị cũ; nếu danh sách đúng thì sửa ô này.")
        if self.target.take:
            fix = tr("Đã ghi theo danh sách.")
        place = self.target.data.source.cell("dang_vien", known.row, what)
        if what not in _LABELS:
            place = f"{self.target.own.letter(what)}{known.row}"
        self.target.say(code, MEMBER_SHEET, place, old, why=why, fix=fix)

    def gone(self, known: Member, told: ToldRow) -> None:
        """Tell that somebody who has left, as the workbook says, stands in a list."""
        why = tr("Sổ ghi “{ten}” là “{tinh_trang}”, danh sách vẫn có người này ({noi}).").format(
            ten=known.full_name, tinh_trang=known.status, noi=told.words()
        )
        fix = tr("Nếu người này còn sinh hoạt thì sửa cột Tình trạng; sổ chưa đổi tình trạng.")
        place = self.target.data.source.cell("dang_vien", known.row, "status")
        self.target.say("KT-840", MEMBER_SHEET, place, known.status, why=why, fix=fix)

    def covered(self, known: Member, attribute: str, cell: str, value: object) -> None:
        """Tell that a merged cell of the workbook leaves no room for a value."""
        why = tr("{cot} của “{ten}” là “{moi}”, nhưng ô này bị ô gộp che nên không ghi.")
        why = why.format(cot=_LABELS[attribute], ten=known.full_name, moi=value)
        fix = tr("Bỏ gộp ô (Unmerge Cells), điền từng dòng rồi nhập lại.")
        self.target.say("KT-829", MEMBER_SHEET, cell, why=why, fix=fix)

    def _in_list(
        self, code: str, told: ToldRow, what: str, read: object, why: str, fix: str
    ) -> None:
        where = told.words(what) if told.several else ""
        sheet, cell = told.person.sheet, told.cell(what)
        self.target.say(code, sheet, cell, read, why=why, fix=fix, where=where)


def _number(member: Member, what: str) -> str:
    return member.card if what == "card" else member.national_id
