"""Checks of party organisations (kiểm tra tổ chức đảng): the tree, the issuer, the secretaries."""

from __future__ import annotations

from ...conventions.spelling import fold
from ...i18n import tr
from ..grading.awarding import acting_bodies
from ..grading.eligible import TOP
from ..grading.grades import given
from ..models import Organisation
from ..reference import choice
from ..signing import Signer, deputies_on, signer_of
from .context import CheckContext, duplicates


def check_organisations(context: CheckContext) -> None:
    """Codes, names, superiors, the issuing body, secretaries."""
    _check_handles(context)
    _check_issuer(context)
    _check_tree(context)
    acting = acting_bodies(context.ward)
    for organisation in context.data.organisations:
        _check_secretary(context, organisation)
        _check_exemplary(context, organisation)
        signs = organisation is context.ward.issuer or context.ward.kind(organisation)["cell"]
        if signs or any(organisation is body for body in acting):
            _check_signer(context, organisation)
    # Members whose cell is not known yet may well be those of the cells without any.
    known = all(context.ward.organisation(m.cell) is not None for m in context.data.members)
    for cell in context.ward.cells if known and context.data.members else ():
        if not context.ward.members_of(cell):
            why = tr("Không có đảng viên nào thuộc “{ten}”.").format(ten=cell.name)
            fix = tr("Kiểm tra cột Chi bộ ở trang Đảng viên, hoặc xoá dòng này.")
            context.report("KT-309", cell, "name", read=cell.name, why=why, fix=fix)


def _check_exemplary(context: CheckContext, organisation: Organisation) -> None:
    """Only the excellent can be exemplary (Hướng dẫn 06-HD/TW, mục 19.1): decisions count both."""
    grade = given(context.ward, organisation).current
    if organisation.exemplary and grade and grade != TOP:
        why = tr("“{ten}” xếp loại “{muc}” mà đánh dấu tiêu biểu; giấy tờ đếm cả hai.").format(
            ten=organisation.name, muc=grade
        )
        fix = tr("Bỏ dấu ở cột này, hoặc sửa mức xếp loại.")
        context.report("KT-529", organisation, "exemplary", read="x", why=why, fix=fix)


def _check_handles(context: CheckContext) -> None:
    for later, first in duplicates(context.data.organisations, "code"):
        code = getattr(later, "code", "")
        why = tr("Mã này đã dùng ở {dong}.").format(dong=context.place(first))
        context.report("KT-301", later, "code", read=code, why=why, fix=tr("Đặt mã khác."))
    for later, first in duplicates(context.data.organisations, "name"):
        name = getattr(later, "name", "")
        why = tr("Tên này đã có ở {dong}.").format(dong=context.place(first))
        fix = tr("Ghi tên phân biệt được hai tổ chức, hoặc xoá một dòng.")
        context.report("KT-302", later, "name", read=name, why=why, fix=fix)


def _check_issuer(context: CheckContext) -> None:
    settings = context.data.settings
    if not settings.issuer:
        return  # reported as a required value
    issuer = context.ward.issuer
    if issuer is None:
        why = tr("Không có tổ chức nào mang mã này ở trang Tổ chức đảng.")
        hint = context.nearest_organisation(settings.issuer)
        fix = tr("Ghi mã của đảng uỷ, như ở trang Tổ chức đảng.")
        context.report(
            "KT-303", settings, "issuer", read=settings.issuer, why=why, fix=f"{hint} {fix}".strip()
        )
    elif not context.ward.kind(issuer)["recognises"]:
        why = tr(
            "“{ten}” chỉ đề nghị, không ra quyết định công nhận (Hướng dẫn 43-HD/BTCTW, mục 3): "
            "chương trình lập bản kiểm điểm, biên bản, tờ trình, không lập quyết định."
        ).format(ten=issuer.name)
        fix = tr("Cần quyết định của đảng uỷ thì ghi mã của đảng uỷ.")
        context.report("KT-310", settings, "issuer", read=settings.issuer, why=why, fix=fix)


def _check_tree(context: CheckContext) -> None:
    for organisation in context.data.organisations:
        if organisation.parent and context.ward.organisation(organisation.parent) is None:
            why = tr("Không có tổ chức nào mang mã này.")
            hint = context.nearest_organisation(organisation.parent)
            fix = f"{hint} " + tr("Sửa mã cấp trên.")
            context.report(
                "KT-304", organisation, "parent", read=organisation.parent, why=why, fix=fix.strip()
            )
            continue
        above, seen = context.ward.parent(organisation), {id(organisation)}
        while above is not None and id(above) not in seen:
            seen.add(id(above))
            above = context.ward.parent(above)
        if above is organisation:
            why = tr("Đi lên theo mã cấp trên thì lại về chính tổ chức này.")
            context.report(
                "KT-305",
                organisation,
                "parent",
                read=organisation.parent,
                why=why,
                fix=tr("Sửa mã cấp trên; đảng uỷ phường để trống."),
            )


def _check_secretary(context: CheckContext, organisation: Organisation) -> None:
    ward = context.ward
    holders = ward.post_holders(organisation, "secretary")
    holders = [m for m in holders if m.status not in context.gone]
    if len(holders) > 1:
        names = "; ".join(m.full_name for m in holders)
        for member in holders[1:]:
            why = tr("“{chi_bo}” có {n} người ghi chức vụ bí thư: {ten}.").format(
                chi_bo=organisation.name, n=len(holders), ten=names
            )
            fix = tr("Chỉ để một bí thư ở cột Chức vụ Đảng.")
            context.report("KT-307", member, "party_post", read=member.party_post, why=why, fix=fix)
    if organisation.secretary and len(holders) == 1:
        named = holders[0].full_name
        if fold(named) != fold(organisation.secretary):
            why = tr("Trang Đảng viên ghi bí thư là “{ten}”; văn bản sẽ dùng tên ở ô này.")
            context.report(
                "KT-308",
                organisation,
                "secretary",
                read=organisation.secretary,
                why=why.format(ten=named),
                fix=tr("Sửa cho hai nơi giống nhau."),
            )


def _check_signer(context: CheckContext, organisation: Organisation) -> None:
    """Who will sign: nobody, or a deputy for a secretary who is not there."""
    if not context.issue_day_is_sound:
        return  # that is told, and who belonged to the cell on such a day says nothing
    ward, day = context.ward, context.issue_day
    signer = signer_of(ward, organisation, day)
    # A secretary who has left the cell is told by itself.
    left = ward.has_left(organisation.secretary, organisation)
    if not signer.name and not left:
        why = tr("Chưa biết ai là bí thư của “{ten}”; chỗ ký sẽ để trống.")
        fix = tr("Điền cột Bí thư, hoặc ghi chức vụ bí thư cho một đảng viên.")
        context.report(
            "KT-306", organisation, "secretary", why=why.format(ten=organisation.name), fix=fix
        )
    elif signer.stands_in:
        why = tr("“{ten}” không có bí thư; văn bản do phó bí thư “{nguoi}” ký.").format(
            ten=organisation.name, nguoi=signer.name
        )
        fix = tr("Người khác ký thì điền cột Người ký, Chức vụ người ký.")
        context.report("KT-330", organisation, "secretary", why=why, fix=fix)
    _check_post(context, organisation, signer)


def _check_post(context: CheckContext, organisation: Organisation, signer: Signer) -> None:
    deputies = deputies_on(context.ward, organisation, context.issue_day)
    known = any(fold(signer.name) == fold(name) for name in deputies)
    if not known or signer.position == choice("signer_position", "deputy"):
        return
    why = tr("“{nguoi}” là phó bí thư của “{ten}” mà sẽ ký với chức vụ {chuc_vu}.").format(
        nguoi=signer.name, ten=organisation.name, chuc_vu=signer.position
    )
    fix = tr("Sửa mục (cột) Chức vụ người ký, hoặc cột Phó bí thư.")
    context.report(
        "KT-331", organisation, "signer_position", read=signer.position, why=why, fix=fix
    )
