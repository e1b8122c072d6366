"""A render that outlives its limit is stopped for certain, and costs its own record."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import GiaytoError, TemplateError, TemplateLimit, UnknownField
from giayto.files.killable import Apart
from giayto.rendering import CompiledTemplate, Limits
from giayto.rendering.apart import TemplateApart
from tests.rendering.hanging import Text
from tests.rendering.word_papers import body_text, p, paper

MASTER = paper(p("Đồng chí {{ dv.ho_ten.upper() }}"))


@pytest.fixture(scope="module")
def process() -> Iterator[Apart]:
    apart = Apart()
    yield apart
    apart.close()


def loaded(process: Apart, source: bytes = MASTER, seconds: float = 60) -> TemplateApart:
    limits = Limits(render_seconds=seconds)
    return TemplateApart(source, "mau.docx", limits=limits, apart=process)


def name(kind: str) -> dict[str, dict[str, Text]]:
    return {"dv": {"ho_ten": Text(kind)}}


def test_documents_and_digest_are_those_of_the_same_template_here(process: Apart) -> None:
    here = CompiledTemplate.load(MASTER, name="mau.docx")
    there = loaded(process)
    assert there.digest == here.digest
    assert there.render(name("Lan")) == here.render(name("Lan"))


def test_errors_come_back_as_they_are(process: Apart) -> None:
    with pytest.raises(UnknownField) as caught:
        loaded(process).render({"dv": {"ho_tem": "Lan"}})
    assert "ho_ten" in caught.value.what
    assert caught.value.where is not None and "Đồng chí" in caught.value.where
    with pytest.raises(TemplateError, match="viết sai"):
        loaded(process, paper(p("{{ a b }}")))


@pytest.mark.parametrize(
    ("kind", "said"),
    [("hang", "đã bị ngắt"), ("abort", "đột ngột"), ("eat", "ký tự")],
)
def test_a_bad_record_is_refused_and_the_next_one_made(
    process: Apart, kind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giayto.rendering.apart._GRACE", 0.5)
    template = loaded(process, seconds=0.5)
    with pytest.raises(GiaytoError, match=said) as caught:
        template.render(name(kind))
    assert "mau.docx" in str(caught.value) or "Đồng chí" in str(caught.value)
    assert caught.value.fix
    assert body_text(template.render(name("Lan"))) == "Đồng chí LAN"


def test_a_master_that_hangs_for_every_record_is_given_up(
    process: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giayto.rendering.apart._GRACE", 0.2)
    template = loaded(process, seconds=0.1)
    for _ in range(3):
        with pytest.raises(TemplateLimit, match="ngắt"):
            template.render(name("hang"))
    with pytest.raises(TemplateLimit, match="quá giờ ở 3 văn bản"):
        template.render(name("Lan"))


def test_files_to_print_are_merged_there(process: Apart, tmp_path: Path) -> None:
    out = tmp_path / "in.docx"
    people: list[dict[str, Any]] = [
        {"dv": {"ho_ten": "Lan"}},
        {"dv": {}},
        {"dv": {"ho_ten": "Hùng"}},
    ]
    loaded(process).merge(people, out, start="page", title="In")
    assert body_text(out.read_bytes()) == "Đồng chí LAN\nĐồng chí HÙNG"


@pytest.mark.skipif(sys.platform == "win32", reason="looks into /proc")
def test_the_process_ends_with_whoever_started_it(tmp_path: Path) -> None:
    code = """
import os
from giayto.files.killable import SHARED
from giayto.rendering import Limits
from giayto.rendering.apart import TemplateApart
from tests.rendering.test_apart import MASTER, name
template = TemplateApart(MASTER, "mau.docx", limits=Limits(render_seconds=1))
print(SHARED._process.pid, flush=True)
os._exit(9)
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    child = Path(f"/proc/{int(done.stdout)}")
    for _ in range(500):
        if not child.exists() or "Z" in (child / "stat").read_text().rpartition(")")[2]:
            break
        os.sched_yield()
        subprocess.run(["sleep", "0.02"], check=True)
    assert not child.exists() or "Z" in (child / "stat").read_text().rpartition(")")[2]
