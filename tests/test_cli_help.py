"""Help and complaints of the command line: all in Vietnamese, everywhere, at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import cast

import click
import pytest

from giayto import cli, i18n
from giayto.commands.base import LazyGroup

# Words that click would say by itself.
_ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Arguments|Show this|and exit|Try '|Error|No such|Missing|Invalid|"
    r"DIRECTORY|FILENAME|FILE|PATH|TEXT|INTEGER|FLOAT|OPTIONS|COMMAND|ARGS|required|default)\b"
)


def _paths(group: LazyGroup, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    for entry in group.entries:
        command = group.get_command(click.Context(group), entry.name)
        if isinstance(command, LazyGroup):
            yield from _paths(command, (*above, entry.name))
        else:
            yield (*above, entry.name)


PATHS = list(_paths(cli.root))


def _find(path: tuple[str, ...]) -> click.Command:
    command: click.Command = cli.root
    for name in path:
        below = cast(LazyGroup, command).get_command(click.Context(command), name)
        command = cast(click.Command, below)
    return command


@pytest.fixture(autouse=True)
def vietnamese_again() -> Iterator[None]:
    yield
    i18n.use("vi")


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_vietnamese(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*path, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Cách dùng: {' '.join(('giayto', *path))} [TUỲ-CHỌN]")
    assert "Tuỳ chọn:" in shown
    assert "-h, --help, --tro-giup" in shown
    assert _ENGLISH.findall(shown) == []


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_english_help_is_english(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "en", *path, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Usage: {' '.join(('giayto', *path))} [OPTIONS]")
    assert "Show this help." in shown
    assert "Tuỳ chọn" not in shown
    assert "THƯ-MỤC" not in shown


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    command = _find(path)
    silent = [p.opts for p in command.params if isinstance(p, click.Option) and not p.help]
    assert silent == []


@pytest.mark.parametrize(
    "path", [p for p in PATHS if not isinstance(_find(p), LazyGroup)], ids=" ".join
)
def test_every_command_shows_an_example(path: tuple[str, ...]) -> None:
    command = _find(path)
    assert "Ví dụ:" in (command.help or "")
    assert f"giayto {' '.join(path)}" in (command.help or "")


@pytest.mark.parametrize("path", [p for p in PATHS if p], ids=" ".join)
def test_english_name_is_the_same_command(path: tuple[str, ...]) -> None:
    aliases: list[str] = []
    for depth, name in enumerate(path):
        group = cast(LazyGroup, _find(path[:depth]))
        (alias,) = [entry.alias for entry in group.entries if entry.name == name]
        aliases.append(alias)
    assert _find(tuple(aliases)) is _find(path)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nhaap"], "Không có lệnh “nhaap”. Có phải “nhap”?"),
        (["xyzt"], "Không có lệnh “xyzt”."),
        (["tao", "--donvi", "CB01"], "Không có tuỳ chọn “--donvi”. Có phải"),
        (["tao", "--don-vi"], "Sau tuỳ chọn “--don-vi” còn thiếu giá trị."),
        (["khoi-tao"], "Còn thiếu 'THƯ-MỤC'."),
        (["khoi-tao", "a", "b"], "Thừa chữ sau lệnh: b."),
        (["--lang", "fr", "tao"], "“fr” không có trong các lựa chọn: 'vi', 'en'."),
        (["kiem-tra", "-C", __file__], "là một tệp, không phải thư mục."),
        (["kiem-tra", "--json=1"], "không kèm giá trị"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_use_is_explained(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert "Lỗi: " in err
    assert _ENGLISH.findall(err) == []


def test_language_may_stand_anywhere_or_in_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["tao", "--lang", "en", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage:")
    monkeypatch.setenv("GIAYTO_LANG", "en")
    assert cli.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage:")
    assert cli.main(["--lang", "vi", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Cách dùng:")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--phien-ban"]) == 0
    assert re.fullmatch(r"giayto \d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["ascii", "german", "windows"],
)
def test_vietnamese_on_any_machine(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "giayto.cli", "khoi-tao"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Còn thiếu 'THƯ-MỤC'." in done.stderr.decode("utf-8")
    assert b"Traceback" not in done.stderr
