"""Where a register is (địa chỉ của sổ): a file or a PostgreSQL server, however it is written.

What is neither is refused: taken for the name of a file, a slip of the keyboard
would begin a new register at number 01. A password leaves this module only to
go to the server; `shown` is what messages, ``--json`` and files may hold.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode

from ...errors import RegisterAddressWrong, RegisterError
from ...i18n import tr
from .. import REGISTER_FILE

if TYPE_CHECKING:
    from sqlalchemy import URL

_SERVER = "postgresql+psycopg"
_SCHEME = re.compile(r"([A-Za-z][\w+.-]+):")
_DRIVE = re.compile(r"[A-Za-z]:(?![^\\/]*@)")
_PAIR = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s']\S*)?(?=\s|$)")
_KEYED = re.compile(r"\s*[A-Za-z_][\w ]*=")
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
_LIBPQ = frozenset(
    [
        "host",
        "hostaddr",
        "port",
        "dbname",
        "user",
        "password",
        "passfile",
        "service",
        "servicefile",
        "require_auth",
        "channel_binding",
        "connect_timeout",
        "client_encoding",
        "options",
        "application_name",
        "fallback_application_name",
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
        "gssencmode",
        "sslmode",
        "sslnegotiation",
        "sslcompression",
        "sslcert",
        "sslkey",
        "sslpassword",
        "sslcertmode",
        "sslrootcert",
        "sslcrl",
        "sslcrldir",
        "sslsni",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
        "requirepeer",
        "krbsrvname",
        "gsslib",
        "gssdelegation",
        "target_session_attrs",
        "load_balance_hosts",
    ]
)
# "postgresql//user:secret@host": taken for a file's name, the password would be shown.
_LOGIN = re.compile(r"[^/\\]:[^/\\]+@[^/\\]+(?:/|$)")
_QUOTES = {'"': '"', "'": "'", "“": "”"}


def read_address(where: str | Path) -> Path | str:
    """The register's file, or its server as a URL with password and all.

    A folder means the register's file in it. Understood are paths, ``sqlite:///``,
    ``file:``, ``postgres://``, ``postgresql://`` and libpq's ``host=… dbname=…``.
    Raises `RegisterAddressWrong` for anything else.
    """
    if isinstance(where, Path):
        return _in_folder(where)
    text = where.strip()
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    if not text or not text.isprintable():
        raise _wrong(tr("Địa chỉ trống hoặc có ký tự không in được."))
    scheme = None if _DRIVE.match(text) else _SCHEME.match(text)
    if scheme is not None:
        return _by_scheme(scheme[1].lower().partition("+")[0], text)
    if _KEYED.match(text):
        return _from_pairs(text)
    if _LOGIN.search(text):
        raise _wrong(tr("Thiếu “postgresql://” ở đầu."))
    if os.name != "nt" and (_DRIVE.match(text) or text.startswith("\\")):
        raise _wrong(tr("Đây là đường dẫn của Windows, máy này không phải Windows."))
    if os.name != "nt" and "\\" in text:
        raise _wrong(tr("Đường dẫn trên máy này ngăn các thư mục bằng “/”, không phải “\\”."))
    path = Path(text).expanduser()
    if text[-1] in "/\\" and not path.is_dir():
        raise _wrong(tr("Thư mục này chưa có: {noi}").format(noi=path))
    return _in_folder(path)


def url_of(where: str | Path) -> URL:
    """The address as the database library has it. Raises `RegisterAddressWrong`."""
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    found = read_address(where)
    if isinstance(found, Path):
        return URL.create("sqlite", database=str(found.absolute()))
    try:
        url = make_url(found)
    except (ArgumentError, ValueError):
        # Not "from" it: the library's words hold what was typed.
        raise _wrong(tr("Có chỗ viết sai, ví dụ cổng không phải là số.")) from None
    if any("@" in part for part in (url.host or "", url.database or "")):
        raise _wrong(tr("Mật khẩu có ký tự đặc biệt: viết @ thành %40, / thành %2F, : thành %3A."))
    return url


def file_of(url: URL) -> Path | None:
    """The file behind a URL; ``None`` for a database server."""
    if url.get_backend_name() != "sqlite":
        return None
    return Path(url.database or REGISTER_FILE)


def register_file(where: str | Path) -> Path | None:
    """The register's file; ``None`` for a server, and for an address that means nothing."""
    try:
        found = read_address(where)
    except RegisterError:
        return None  # whoever opens the register will say it
    return found if isinstance(found, Path) else None


def shown(where: str | Path | URL) -> str:
    """The address as anybody may see it: never a password, nor any option of a connection."""
    url = url_of(where) if isinstance(where, str | Path) else where
    path = file_of(url)
    if path is not None:
        return str(path)
    host = url.host or url.query.get("host") or url.query.get("service") or ""
    user = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{user}{host}{port}/{url.database or ''}"


def _in_folder(path: Path) -> Path:
    # Not path.is_dir(): a folder that may not be looked into is told of by whoever opens the file.
    return path / REGISTER_FILE if os.path.isdir(path) else path  # noqa: PTH112


def _by_scheme(scheme: str, text: str) -> Path | str:
    rest = text.partition(":")[2]
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return f"{_SERVER}:{rest}"
    if scheme in ("sqlite", "file"):
        return _file_from_url(scheme, rest)
    if "@" in rest or re.match(r"\d+(/|$)", rest):
        raise _wrong(tr("Thiếu “postgresql://” ở đầu."))
    raise RegisterAddressWrong(
        tr("Sổ văn bản chỉ dùng SQLite hoặc PostgreSQL, không dùng {loai}.").format(loai=scheme),
        fix=_how(),
    )


def _file_from_url(scheme: str, rest: str) -> Path:
    place, _, options = rest.partition("?")
    if scheme == "sqlite":
        # sqlite:///relative and sqlite:////absolute, as everybody writes it.
        if options or not place.startswith("///") or place in ("///", "///:memory:"):
            raise _wrong(tr("Địa chỉ sqlite phải viết như sqlite:////thu-muc/so-van-ban.db."))
        plain = place[3:]
    else:
        plain = unquote(place)
        if plain.startswith("//localhost/"):
            plain = plain.removeprefix("//localhost")
        elif plain.startswith("///"):
            plain = plain[2:]
        if os.name == "nt" and re.match(r"/[A-Za-z]:", plain):
            plain = plain[1:]
    if not plain or (os.name != "nt" and plain.startswith("//")):
        raise _wrong(tr("Không rõ tệp nào, ở máy nào."))
    found = read_address(plain) if ":" not in plain[2:] else None
    if not isinstance(found, Path):
        raise _wrong(tr("Không rõ tệp nào, ở máy nào."))
    return found


def _from_pairs(text: str) -> str:
    """libpq's ``host=… dbname=…`` as a URL; a lone ``x=y`` is no file either."""
    said: dict[str, str] = {}
    at = 0
    while at < len(text):
        pair = _PAIR.match(text, at)
        if pair is None:
            break
        value = pair[2] or ""
        if value.startswith("'"):
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        said[pair[1].lower()] = value
        at = pair.end()
    if text[at:].strip() or not set(said) <= _LIBPQ:
        raise _wrong(tr("Không phải tên tệp, cũng không phải địa chỉ máy chủ viết đúng."))
    take = said.pop
    user, password = quote(take("user", ""), safe=""), quote(take("password", ""), safe="")
    login = f"{user}{':' + password if password else ''}@" if user or password else ""
    database = quote(take("dbname", ""), safe="")
    # Hosts stay among the options: they may be folders or several.
    return f"{_SERVER}://{login}/{database}?{urlencode(said)}"


def _wrong(why: str) -> RegisterAddressWrong:
    return RegisterAddressWrong(tr("Địa chỉ sổ văn bản viết sai."), why=why, fix=_how())


def _how() -> str:
    return tr(
        "Ghi đường dẫn tới tệp so-van-ban.db, hoặc dạng "
        "postgresql://người-dùng@máy/tên-cơ-sở-dữ-liệu. Tên tệp có dấu “=” hay “:” thì ghi "
        "đường dẫn đầy đủ."
    )
