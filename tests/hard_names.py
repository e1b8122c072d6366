"""Letterheads that are hard to fit (phần đầu khó xếp): the names of ``hard_names.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from giayto.data.models import Dataset
from giayto.data.ward import Ward
from giayto.generators.commendations import proposal as commendation_proposal
from giayto.generators.office import Office
from giayto.generators.plan import Context, Job, Scope
from tests.wards import small_dataset

NAMES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)["name"]


def dataset_of(name: dict[str, Any]) -> Dataset:
    """The small ward under this name."""
    data = small_dataset()
    data.settings = data.settings.model_copy(
        update={"superior": name.get("superior", "Đảng bộ tỉnh"), "place": name["place"]}
    )
    committee, cell = data.organisations
    committee.name = name["committee"]
    cell.name = name.get("cell", cell.name)
    return data


def office_of(name: dict[str, Any]) -> Office:
    """The committee or cell of this name, on its day."""
    data = dataset_of(name)
    committee, cell = data.organisations
    return Office(Ward(data), cell if "cell" in name else committee, name.get("date"))


def hard_papers() -> tuple[Job, list[Context]]:
    """A proposal of the small ward, kept to one page, and its context under each letterhead."""
    job = commendation_proposal.plan(Ward(small_dataset()), Scope()).jobs[0]
    heads = [office_of(name).head("to_trinh", number) for number, name in enumerate(NAMES, 1)]
    return job, [{**job.context, "de_nghi": [], **head} for head in heads]
