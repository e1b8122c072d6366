"""A note whose mark a paper does not print is not in its file: nobody could see it, but read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from giayto.rendering import CompiledTemplate, Link
from giayto.rendering.merge import merge_files, merge_records
from tests.rendering.word_papers import (
    W,
    body_text,
    called,
    p,
    paper,
    run,
    tbl,
    tc,
    tr,
    unzipped,
    zipped,
)
from tests.rendering.word_validity import problems

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
)
SLOW = p("một\tchữ")  # a bare tab in the template
PARTS = {kind: f"word/{kind}s.xml" for kind in ("footnote", "endnote", "comment")}


def note(number: int, *words: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{p(*words)}</w:{kind}>'


def noted(*body: str, **notes: str) -> bytes:
    """A paper with parts of notes: ``footnote``, ``endnote``, ``comment``."""
    return paper(
        *body,
        extra={
            PARTS[kind]: f'<w:{kind}s xmlns:w="{W}">{inner}</w:{kind}s>'
            for kind, inner in notes.items()
        },
        relations="".join(
            f'<Relationship Id="rId{kind}" Type="{OFFICE}/{kind}s" Target="{kind}s.xml"/>'
            for kind in notes
        ),
        types="".join(
            f'<Override PartName="/{PARTS[kind]}" ContentType="{TYPE}.{kind}s+xml"/>'
            for kind in notes
        ),
    )


def words(document: bytes, kind: str = "footnote") -> list[str]:
    assert problems(document) == []
    return [line for line in body_text(document, PARTS[kind]).split("\n") if line]


@pytest.mark.parametrize("beside", ["", SLOW], ids=["fast path", "slow path"])
@pytest.mark.parametrize("kind", PARTS)
def test_a_note_of_a_false_condition_leaves_the_file(kind: str, beside: str) -> None:
    body = p("{%p if phat %}") + called(1, kind) + p("{%p endif %}") + called(2, kind) + beside
    notes = note(1, "Kỷ luật {{ ten }}", kind=kind) + note(2, "Khen {{ ten }}", kind=kind)
    template = CompiledTemplate.load(noted(body, **{kind: notes}))
    assert words(template.render({"ten": "An", "phat": False}), kind) == ["Khen An"]
    assert words(template.render({"ten": "Ba", "phat": True}), kind) == ["Kỷ luật Ba", "Khen Ba"]


NOTED = f'<w:p>{run("{% if phat %}")}<w:r><w:footnoteReference w:id="1"/></w:r>{run("{% endif %}")}</w:p>'
KEPT = p("{%p set k %}") + called(1) + p("{%p endset %}")


@pytest.mark.parametrize(
    ("body", "shown_if"),
    [
        (NOTED, True),
        (p("{%p if phat %}") + p("{%p else %}") + called(1) + p("{%p endif %}"), False),
        (tbl(tr("{%tr if phat %}", ""), tr(tc(called(1)), "x"), tr("{%tr endif %}", "")), True),
        (KEPT + p("{%p if phat %}") + p("{{p k }}") + p("{%p endif %}"), True),
    ],
    ids=["in a line", "in a branch", "in a row", "in a captured passage"],
)
def test_notes_without_tags_follow_their_marks_too(body: str, *, shown_if: bool) -> None:
    template = CompiledTemplate.load(noted(body, p("x"), footnote=LINES + note(1, "Lời")))
    for phat in (True, False):
        assert words(template.render({"phat": phat})) == ["Lời"] * (phat is shown_if)


def test_the_lines_over_notes_and_all_that_is_called_stay() -> None:
    body = p("{%p if phat %}") + called(1) + p("{%p endif %}") + called(2)
    notes = LINES + note(1, "Một") + '<w:footnote w:type="normal" w:id="2"><w:p/></w:footnote>'
    template = CompiledTemplate.load(noted(body, footnote=notes))
    part = unzipped(template.render({"phat": False}))[PARTS["footnote"]].decode()
    assert re.findall(r'w:id="(-?\d+)"', part) == ["-1", "0", "2"]


def test_a_remark_on_a_note_goes_with_it() -> None:
    body = p("{%p if phat %}") + called(1) + p("{%p endif %}") + called(2)
    on_note = f'<w:footnote w:id="1">{called(5, "comment")}</w:footnote>'
    template = CompiledTemplate.load(
        noted(body, footnote=on_note + note(2, "Hai"), comment=note(5, "{{ ten }}", kind="comment"))
    )
    assert words(template.render({"ten": "An", "phat": False}), "comment") == []
    assert words(template.render({"ten": "An", "phat": True}), "comment") == ["An"]


def test_a_note_of_the_template_that_nothing_calls_is_in_no_paper() -> None:
    notes = LINES + note(1, "{{ ten }}") + note(2, "Lời cũ {{ khong_co }}")
    template = CompiledTemplate.load(noted(called(1), footnote=notes))
    assert words(template.render({"ten": "An"})) == ["An"]


def test_papers_with_links_leave_uncalled_notes_out_as_well() -> None:
    body = p("{%p if phat %}") + called(1) + p("{%p endif %}") + p("{{r noi }}")
    template = CompiledTemplate.load(noted(body, footnote=LINES + note(1, "{{ ten }}")))
    values = {"ten": "An", "noi": Link("báo", "https://example.org")}
    assert words(template.render({**values, "phat": False})) == []
    assert words(template.render({**values, "phat": True})) == ["An"]


def test_merged_files_hold_only_notes_that_are_called(tmp_path: Path) -> None:
    body = p("{%p if phat %}") + called(1) + p("{%p endif %}") + called(2)
    notes = LINES + note(1, "Kỷ luật {{ ten }}") + note(2, "Khen {{ ten }}")
    template = CompiledTemplate.load(noted(body, footnote=notes))
    contexts = [{"ten": "An", "phat": False}, {"ten": "Ba", "phat": True}]
    merge_records(template, contexts, tmp_path / "a.docx")
    assert words((tmp_path / "a.docx").read_bytes()) == ["Khen An", "Kỷ luật Ba", "Khen Ba"]
    # Papers of others, in which such notes are left over.
    for number, name in enumerate(("An", "Ba"), 1):
        left = noted(called(number), footnote=LINES + note(1, f"1 {name}") + note(2, f"2 {name}"))
        (tmp_path / f"{name}.docx").write_bytes(zipped(unzipped(left)))
    merge_files([tmp_path / "An.docx", tmp_path / "Ba.docx"], tmp_path / "b.docx")
    assert words((tmp_path / "b.docx").read_bytes()) == ["1 An", "2 Ba"]
