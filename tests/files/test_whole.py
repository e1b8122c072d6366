"""A file appears whole or not at all, with the right permissions, and nothing stays beside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import CannotWrite, WorkspaceExists
from giayto.files.whole import make_folder, passing, write_bytes, write_with, writing

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals of POSIX")


def by_stream(path: Path, data: bytes, **options: Any) -> None:
    with writing(path, **options) as file:
        file.write(data)


def by_function(path: Path, data: bytes, **options: Any) -> None:
    assert write_with(path, lambda made: made.write_bytes(data), **options) == len(data)


WRITERS: list[Callable[..., None]] = [write_bytes, by_stream, by_function]


@pytest.fixture
def umask() -> Iterator[Callable[[int], None]]:
    before = os.umask(0o022)
    yield lambda mask: (os.umask(mask), None)[1]
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_is_written_and_replaced_and_its_folder_made(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    target = tmp_path / "Chi bộ 1" / "năm" / "bản.docx"
    for data in (b"one", b"", b"three" * 100_000):
        write(target, data)
        assert target.read_bytes() == data
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("write", WRITERS)
def test_a_name_without_a_folder_means_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., None]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("bản.docx"), b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["bản.docx"]


@POSIX
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(("mask", "wanted"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_gets_what_the_umask_allows(
    tmp_path: Path,
    umask: Callable[[int], None],
    write: Callable[..., None],
    mask: int,
    wanted: int,
) -> None:
    umask(mask)
    write(tmp_path / "a", b"x")
    assert mode(tmp_path / "a") == wanted
    assert os.umask(mask) == mask  # reading it has not changed it


@POSIX
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("own", [0o600, 0o660, 0o644])
def test_a_replaced_file_keeps_its_mode(
    tmp_path: Path, umask: Callable[[int], None], write: Callable[..., None], own: int
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(own)
    write(tmp_path / "a", b"new")
    assert ((tmp_path / "a").read_bytes(), mode(tmp_path / "a")) == (b"new", own)


@POSIX
@pytest.mark.parametrize("write", WRITERS)
def test_a_private_file_is_its_owners_alone(
    tmp_path: Path, umask: Callable[[int], None], write: Callable[..., None]
) -> None:
    umask(0)
    (tmp_path / "a").write_bytes(b"open to all")
    for name in ("a", "b"):
        write(tmp_path / name, b"x", private=True)
        assert mode(tmp_path / name) == 0o600


@POSIX
@pytest.mark.parametrize("write", WRITERS)
def test_a_stick_that_knows_no_modes_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., None]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")  # as FAT on Linux does

    monkeypatch.setattr(os, "chmod", refuse)
    write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


@POSIX
def test_a_half_written_file_is_its_owners_alone(
    tmp_path: Path, umask: Callable[[int], None]
) -> None:
    umask(0)
    with passing(tmp_path / "a") as made:
        assert mode(made) == 0o600 and made.parent == tmp_path
        made.write_bytes(b"x")
    assert mode(tmp_path / "a") == 0o666


@pytest.mark.parametrize("write", WRITERS[1:])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    for wrong in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(wrong), passing(target) as made:
            made.write_bytes(b"ha")
            raise wrong
    with pytest.raises(TypeError):
        write(target, "no bytes")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


@pytest.mark.parametrize("write", WRITERS)
def test_what_cannot_be_written_is_named_by_the_name_the_user_knows(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for target in (tmp_path / "folder", tmp_path / "file" / "a", tmp_path / ("ă" * 200)):
        with pytest.raises(CannotWrite) as caught:
            write(target, b"x")
        assert caught.value.where == str(target)
        assert caught.value.why and caught.value.fix
    with pytest.raises(CannotWrite):
        make_folder(tmp_path / "file" / "folder")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


@POSIX
@pytest.mark.parametrize("how", ["write_bytes(target, data)", "stream", "function"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, how: str) -> None:
    body = {
        "stream": "with writing(target) as file:\n        file.write(data)",
        "function": "write_with(target, lambda made: made.write_bytes(data))",
    }.get(how, how)
    code = f"""
import resource
from giayto.errors import CannotWrite
from giayto.files.whole import *
target, data = {str(tmp_path / "a")!r}, b"x" * 100_000
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    {body}
except CannotWrite as error:
    print(error.why)
"""
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert shown == "Ổ đĩa đã đầy.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", WRITERS[1:])
def test_a_name_that_is_taken_is_left_alone_when_asked_for(
    tmp_path: Path, write: Callable[..., None]
) -> None:
    target = tmp_path / "a"
    write(target, b"first", replace=False)
    with pytest.raises(WorkspaceExists):
        write(target, b"second", replace=False)
    with pytest.raises(WorkspaceExists), writing(tmp_path / "b", replace=False) as file:
        (tmp_path / "b").write_bytes(b"meanwhile")
        file.write(b"late")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a": b"first",
        "b": b"meanwhile",
    }


def test_many_at_once_never_mix(tmp_path: Path) -> None:
    target = tmp_path / "a"

    def write(number: int) -> None:
        for _ in range(50):
            write_bytes(target, bytes([number]) * 50_000)
            by_stream(target, bytes([number]) * 50_000)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    seen = set()
    while any(thread.is_alive() for thread in threads):
        if target.exists():
            data = target.read_bytes()
            seen.add((len(data), len(set(data))))
    for thread in threads:
        thread.join()
    assert seen == {(50_000, 1)}
    assert list(tmp_path.iterdir()) == [target]
