"""How a workspace's papers stand to the register, for ``kiem-tra`` and ``so kiem-tra``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..batch.manifest import NAME
from ..batch.standing import Standing, standing_of
from ..data.ward import Ward
from ..errors import GiaytoError, RegisterError
from ..findings import Finding
from ..generators.papers import PAPERS, plan_papers
from ..generators.plan import Scope
from ..i18n import tr
from ..register import Finding as RegisterFinding
from ..register import Level
from ..workspace import Loaded, Workspace
from .identity import reader_of, ward_of
from .numbers import register_of

if TYPE_CHECKING:
    from ..register.book import Register


def against_register(workspace: Workspace, loaded: Loaded) -> list[Finding]:
    """What ``kiem-tra`` says about it; nothing while there is no register.

    Raises `RegisterError` when it cannot be reached.
    """
    register = register_of(workspace.folder, create=False)
    if register is None:
        return []
    try:
        return _standing(register, loaded.ward, workspace).in_workbook()
    except RegisterError:
        raise
    except GiaytoError:
        if loaded.errors:
            return []  # the data cannot be planned, and the findings say why
        raise


def register_findings(register: Register, folder: Path) -> list[RegisterFinding]:
    """What ``so kiem-tra`` says about it; nothing where there is no workbook."""
    workspace = Workspace(folder)
    if not workspace.workbook.is_file():
        return []
    try:
        return _standing(register, ward_of(workspace), workspace).in_register()
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


def _standing(register: Register, ward: Ward, workspace: Workspace) -> Standing:
    body = reader_of(workspace, ward, register).body
    jobs = plan_papers(ward, [paper for paper in PAPERS if paper.numbered], Scope()).jobs
    return standing_of(register, jobs, ward, body, workspace.output / NAME)
