"""A PostgreSQL that refuses, accepts and never answers, or falls silent: told soon, in words."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import text

from giayto.errors import RegisterBusy, RegisterUnavailable
from giayto.register import IssueRequest, open_register
from giayto.register.store import engine

Paper = Callable[..., IssueRequest]


class Between:
    """A wire to a server (đường dây), which can be held so that nothing comes through, or cut."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._ends: list[socket.socket] = []
        self.open = threading.Event()
        self.open.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                far = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.open.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        for end in (self._listener, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open.set()


@pytest.fixture
def wire(new_postgres: Callable[[], str]) -> Iterator[tuple[str, Between]]:
    address = new_postgres()
    start, port_and_name = address.rsplit(":", 1)
    port, name = port_and_name.split("/")
    between = Between(int(port))
    yield f"{start}:{between.port}/{name}", between
    between.cut()


def test_a_server_that_accepts_and_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(RegisterUnavailable) as caught:
            open_register(f"postgresql://anh:bi-mat@127.0.0.1:{port}/so?connect_timeout=2")
    assert "không trả lời" in (caught.value.why or "")
    assert f"127.0.0.1:{port}" in str(caught.value) and "bi-mat" not in str(caught.value)


def test_a_server_that_falls_silent_is_given_up_and_gives_no_number_twice(
    wire: tuple[str, Between],
    paper: Paper,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(engine, "_MORE_THAN_A_LOCK", 0.5)
    address, between = wire
    register = open_register(address, wait_seconds=0.5)
    register.issue(paper())
    with pytest.raises(RegisterUnavailable) as caught, register.database.writing() as connection:
        between.open.clear()
        connection.execute(text("SELECT 1"))
    between.open.set()
    assert "không trả lời" in (caught.value.why or "") and "so xem" in (caught.value.fix or "")
    assert not capfd.readouterr().err, "no trace on the screen"
    assert register.issue(paper()).number == 2


def test_a_line_that_is_cut_is_named(wire: tuple[str, Between], paper: Paper) -> None:
    address, between = wire
    register = open_register(address, wait_seconds=5)
    register.issue(paper())
    between.cut()
    with pytest.raises(RegisterUnavailable, match="Không đọc, ghi được"):
        register.issue(paper())


def test_who_keeps_the_others_waiting_is_told(address: str, paper: Paper) -> None:
    register = open_register(address, wait_seconds=0.3)
    register.issue(paper())
    with register.database.writing(), pytest.raises(RegisterBusy, match="đang bận") as caught:
        open_register(address, wait_seconds=0.3).issue(paper())
    assert "@" in (caught.value.why or "")
    assert register.issue(paper()).number == 2
