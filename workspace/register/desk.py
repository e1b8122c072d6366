"""The register as a workspace uses it (sổ văn bản đi): facts found, files guarded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ...conventions.ruleset import rules_for
from ...data.identity import read_identity
from ...findings import Finding
from ...register import (
    Change,
    Entry,
    IssueRequest,
    Query,
    SeriesPosition,
    State,
    find_register,
    open_register,
    register_address,
    restore_register,
)
from ...register.amend import correct, recall, release, send_out
from ...register.audit.checks import series_name
from ...register.export.columns import cell, needed, workspace_layout
from ...register.series import normalise_term, term_years
from ..identity import identity_here, numbering_here
from ..outputs import output_file
from ..places import BACKUPS, Places
from ..word_files import digest_of, set_aside
from .export import export_rows
from .facts import body_facts, known_code, refuse_far, refuse_other_term, types_of
from .lost import begin_anew, refuse_lost, register_for_numbers, remember

if TYPE_CHECKING:
    from ...register.book import Register
    from ...register.old import OldRegister

__all__ = ["Entry", "Finding", "WorkspaceRegister", "cell", "needed", "series_name"]


class WorkspaceRegister:
    """The register of outgoing documents (sổ văn bản đi) of a workspace.

    Its own, or the shared one that the environment names. It is opened when it
    is first needed, and made by `issue` and `take_over` alone; the others raise
    `RegisterUnavailable` while there is none. A row is meant by number and
    symbol (``137-TB/ĐU``), with ``body_code`` or ``term`` where several have it
    (``None``: any); all that find one raise `NumberNotFound`. ``remark`` is
    what the clerk should be told after giving a number, "" for nothing.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._opened: Register | None = None
        self.remark = ""

    def issue(
        self,
        kind: str,
        *,
        day: date | None = None,
        abstract: str = "",
        signer: str = "",
        recipients: Iterable[str] = (),
        keeper: str = "",
        copies: int | None = None,
        note: str = "",
        file: str | Path | None = None,
        congress: bool = False,
        number: int | None = None,
        cancelled: str = "",
        far: bool = False,
        body_code: str | None = None,
        body_name: str | None = None,
        symbol: str | None = None,
        term: str | None = None,
    ) -> Entry:
        """Give a document made elsewhere the next number (cấp số); its row.

        ``kind`` is the document type by name or symbol, ``day`` the document's
        date (``None``: today). What is ``None`` of body, symbol and term comes
        from the workbook, else from the register's last row. ``number`` enters
        this one, given elsewhere, instead; with ``cancelled`` as cancelled, for
        that reason; if it is far from the last, ``far`` must say so. Raises
        `UsageError` for a type nobody knows and a body that cannot be told,
        `BodyUnclear` when it must be asked whose number it is, and `NumberTaken`.
        """
        day = day or date.today()
        rules = rules_for(day, overlay=self._places.own_rules)
        facts = body_facts(self._places, self._find, body_code, body_name, symbol, term, day, rules)
        request = IssueRequest(
            body_code=facts.code,
            body_name=facts.name,
            body_symbol=rules.body_symbols["dai_hoi"] if congress and not symbol else facts.symbol,
            type_key=types_of(kind, rules)[0],
            term=facts.term,
            document_date=day,
            abstract=abstract,
            signer=signer,
            recipients="; ".join(recipients),
            keeper=keeper,
            copies=copies,
            note=note,
            file=str(file or ""),
            file_hash=digest_of(file) if file else "",
            congress=congress,
            rules=rules,
        )
        register = self._to_write(facts.code, kind=request.type_key if number is None else "")
        # With every fact given the register goes by the code and name given.
        whole = body_code and body_name and symbol and term
        with nullcontext() if whole else numbering_here(self._places, register) as who:
            self.remark = who.remark if who is not None else ""
            body = who.body if who is not None else None
            if number is None:
                entry = register.issue(request, body=body)
            else:
                refuse_far(register, request, number, allowed=far)
                entry = register.take(request, number, cancelled_reason=cancelled, body=body)
        remember(self._places, register)
        return entry

    def cancel(
        self, number: str, reason: str, *, body_code: str | None = None, term: str | None = None
    ) -> Entry:
        """Cancel a number (huỷ số): its row stays, it is never given again."""
        found = self.locate(number, body_code=body_code, term=term)
        return self._register().cancel(found.id, reason)

    def correct(
        self,
        number: str,
        reason: str,
        *,
        day: date | None = None,
        file: str | Path | None = None,
        body_code: str | None = None,
        term: str | None = None,
        **changes: str | int | None,
    ) -> Entry:
        """Put a row right (sửa dòng sổ); ``None`` leaves a column, "" empties it.

        ``changes`` are columns such as ``abstract``, ``signer``, ``recipients``.
        Raises `UsageError` for a day outside the row's term.
        """
        wanted: dict[str, object] = {k: v for k, v in changes.items() if v is not None}
        if day is not None:
            wanted["document_date"] = day
        if file is not None:
            wanted.update(file=str(file), file_hash=digest_of(file))
        before = self.locate(number, body_code=body_code, term=term)
        if day is not None:
            refuse_other_term(day, before.term)
        return correct(self._register(), before.id, wanted, reason)

    def send(
        self,
        numbers: Iterable[str],
        *,
        day: date | None = None,
        file: str | Path | None = None,
        body_code: str | None = None,
        term: str | None = None,
    ) -> list[Entry]:
        """Mark papers as signed and sent out (phát hành), all or none.

        ``day`` ``None`` is today; ``file`` is the signed paper, for one number.
        """
        ids = self._ids(numbers, body_code, term)
        signed = (str(file), digest_of(file)) if file is not None else None
        return send_out(self._register(), ids, day or date.today(), file=signed)

    def recall(
        self,
        numbers: Iterable[str],
        reason: str,
        *,
        body_code: str | None = None,
        term: str | None = None,
    ) -> list[Entry]:
        """Take the mark "sent out" back (bỏ dấu phát hành), all or none."""
        return recall(self._register(), self._ids(numbers, body_code, term), reason)

    def replace(
        self, number: str, reason: str, *, body_code: str | None = None, term: str | None = None
    ) -> tuple[Entry, list[Path]]:
        """Let a sent paper have a successor (thay văn bản); its row, and where its files are now.

        Its files are renamed, so that the new paper does not replace them; back
        again when the register refuses. Raises `CannotWrite`.
        """
        register = self._register()
        before = self.locate(number, body_code=body_code, term=term)
        # Also the Word files that the program made when a scan took their place.
        files = [before.file]
        files += [
            str(change.details["file"][0])
            for change in register.history(before.id)
            if "file" in change.details
        ]
        documents = [f for f in dict.fromkeys(files) if f.lower().endswith(".docx")]
        with set_aside(documents, before.symbol) as moved:
            now = moved.get(before.file)
            entry = release(register, before.id, reason, file=str(now) if now else "")
        return entry, list(moved.values())

    def locate(
        self, number: str, *, body_code: str | None = None, term: str | None = None
    ) -> Entry:
        """The row of a number and symbol, this workspace's own first."""
        register = self._register()
        own = identity_here(self._places)
        code = self._code(body_code)
        return register.locate(number, body_code=code, term=term, body_id=own)

    def history(self, entry: Entry) -> list[Change]:
        """What was done to a row, oldest first (lịch sử)."""
        return self._register().history(entry.id)

    def find(
        self,
        text: str = "",
        *,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        body_code: str | None = None,
        term: str | None = None,
        only_cancelled: bool = False,
        own: bool = False,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> list[Entry]:
        """The rows that fit (tra cứu); what is ``None`` or empty does not filter.

        ``text`` is looked for without regard to case and marks; the days are
        inclusive. ``own`` leaves out the numbers of other workspaces that share
        the register. Raises `UsageError` for a type nobody knows.
        """
        identity = read_identity(self._places.folder) if own else None
        query = Query(
            text=text,
            type_keys=tuple(types_of(kind, rules_for(date.today()))) if kind else (),
            since=since,
            until=until,
            body_code=self._code(body_code),
            term=term,
            state=State.CANCELLED if only_cancelled else None,
            own=identity.id if identity is not None else None,
            limit=limit,
            newest_first=newest_first,
        )
        return self._register().find(query)

    def export(
        self,
        rows: Sequence[Entry],
        targets: Iterable[str | Path],
        *,
        letterhead: Sequence[str] = (),
        by_date: bool = False,
        overwrite: bool = False,
    ) -> bool:
        """Write rows as a register to print, each target Word or Excel by its ending (xuất sổ).

        Gives whether the workspace has columns of its own that a Word file, which
        goes by its master, leaves out. Without letterhead lines the body's own
        name stands there, if there is one. Raises `UsageError` for another ending,
        `WorkspaceExists` for a file that would replace the workspace's own, or
        (not with ``overwrite``) any; nothing is written then. And `CannotWrite`.
        """
        folder = self._places.folder
        files = [
            output_file(t, ".docx", ".xlsx", folder=folder, overwrite=overwrite) for t in targets
        ]
        return export_rows(self._places, rows, files, letterhead=letterhead, by_date=by_date)

    def take_over(
        self,
        source: str | Path,
        *,
        sheet: str | None = None,
        dry_run: bool = False,
        skip_errors: bool = False,
        body_code: str | None = None,
        body_name: str | None = None,
        symbol: str | None = None,
        term: str | None = None,
    ) -> tuple[OldRegister, bool]:
        """Enter an old register kept in Excel (nhập sổ cũ): what was read, and whether written.

        ``sheet`` ``None`` finds it. All rows are written or, when one has an
        error, none; ``skip_errors`` writes the others, ``dry_run`` nothing.
        Raises as `issue`, and what reading a workbook raises.
        """
        from ...register.old import OldBody, compare, read_old_register

        places = self._places
        today = date.today()
        rules = rules_for(today, overlay=places.own_rules)
        # A register of an earlier term is taken over long after it has ended.
        years = term_years(normalise_term(term)) if term else None
        day = date(min(max(today.year, years[0]), years[1]), 12, 31) if years else today
        facts = body_facts(places, self._find, body_code, body_name, symbol, term, day, rules)
        own = identity_here(places) or ""
        given = (facts.code, facts.name, facts.symbol, facts.term)
        body = OldBody(*given, id=own, overlay=places.own_rules)
        old = read_old_register(Path(source), body, workspace_layout(places.folder), sheet=sheet)
        old = compare(self._find(), old, identified=places.workbook.is_file())
        written = not dry_run and (skip_errors or not old.rejected)
        if written:
            register = self._to_write(facts.code)
            with numbering_here(places, register) as who:
                self.remark = who.remark if who is not None else ""
                taken = [taken for _line, taken in old.rows]
                register.take_many(taken, body=who.body if who is not None else None)
            remember(places, register)
        return old, written

    def check(self) -> list[Finding]:
        """Gaps, doubles, dates out of order, papers that differ from their rows (kiểm tra sổ).

        Raises `RegisterDamaged` when the file itself is.
        """
        from ..numbering import register_findings

        register = self._register()
        return register.check() + register_findings(self._places, register)

    def backup(self, target: str | Path | None = None) -> tuple[Path, int]:
        """Make a backup (sao lưu) while others give numbers: its file, and how many rows.

        ``None`` puts it into the workspace's folder of backups. Raises
        `WorkspaceExists` for a file that is there.
        """
        folder = self._places.folder
        name = f"so-van-ban-{datetime.now():%Y%m%d-%H%M%S}.db"
        path = output_file(target or folder / BACKUPS / name, folder=folder)
        return path, self._register().backup(path)

    def restore(
        self, source: str | Path, *, force: bool = False
    ) -> tuple[Path | None, list[SeriesPosition]]:
        """Put a backup in the register's place (khôi phục): the old file, the last numbers.

        ``force`` also when the register has later numbers. The first is
        ``None`` when there was no register.
        """
        kept = restore_register(Path(source), register_address(self._places.folder), force=force)
        self._opened = None
        register = self._register()
        if register.find(Query(limit=1)):
            remember(self._places, register)
        return kept, register.positions()

    def _code(self, typed: str | None) -> str | None:
        return known_code(self._places, self._register(), typed) if typed else None

    def begin_anew(self) -> None:
        """Let a new register begin: the one with this folder's numbers is lost (sổ mới).

        Raises `UsageError` where nothing was lost.
        """
        begin_anew(self._places)

    def _register(self) -> Register:
        """The register that is there; raises when there is none."""
        register = self._find()
        if register is None:
            refuse_lost(self._places)
            register = open_register(register_address(self._places.folder), create=False)
        return register

    def _to_write(self, code: str, *, kind: str = "") -> Register:
        """The register to enter numbers in, made if there surely was none."""
        self._opened = register_for_numbers(self._places, code, kind=kind)
        return self._opened

    def _find(self) -> Register | None:
        """The register; ``None`` only while there is none."""
        if self._opened is None:
            self._opened = find_register(register_address(self._places.folder))
        return self._opened

    def _ids(self, numbers: Iterable[str], body_code: str | None, term: str | None) -> list[int]:
        own, register = identity_here(self._places), self._register()
        code = self._code(body_code)
        which = {"body_code": code, "term": term, "body_id": own}
        return list(dict.fromkeys(register.locate(n, **which).id for n in numbers))
