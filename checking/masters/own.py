"""Checks the clerk's own Word masters (kiểm tra mẫu riêng) before papers are made with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ...data.ward import Ward
from ...errors import GiaytoError, MasterRefused, PaperDeclaration, TemplateError
from ...files.faults import os_reason
from ...files.small import read_small
from ...findings import Finding, found
from ...generators.declared.declaration import paper_key
from ...generators.plan import Paper
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from ...suggestions import asked, nearest
from ...templates.heading import item_name
from ...templates.origin import KEPT
from ...templates.own_master import made_ready
from ...templates.seasons import SINCE, UNTIL
from ...templates.store import LARGEST_MASTER, MASTER_ENDINGS, OwnMasters, built_in_names, master_of
from .one_file import check_apart, where, why_of
from .paper_contexts import PaperContexts
from .standing import outdated, overshadowed, season_faults, several_rules

_WORD_FILES = (*MASTER_ENDINGS, ".doc", ".docm", ".dotm", ".odt", ".rtf")
_SHOWN = 12
# What is wrong with the words of a tag: false where it is not known what may be said.
_OF_NAMES = frozenset({"KT-903", "KT-923"})

Refused = dict[str, GiaytoError]
"""Masters that are refused, by name, and why."""


def check_own_masters(
    own: OwnMasters,
    rules_id: str,
    year: int,
    ward: Ward | None = None,
    papers: Sequence[Paper] = (),
    faults: Mapping[Path, GiaytoError] | None = None,
    *,
    sound: bool = True,
    proof: bool = False,
) -> list[Finding]:
    """Findings on every Word file in the folder ``mau``; empty when all is well or there is none.

    A file that is never used is named: one whose name is no master's, of another
    kind, in a folder inside. A master that cannot be compiled, asks for a name
    that its paper does not have, or cannot be filled in would fail for every paper.
    ``year`` is the year under review, ``ward`` the clerk's data, ``sound`` whether they
    are fit for making papers; ``papers`` the clerk's own papers, ``faults`` files that
    say they are one in words that are not understood. With ``proof`` values are followed
    to the page.
    """
    known = _known(rules_id, papers)
    contexts = PaperContexts(ward, year, papers, sound=sound)
    used = {path: name for name, path in _used(own, known).items()}
    findings: list[Finding] = []
    for path in _in(own.folder):
        if faults and path in faults:
            findings.append(not_understood(path, faults[path]))
        elif path not in used:
            findings += _ignored(path, known)
        elif path.is_dir():
            findings.append(_is_folder(path))
        else:
            findings += _on_file(used[path], own, contexts, proof=proof)
    return findings


def _on_file(
    name: str, own: OwnMasters, contexts: PaperContexts, *, proof: bool
) -> Iterator[Finding]:
    path, content, master = own.paths[name], own.files[name], own.stands_for(name)
    yield from _checked(name, own, contexts, proof=proof)
    yield from overshadowed(own, name, master)
    days = contexts.days(master)
    yield from several_rules(path, {r for r, day in days if own.in_force(master, day) == name})
    if isinstance(content, bytes):
        yield from outdated(path, content)


def ignored_files(
    own: OwnMasters, known: Collection[str], faults: Mapping[Path, GiaytoError]
) -> list[Finding]:
    """Findings on the files in ``mau`` that are never used (tệp không được dùng), and why.

    ``known`` are masters and the clerk's own papers, ``faults`` as `check_own_masters` has them.
    """
    unused = sorted(set(_in(own.folder)) - (set(_used(own, known).values()) - faults.keys()))
    return [
        finding
        for path in unused
        for finding in (
            [not_understood(path, faults[path])] if path in faults else _ignored(path, known)
        )
    ]


def refused_masters(
    own: OwnMasters, rules_id: str, ward: Ward, *, sound: bool, papers: Sequence[Paper] = ()
) -> Refused:
    """The own masters that no paper can be made with, each with the error that says why.

    ``sound``: the ward's data are fit for making papers. By the names of the files; empty when
    all is well. The errors name every fault of their file.
    """
    contexts = PaperContexts(ward, ward.settings.year, papers, sound=sound)
    refused: Refused = {}
    for name, path in _used(own, _known(rules_id, papers)).items():
        if path.is_dir():
            continue
        faults = [f for f in _checked(name, own, contexts) if f.severity == "error"]
        if faults:
            refused[name] = _refusal(path, faults, own.is_paper(name))
    return refused


def labels_of_own(
    own: OwnMasters, rules_id: str, ward: Ward, papers: Sequence[Paper] = ()
) -> dict[str, Labels]:
    """What each own master may call the fields of its papers (nhãn), by the files' names."""
    contexts = PaperContexts(ward, ward.settings.year, papers)
    known = _known(rules_id, papers)
    return {name: contexts.labels(own.stands_for(name)) for name in _used(own, known)}


def _known(rules_id: str, papers: Sequence[Paper]) -> list[str]:
    """The names of masters that some paper is made with."""
    return [*built_in_names(rules_id), *(paper.key for paper in papers)]


def _used(own: OwnMasters, known: Collection[str]) -> dict[str, Path]:
    """The files that stand for a master (tệp được dùng), by their names."""
    return {
        name: path
        for name, path in own.paths.items()
        if (master := own.stands_for(name)) in known
        or (own.is_paper(name) and paper_key(master) in known)
    }


def _in(folder: Path | None) -> list[Path]:
    """What lies in the folder, without Word's own lock files beside open documents."""
    found = sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []
    return [path for path in found if not path.name.startswith("~$")]


def _refusal(path: Path, faults: list[Finding], is_paper: bool) -> MasterRefused:
    lines = []
    for fault in faults[:_SHOWN]:
        place = fault.where.removeprefix(where(path)).removeprefix(", ")
        tag = "" if fault.read in place else fault.read
        said = " ".join(part for part in (tag, fault.why, fault.fix) if part)
        lines.append(f"{place}: {said}" if place else said)
    if len(faults) > _SHOWN:
        lines.append(tr("… và {so} lỗi khác").format(so=len(faults) - _SHOWN))
    fix = tr(
        "Sửa mẫu trong Word (xem lại bằng “giayto mau kiem-tra”), rồi gõ lại lệnh; hoặc bỏ tệp"
        " ấy khỏi thư mục mau để dùng mẫu có sẵn."
    )
    if is_paper:
        fix = tr(
            "Sửa tệp trong Word (xem lại bằng “giayto mau kiem-tra”), rồi gõ lại lệnh; chưa cần"
            " giấy tờ này thì bỏ tệp ấy khỏi thư mục mau."
        )
    return MasterRefused(
        tr("Mẫu riêng {ten} có {so} lỗi, nên giấy tờ dùng mẫu này không được lập.").format(
            ten=path.name, so=len(faults)
        ),
        where=str(path),
        details=list(dict.fromkeys(lines)),
        fix=fix,
    )


def _checked(
    name: str, own: OwnMasters, contexts: PaperContexts, *, proof: bool = False
) -> list[Finding]:
    path, master = own.paths[name], own.stands_for(name)
    declared = _declared(path, master, contexts)
    return [*season_faults(own, name), *declared, *_inside(path, master, contexts, proof=proof)]


def _inside(path: Path, master: str, contexts: PaperContexts, *, proof: bool) -> list[Finding]:
    """What is found in the file itself; nothing of names where no paper says which there are."""
    given = contexts.of(master) if master else []
    findings = check_apart(path, given, contexts.labels(master), master, proof=proof)
    return findings if given else [f for f in findings if f.code not in _OF_NAMES]


def _declared(path: Path, master: str, contexts: PaperContexts) -> list[Finding]:
    fault = contexts.misdeclared(master) if master else None
    return [] if fault is None else [not_understood(path, fault)]


def check_file(path: Path, master: str, contexts: PaperContexts) -> list[Finding]:
    """Findings on one file, wherever it lies; ``master`` is what it stands for, "" for unknown.

    Where that is unknown its fields cannot be held against what a paper gives.
    """
    if path.suffix.lower() not in MASTER_ENDINGS:
        return [_other_kind(path, [master] if master else [])]
    findings = [*_declared(path, master, contexts), *_inside(path, master, contexts, proof=True)]
    if not master:
        why = tr(
            "Tên tệp không cho biết đây là mẫu của giấy tờ nào, nên chưa đối chiếu tên trường."
        )
        fix = tr("Thêm --loai và tên giấy tờ, ví dụ: --loai kiem-diem-02c.")
        findings.append(found("KT-908", where=where(path), why=why, fix=fix))
    return findings


def _ignored(path: Path, known: Collection[str]) -> Iterator[Finding]:
    """The finding on a file that is never used; none on what is nobody's business."""
    kind = path.suffix.lower()
    if path.is_dir() and kind not in MASTER_ENDINGS:
        yield from _folder_inside(path)
    elif kind not in _WORD_FILES:
        return
    elif kind not in MASTER_ENDINGS:
        yield _other_kind(path, known)
    elif path.stem.lower() in known:
        why = tr("Có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; tệp này không được dùng.")
        yield found("KT-902", where=where(path), why=why, fix=tr("Bỏ bớt một tệp."))
    elif master_of(path.stem.lower()) in known:
        why = tr("Tên tệp có phần trong ngoặc mà thuộc tính của tệp không ghi dùng cho ngày nào.")
        fix = tr(
            "Nếu mẫu này chỉ dùng cho một mùa: trong Word, File → Info → Properties → Advanced"
            " Properties → thẻ Custom, thêm “{tu}” hoặc “{den}” với một ngày. Nếu không thì bỏ"
            " phần trong ngoặc khỏi tên tệp."
        ).format(tu=SINCE, den=UNTIL)
        yield found("KT-902", where=where(path), why=why, fix=fix)
    else:
        yield _unused(path, known)


def _unused(path: Path, known: Collection[str]) -> Finding:
    close = asked(None if (near := nearest(path.stem, known)) is None else f"{near}.docx")
    try:  # what cannot be opened may well say at its top what it is for
        if not close:
            made_ready(read_small(path, LARGEST_MASTER), path.name)
    except TemplateError as error:
        return found("KT-902", where=where(path), why=why_of(error), fix=error.fix or "")
    except OSError as error:
        return found("KT-902", where=where(path), why=os_reason(error))
    fix = close or tr(
        "Nếu đây là giấy tờ riêng của cơ quan thì viết ở dòng đầu của tệp: “Lập cho: mỗi đảng"
        " viên” (hoặc mỗi chi bộ, mỗi cuộc họp, cả đảng bộ). Nếu là mẫu sửa từ mẫu có sẵn thì"
        " đặt lại đúng tên mẫu gốc, ví dụ {ten}."
    ).format(ten=f"{min(known)}.docx")
    why = tr("Không có mẫu nào tên này nên tệp không được dùng.")
    return found("KT-902", where=where(path), why=why, fix=fix)


def not_understood(path: Path, fault: GiaytoError) -> Finding:
    """The finding on a file that says what it is for in words that are not understood."""
    place, line = where(path), ""
    if isinstance(fault, PaperDeclaration) and fault.item:
        place = where(path, tr("dòng ở đầu tệp"))
        line = f"{item_name(fault.item)}: {fault.typed}"
    return found("KT-954", where=place, read=line, why=fault.what, fix=fault.fix or "")


def _other_kind(path: Path, known: Collection[str]) -> Finding:
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
    if not files or path.name == KEPT:
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
