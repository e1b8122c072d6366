"""Where a register is: every way of writing it is understood or refused, and no password is shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from giayto.cli import main
from giayto.errors import RegisterAddressWrong, RegisterUnavailable
from giayto.register import ADDRESS_VARIABLE, open_register
from giayto.register.store.address import read_address, register_file, shown, url_of

SECRET = "Bi-Mat-9"


@pytest.mark.parametrize(
    "written",
    [
        "so.db",
        "sqlite:///{here}/so.db",
        "sqlite+pysqlite:///{here}/so.db",
        "file:{here}/so.db",
        "file://{here}/so.db",
        '"{here}/so.db"',
        "  {here}/so.db ",
        "“{here}/so.db”",
    ],
)
def test_a_file_may_be_written_in_many_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = register_file(written.format(here=tmp_path))
    assert found is not None and found.absolute() == tmp_path / "so.db"


@pytest.mark.parametrize(
    "written",
    [
        "postgres://anh:{secret}@may-chu:5433/so",
        "postgresql://anh:{secret}@may-chu:5433/so?sslmode=require",
        "postgresql+psycopg://anh:{secret}@may-chu:5433/so",
        "postgresql+psycopg2://anh:{secret}@may-chu:5433/so",
        "POSTGRES://anh@may-chu:5433/so?password={secret}",
        "host=may-chu port=5433 dbname=so user=anh password={secret}",
        "dbname = 'so' host = may-chu port=5433 user=anh password='{secret}'",
        "user=anh password='{secret} \\' b' host=may-chu port=5433 dbname=so sslmode=require",
    ],
)
def test_a_server_is_known_and_shown_without_its_password(written: str) -> None:
    where = written.format(secret=SECRET)
    assert isinstance(read_address(where), str)
    assert url_of(where).get_backend_name() == "postgresql"
    said = shown(where)
    assert SECRET not in said and "sslmode" not in said
    assert said.startswith("postgresql://anh@may-chu") and said.endswith("/so")


@pytest.mark.parametrize(
    "written",
    [
        "hots=may-chu password={secret}",
        "Server=may-chu;Database=so;User Id=anh;Password={secret}",
        "host=may-chu password='{secret}",
        "anh:{secret}@may-chu/so",
        "may-chu:5432/so",
        "mysql://anh:{secret}@may-chu/so",
        "jdbc:postgresql://may-chu/so?password={secret}",
        "postgresql:may-chu/so",
        "postgresql://anh:{secret}@@may-chu/so",
        "postgresql://a/b:{secret}@may-chu/so",
        "postgresql://anh:p@{secret}@may-chu/so",
        "postgresql://may-chu:{secret}/so",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:so.db",
        "sqlite:////so.db?mode=memory",
        "file://may-khac/chung/so.db",
        "C:\\so\\so.db",
        "D:/so/so.db",
        "\\\\may-chu\\chung\\so.db",
        "thu-muc\\so.db",
        "khong-co-thu-muc/",
        "so\n.db",
        "so\u202e.db",
        " ",
    ],
)
def test_what_is_no_address_is_refused_and_no_file_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RegisterUnavailable) as caught:
        open_register(written.format(secret=SECRET))
    assert isinstance(caught.value, RegisterAddressWrong) and caught.value.fix
    chain: list[BaseException] = [caught.value]
    while (cause := chain[-1].__cause__) is not None:
        chain.append(cause)
    assert SECRET not in " ".join(map(str, chain))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://anh:{secret}@127.0.0.1:9/so",
        "postgresql://anh@127.0.0.1:9/so?password={secret}",
        "host=127.0.0.1 port=9 user=anh password={secret} dbname=so",
        "postgresql://anh@127.0.0.1:9/so?sslpassword={secret}&la={secret}",
        "hots=127.0.0.1 password={secret}",
    ],
)
@pytest.mark.parametrize("command", [("so", "xem"), ("so", "cap", "--loai", "TB"), ("ho-tro",)])
def test_no_command_shows_a_password(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    written: str,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, written.format(secret=SECRET))
    monkeypatch.setenv("PGPASSWORD", SECRET)
    monkeypatch.setenv("GIAYTO_DEBUG", "1")
    for more in ((), ("--json",)) if command[0] == "so" else ((),):
        main([*command, *more, "-C", str(tmp_path)])
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    left = io.BytesIO(b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()))
    assert SECRET.encode() not in left.getvalue()
