"""What reading a template cannot do is told in one error, and what it accepts in notes."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import W, p, paper

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def test_one_error_tells_the_faults_of_all_parts() -> None:
    body = p("Gửi: {%p if a %}") + p("{%p endif %}") + p("{{ b")
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(body + p("{%tr for x in y %}")))
    error = caught.value
    told = [error.where or "", *error.details]
    assert len(told) == 3
    for words in ("Gửi:", "{{ b", "{%tr for x in y %}"):
        assert sum(words in line for line in told) == 1
    assert all("Cần làm" not in line for line in error.details)


def test_accepted_changes_are_noted() -> None:
    new = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>{{ ten }}</w:t></w:r></w:ins></w:p>'
    (note,) = CompiledTemplate.load(paper(new)).notes
    assert "Track Changes" in note and "thân văn bản" in note
    assert CompiledTemplate.load(paper(p("{{ ten }}"))).notes == ()


@pytest.mark.parametrize(
    "texts", [("{{ t", "en }} cuối"), ("đầu {", "{ ten }}"), ("a {{ t", "en }} b")]
)
def test_a_blank_beside_a_cut_tag_stays(texts: tuple[str, str]) -> None:
    cut = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    document = CompiledTemplate.load(paper(f"<w:p>{cut}</w:p>")).render({"ten": "An"})
    shown = "".join(texts).replace("{{ ten }}", "An")
    (paragraph,) = Document(BytesIO(document)).paragraphs
    assert paragraph.text == shown
    edges = [t for t in paragraph._p.iter(f"{{{W}}}t") if t.text != (t.text or "").strip()]
    assert [dict(t.attrib) for t in edges] == [{SPACE: "preserve"}] * len(edges)
