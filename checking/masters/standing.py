"""Whether an own master is used when its keeper thinks it is (mẫu riêng có hiệu lực khi nào)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...conventions.ruleset import load_rules
from ...findings import Finding, found
from ...i18n import tr
from ...templates.origin import Origin
from ...templates.seasons import ALL_DAYS, SINCE, UNTIL
from ...templates.store import OwnMasters, season_in
from .one_file import where


def season_faults(own: OwnMasters, name: str) -> Iterator[Finding]:
    """What is wrong with the days that a file says it is for."""
    path, content = own.paths[name], own.files[name]
    if isinstance(content, bytes):
        for fault in season_in(content, path.name)[1]:
            place = where(path, tr("thuộc tính của tệp"))
            yield found("KT-951", where=place, read=fault.read, why=fault.why, fix=fault.fix)


def overshadowed(own: OwnMasters, name: str, master: str) -> Iterator[Finding]:
    """The finding on a file that another one of the same days keeps from being used."""
    standing = own.standing.get(master, ())
    season = own.seasons.get(name, ALL_DAYS)
    for other in standing[: standing.index(name)] if name in standing else ():
        if own.seasons.get(other, ALL_DAYS) == season:
            why = tr("Tệp {ten} áp dụng cho đúng những ngày ấy nên tệp này không được dùng.")
            fix = tr("Bỏ bớt một tệp, hoặc sửa “{tu}”, “{den}” của một trong hai.")
            yield found(
                "KT-952",
                where=where(own.paths[name]),
                read=season.told(),
                why=why.format(ten=own.paths[other].name),
                fix=fix.format(tu=SINCE, den=UNTIL),
            )
            return


def several_rules(path: Path, rule_sets: Iterable[str]) -> Iterator[Finding]:
    """A note where one file serves papers of more than one rule set, whose words may differ."""
    rules = [load_rules(name) for name in sorted(rule_sets)]
    if len(rules) > 1:
        titles = [each.title.split(",")[0] for each in rules]
        fix = tr(
            "Câu nào hai quy định viết khác nhau thì xem lại trong mẫu. Muốn mẫu này chỉ dùng cho"
            " một mùa: trong Word, File → Info → Properties → Advanced Properties → thẻ Custom,"
            " thêm “{tu}” hoặc “{den}” với một ngày, ví dụ “{tu}” {ngay}; văn bản của ngày khác"
            " dùng mẫu có sẵn."
        )
        newest = max(each.valid_from for each in rules)
        yield found(
            "KT-906",
            where=where(path),
            why=tr("Mẫu riêng này dùng cho văn bản theo cả {ds}, tuỳ ngày của văn bản.").format(
                ds=tr(" và ").join(titles)
            ),
            fix=fix.format(tu=SINCE, den=UNTIL, ngay=f"{newest:%d/%m/%Y}"),
        )


def outdated(path: Path, content: bytes) -> Iterator[Finding]:
    """A note on a copy whose built-in master is another one by now."""
    origin = Origin.in_master(content, path.name)
    if origin is not None and origin.changed:
        fix = tr("Xem hai bên khác nhau chỗ nào: giayto mau so-sanh {ten}").format(ten=path.name)
        why = tr("Mẫu có sẵn “{ten}” đã đổi từ khi chép về sửa.").format(ten=origin.name)
        yield found("KT-953", where=where(path), why=why, fix=fix)
