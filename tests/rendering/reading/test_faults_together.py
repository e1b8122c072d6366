"""What reading a template cannot do is told in one error, and what it accepts in notes."""

from __future__ import annotations

import pytest

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import p, paper


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
