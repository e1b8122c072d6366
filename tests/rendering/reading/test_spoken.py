"""Names in tags as people write them, read as the keys that are meant."""

from __future__ import annotations

import pytest

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, p, paper, tbl, tr

LABELS = {
    "Họ và tên": "dv.ho_ten",
    "ho_ten": "dv.ho_ten",
    "dv.Họ và tên": "dv.ho_ten",
    "Người": "dv",
    "Chức vụ": ("dv.chuc_vu", "ky.chuc_vu"),
    "Danh sách": "ds",
    "ds[].Họ và tên": "ds[].ho_ten",
    "ds[].Con": "ds[].con",
    "ds[].con[].Tên": "ds[].con[].ten",
    "Ngày in": "ngay_in",
    "Nam/Nữ": "dv.nam_nu",
    "in_nhan_xet": "in_nhan_xet",
    "nam": "nam",
    "Tên": "van_ban.ten",
}
DATA = {
    "dv": {"ho_ten": "Lan", "chuc_vu": "Bí thư", "nam_nu": "Nữ"},
    "ds": [{"ho_ten": "Sen", "con": [{"ten": "Bi"}]}, {"ho_ten": "Đào", "con": []}],
    "ngay_in": "hôm nay", "in_nhan_xet": True, "nhan_xet": ["tốt"], "nam": "2026", "ten": "x",
}  # fmt: skip


def _printed(*blocks: str) -> str:
    return body_text(CompiledTemplate.load(paper(*blocks), labels=LABELS).render(DATA))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ Họ và tên }}", "{{HỌ VÀ TÊN}}", "{{ họ  và\u00a0tên }}", "{{ ho va ten }}",
        "{{ Ho_ten }}", "{{ dv.ho_ten }}", "{{ Người.Họ và tên }}", "{{ dv.HỌ VÀ TÊN }}",
        "{{ Ho\u0323 va\u0300 te\u0302n }}", "{% set Tên gọi = Họ và tên %}{{ tên gọi }}",
        "{{ Họ và tên if Nam/Nữ == 'Nữ' else 'Họ và tên' }}",
        "{% for Tên in [Họ và tên] %}{{ Tên }}{% endfor %}",
        "{% if Họ và tên is defined and not nam == Họ và tên %}{{ Họ và tên }}{% endif %}",
    ],
)  # fmt: skip
def test_one_field_by_many_names(tag: str) -> None:
    assert _printed(p(tag)) == "Lan"


def test_names_of_the_items_of_a_list_in_loops_within_loops() -> None:
    body = tbl(
        tr("{%tr for người trong in Danh sách %}"),
        tr(
            "{{ người trong.Họ và tên }}{% for c in người trong.Con %} {{ c.Tên|upper }}{% endfor %}"
        ),
        tr("{%tr endfor %}"),
    )
    assert _printed(body) == "Sen BI\nĐào"
    assert _printed(p("{{ Danh sách[1].Họ và tên }}")) == "Đào"


def test_what_is_no_name_stays_as_it_is() -> None:
    text = "{% for x in nhan_xet %}{{ x }}{% endfor %}, {{ Ngày in }}, {{ 'Họ và tên'|upper }}"
    assert _printed(p(text)) == "tốt, hôm nay, HỌ VÀ TÊN"
    assert (
        _printed(p("{% macro m(nam) %}{{ nam }}{% endmacro %}{{ m('a') }}{{ m(nam='b') }}")) == "ab"
    )


def test_a_name_that_may_mean_two_fields_is_refused_with_both() -> None:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p("Ông {% if Chức vụ %}bà{% endif %}")), labels=LABELS)
    assert "{% if Chức vụ %}" in caught.value.what
    assert caught.value.fix == "Gõ rõ một trong: dv.chuc_vu; ky.chuc_vu."


@pytest.mark.parametrize("tag", ["{{ Bố Họ và tên }}", "{{ Năm họp }}", "{{ Họ và tên bố }}"])
def test_half_of_a_name_is_no_name(tag: str) -> None:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p(tag)), labels=LABELS)
    assert tag.strip("{} ") in str(caught.value)


def test_words_that_no_field_is_called_are_a_name_of_the_loop_they_stand_in() -> None:
    body = p("{% for d in ds %}{{ d.Số thẻ }}{% endfor %}")
    assert "ds[].so_the" in CompiledTemplate.load(paper(body), labels=LABELS).fields
