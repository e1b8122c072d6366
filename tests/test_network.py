"""Nothing goes out (không gì ra mạng): every command, on files full of links, before a listener."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from giayto.cli import ENTRIES
from giayto.commands.masters.group import masters_group
from giayto.commands.register.group import register_group
from giayto.data.workbook.write import create_workbook
from giayto.rendering.pdf import find_libreoffice
from tests.house import ROOT
from tests.linked import add_links, linked_document
from tests.rendering.word_papers import p, paper
from tests.wards import small_dataset

# Runs every command in one process, in which whatever would reach out is an error.
_RUN = """
import contextlib, io, json, sys
from giayto.cli import main

reached = []

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], (str, bytes)):
        return  # a socket of this computer's own
    if event.startswith(("socket.connect", "socket.send", "socket.get", "urllib", "http", "ftplib")):
        if event != "socket.gethostname":
            reached.append([event, str(arguments[1:])])
            raise OSError("the network")

sys.addaudithook(watch)
told = []
for words in json.loads(sys.argv[1]):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    told.append([words, code, said.getvalue()])
print(json.dumps({"reached": reached, "told": told}))
"""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on this computer, and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                with visitor:
                    asked.append(visitor.recv(200))
                    visitor.sendall(b"HTTP/1.0 404 No\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        server.shutdown(socket.SHUT_RDWR)


GROUPS = ("so", "mau")


def commands(place: Path, web: str, secret: Path) -> list[list[str]]:
    """Words for every command, in an order in which each finds something to do."""
    new, demo, backup = place / "moi", place / "thu", place / "sao.zip"
    members = place / "danh-sach.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"],
        [1, "Nguyễn Văn Đ", "01/02/1980", "Chi bộ Tổ dân phố 1"],
        [2, "Trần Thị Bé", "03/04/1990", "Chi bộ Tổ dân phố 1"],
    ):
        sheet.append(row)
    book.save(members)
    add_links(members, web, secret)
    work = place / "noi"
    (work / "mau").mkdir(parents=True)
    create_workbook(work / "du-lieu.xlsx", small_dataset(), example=False)
    add_links(work / "du-lieu.xlsx", web, secret)
    linked = linked_document(web, secret)
    (work / "mau" / "kiem-diem-02b.docx").write_bytes(linked)
    received = place / "nhan.docx"
    received.write_bytes(linked)
    plain = place / "thuong.docx"
    plain.write_bytes(paper(p("x")))
    at = ["-C", str(work)]
    issued = ["--loai", "Thông báo", "--trich-yeu", f"ảnh {web}/a.png", "--co-quan", "DU"]
    return [
        ["dung-thu", str(demo)],
        ["khoi-tao", str(new)],
        ["nhap", str(members), "-C", str(new)],
        ["nhap", str(received), "-C", str(new)],
        ["dien", *at],
        ["tong-quan", *at, "--excel", str(place / "tong-quan.xlsx")],
        ["de-nghi-khen", *at, "--ghi"],
        ["kiem-tra", *at],
        ["kiem-tra", *at, "--chi-tiet", "--json"],
        ["nang-cap", *at],
        ["xep-loai", *at, "--excel", str(place / "xep-loai.xlsx"), "--ghi"],
        ["tao", *at, "--van-tao", "--gop"],
        ["gop", str(received), str(plain), "-o", str(place / "in.docx")],
        ["gop", str(plain), "-o", str(place / "in2.docx")],
        ["pdf", str(received), str(plain)],
        ["mau", "danh-sach", *at],
        ["mau", "sao-chep", "bien-ban-sinh-hoat", *at],
        ["mau", "moi", "Thư ngỏ", "--lap-cho", "mỗi chi bộ", *at],
        ["mau", "truong", "bien-ban-sinh-hoat", *at],
        ["mau", "kiem-tra", *at],
        ["mau", "xem-thu", "bien-ban-sinh-hoat", *at],
        ["mau", "so-sanh", *at],
        ["so", "cap", *at, *issued, "--tep", str(received)],
        ["so", "cap", *at, *issued],
        ["so", "xem", *at],
        ["so", "sua", "1-TB/ĐU", *at, "--trich-yeu", f"{web}/b", "--ly-do", "nhầm"],
        ["so", "phat-hanh", "1-TB/ĐU", *at],
        ["so", "thay", "1-TB/ĐU", *at, "--ly-do", "nhầm"],
        ["so", "huy", "2-TB/ĐU", *at, "--ly-do", "nhầm"],
        ["so", "xuat", str(place / "so.docx"), str(place / "so.xlsx"), *at],
        ["so", "nhap", str(members), *at, "--thu"],
        ["so", "kiem-tra", *at],
        ["so", "co-quan", *at],
        ["so", "sao-luu", str(place / "so.db"), *at],
        ["so", "khoi-phuc", str(place / "so.db"), *at],
        ["sao-luu", str(backup), *at],
        ["khoi-phuc", str(backup), "-C", str(place / "lai")],
        ["ho-tro", str(place / "ho-tro.txt"), *at],
    ]


def test_no_command_reaches_out(tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    web, asked = listener
    secret = tmp_path / "bi-mat.png"
    secret.write_bytes(b"BIMAT")
    lines = commands(tmp_path, web, secret)
    every = {entry.name for entry in ENTRIES}
    every |= {f"so {e.name}" for e in register_group.entries}
    every |= {f"mau {e.name}" for e in masters_group.entries}
    run = {line[0] for line in lines} | {" ".join(line[:2]) for line in lines if line[0] in GROUPS}
    assert run == every, "a command that this test does not run yet"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(lines)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["reached"] == []
    assert asked == []
    assert [t for t in told["told"] if "GT000" in t[2]] == []
    codes = {
        " ".join(words[:2] if words[0] in GROUPS else words[:1]): c for words, c, _ in told["told"]
    }
    assert (codes["pdf"] == 0) == (find_libreoffice() is not None)
    assert {codes[name] for name in ("dung-thu", "khoi-tao", "nang-cap", "sao-luu", "ho-tro")} == {
        0
    }
    refused = [t for t in told["told"] if t[0][0] == "gop" and t[1]]
    assert "nhan.docx" in refused[0][2]
