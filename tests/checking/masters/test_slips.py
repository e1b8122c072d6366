"""The slips that the keeper's pages show: each wrong one found as its code, each right one sound."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from giayto import i18n
from giayto.commands.masters.checking import check_masters
from giayto.finding_codes import CODES
from tests.checking.masters.slips import Slip, slips, symptoms

_OF_MASTERS = [code for code in CODES if code.startswith("KT-9")]
_PLACE = re.compile(r"(?:đoạn (\d+)|bảng 1, hàng (\d+), cột (\d+)) “(.*)”")
_OF_THE_FILE = {"KT-901", "KT-902", "KT-906", "KT-907", "KT-908", "KT-919", "KT-929", "KT-932"}
_OF_THE_FILE |= {"KT-951", "KT-952", "KT-953", "KT-954", "KT-955"}
_PLAIN_QUOTES = str.maketrans("“”", '""')  # as tags are read
_NEEDS_FONTS = pytest.mark.skipif(
    shutil.which("fc-match") is None, reason="cần fontconfig để hỏi phông"
)


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param(s, id=s.code, marks=_NEEDS_FONTS if s.code == "KT-930" else ())
        for s in slips().values()
    ],
)
def test_the_wrong_one_is_found_as_its_code_alone_and_the_right_one_is_sound(
    slip: Slip, tmp_path: Path
) -> None:
    (finding,) = slip.wrong.found(tmp_path / "sai" / "mau")
    assert (finding.code, finding.severity) == (slip.code, CODES[slip.code].severity)
    assert finding.why and slip.wrong.file.rpartition(".")[0] in finding.where
    place = _PLACE.search(finding.where)
    assert place is None or _words_at(slip.wrong.page, *place.group(1, 2, 3)) == place[4]
    assert place is not None or slip.code in _OF_THE_FILE
    assert slip.right.found(tmp_path / "dung" / "mau") == []


def _words_at(page: str, paragraph: str | None, row: str | None, column: str | None) -> str:
    """The words of a typed page where a finding says that it stands."""
    lines = page.strip().translate(_PLAIN_QUOTES).split("\n")
    if paragraph is not None:
        return [line for line in lines if line[0] != "|"][int(paragraph) - 1]
    rows = [line.strip("| ").split(" | ") for line in lines if line[0] == "|"]
    return rows[int(row or 0) - 1][int(column or 0) - 1]


def test_every_code_of_a_master_has_its_slip_and_its_symptom() -> None:
    assert len(_OF_MASTERS) > 30
    assert sorted(slips()) == sorted(_OF_MASTERS)
    seen = {code for _, codes in symptoms() for code in codes}
    assert sorted(seen) == sorted(_OF_MASTERS)


def test_the_command_says_what_the_pages_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    i18n.use("vi")
    slip = slips()["KT-903"]
    path = slip.wrong.write(tmp_path / "mau")
    (finding,) = slip.wrong.found(tmp_path / "khac" / "mau")
    assert check_masters.main([str(path), "-C", str(tmp_path)], standalone_mode=False) == 3
    assert finding.lines() in capsys.readouterr().out
