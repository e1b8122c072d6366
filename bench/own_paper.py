"""A paper of this project as a sample: the self-review form 02C and the sample ward's members."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master

_MASTER = "kiem-diem-02c"
_BLOCK_TAG = re.compile(rb"\{%(?:p|tr|tc|r) ")


def master() -> bytes:
    """The built-in master of form 02C, its measuring and block tags made plain for docxtpl."""
    cleaned = CompiledTemplate.load(find_master(_MASTER, "party-2026").content).cleaned
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(cleaned)) as source, zipfile.ZipFile(plain, "w") as target:
        for part in source.infolist():
            target.writestr(part, _BLOCK_TAG.sub(rb"{% ", source.read(part)))
    return plain.getvalue()


def record(seed: int) -> dict[str, Any]:
    """The context of one of the sample ward's members (invented), another for each seed."""
    contexts = _contexts()
    return contexts[seed % len(contexts)]


@cache
def _contexts() -> list[dict[str, Any]]:
    jobs = plan_papers(Ward(sample_dataset()), find_papers(["kiem-diem"]), Scope()).jobs
    return [job.context for job in jobs if job.master == _MASTER]
