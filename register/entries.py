"""What the register is asked and what it answers: plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..conventions.ruleset import RuleSet


class State(StrEnum):
    """Whether a number is in force (tình trạng của số)."""

    ISSUED = "issued"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What was done to a row (việc đã làm), as kept in the history."""

    ISSUE = "issue"
    """A new number was given."""
    TAKE = "take"
    """A number given elsewhere was entered."""
    REMAKE = "remake"
    """The same paper was made again and kept its number."""
    CANCEL = "cancel"
    """The number was cancelled."""
    CORRECT = "correct"
    """The row was put right by hand, with a reason."""
    SEND = "send"
    """The paper was signed and sent out."""
    RECALL = "recall"
    """The mark "sent out" was a mistake and was taken back, with a reason."""
    RELEASE = "release"
    """The sent paper keeps its number; its record will get a new paper, with a reason."""
    CLAIM = "claim"
    """A number from before bodies had identities was taken to be this body's."""
    DECLINE = "decline"
    """A body said that such a number is not its own."""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What names one document for good (khoá văn bản): the paper and the record.

    The same key keeps its number however often the paper is made, so
    ``record`` must tell apart everything that is a document of its own:
    a paper made every year needs the year in it.
    """

    paper: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Whose numbers they are (cơ quan của số): an identity and the names it goes by.

    ``id`` is ``""`` while the body has no identity; it then holds no row of
    its own. ``units`` are code and name of every party organisation whose
    papers it numbers. ``alone`` says that the register is this body's own
    file, so that old rows of other codes are its own, and those of other
    names perhaps.
    """

    id: str
    code: str
    name: str
    units: tuple[tuple[str, str], ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """A paper that asks for a number (yêu cầu cấp số).

    ``body_id`` is the identity under which the paper is numbered (định danh),
    ``body_code`` the issuing body (cơ quan ban hành) within it: two wards that
    share a register have each their own ``DU``. Without an identity the
    register joins the one body that goes by this code and name, if there is
    one. ``body_symbol`` is what stands after the slash. ``type_key`` is
    an unaccented key such as ``quyet_dinh``. ``term`` is the term of the
    committee (nhiệm kỳ), ``"2025-2030"``. ``congress`` puts the paper into the
    congress's one series. ``rules`` is the rule set that groups the types and
    prints the symbol; ``None`` takes the one in force on ``document_date``.
    ``document_date`` may be ``None`` only for a number taken over from an old
    register. ``key`` is ``None`` for a paper made elsewhere: then every
    request is a new number. ``copies`` is ``None`` when not known.
    """

    body_code: str
    body_name: str
    body_symbol: str
    type_key: str
    term: str
    document_date: date | None
    abstract: str = ""
    recipients: str = ""
    signer: str = ""
    keeper: str = ""
    copies: int | None = None
    note: str = ""
    file: str = ""
    file_hash: str = ""
    key: DocumentKey | None = None
    congress: bool = False
    rules: RuleSet | None = None
    body_id: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that exists already (số đã có), to be entered as it stands.

    ``symbol`` is the number and symbol as printed; ``None`` has it built by
    the rules. A ``cancelled_reason`` enters the number as cancelled.
    """

    request: IssueRequest
    number: int
    symbol: str | None = None
    cancelled_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the register (dòng trong sổ): one number and its document.

    ``symbol`` is the number and symbol as printed, without the word "Số".
    ``issued_at`` is ISO 8601 in UTC. ``document_date`` and ``copies`` are
    ``None`` when an old register did not say. ``body_id`` is ``""`` in a row
    that no identity has claimed. ``sent_on`` is the day the paper was sent out
    (ngày phát hành); ``None`` while it was not.
    """

    id: int
    body_code: str
    body_name: str
    body_symbol: str
    type_key: str
    term: str
    congress: bool
    series: str
    number: int
    symbol: str
    document_date: date | None
    abstract: str
    recipients: str
    signer: str
    keeper: str
    copies: int | None
    note: str
    file: str
    file_hash: str
    paper: str | None
    record: str | None
    state: State
    cancel_reason: str
    issued_by: str
    issued_at: str
    body_id: str = ""
    sent_on: date | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the number was cancelled (đã huỷ)."""
        return self.state is State.CANCELLED

    @property
    def frozen(self) -> bool:
        """Whether the paper was sent out, so that nothing about it may change (đã phát hành)."""
        return self.sent_on is not None

    def as_dict(self) -> dict[str, object]:
        """The row as plain data for ``--json``; dates as ``YYYY-MM-DD``."""
        values: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        values["state"] = str(self.state)
        values["document_date"] = self.document_date.isoformat() if self.document_date else None
        values["sent_on"] = self.sent_on.isoformat() if self.sent_on else None
        return values


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history (lịch sử), which only grows.

    ``details`` maps a column to its value before and after; for a new row the
    value before is ``None``.
    """

    id: int
    entry_id: int
    action: Action
    who: str
    at: str
    details: dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which rows are wanted (điều kiện lọc); ``None`` or empty does not filter.

    ``text`` is looked for without regard to case and Vietnamese marks, every
    word of it, in symbol, abstract, recipients, signer, body and note.
    Dates are inclusive. ``body_id`` ``""`` asks for the rows of no identity;
    ``own`` for those of an identity and those of none.
    """

    body_id: str | None = None
    own: str | None = None
    body_code: str | None = None
    type_keys: tuple[str, ...] = ()
    term: str | None = None
    number: int | None = None
    symbol: str | None = None
    state: State | None = None
    text: str = ""
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPosition:
    """How far one series has come (số cuối của một dãy số)."""

    body_code: str
    body_name: str
    term: str
    series: str
    last_number: int
    count: int
    body_id: str = ""
