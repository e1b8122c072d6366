"""Checks the clerk's own Word masters (kiểm tra mẫu riêng) before papers are made with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...conventions.ruleset import load_rules
from ...data.ward import Ward
from ...errors import GiaytoError, MasterRefused
from ...findings import Finding, found
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from ...suggestions import asked, nearest
from ...templates.store import built_in_names, own_files
from .one_file import check_apart, where
from .paper_contexts import PaperContexts

_WORD_FILES = (".docx", ".doc", ".docm", ".dotx", ".dotm", ".odt", ".rtf")
_SHOWN = 12

Refused = dict[str, GiaytoError]
"""Masters that are refused, by name, and why."""


def check_own_masters(
    folder: Path, rules_id: str, year: int, ward: Ward | None = None, *, sound: bool = True
) -> list[Finding]:
    """Findings on every Word file in the folder ``mau``; empty when all is well or there is none.

    A file that is never used is named: one whose name is no master's, of another
    kind, in a folder inside. A master that cannot be compiled, asks for a name
    that its paper does not have, or cannot be filled in would fail for every paper.
    ``year`` is the year under review, ``ward`` the clerk's data, ``sound`` whether they
    are fit for making papers.
    """
    known = built_in_names(rules_id)
    contexts = PaperContexts(ward, year, sound=sound)
    used = {path: name for name, path in own_files(folder).items()}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("~$"):
            continue  # Word's own lock file beside an open document
        if path in used and used[path] in known:
            if path.is_dir():
                findings.append(_is_folder(path))
                continue
            findings += _checked(path, used, contexts)
            findings += _several_rules(path, contexts.rule_sets(used[path]))
        else:
            findings += _ignored(path, known)
    return findings


def refused_masters(folder: Path, rules_id: str, ward: Ward, *, sound: bool) -> Refused:
    """The own masters that no paper can be made with, each with the error that says why.

    ``sound``: the ward's data are fit for making papers. By the masters' names; empty when
    all is well. The errors name every fault of their file.
    """
    contexts = PaperContexts(ward, ward.settings.year, sound=sound)
    known = built_in_names(rules_id)
    refused: Refused = {}
    for name, path in own_files(folder).items():
        if name not in known or path.is_dir():
            continue
        faults = [f for f in _checked(path, {path: name}, contexts) if f.severity == "error"]
        if faults:
            refused[name] = _refusal(path, faults)
    return refused


def labels_of_own(folder: Path, rules_id: str, ward: Ward) -> dict[str, Labels]:
    """What each own master may call the fields of its papers (nhãn), by the masters' names."""
    contexts = PaperContexts(ward, ward.settings.year)
    known = built_in_names(rules_id)
    return {name: contexts.labels(name) for name in own_files(folder) if name in known}


def _refusal(path: Path, faults: list[Finding]) -> MasterRefused:
    lines = []
    for fault in faults[:_SHOWN]:
        place = fault.where.removeprefix(where(path)).removeprefix(", ")
        tag = "" if fault.read in place else fault.read
        said = " ".join(part for part in (tag, fault.why, fault.fix) if part)
        lines.append(f"{place}: {said}" if place else said)
    if len(faults) > _SHOWN:
        lines.append(tr("… và {so} lỗi khác").format(so=len(faults) - _SHOWN))
    return MasterRefused(
        tr("Mẫu riêng {ten} có {so} lỗi, nên giấy tờ dùng mẫu này không được lập.").format(
            ten=path.name, so=len(faults)
        ),
        where=str(path),
        details=lines,
        fix=tr(
            "Sửa mẫu trong Word rồi gõ lại lệnh; hoặc bỏ tệp ấy khỏi thư mục mau để dùng mẫu"
            " có sẵn."
        ),
    )


def _checked(path: Path, used: dict[Path, str], contexts: PaperContexts) -> list[Finding]:
    master = used[path]
    return check_apart(path, contexts.of(master), contexts.labels(master))


def _several_rules(path: Path, rule_sets: list[str]) -> Iterator[Finding]:
    """A note where one file serves papers of more than one rule set, whose words may differ."""
    if len(rule_sets) > 1:
        titles = [load_rules(rules).title.split(",")[0] for rules in rule_sets]
        yield found(
            "KT-906",
            where=where(path),
            why=tr("Mẫu riêng này dùng cho văn bản theo cả {ds}, tuỳ ngày của văn bản.").format(
                ds=tr(" và ").join(titles)
            ),
            fix=tr("Câu nào hai quy định viết khác nhau thì xem lại trong mẫu."),
        )


def _ignored(path: Path, known: list[str]) -> Iterator[Finding]:
    """The finding on a file that is never used; none on what is nobody's business."""
    kind = path.suffix.lower()
    if path.is_dir() and kind != ".docx":
        yield from _folder_inside(path)
    elif kind not in _WORD_FILES:
        return
    elif kind != ".docx":
        yield _other_kind(path, known)
    elif path.stem.lower() in known:
        why = tr("Có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; tệp này không được dùng.")
        yield found("KT-902", where=where(path), why=why, fix=tr("Bỏ bớt một tệp."))
    else:
        yield _unused(path, known)


def _unused(path: Path, known: list[str]) -> Finding:
    close = nearest(path.stem, known)
    fix = asked(None if close is None else f"{close}.docx") or tr(
        "Nếu đây là giấy tờ riêng của cơ quan thì chương trình chưa lập được: cứ giữ tên ấy, điền"
        " bằng Word. Nếu là mẫu sửa từ mẫu có sẵn thì đặt lại đúng tên mẫu gốc, ví dụ {ten}."
    ).format(ten=f"{known[0]}.docx")
    why = tr("Không có mẫu nào tên này nên tệp không được dùng.")
    return found("KT-902", where=where(path), why=why, fix=fix)


def _other_kind(path: Path, known: list[str]) -> Finding:
    stem = path.stem.lower()
    if stem not in known:
        stem = nearest(path.stem, known) or path.stem
    why = tr("Chương trình chỉ dùng tệp có đuôi .docx nên tệp này không được dùng.")
    fix = tr(
        "Mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx), tên “{ten}”."
    ).format(ten=f"{stem}.docx")
    return found("KT-902", where=where(path), why=why, fix=fix)


def _folder_inside(path: Path) -> Iterator[Finding]:
    files = sorted(p.name for p in path.rglob("*") if p.suffix.lower() in _WORD_FILES)
    files = [name for name in files if not name.startswith("~$")]
    if not files:
        return
    shown = ", ".join(files[:_SHOWN]) + " …" * (len(files) > _SHOWN)
    yield found(
        "KT-902",
        where=tr("thư mục {ten} trong thư mục mau").format(ten=path.name),
        read=shown,
        why=tr("Chương trình không đọc thư mục con nên các tệp trong đó không được dùng."),
        fix=tr("Muốn dùng tệp nào thì chép tệp ấy thẳng vào thư mục mau."),
    )


def _is_folder(path: Path) -> Finding:
    why = tr("Đây là một thư mục, không phải tệp Word, nên mẫu này không đọc được.")
    fix = tr("Lấy tệp mẫu trong thư mục này đặt thẳng vào thư mục mau, rồi xoá thư mục.")
    return found("KT-901", where=where(path), why=why, fix=fix)
