"""Whether a number of an old register is in force (còn hiệu lực), and the note it keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...data.cells.blank_words import is_stand_in
from ...data.cells.numbers import parse_mark
from ...i18n import tr
from ..export.columns import CANCELLED_WORD
from ..printed import type_name
from ..series import normalise_term, term_years
from .cancelled import read_cancellation
from .drafts import OldBody
from .kinds import by_name
from .owner import is_called
from .row import Row
from .telling import Teller
from .words import plain, says, words

COPIES = re.compile(r"(\d{1,6})\s*(?:bản)?", re.I)


@dataclass(slots=True)
class RowState:
    """What a row says beside its paper (tình trạng): the note, why it is cancelled ("": it is not).

    ``asked`` is what may mean that it is cancelled; ``reserved`` whether the
    number is kept for a paper that is still to come.
    """

    note: str
    reason: str
    asked: str = ""
    reserved: bool = False


def read_state(
    row: Row, abstract: str, in_number: str, struck: bool | None, body: OldBody, teller: Teller
) -> RowState:
    """Everything a row says of its number being in force; doubts are told.

    ``struck`` as `CellReader.struck` has it, ``None`` when the number is not struck out.
    """
    state = _said(row, in_number, teller)
    state.note = "; ".join(
        part for part in (state.note, *_without_place(row, body, teller), *_comments(row)) if part
    )
    state.reason = state.reason or read_cancellation(abstract, abstract=True).reason
    if not state.reason and struck is not None:
        state.reason = _tell_struck(row, struck, teller)
    if state.asked and not state.reason:
        why = tr("Chưa rõ số này đã huỷ hay còn hiệu lực: “{chu}”. Đã nhập là còn hiệu lực.")
        fix = tr("Đã huỷ thì ghi “Huỷ: lý do” vào Ghi chú, hoặc sau khi nhập gõ giayto so huy.")
        teller.say(row, "SO-436", why.format(chu=state.asked), fix, "note")
    if not state.reason and _is_reserved(abstract, state.note):
        state.reserved = True
        why = tr("Số giữ chỗ, chưa có văn bản: ghi vào sổ để không cấp lại.")
        fix = tr(
            "Khi có văn bản thì ghi ngày, trích yếu bằng giayto so sua; không dùng thì giayto so "
            "huy."
        )
        teller.say(row, "SO-430", why, fix, "symbol")
    return state


def _said(row: Row, reason: str, teller: Teller) -> RowState:
    """What note, state, and columns without a place say; the note that is left."""
    note, asked = row.text.get("note", ""), ""
    said = read_cancellation(note)
    if said.reason:
        note, reason = said.rest, _better(reason, said.reason)
    elif said.asked:
        asked = note
    state = row.text.get("state", "")
    said = read_cancellation(state)
    if said.reason:
        reason, state = _better(reason, said.reason), said.rest
        if reason == CANCELLED_WORD and note:
            note, reason = "", note
    elif said.asked:
        asked = asked or state
    kept = [note]
    if state:
        kept.append(f"{row.headings.names['state']}: {state}")
    for name, value in row.others.items():
        said = read_cancellation(value)
        if "huy" in plain(name).split():
            # A column of its own for cancelling holds a tick, or why.
            mark = parse_mark(value).value
            if mark is not False and not is_stand_in(value):
                ticked = mark or not plain(value)
                reason = _better(reason, CANCELLED_WORD if ticked else said.reason or value)
            continue
        if said.reason:
            reason = _better(reason, said.reason)
        elif said.asked:
            asked = asked or value
        kept.append(f"{name}: {value}")
        teller.kept[name].append(row.line)
    return RowState("; ".join(part for part in kept if part), reason, asked)


def _without_place(row: Row, body: OldBody, teller: Teller) -> list[str]:
    """What columns say that are understood, but have no place in the register."""
    text = row.text
    kept = {name: text[name] for name in ("incoming", "incoming_number") if text.get(name)}
    if text.get("copies") and not COPIES.fullmatch(text["copies"]):
        kept["copies"] = text["copies"]
    if text.get("sent") and "date" in row.headings.columns:
        kept["sent"] = text["sent"]
    if text.get("body") and not is_called(text["body"], body):
        kept["body"] = text["body"]
    if text.get("term") and not term_years(normalise_term(text["term"])):
        kept["term"] = text["term"]
    column = text.get("type_name", "")
    if len(column.split()) > 1 and plain(column) != plain(type_name(by_name(column) or "")):
        kept["type_name"] = column
    if text.get("type_and_abstract") and text.get("abstract"):
        kept["abstract"] = text["abstract"]
    for name in kept:
        teller.kept[row.headings.names[name]].append(row.line)
    return [f"{row.headings.names[name]}: {value}" for name, value in kept.items()]


def _comments(row: Row) -> list[str]:
    return [tr("chú thích ô: {chu}").format(chu=comment) for comment in row.comments]


def _tell_struck(row: Row, whole: bool, teller: Teller) -> str:
    """Why a number that is struck through is cancelled; "" when only the number is."""
    fix = tr("Không đúng thì bỏ gạch ngang, hoặc ghi “Huỷ: lý do” vào Ghi chú.")
    if whole:
        why = tr("{so} bị gạch ngang: coi là đã huỷ.").format(so=row.shown())
    else:
        why = tr("{so} bị gạch ngang mà trích yếu thì không: coi là còn hiệu lực.")
        why = why.format(so=row.shown())
    teller.say(row, "SO-437", why, fix, "symbol")
    return tr("gạch ngang trong sổ cũ") if whole else ""


def _is_reserved(abstract: str, note: str) -> bool:
    reserved = words("reserved", "words")
    return plain(abstract) in reserved or (not abstract and says(plain(note), reserved))


def _better(known: str, new: str) -> str:
    """The reason that says more."""
    return new if known in ("", CANCELLED_WORD) else known
