"""Mail-merge fields as their keeper knows them (trường trộn thư), in what is told of a master.

A master made of a mail-merge document is checked by its tags; the keeper sees «Ho_ten»
in Word, and has never typed a tag.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...data.reference import table
from ...findings import Finding
from ...generators.context_names import columns
from ...generators.labels import compared
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from ...suggestions import nearest
from ...templates.heading import item_name
from ...templates.word_fields import fields_of
from .passages import Passage, read_paragraphs
from .tags import Fault

_COMPARISON = re.compile(r"""(?:\w+)\s+«(.+?)»\s*(=|<>)\s*(?:["“]([^"“”]*)["”]|([^\s"“”]+))\s*""")
# What would mean something else in a line of conditions, or is a pattern in Word.
_NOT_PLAIN = re.compile(r"[,;|*?]|\bvà\b|\bhoặc\b")
_NAMED = re.compile("«(.+?)»")
_TYPED = re.compile(r"\w+(?: \w+)*")
_GREETING = "Kính gửi đồng chí {{ Họ và tên }},"


def as_in_word(findings: Iterable[Finding], shown: Mapping[str, str]) -> Iterator[Finding]:
    """Findings with what Word shows in the place of the tags; ``shown`` has it by tag."""
    tags = sorted((tag for tag in shown if tag), key=len, reverse=True)
    for finding in findings:
        where, read = finding.where, finding.read
        for tag in tags:
            where, read = (text.replace(tag, shown[tag]) for text in (where, read))
        yield replace(finding, where=where, read=read)


def unknown_field(fault: Fault, shown: Mapping[str, str], labels: Labels) -> Fault:
    """The fault of a name that the paper does not have; of a merge field in the words of one."""
    fields = _NAMED.findall(shown.get(fault.typed, "")) if fault.code == "KT-903" else []
    field = next((name for name in fields if f"“{name}”" in fault.why), None)
    if field is None:
        return fault
    why = tr("Sổ dữ liệu không có cột nào tên “{ten}” để điền trường này.").format(ten=field)
    near = _nearest_column(field, labels)
    if near is None:
        fix = tr(
            "Gõ Alt+F9 trong Word rồi đổi tên trường cho đúng tên một cột của sổ, hoặc thêm cột ấy"
            " vào sổ; “giayto mau truong” kể các tên."
        )
    else:
        fix = tr(
            "Có phải cột “{cot}”? Nếu đúng: gõ Alt+F9 trong Word rồi đổi tên trường thành {ten}."
        ).format(cot=near, ten=near.replace(" ", "_"))
    return replace(fault, why=why, fix=fix, right="")


def _nearest_column(field: str, labels: Labels) -> str | None:
    """The header of the column nearest to a field's name, of those that a field can name."""
    sure = {n: m for n, m in labels.items() if isinstance(m, str) and _TYPED.fullmatch(n)}
    near = nearest(field, sure)
    column = None if near is None else columns().get(sure[near])
    if near is None or column is None:
        return near
    header = compared(column.spec.label)
    same = any(compared(name) == header and meant == sure[near] for name, meant in sure.items())
    return column.spec.label if same else near


def places_without_tag(
    parts: Mapping[str, bytes], codes: Sequence[str]
) -> Iterator[tuple[str, Passage | None]]:
    """Each code of a merge field without a tag, with the passage it still stands in.

    ``codes`` are in the order of the file; ``parts`` the package with its tags.
    """
    left: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        left[_kind(code)].append(code)
    for _, paragraph, passage in read_paragraphs(parts) if codes else ():
        for found in fields_of(paragraph):
            kind = _kind(found.code)
            if left.get(kind):
                yield left[kind].pop(0), passage
    yield from ((code, None) for unplaced in left.values() for code in unplaced)


def _kind(code: str) -> str:
    return code.split(None, 1)[0].upper() if code.strip() else ""


def without_tag(code: str) -> tuple[str, str]:
    """Why a merge field of this code has no tag, and what to do instead."""
    told = _KINDS.get(_kind(code))
    if told is not None:
        return told(code)
    return (
        tr("Trường trộn thư này không có thẻ tương ứng, nên văn bản in chữ Word đang hiện ở đó."),
        tr("Xoá trường ấy, hoặc gõ thẻ thay nó; xem mã trường bằng Alt+F9."),
    )


def _skipped(code: str) -> tuple[str, str]:
    why = tr("Trường này bỏ qua một số người khi trộn; ở đây việc ấy do một dòng ở đầu mẫu.")
    line = _only(code, turned=True)
    if not line:
        return why, tr("Xoá trường, rồi gõ ở đầu mẫu dòng “Chỉ lập khi: …” nói ai thì có văn bản.")
    return why, tr("Xoá trường, rồi gõ ở đầu mẫu dòng: {dong}").format(dong=line)


def _next_if(code: str) -> tuple[str, str]:
    why = tr(
        "Trường này chỉ đôi khi sang người kế tiếp, nên không biết trước mỗi trang có mấy người."
    )
    line = _only(code, turned=False)
    if not line:
        return why, tr("Đổi trường thành NEXT, rồi gõ ở đầu mẫu dòng “Chỉ lập khi: …” nói in ai.")
    fix = tr("Đổi trường thành NEXT, rồi gõ ở đầu mẫu dòng: {dong}")
    return why, fix.format(dong=line)


def _only(code: str, *, turned: bool) -> str:
    """The line that chooses whom the field means, or with ``turned`` all others; "" for unclear."""
    found = _COMPARISON.fullmatch(code)
    value = (found[3] or found[4] or "") if found is not None else ""
    if found is None or _NOT_PLAIN.search(value):
        return ""
    column, same = found[1].replace("_", " "), (found[2] == "=") is not turned
    words: dict[str, list[str]] = table("own-papers")["compare"]
    if value:
        said = [column, words["is"][0] if same else words["is_not"][-1], value]
    else:
        said = [column, words["empty" if same else "filled"][0]]
    return f"{item_name('only')}: {' '.join(said)}"


def _asked(_: str) -> tuple[str, str]:
    return (
        tr("Trường này hỏi người trộn một câu; khi lập hàng loạt không ai trả lời."),
        tr(
            "Xoá trường rồi gõ thẳng câu trả lời; hay đổi thì thêm một mục riêng ở trang Thiết lập,"
            " ví dụ “Lời nhắn”, rồi gõ {the}."
        ).format(the="{{ Thiết lập.Lời nhắn }}"),
    )


def _set(_: str) -> tuple[str, str]:
    return (
        tr("Trường này đặt tên cho một đoạn chữ để in ở chỗ khác, nên không có gì để điền."),
        tr("Xoá trường, rồi gõ thẳng đoạn chữ ấy ở chỗ cần in."),
    )


def _counted(_: str) -> tuple[str, str]:
    return (
        tr("Số thứ tự khi trộn đổi mỗi lần thêm bớt người, nên văn bản đã lập sẽ sai số."),
        tr(
            "Thêm cột riêng “Số thư” vào sổ rồi gõ {the}; văn bản cần số thì ghi dòng “Loại văn"
            " bản” ở đầu mẫu và dùng {so}."
        ).format(the="{{ Số thư }}", so="{{ dau.so_ky_hieu }}"),
    )


def _greeting(_: str) -> tuple[str, str]:
    return (
        tr("Dòng chào của Word ghép tên theo kiểu nước ngoài nên không dùng được."),
        tr("Xoá trường rồi gõ, ví dụ: {dong}").format(dong=_GREETING),
    )


def _address(_: str) -> tuple[str, str]:
    return (
        tr("Khối địa chỉ của Word ghép nhiều cột mà sổ này không có."),
        tr(
            "Xoá trường rồi gõ từng dòng: {ten}, {don_vi}; cần địa chỉ nhà thì thêm cột riêng “Địa"
            " chỉ” ở trang Đảng viên và gõ {dia_chi}."
        ).format(ten="{{ Họ và tên }}", don_vi="{{ Đơn vị công tác }}", dia_chi="{{ Địa chỉ }}"),
    )


_KINDS: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "SKIPIF": _skipped,
    "NEXTIF": _next_if,
    "ASK": _asked,
    "FILLIN": _asked,
    "SET": _set,
    "MERGEREC": _counted,
    "MERGESEQ": _counted,
    "GREETINGLINE": _greeting,
    "ADDRESSBLOCK": _address,
}
