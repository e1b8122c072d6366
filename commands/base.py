"""Click in Vietnamese (lớp lệnh): lazy groups, English aliases, did-you-mean, exit codes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import click

from ..conventions.spelling import fold_plain
from ..i18n import LANGUAGES, tr
from ..suggestions import did_you_mean
from .folders import InFolder, WorkspaceFolder
from .wording import COMMAND_METAVAR, Worded

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of a lazy group: names, where it lives, its one-line help.

    The module is imported only when the command is used, so that ``--help``
    stays quick.
    """

    name: str
    alias: str
    module: str
    attribute: str
    help: str


class LazyGroup(Worded, click.Group):
    """A group whose commands are imported when they are used (nhóm lệnh)."""

    def __init__(self, *args: Any, entries: tuple[Entry, ...] = (), **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", COMMAND_METAVAR)
        super().__init__(*args, **kwargs)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [entry.name for entry in self.entries]

    def entry(self, typed: str) -> Entry | None:
        """The entry meant by a name or an English alias, accents not needed."""
        wanted = fold_plain(typed)
        for entry in self.entries:
            if wanted in (entry.name, entry.alias):
                return entry
        return None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entry(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(entry.module, package=__package__)
        command: click.Command = getattr(module, entry.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.entry(args[0]) is None:
            known = [e.name for e in self.entries] + [e.alias for e in self.entries]
            said = [tr("Không có lệnh “{ten}”.").format(ten=args[0])]
            ctx.fail(" ".join([*said, *filter(None, [did_you_mean(args[0], known)])]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(f"{e.name} ({e.alias})", tr(e.help)) for e in self.entries]
        with formatter.section(tr("Các lệnh")):
            formatter.write_dl(rows)


def command(name: str, help: str, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; ``help`` is Vietnamese, its first line the short help.

    A paragraph that begins with ``\\b`` keeps its lines, as click does.
    """

    def declared(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=InFolder, help=help, **kwargs)(_hidden_language(function))

    return declared


def language_option(*, hidden: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--lang``. The command line has read it before click starts; here it is only checked."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        hidden=hidden,
        help="Ngôn ngữ: vi (tiếng Việt) hoặc en (English).",
    )


_hidden_language = language_option(hidden=True)


workspace_option = click.option(
    "--thu-muc",
    "-C",
    "folder",
    default=".",
    show_default=False,
    type=WorkspaceFolder(),
    help="Thư mục làm việc, nơi có du-lieu.xlsx (mặc định: thư mục đang đứng).",
)
units_option = click.option(
    "--don-vi",
    "units",
    multiple=True,
    help="Chỉ những tổ chức này và cấp dưới (mã hoặc tên); ghi nhiều lần được.",
)
_excel = click.option(
    "--excel",
    "excel",
    type=click.Path(dir_okay=False),
    metavar="TỆP.xlsx",
    help="Ghi thêm một bảng Excel đủ số liệu.",
)
_overwrite = click.option(
    "--ghi-de", "overwrite", is_flag=True, help="Cùng --excel: thay tệp đã có cùng tên."
)


def excel_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options ``--excel`` and ``--ghi-de``: a report as Excel beside what is shown."""
    return _excel(_overwrite(function))


def excel_target(excel: str | None, overwrite: bool) -> str | None:
    """Where the report goes, ``None`` for nowhere. Raises ``UsageError`` for a lone --ghi-de."""
    if overwrite and not excel:
        raise click.UsageError(tr("--ghi-de chỉ dùng cùng --excel."))
    return excel or None


json_option = click.option(
    "--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho máy đọc."
)


def day_option(name: str, into: str, help: str) -> Callable[[_F], _F]:
    """An option for a date, typed as ``dd/mm/yyyy``; ``None`` when none was typed."""
    return click.option(name, into, default=None, callback=_read_day, help=help)


def _read_day(_ctx: click.Context, _option: click.Parameter, typed: str | None) -> date | None:
    if not typed:
        return None
    from ..workspace.register.facts import typed_day

    day = typed_day(typed)
    if day is not None:
        return day
    raise click.UsageError(
        tr("Không đọc được ngày “{ngay}”; ghi như 05/12/2026.").format(ngay=typed)
    )
