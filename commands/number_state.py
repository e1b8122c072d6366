"""How the papers stand to the register (đối chiếu giấy tờ với sổ văn bản), for the checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..batch.booking import typed_clashes
from ..batch.changed import Changed, changed_of, in_register
from ..batch.manifest import NAME, numbered_on_file
from ..batch.numbers import given_entries
from ..batch.placing import unit_code
from ..batch.survey import context_hash
from ..data.ward import Ward
from ..errors import GiaytoError, RegisterError
from ..findings import Finding, found
from ..generators.papers import PAPERS, plan_papers
from ..generators.plan import Job, Scope
from ..i18n import tr
from ..register import Finding as RegisterFinding
from ..register import Level
from ..workspace import Loaded, Workspace
from .identity import reader_of, ward_of
from .numbers import register_of

if TYPE_CHECKING:
    from ..register.book import Register


def stand(
    register: Register, ward: Ward, workspace: Workspace
) -> tuple[list[Changed], list[tuple[Job, GiaytoError]]]:
    """Numbered papers that differ from the register, and typed numbers that clash.

    A paper on file whose words have changed since counts as well.
    """
    body = reader_of(workspace, ward, register).body
    entries = given_entries(register, ward, body)
    rows = in_register(entries)
    jobs = plan_papers(ward, [paper for paper in PAPERS if paper.numbered], Scope()).jobs
    on_file = numbered_on_file(workspace.output / NAME)
    changed = []
    for job in jobs:
        name = (job.paper, job.key)
        if name not in rows:
            continue
        entry = on_file.get((ward.settings.year, unit_code(job.unit), *name))
        context = job.build(rows[name].number)
        reworded = entry is not None and entry.context != context_hash(context)
        told = changed_of(job, rows[name], ward, reworded=reworded)
        if told is not None:
            changed.append(told)
    clashes = typed_clashes(register, jobs, ward, body)
    return changed, [(j, clashes[j.paper, j.key]) for j in jobs if (j.paper, j.key) in clashes]


def against_register(workspace: Workspace, loaded: Loaded) -> list[Finding]:
    """What ``kiem-tra`` says about it; nothing while there is no register.

    Raises `RegisterError` when it cannot be reached.
    """
    register = register_of(workspace.folder, create=False)
    if register is None:
        return []
    try:
        changed, clashes = stand(register, loaded.ward, workspace)
    except RegisterError:
        raise
    except GiaytoError:
        if loaded.errors:
            return []  # the data cannot be planned, and the findings say why
        raise
    findings = [
        found(
            "KT-421",
            *told.place,
            read=told.symbol,
            why=f"{told.title}: {told.told()}.",
            fix=told.remedy,
        )
        for told in changed
    ]
    for job, error in clashes:
        assert job.number is not None
        why = " ".join(part for part in (error.what, error.why) if part)
        read, fix = job.number.typed, error.fix or ""
        findings.append(found("KT-422", *job.number.place, read=read, why=why, fix=fix))
    return findings


def register_findings(register: Register, folder: Path) -> list[RegisterFinding]:
    """What ``so kiem-tra`` says about it; nothing where there is no workbook."""
    workspace = Workspace(folder)
    if not workspace.workbook.is_file():
        return []
    try:
        changed, clashes = stand(register, ward_of(workspace), workspace)
    except GiaytoError as error:
        return [
            RegisterFinding(
                Level.WARNING,
                "not-compared",
                workspace.workbook.name,
                tr("Chưa so được giấy tờ với sổ văn bản: {vi_sao}").format(vi_sao=error.what),
                tr("Sửa sổ dữ liệu theo giayto kiem-tra rồi chạy lại."),
            )
        ]
    findings = [
        RegisterFinding(
            Level.WARNING,
            "changed",
            f"{told.symbol} · {told.title}",
            tr("Khác sổ văn bản: {khac}.").format(khac=told.told()),
            told.remedy,
        )
        for told in changed
    ]
    findings += [
        RegisterFinding(
            Level.ERROR,
            "typed-number",
            error.where or "",
            " ".join(part for part in (error.what, error.why) if part),
            error.fix or "",
        )
        for _job, error in clashes
    ]
    return findings
