"""What happens to a row after its number: corrected, sent out, released; on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import update

from giayto.errors import NumberNotFound, NumberTaken, RegisterError, RegisterUnavailable
from giayto.register import (
    Action,
    DocumentKey,
    Entry,
    IssueRequest,
    Query,
    Taken,
    find_register,
    open_register,
)
from giayto.register.amend import clashes, correct, recall, release, send_out, take_each
from giayto.register.store.schema import entries

Paper = Callable[..., IssueRequest]
SENT = dt.date(2026, 6, 8)


def _actions(address: str, entry: Entry) -> list[Action]:
    return [change.action for change in open_register(address).history(entry.id)]


def test_a_correction_keeps_number_and_reason(address: str, paper: Paper) -> None:
    register = open_register(address, who="an@may1")
    entry = register.issue(paper())
    after = correct(register, entry.id, {"abstract": " Thông báo  về lịch trực "}, "nhầm")
    assert (after.symbol, after.abstract) == (entry.symbol, "về lịch trực")
    (change,) = register.history(entry.id)[1:]
    assert (change.action, change.who) == (Action.CORRECT, "an@may1")
    assert change.details["reason"] == (None, "nhầm")
    assert [e.id for e in register.find(Query(text="lich truc"))] == [entry.id]
    for name in ("number", "body_code", "series", "sent_on"):
        with pytest.raises(ValueError, match=name):
            correct(register, entry.id, {name: "x"}, "nhầm")
    register.cancel(entry.id, "bỏ")
    with pytest.raises(RegisterError, match="đã huỷ"):
        correct(register, entry.id, {"note": "x"}, "nhầm")
    with pytest.raises(NumberNotFound):
        correct(register, 99, {"note": "x"}, "nhầm")


def test_what_was_sent_stays_as_it_is(address: str, paper: Paper) -> None:
    register = open_register(address)
    request = paper(key=DocumentKey("bao-cao", "2026"))
    entry = register.issue(request)
    (sent,) = send_out(register, [entry.id], SENT, file=("ky.pdf", "abc"))
    assert (sent.sent_on, sent.file, sent.frozen) == (SENT, "ky.pdf", True)
    changed = paper(key=request.key, abstract="khác", document_date=dt.date(2026, 6, 9))
    assert register.issue(changed) == sent
    register.attach([(entry.id, "moi.docx", "def")])
    with pytest.raises(RegisterError, match="phát hành"):
        register.cancel(entry.id, "x")
    assert register.find() == [sent]
    assert _actions(address, entry) == [Action.ISSUE, Action.SEND]


def test_the_database_itself_refuses_to_cancel_what_was_sent(address: str, paper: Paper) -> None:
    register = open_register(address)
    entry = register.issue(paper())
    send_out(register, [entry.id], SENT)
    cancelled = update(entries).values(state="cancelled", cancel_reason="x")
    with pytest.raises(RegisterUnavailable), register.database.writing() as connection:
        connection.execute(cancelled)
    assert not register.find()[0].cancelled


def test_a_mark_taken_back_lets_the_row_follow_its_paper_again(address: str, paper: Paper) -> None:
    register = open_register(address)
    key = DocumentKey("bao-cao", "2026")
    entry = register.issue(paper(key=key))
    with pytest.raises(RegisterError, match="chưa phát hành"):
        recall(register, [entry.id], "nhầm")
    send_out(register, [entry.id], SENT)
    recall(register, [entry.id], "nhầm")
    assert register.issue(paper(key=key, abstract="khác")).abstract == "khác"
    assert _actions(address, entry)[1:3] == [Action.SEND, Action.RECALL]


def test_a_released_record_gets_a_number_of_its_own(address: str, paper: Paper) -> None:
    register = open_register(address)
    request = paper(key=DocumentKey("bao-cao", "2026"))
    entry = register.issue(request)
    send_out(register, [entry.id], SENT)
    old = release(register, entry.id, "sót tên", file="cu.docx")
    new = register.issue(request)
    assert (old.symbol, old.file, old.sent_on) == (entry.symbol, "cu.docx", SENT)
    assert new.number == old.number + 1 and not new.frozen
    with pytest.raises(RegisterError, match="không do chương trình lập"):
        release(register, entry.id, "lần nữa")


def test_typed_numbers_are_booked_each_for_itself(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.issue(paper(abstract="của người khác", document_date=dt.date(2026, 6, 1)))
    mine, other = DocumentKey("bien-ban", "H1"), DocumentKey("bien-ban", "H2")
    items = [Taken(paper(key=other), 1), Taken(paper(key=mine), 5), Taken(paper(key=other), 5)]
    foreseen = clashes(register, items)
    assert [type(c) for c in foreseen] == [NumberTaken, type(None), NumberTaken]
    assert len(register.find()) == 1
    first, second, third = take_each(register, items)
    assert isinstance(first, NumberTaken) and "của người khác" in str(first.why)
    assert isinstance(second, Entry) and second.number == 5
    assert isinstance(third, NumberTaken)
    assert register.issue(paper()).number == 6
    (again,) = take_each(register, [Taken(paper(key=mine, abstract="đổi"), 5)])
    assert isinstance(again, Entry) and (again.id, again.abstract) == (second.id, "đổi")
    (moved,) = take_each(register, [Taken(paper(key=mine), 9)])
    assert isinstance(moved, NumberTaken) and second.symbol in moved.what


def test_a_cancelled_number_is_nobodys(address: str, paper: Paper) -> None:
    register = open_register(address)
    register.cancel(register.issue(paper()).id, "bỏ")
    (answer,) = take_each(register, [Taken(paper(key=DocumentKey("bien-ban", "H1")), 1)])
    assert isinstance(answer, NumberTaken) and "huỷ" in answer.what


def test_a_register_is_absent_only_when_that_is_sure(address: str, paper: Paper) -> None:
    assert find_register(address) is None
    open_register(address).issue(paper())
    found = find_register(address)
    assert found is not None and len(found.find()) == 1
