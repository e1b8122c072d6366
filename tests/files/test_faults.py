"""Every refusal of the system is told in the language in use, with a cause and a remedy."""

from __future__ import annotations

import errno
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from giayto import i18n
from giayto.files.faults import cannot_write, os_reason, refused, toml_reason

VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩậắằẵặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳ]", re.I)
ALL = sorted(errno.errorcode)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("vi")


@pytest.mark.parametrize("number", ALL)
def test_nothing_of_the_systems_own_words_reaches_a_user(language: str, number: int) -> None:
    error = OSError(number, "Zqx")
    told = cannot_write("a", error)
    for text in (os_reason(error), told.what, told.why or "", told.fix or ""):
        assert text and "Zqx" not in text
        assert bool(VIETNAMESE.search(text)) is (language == "vi"), text
        assert "--" not in text  # no option that the command at hand may not have


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOENT, "Không có tệp hoặc thư mục này."),
        (errno.EISDIR, "Đây là một thư mục."),
        (errno.ENOTDIR, "Một phần của đường dẫn là tệp, không phải thư mục."),
        (errno.EACCES, "Không có quyền, hoặc tệp đang mở trong chương trình khác."),
        (errno.EPERM, "Không có quyền, hoặc tệp đang mở trong chương trình khác."),
        (errno.ENOSPC, "Ổ đĩa đã đầy."),
        (errno.EDQUOT, "Ổ đĩa đã đầy."),
        (errno.EROFS, "Ổ đĩa chỉ cho đọc, không cho ghi."),
        (errno.ENAMETOOLONG, "Đường dẫn quá dài."),
        (errno.EIO, "Ổ đĩa hoặc đường mạng hỏng giữa chừng."),
        (errno.ETIMEDOUT, "Không tới được máy chủ: đường mạng đứt hoặc máy chủ tắt."),
        (errno.ECHILD, "Hệ điều hành từ chối (mã ECHILD)."),
    ],
)
def test_the_causes_a_clerk_meets_have_words(number: int, why: str) -> None:
    assert os_reason(OSError(number, "said so")) == why


def test_windows_causes_are_told_apart() -> None:
    for code, why in ((206, "Đường dẫn quá dài."), (112, "Ổ đĩa đã đầy."), (19, "chỉ cho đọc")):
        error = OSError(errno.ENOENT, "The system said so")
        error.winerror = code  # type: ignore[attr-defined]
        assert why in os_reason(error)


def test_an_error_without_a_code_is_told_by_its_kind() -> None:
    assert os_reason(OSError("only words")) == "Hệ điều hành từ chối (mã OSError)."
    assert os_reason(FileNotFoundError("s3://x")) == "Không có tệp hoặc thư mục này."
    assert "máy chủ" in os_reason(TimeoutError()) and "máy chủ" in os_reason(ConnectionError("x"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"a = 1\nb 2\n", "Dòng 2, chỗ chữ thứ 3 viết sai."),
        (b"a = [1,", "Cuối tệp viết dở: thiếu giá trị, ngoặc hoặc nháy."),
        (b"a = '\xff'", "Tệp không phải chữ Unicode (UTF-8)."),
    ],
)
def test_a_wrong_toml_file_is_told_by_its_place(text: bytes, why: str) -> None:
    with pytest.raises(ValueError) as caught:
        tomllib.loads(text.decode())
    assert toml_reason(caught.value) == why


def test_what_sqlite_says_of_files_is_told_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database at all" * 100)
    for place, why in (
        (tmp_path / "a.db", "Tệp đã hỏng."),
        (tmp_path / "none" / "a.db", "Không có quyền, hoặc tệp đang mở trong chương trình khác."),
    ):
        with pytest.raises(sqlite3.Error) as caught:
            sqlite3.connect(place).execute("SELECT * FROM x")
        assert os_reason(caught.value) == why


def test_each_cause_has_its_remedy(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"")
    fixes = {
        errno.ENOSPC: "ổ đĩa khác",
        errno.EROFS: "nơi khác",
        errno.ENAMETOOLONG: "gần gốc ổ đĩa",
        errno.EISDIR: "Đổi tên",
        errno.EINVAL: "ký tự",
        errno.ENOTDIR: "thư mục khác",
    }
    for number, fix in fixes.items():
        told = cannot_write(tmp_path / "none", OSError(number, "x"))
        assert fix in str(told.fix) and "gõ lại lệnh" in str(told.fix)
    locked = PermissionError(errno.EACCES, "x")
    assert "Word, Excel" in str(cannot_write(file, locked).why)
    assert cannot_write(tmp_path, locked).why == "Thư mục không cho ghi."


def test_the_last_net_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "none").read_bytes()
    told = refused(caught.value)
    assert told.where == str(tmp_path / "none")
    assert told.why == "Không có tệp hoặc thư mục này."
    assert refused(OSError(errno.EBADF, "x", 3)).where is None
