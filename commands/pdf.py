"""``giayto pdf``: turns Word files into PDF."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import tr
from .base import command, json_option

_HELP = """Chuyển tệp Word sang PDF (cần LibreOffice).

Ghi tệp hoặc thư mục; với thư mục, mọi tệp .docx bên trong đều được chuyển.
Bản PDF đã có và mới hơn bản Word thì bỏ qua.

\b
Ví dụ:
  giayto pdf van-ban
  giayto pdf van-ban/2026/Chi-bo-1/in-kiem-diem-02b.docx
  giayto pdf van-ban --ra ban-pdf
"""


@command("pdf", _HELP)
@click.argument("sources", nargs=-1, required=True, metavar="TỆP-HOẶC-THƯ-MỤC...")
@click.option("--ra", "out", type=click.Path(file_okay=False), help="Thư mục nhận bản PDF.")
@click.option("--tat-ca", "redo", is_flag=True, help="Chuyển lại cả những bản PDF còn mới.")
@click.option(
    "--tien-trinh",
    "workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Số LibreOffice chạy cùng lúc (mặc định: số nhân của máy).",
)
@json_option
def pdf(
    sources: tuple[str, ...], out: str | None, redo: bool, workers: int | None, as_json: bool
) -> int:
    from .console import say, say_json
    from .outputs import output_folder
    from .pdf_making import make_pdfs, tell
    from .word_files import beside, word_files

    folder = output_folder(out) if out else None
    documents = word_files(sources)
    if folder is not None:
        beside(documents, folder)
    due = [d for d in documents if redo or not _current(d, folder)]
    sheets = make_pdfs(due, folder=folder, workers=workers, quiet=as_json)
    if as_json:
        say_json(
            {
                "made": [str(path) for path in sheets.made],
                "unchanged": len(documents) - len(due),
                "failed": [{"path": str(p), **e.as_dict()} for p, e in sheets.failed],
            }
        )
    else:
        if len(due) < len(documents):
            say(tr("{so} bản PDF còn mới, giữ nguyên.").format(so=len(documents) - len(due)))
        tell(sheets)
    return 1 if sheets.failed else 0


def _current(document: Path, folder: Path | None) -> bool:
    sheet = (folder or document.parent) / f"{document.stem}.pdf"
    try:
        return sheet.stat().st_mtime_ns >= document.stat().st_mtime_ns
    except OSError:
        return False
