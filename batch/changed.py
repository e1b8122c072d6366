"""What a paper says now against what the register holds of it (văn bản khác sổ văn bản)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..conventions.numbering import document_number
from ..conventions.ruleset import RuleSet, load_rules
from ..data.ward import Ward
from ..generators.plan import InRegister, Job, Key, RegisterFacts
from ..i18n import later, tr
from ..register import Entry
from ..register.printed import bare_abstract, without_word
from ..register.series import clean

_NAMES = later(
    {
        "symbol": "số và ký hiệu",
        "day": "ngày",
        "abstract": "trích yếu",
        "signer": "người ký",
        "recipients": "nơi nhận",
    }
)
_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs (một chỗ khác): what the register has, what the paper says.

    ``what`` is ``symbol``, ``day``, ``abstract``, ``signer`` or ``recipients``;
    ``words`` when something else differs from the paper on file.
    """

    what: str
    register: str
    paper: str

    def __str__(self) -> str:
        if self.what == _WORDS:
            return tr("nội dung khác bản đã lập")
        return tr("{gi}: sổ văn bản “{so}”, giấy tờ “{giay}”").format(
            gi=tr(_NAMES[self.what]), so=self.register, giay=self.paper
        )

    def moved(self) -> str:
        """The difference as a move, for a register that has followed its paper."""
        return f"{tr(_NAMES[self.what])}: {self.register or '…'} → {self.paper or '…'}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A numbered paper that no longer says what the register holds (văn bản đã đổi).

    ``symbol`` is its number and symbol in the register, ``place`` sheet and
    cell where its data stand ("" when unknown).
    """

    paper: str
    key: str
    title: str
    symbol: str
    differences: tuple[Difference, ...]
    place: tuple[str, str] = ("", "")
    sent_on: dt.date | None = None

    @property
    def remedy(self) -> str:
        """The next step for the clerk."""
        if self.sent_on is not None:
            return tr(
                "Văn bản đã phát hành ngày {ngay:%d/%m/%Y} nên giữ nguyên; muốn ban hành văn bản "
                "mới thay nó: giayto so thay {so} --ly-do …"
            ).format(ngay=self.sent_on, so=self.symbol)
        if any(d.what == "symbol" for d in self.differences):
            return tr(
                "Ký hiệu của số đã cấp không đổi được: ghi lại ký hiệu cũ, hoặc huỷ số "
                "(giayto so huy {so} --ly-do …) rồi xin số mới."
            ).format(so=self.symbol)
        if all(d.what == _WORDS for d in self.differences):
            return tr("Văn bản đã đưa ký thì xem lại bản đã in; chưa ký thì in lại.")
        return tr(
            "Sổ dữ liệu đúng thì gõ giayto tao --cap-so để sổ văn bản ghi theo; nhầm thì sửa lại."
        )

    def told(self) -> str:
        """The differences in one line."""
        return "; ".join(str(difference) for difference in self.differences)

    def as_dict(self) -> dict[str, object]:
        """The paper and its differences as plain data for ``--json``."""
        return {
            "paper": self.paper,
            "key": self.key,
            "title": self.title,
            "symbol": self.symbol,
            "sent_on": self.sent_on.isoformat() if self.sent_on else None,
            "differences": [
                {"field": d.what, "register": d.register, "paper": d.paper}
                for d in self.differences
            ],
        }


def differences(facts: RegisterFacts, row: InRegister, rules: RuleSet) -> tuple[Difference, ...]:
    """What a paper with these facts would say otherwise than its row in the register."""
    printed = document_number(row.number, facts.type_key, facts.body_symbol, rules)
    abstract = bare_abstract(facts.abstract, facts.type_key)
    pairs = (
        ("symbol", row.symbol, without_word(printed)),
        ("day", _day(row.day), _day(facts.day)),
        ("abstract", row.abstract, abstract),
        ("signer", row.signer, clean(facts.signer)),
        ("recipients", row.recipients, clean("; ".join(facts.recipients))),
    )
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def in_register(entries: Mapping[Key, Entry]) -> dict[Key, InRegister]:
    """The rows of the register as papers see them."""
    return {
        key: InRegister(
            e.number, e.symbol, e.document_date, e.abstract, e.signer, e.recipients, e.sent_on
        )
        for key, e in entries.items()
    }


def changes(jobs: Iterable[Job], rows: Mapping[Key, InRegister], ward: Ward) -> list[Changed]:
    """The numbered papers that no longer say what the register holds."""
    result = []
    for job in jobs:
        row = rows.get((job.paper, job.key))
        if row is not None and (changed := changed_of(job, row, ward)) is not None:
            result.append(changed)
    return result


def changed_of(job: Job, row: InRegister, ward: Ward, *, reworded: bool = False) -> Changed | None:
    """How a paper differs from its row; ``None`` when it does not.

    ``reworded`` says that it also differs from the paper that lies on file.
    """
    if job.number is None:
        return None
    differs = differences(job.number, row, load_rules(job.rules, ward.overlay))
    if reworded and not differs:
        differs = (Difference(_WORDS, "", ""),)
    if not differs:
        return None
    return Changed(
        job.paper, job.key, job.title, row.symbol, differs, job.number.place, row.sent_on
    )


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def printed_number(job: Job, number: int | None, ward: Ward) -> str | None:
    """Number and symbol as a paper prints them; ``None`` while it has none."""
    facts = job.number
    if number is None or facts is None:
        return None
    rules = load_rules(job.rules, ward.overlay)
    return document_number(number, facts.type_key, facts.body_symbol, rules)
