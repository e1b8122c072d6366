"""The register to print (in sổ): which rows, under whose name, by which columns or master."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ...conventions.ruleset import rules_for
from ...register import Entry
from ...register.export.columns import OWN_FILE, workspace_layout
from ..loading import read_ward
from ..places import Places


def export_rows(
    places: Places,
    rows: Sequence[Entry],
    files: Iterable[Path],
    *,
    letterhead: Sequence[str],
    by_date: bool,
) -> bool:
    """Write rows to files, see `WorkspaceRegister.export`; whether own columns are left out."""
    bodies = list(dict.fromkeys(entry.body_name for entry in rows))
    head = list(letterhead) or (_letterhead(places, bodies[0]) if len(bodies) == 1 else [])
    left_out = False
    for file in files:
        if file.suffix.lower() == ".xlsx":
            from ...register.export.excel import export_sheet

            terms = list(dict.fromkeys(entry.term for entry in rows))
            subtitle = f"Nhiệm kỳ {terms[0]}" if len(terms) == 1 else ""
            layout = workspace_layout(places.folder)
            export_sheet(rows, file, layout, letterhead=head, subtitle=subtitle, by_date=by_date)
        else:
            from ...register.export.word import MASTER, export_table
            from ...templates.store import OwnMasters

            days = [entry.document_date for entry in rows if entry.document_date]
            rules = rules_for(max(days, default=date.today()), overlay=places.own_rules)
            own = OwnMasters.of(places.own_masters)
            export_table(rows, file, rules, own=own, letterhead=head, by_date=by_date)
            # They once served Word too; whoever wrote them must hear that the master does now.
            has_own = MASTER in map(own.stands_for, own.files)
            left_out |= (places.folder / OWN_FILE).exists() and not has_own
    return left_out


def _letterhead(places: Places, body_name: str) -> list[str]:
    """Superior and body as the workbook has them; the body alone without a workbook."""
    if not places.workbook.is_file():
        return [body_name]
    ward = read_ward(places)
    unit = ward.organisation(body_name)
    if unit is None or unit is not ward.issuer or not ward.settings.superior:
        return [body_name]
    return [ward.settings.superior, body_name]
