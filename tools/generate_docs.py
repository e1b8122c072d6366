"""The generated pages of the documentation (trang tài liệu tự sinh).

``python tools/generate_docs.py`` writes them all into ``docs/ky-thuat/``, the page of all papers
and the keeper's pages on findings into ``docs/nguoi-dung/``; a test fails when one of them no
longer says what the program does.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from giayto import errors, i18n
from giayto.checking.masters.field_names import names_in
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.cli import root
from giayto.commands.base import LazyGroup
from giayto.data.models import SHEETS
from giayto.data.models.fields import FieldSpec, Kind, Record, fields_of
from giayto.finding_codes import CODES
from giayto.generators.papers import PAPERS
from giayto.register.export.word import MASTER as REGISTER
from giayto.rendering import CompiledTemplate
from giayto.templates.recipes.build import BUILT_FOR, RECIPES
from giayto.templates.store import find_master

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.checking.masters.slips import slips
from tools import papers_page, slip_pages

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "ky-thuat"
_NOTICE = "<!-- Trang tự sinh, đừng sửa tay: python tools/generate_docs.py -->\n"
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"}
_EXIT_CODES = (
    ("0", "xong"),
    ("1", "một phần việc không xong: có văn bản không lập được, không ghi được tệp, bị dừng"),
    ("2", "gõ lệnh sai: không có lệnh, tuỳ chọn, loại giấy tờ, tổ chức hay thư mục ấy"),
    ("3", "dữ liệu, mẫu, quy tắc hoặc sổ văn bản bị từ chối: sửa rồi chạy lại"),
)
_KINDS: dict[Kind, str] = {
    "text": "chữ",
    "long": "nhiều đoạn",
    "name": "họ tên",
    "ident": "mã, số hiệu",
    "date": "ngày",
    "time": "giờ",
    "int": "số nguyên",
    "decimal": "số",
    "money": "đồng",
    "mark": "đánh dấu x",
}


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in cells) + " |"

    heads = list(heads)
    return [line(heads), line("---" for _ in heads), *(line(row) for row in rows), ""]


# ------------------------------------------------------------------ lenh.md


def commands_page() -> str:
    """All commands with their options and exit codes (các lệnh)."""
    lines = [
        _NOTICE,
        "# Các lệnh",
        "",
        "Tên trong ngoặc là tên tiếng Anh của cùng lệnh đó. Mọi lệnh có `--tro-giup`;",
        "`--lang en` hoặc biến môi trường `GIAYTO_LANG=en` cho lời tiếng Anh (văn bản lập ra",
        "luôn là tiếng Việt).",
        "",
        "## Mã thoát",
        "",
        *_table(("Mã", "Nghĩa"), _EXIT_CODES),
        *_command(root, "giayto", "", None),
    ]
    return "\n".join(lines)


def _command(
    command: click.Command, name: str, alias: str, parent: click.Context | None
) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, **root.context_settings)
    path = context.command_path
    yield f"## {path}" + (f" ({alias})" if alias else "")
    yield ""
    yield from _help(command.help or "")
    yield f"Cách dùng: `{path} {' '.join(command.collect_usage_pieces(context))}`"
    yield ""
    records = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        and (record := parameter.get_help_record(context)) is not None
    ]
    yield from _table(("Tuỳ chọn", "Nghĩa"), ((f"`{names}`", text) for names, text in records))
    if isinstance(command, LazyGroup):
        for entry in command.entries:
            below = command.get_command(context, entry.name)
            if below is not None:
                yield from _command(below, entry.name, entry.alias, context)


def _help(text: str) -> Iterator[str]:
    """The paragraphs of a help text; those whose lines are kept become blocks of code."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if not paragraph.startswith("\b\n"):
            yield from (paragraph, "")
            continue
        head, *kept = paragraph.removeprefix("\b\n").split("\n")
        yield from (head, "", "```text", *inspect.cleandoc("\n".join(kept)).split("\n"), "```", "")


# ------------------------------------------------------------------ truong.md


def fields_page() -> str:
    """All sheets and fields of the workbook (các trang và trường)."""
    lines = [
        _NOTICE,
        "# Các trang và các trường của sổ dữ liệu",
        "",
        "Mỗi trường khai báo một lần, ở lớp ghi đầu mỗi mục. Từ đó có cột trong sổ, cách nhận",
        "tiêu đề khi đọc, tên trong mẫu Word và trang này. Tiêu đề so không kể chữ hoa, chữ",
        "thường, kiểu đặt dấu (uỷ, ủy) và khoảng trắng.",
        "",
    ]
    for sheet in SHEETS:
        lines += [f"## {sheet.name} (`{sheet.key}`)", "", sheet.about, _declared(sheet.model), ""]
        rows = [
            (
                field.label,
                f"`{field.key}`",
                _KINDS[field.kind] + (", bắt buộc" if field.required else ""),
                _explained(field),
                "; ".join(field.synonyms),
            )
            for field in fields_of(sheet.model)
        ]
        heads = ("Cột", "Tên trong mẫu", "Kiểu", "Giải thích", "Tiêu đề khác cũng nhận")
        lines += _table(heads, rows)
    return "\n".join(lines)


def _declared(model: type[Record]) -> str:
    """Where a sheet's fields are declared, asked from the class itself."""
    file = model.__module__.removeprefix("giayto.").replace(".", "/") + ".py"
    return f"Khai báo: lớp `{model.__name__}` trong `{file}`."


def _explained(field: FieldSpec) -> str:
    parts = [field.help]
    if field.choices:
        parts.append(f"Chọn: {'; '.join(field.choices)}.")
    if field.digits:
        parts.append(f"Số chữ số: {' hoặc '.join(map(str, field.digits))}.")
    if field.example:
        parts.append(f"Ví dụ: {field.example}.")
    if field.default not in (None, "", False):
        parts.append(f"Để trống là: {'x' if field.default is True else field.default}.")
    return " ".join(part for part in parts if part)


# ------------------------------------------------------------------ ma-loi.md


def codes_page() -> str:
    """All codes of errors and findings (mã lỗi, mã kiểm tra)."""
    lines = [
        _NOTICE,
        "# Mã lỗi và mã kiểm tra",
        "",
        "## Lỗi (GT)",
        "",
        "Một lệnh dừng vì lỗi thì in mã này và thoát với mã thoát bên cạnh; có `--json` thì in",
        'đối tượng `{"error": {"code", "what", "where", "why", "fix", "details"}}`.',
        "",
        *_table(
            ("Mã", "Nghĩa", "Lớp", "Mã thoát"),
            (
                (error.code, _vietnamese(error), f"`{error.__name__}`", str(error.exit_code))
                for error in _error_tree(errors.GiaytoError)
            ),
        ),
        "## Phát hiện",
        "",
        'Có `--json` thì mỗi phát hiện là `{"severity", "code", "sheet", "cell", "where", "read",',
        '"why", "fix", "entry_ids"}`: `where` là chỗ bằng lời, `entry_ids` là các dòng của sổ văn',
        "bản; `what` lặp lại `why`.",
        "",
        "### Khi kiểm tra dữ liệu và mẫu Word (KT)",
        "",
        "`giayto kiem-tra` in mọi phát hiện cùng lúc, mỗi phát hiện có trang, ô, chữ đọc được,",
        "vì sao và cách sửa. Còn một *lỗi* thì mã thoát là 3 và `giayto tao` từ chối (trừ khi có",
        "`--van-tao`); *cảnh báo* và *ghi chú* không cản việc gì.",
        "",
        *_codes("KT-"),
        "### Khi kiểm tra sổ văn bản và nhập sổ cũ (SO)",
        "",
        "`giayto so kiem-tra` và `giayto so nhap` báo; còn một *lỗi* thì mã thoát là 3.",
        "",
        *_codes("SO-"),
    ]
    return "\n".join(lines)


def _codes(family: str) -> list[str]:
    return _table(
        ("Mã", "Mức", "Nghĩa"),
        (
            (_explained_at(code), _SEVERITIES[kind.severity], kind.meaning)
            for code, kind in CODES.items()
            if code.startswith(family)
        ),
    )


def _explained_at(code: str) -> str:
    """The code, with a link where a page of the keeper's explains it."""
    return f"[{code}](../nguoi-dung/loi-mau/{code}.md)" if code in slips() else code


def _error_tree(error: type[errors.GiaytoError]) -> Iterator[type[errors.GiaytoError]]:
    yield error
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _error_tree(below)


def _vietnamese(error: type[errors.GiaytoError]) -> str:
    """The Vietnamese term in the first line of a class's docstring."""
    terms = re.findall(r"\(([^()]+)\)\.$", (error.__doc__ or "").splitlines()[0])
    return str(terms[-1]) if terms else ""


# ------------------------------------------------------------------ mau-va-ngu-canh.md


_YEAR = 2026
"""Forms of other seasons are looked up in their own first year."""


def templates_page() -> str:
    """Each built-in template with the names its papers give (mẫu và ngữ cảnh)."""
    labels = {paper.key: paper.label for paper in PAPERS}
    labels[REGISTER] = "Sổ đăng ký văn bản đi, in bằng `giayto so xuat`"
    lines = [
        _NOTICE,
        "# Mẫu Word và các tên dùng trong mẫu",
        "",
        "Ngữ cảnh là dữ liệu của một văn bản, do `generators/` lập sẵn thành chữ, danh sách và",
        "bảng tra; mẫu chỉ việc in. `[]` là danh sách: `vang[].ho_ten` trong mẫu viết là",
        "`{% for d in vang %} … {{ d.ho_ten }} … {% endfor %}`. Tệp cùng tên trong thư mục `mau`",
        "của nơi làm việc thay cho mẫu có sẵn.",
        "",
        "Mỗi mục kể **mọi tên dùng được** trong mẫu ấy, kể cả tên mà mẫu có sẵn không dùng: tên mà",
        "giấy tờ của phường mẫu thật sự có. Tên thuộc đảng viên còn viết được bằng tên cột:",
        "`{{ Họ và tên }}` là `{{ dang_vien.ho_ten }}`.",
        "",
        "Câu của văn bản nằm trong mẫu. Câu chữ của bộ quy tắc (`the_thuc`, `ten.loai`, `ky…`,",
        "`phu_luc.kem_theo`, `kinh_trinh_tu`) đổi ở `the-thuc.toml`.",
        "",
        f"Các bộ quy tắc có mẫu: {', '.join(f'`{rules}`' for rules in BUILT_FOR)}; dùng chung một",
        "bộ mẫu ở `templates/party/`; mẫu nào khác theo quy tắc thì có riêng ở thư mục tên bộ ấy.",
        "",
    ]
    newest, *older = BUILT_FOR
    contexts = PaperContexts(None, _YEAR)
    for name in RECIPES:
        lines += [f"## {name}", ""]
        if name in labels:
            lines += [labels[name], ""]
        fields = _names(name, newest)
        groups: dict[str, list[str]] = {}
        for field in sorted(names_in(contexts.of(name), mark="[]")):
            groups.setdefault(re.split(r"[.\[]", field)[0], []).append(f"`{field}`")
        lines += _table(("Nhóm", "Tên"), ((f"`{g}`", ", ".join(n)) for g, n in groups.items()))
        for rules in older:
            lines += _difference(rules, fields, _names(name, rules))
    return "\n".join(lines)


def _names(master: str, rules: str) -> frozenset[str]:
    return CompiledTemplate.load(find_master(master, rules).content).fields


def _difference(rules: str, newest: frozenset[str], older: frozenset[str]) -> list[str]:
    said = []
    for word, names in (("thêm", older - newest), ("không có", newest - older)):
        if names:
            said.append(f"mẫu có sẵn {word} {', '.join(f'`{n}`' for n in sorted(names))}")
    return [f"Theo `{rules}`: {'; '.join(said)}.", ""] if said else []


# ------------------------------------------------------------------ all

PAGES: dict[str, Callable[[], str]] = {
    "lenh.md": commands_page,
    "truong.md": fields_page,
    "ma-loi.md": codes_page,
    "mau-va-ngu-canh.md": templates_page,
}
"""File in ``docs/ky-thuat`` → what makes its text."""


def main() -> None:
    """Write every page, in Vietnamese."""
    i18n.use("vi")
    for name, page in PAGES.items():
        _write(FOLDER / name, page())
    _write(papers_page.FILE, papers_page.page(_NOTICE))
    for name, text in slip_pages.pages().items():
        _write(slip_pages.FOLDER / name, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
