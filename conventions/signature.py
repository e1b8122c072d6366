"""The signature block (quyền hạn, chức vụ, họ tên người ký) in every form the rule has.

Every function gives a :class:`SignatureBlock`; what a rule forbids (a degree
before the name, the body's name behind the position) is taken out and told in
``warnings``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..errors import ConventionValue
from ..i18n import tr
from .ruleset import RuleSet
from .spelling import fold, nfc, upper, visible

TITLES_FILE = Path(__file__).resolve().parent / "honorifics.toml"


class SignatureLine(NamedTuple):
    """One line above the signature (dòng đề ký)."""

    text: str
    bold: bool


class SignatureBlock(NamedTuple):
    """Who signs (phần ký): the lines above the signature, the name below it.

    ``name`` is empty when it is to be written by hand. ``warnings`` say, in
    Vietnamese, what was taken out.
    """

    lines: tuple[SignatureLine, ...]
    name: str
    warnings: tuple[str, ...] = ()

    @property
    def authority(self) -> str:
        """The first line (quyền hạn ký), empty when there is none."""
        return self.lines[0].text if self.lines else ""

    @property
    def position(self) -> str:
        """The line after the first (chức vụ), empty when there is only one."""
        return self.lines[1].text if len(self.lines) > 1 else ""


class SignatureCase(StrEnum):
    """How a paper is signed (cách đề ký), as a setting can name it."""

    COLLECTIVE = "collective"
    HEAD = "head"
    DEPUTY = "deputy"
    ACTING = "acting"
    BY_ORDER = "by_order"
    CONCURRENT = "concurrent"


class SignaturePair(NamedTuple):
    """Two columns (hai cột ký): the leading or responsible signer is on the right."""

    left: SignatureBlock
    right: SignatureBlock


class Certification(NamedTuple):
    """A certified signature (xác nhận chữ ký), centred below the others.

    ``statement`` names who signed; ``block`` is who certifies it.
    """

    statement: str
    block: SignatureBlock


def signature(
    case: SignatureCase | str, authority: str, position: str, name: str, rules: RuleSet
) -> SignatureBlock:
    """The block for a case named in settings (phần ký theo cách đề ký).

    ``authority`` is the organ (collective, by order), the head's position
    (deputy) or the first title (concurrent); it is not used for a head and an
    acting head. Raises :class:`ConventionValue` for an unknown case.
    """
    match case:
        case SignatureCase.COLLECTIVE:
            return signature_collective(authority, position, name, rules)
        case SignatureCase.HEAD:
            return signature_head(position, name, rules)
        case SignatureCase.DEPUTY:
            return signature_deputy(authority, position, name, rules)
        case SignatureCase.ACTING:
            return signature_acting(position, name, rules)
        case SignatureCase.BY_ORDER:
            return signature_by_order(authority, position, name, rules)
        case SignatureCase.CONCURRENT:
            return signature_concurrent(authority, position, name, rules)
    raise ConventionValue(
        tr("Không có cách đề ký “{cach}”").format(cach=case),
        fix=tr("Dùng một trong: {ds}.").format(ds=", ".join(SignatureCase)),
    )


def signature_collective(
    organ: str, position: str | None, name: str, rules: RuleSet
) -> SignatureBlock:
    """On behalf of a collective body (thay mặt): ``T/M BAN THƯỜNG VỤ`` / ``BÍ THƯ``.

    The position is printed only where the rule allows it (secretary, chairman
    and their deputies, and the heads of congress organs); other members sign
    without. ``None`` means no position. Rule: HD05 II.I.7.1.2.b, 7.1.4.
    """
    rule = rules.signature
    organ_text = _title(organ, rules)
    lines = [SignatureLine(f"{rules.phrase('on_behalf')} {organ_text}", True)]
    clean, warnings = signer_name(name)
    if position and position.strip():
        allowed = rule.collective_positions
        for own_organ, positions in rule.organ_positions.items():
            if fold(organ) == fold(own_organ):
                allowed = positions
        title, note = _bare_position(position, allowed, ())
        if title is None:
            warnings.append(
                tr("Không ghi chức vụ “{cv}” dưới {tm}.").format(
                    cv=nfc(position.strip()), tm=lines[0].text
                )
            )
        else:
            lines.append(SignatureLine(_title(title, rules), rule.position_bold))
        warnings += note
    return SignatureBlock(tuple(lines), clean, tuple(warnings))


def signature_head(position: str, name: str, rules: RuleSet) -> SignatureBlock:
    """The head signs directly (cấp trưởng ký trực tiếp): one bold line, ``TRƯỞNG BAN``.

    Also a deputy in charge while there is no head (``PHÓ TRƯỞNG BAN``, no K/T).
    Rule: HD05 II.I.7.1.4.c(i), (iii).
    """
    title, warnings = _own_position(position, rules)
    return _block([SignatureLine(title, True)], name, warnings)


def signature_deputy(
    head_position: str, position: str, name: str, rules: RuleSet
) -> SignatureBlock:
    """A deputy signs for the head (ký thay): ``K/T TRƯỞNG BAN`` / ``PHÓ TRƯỞNG BAN``.

    Not for deputies of a committee, who sign ``T/M``. Rule: HD05 II.I.7.1.4.c(ii).
    """
    head, warnings = _own_position(head_position, rules)
    own, more = _own_position(position, rules)
    return _block(
        [
            SignatureLine(f"{rules.phrase('for_head')} {head}", True),
            SignatureLine(own, rules.signature.position_bold),
        ],
        name,
        warnings + more,
    )


def signature_acting(position: str, name: str, rules: RuleSet) -> SignatureBlock:
    """The acting head signs (quyền cấp trưởng): ``Q. TRƯỞNG BAN``. Rule: HD05 II.I.7.1.4.c(iv)."""
    title, warnings = _own_position(position, rules)
    return _block([SignatureLine(f"{rules.phrase('acting')} {title}", True)], name, warnings)


def signature_by_order(authority: str, position: str, name: str, rules: RuleSet) -> SignatureBlock:
    """By order of a standing committee or a head (thừa lệnh).

    ``T/L BAN THƯỜNG VỤ`` / ``CHÁNH VĂN PHÒNG``. Rule: HD05 II.I.7.1.1.c, 7.1.4.d.
    """
    own, warnings = _own_position(position, rules)
    by_order = f"{rules.phrase('by_order')} {_title(authority, rules)}"
    return _block(
        [SignatureLine(by_order, True), SignatureLine(own, rules.signature.position_bold)],
        name,
        warnings,
    )


def signature_concurrent(
    position: str, concurrent_position: str, name: str, rules: RuleSet
) -> SignatureBlock:
    """Two titles of one person (kiêm), for a body without a stamp of its own.

    ``BÍ THƯ`` / ``kiêm`` / ``TRƯỞNG BAN CHỈ ĐẠO``: bold, regular, bold; titles are
    printed in full. Rule: HD05 II.I.7.1.4.đ(ii).
    """
    return _block(
        [
            SignatureLine(_title(position, rules), True),
            SignatureLine(rules.phrase("concurrently"), False),
            SignatureLine(_title(concurrent_position, rules), True),
        ],
        name,
        [],
    )


def signature_joint(
    position: str, body: str | Sequence[str], name: str, rules: RuleSet
) -> SignatureBlock:
    """One signer of a joint document (liên cơ quan): full title and body's name, all bold.

    ``CHÁNH VĂN PHÒNG`` / ``TỈNH UỶ``. Put the lead body's on the right of a
    :class:`SignaturePair`. Rule: HD05 II.I.7.1.2, 7.2.4.
    """
    bodies = [body] if isinstance(body, str) else list(body)
    texts = [_title(text, rules) for text in [position, *bodies]]
    return _block([SignatureLine(text, True) for text in texts if text], name, [])


def signature_minutes(secretary: str, chair: str, rules: RuleSet) -> SignaturePair:
    """The end of minutes (biên bản hội nghị): who kept them left, who presided right.

    Both labels bold, no position. Rule: HD05 II.I.7.1.4.e(i).
    """
    return SignaturePair(
        left=_block([SignatureLine(rules.phrase("minutes_secretary"), True)], secretary, []),
        right=_block([SignatureLine(rules.phrase("minutes_chair"), True)], chair, []),
    )


def congress_minutes(secretary_head: str, presidium_signer: str, rules: RuleSet) -> SignaturePair:
    """The end of a congress's minutes (biên bản diễn biến đại hội).

    Secretariat left, presidium right. Rule: HD05 II.I.7.1.4.a(ii) example 2.
    """
    return SignaturePair(
        left=signature_collective(
            rules.phrase("secretariat"), rules.phrase("secretariat_head"), secretary_head, rules
        ),
        right=signature_collective(rules.phrase("presidium"), None, presidium_signer, rules),
    )


def discussion_minutes(minute_taker: str, secretary_head: str, rules: RuleSet) -> SignaturePair:
    """The end of minutes of a congress discussion (biên bản thảo luận).

    Minute-taker left, secretariat right. Rule: HD05 II.I.7.1.4.a(ii) example 3.
    """
    return SignaturePair(
        left=_block([SignatureLine(rules.phrase("minutes_secretary"), True)], minute_taker, []),
        right=signature_collective(
            rules.phrase("secretariat"), rules.phrase("secretariat_head"), secretary_head, rules
        ),
    )


def certification(person: str, block: SignatureBlock, rules: RuleSet) -> Certification:
    """The certification of a signature (xác nhận chữ ký): ``Xác nhận chữ ký của đồng chí …``.

    ``person`` is who signed, empty to fill by hand; ``block`` who certifies,
    e.g. :func:`signature_by_order`. Rule: HD05 II.I.7.1.4.a(ii)-(iii), 7.1.4.e(ii).
    """
    name, _ = signer_name(person)
    return Certification(rules.phrase("certify").format(ten=name or "…").strip(), block)


def signer_name(name: str) -> tuple[str, list[str]]:
    """The full name without degree, rank or honour before it (họ tên người ký), and warnings.

    Rule: HD05 II.I.7.1.3.
    """
    clean = nfc(" ".join(visible(name).split()))
    removed: list[str] = []
    while True:
        folded = fold(clean)
        for title in _honorifics():
            rest = _without(clean, folded, title)
            if rest is not None:
                removed.append(clean[: len(clean) - len(rest)].rstrip(" .,-/"))
                clean = rest
                break
        else:
            break
    if not removed:
        return clean, []
    return clean, [
        tr("Đã bỏ “{hv}” trước họ tên người ký.").format(hv=", ".join(removed)),
    ]


@lru_cache(maxsize=1)
def _honorifics() -> tuple[str, ...]:
    """Folded titles, longest first, so that ``phó giáo sư`` goes before ``giáo sư``."""
    raw = tomllib.loads(TITLES_FILE.read_text(encoding="utf-8"))
    titles = [fold(title) for group in raw["before_name"].values() for title in group]
    return tuple(sorted(titles, key=len, reverse=True))


def _without(name: str, folded: str, title: str) -> str | None:
    """The name after the title, ``None`` when it does not begin with it."""
    if not folded.startswith(title):
        return None
    # Folding keeps the number of characters here: the name is composed, its
    # spaces are single, and invisible characters are gone already.
    rest = name[len(title) :]
    if not rest or rest[0] not in " .,-/":
        return None
    return rest.lstrip(" .,-/") or None


def _block(lines: Sequence[SignatureLine], name: str, warnings: Sequence[str]) -> SignatureBlock:
    if not lines or not lines[0].text.strip():
        raise ConventionValue(
            tr("Thiếu chức vụ của người ký"), fix=tr("Ghi chức vụ của người ký văn bản.")
        )
    clean, notes = signer_name(name)
    return SignatureBlock(tuple(lines), clean, (*warnings, *notes))


def _title(text: str, rules: RuleSet) -> str:
    """An organ or position as printed: capitals, the rule set's tone placement."""
    return upper(rules.spelled(" ".join(text.split())))


def _own_position(position: str, rules: RuleSet) -> tuple[str, list[str]]:
    """The position in capitals, without the body's name behind it."""
    rule = rules.signature
    title, warnings = _bare_position(position, rule.positions, rule.full_positions)
    return _title(title if title is not None else position, rules), warnings


def _bare_position(
    position: str, known: Sequence[str], full: Sequence[str]
) -> tuple[str | None, list[str]]:
    """The known position that ``position`` is or begins with, in capitals; ``None`` if none."""
    text = " ".join(position.split())
    folded = fold(text)
    for title in sorted([*known, *full], key=len, reverse=True):
        wanted = fold(title)
        if folded == wanted:
            return upper(text), []
        if folded.startswith(f"{wanted} "):
            kept = upper(" ".join(text.split()[: len(title.split())]))
            return kept, [
                tr("Chức vụ chỉ ghi “{gon}”, không kèm tên cơ quan (“{day}”).").format(
                    gon=kept, day=text
                )
            ]
    return None, []
