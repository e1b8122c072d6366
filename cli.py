"""The command line (dòng lệnh): parse, call, print. No business rule lives here."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path

import click

from . import __version__, i18n
from .commands.base import Entry, LazyGroup, language_option
from .errors import GiaytoError
from .files.scratch import sweep_scratch
from .i18n import tr

ENTRIES = (
    Entry("dung-thu", "demo", ".demo", "demo", "Làm thử: một phường mẫu với đủ bộ giấy tờ."),
    Entry("khoi-tao", "init", ".init", "init", "Tạo thư mục làm việc với sổ dữ liệu trống."),
    Entry("nhap", "import", ".import_list", "import_list", "Nhập danh sách đảng viên có sẵn."),
    Entry("dien", "fill", ".fill", "fill", "Điền sẵn mã ở Kiểm điểm, Dự họp, Kiểm phiếu."),
    Entry("kiem-tra", "check", ".check", "check", "Kiểm tra dữ liệu, chỉ rõ ô sai và cách sửa."),
    Entry(
        "tong-quan",
        "overview",
        ".overview",
        "overview",
        "Mùa kiểm điểm đến đâu: đã làm, đến hạn, còn thiếu.",
    ),
    Entry(
        "de-nghi-khen",
        "candidates",
        ".candidates",
        "candidates",
        "Ai thuộc diện khen thưởng, căn cứ gì, còn thiếu gì.",
    ),
    Entry("xep-loai", "grade", ".grade", "grade", "Mức xếp loại theo quy định, tỷ lệ xuất sắc."),
    Entry("tao", "make", ".make", "make", "Tạo giấy tờ Word từ sổ dữ liệu."),
    Entry("gop", "merge", ".merge", "merge", "Gộp nhiều tệp Word thành một tệp để in."),
    Entry("pdf", "to-pdf", ".pdf", "pdf", "Chuyển tệp Word sang PDF (cần LibreOffice)."),
    Entry("nang-cap", "upgrade", ".upgrade", "upgrade", "Thêm vào sổ cũ những gì giayto mới có."),
    Entry("sao-luu", "save", ".safe_copy", "save", "Sao lưu cả nơi làm việc vào một tệp."),
    Entry("khoi-phuc", "restore", ".safe_copy", "restore", "Lấy lại nơi làm việc từ bản sao lưu."),
    Entry(
        "ho-tro",
        "support",
        ".support",
        "support",
        "Tệp để gửi nhờ hỗ trợ, không có dữ liệu cá nhân.",
    ),
    Entry(
        "mau",
        "template",
        ".masters.group",
        "masters_group",
        "Mẫu Word: xem, chép, sửa, kiểm tra, xem thử.",
    ),
    Entry(
        "so",
        "register",
        ".register.group",
        "register_group",
        "Sổ văn bản đi: cấp số, tra cứu, huỷ, in sổ, sao lưu.",
    ),
)

_HELP = """Từ một sổ Excel ra đủ bộ giấy tờ Đảng bằng Word, đúng thể thức.

\b
Bắt đầu:
  giayto dung-thu                     xem thử với một phường mẫu
  giayto khoi-tao chi-bo-toi          tạo nơi làm việc của mình
  giayto nhap danh-sach.xlsx -C chi-bo-toi
  giayto kiem-tra -C chi-bo-toi
  giayto tao -C chi-bo-toi
"""


@click.group(
    cls=LazyGroup,
    entries=ENTRIES,
    help=_HELP,
)
@click.version_option(
    __version__,
    "--version",
    "--phien-ban",
    prog_name="giayto",
    message="%(prog)s %(version)s",
    help="Xem phiên bản.",
)
@language_option(hidden=False)
def root() -> None:
    """Root of all commands; the help above is what users see."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; gives the exit code (0 done, 1 part failed, 2 wrong use, 3 rejected).

    Every error of the library is printed here, and nowhere else.
    """
    _utf8_output()
    i18n.use(_language_of(sys.argv[1:] if arguments is None else arguments))
    try:
        result = root.main(args=arguments, prog_name="giayto", standalone_mode=False)
    except GiaytoError as error:
        return _tell(error, arguments)
    except click.ClickException as error:
        _show(error)
        return 2
    except click.exceptions.Abort:
        click.echo(tr("Đã dừng theo yêu cầu. Những tệp đã làm xong vẫn giữ nguyên."), err=True)
        return 1
    except OSError as error:
        if os.environ.get("GIAYTO_DEBUG"):
            raise
        from .files.faults import refused

        return _tell(refused(error), arguments)
    except Exception as error:
        # Our own mistake. A clerk gets a sentence; whoever mends it asks for the trace.
        if os.environ.get("GIAYTO_DEBUG"):
            raise
        _say_unforeseen(error)
        return 1
    return result if isinstance(result, int) else 0


def _tell(error: GiaytoError, arguments: list[str] | None) -> int:
    """Print an error, for a machine if asked for; gives its exit code."""
    from .commands.console import say_error, say_json

    if "--json" in (sys.argv if arguments is None else arguments):
        say_json({"error": error.as_dict(), "findings": []})
    else:
        say_error(error)
    return error.exit_code


def _show(error: click.ClickException) -> None:
    """Print wrong use of a command as click does, lines broken between words."""
    from .commands.console import say_aside

    said = io.StringIO()
    error.show(file=said)
    say_aside(said.getvalue().rstrip("\n"))


def _say_unforeseen(error: Exception) -> None:
    import traceback

    from .commands.console import say_error

    place = traceback.extract_tb(error.__traceback__)[-1]
    say_error(
        GiaytoError(
            tr("Lỗi ngoài dự kiến trong chương trình."),
            where=f"{Path(place.filename).name}:{place.lineno}",
            why=tr("Loại lỗi: {loai}.").format(loai=type(error).__name__),
            fix=tr("Chép lại các dòng này báo cho người lập trình. Tệp của bạn không bị sửa dở."),
        )
    )


def _language_of(arguments: list[str]) -> str:
    """The language asked for, known before click builds any help text."""
    for position, word in enumerate(arguments):
        if word == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("GIAYTO_LANG", "vi")


def _utf8_output() -> None:
    """Let Vietnamese print on any console: an old Windows code page would stop the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def script() -> None:
    """Entry point of the installed command."""
    _stop_when_told()
    sweep_scratch()
    sys.exit(main())


def _stop_when_told() -> None:
    """Let an end from outside be as Ctrl-C: what is half-written and unpacked is removed."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


if __name__ == "__main__":
    script()
