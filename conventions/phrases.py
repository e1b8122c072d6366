"""The rule set's fixed wordings (câu chữ của thể thức) that masters print as they are."""

from __future__ import annotations

from .ruleset import RuleSet

_PRINTED = {
    "tieu_de": "title",
    "dau_sao": "star",
    "gach_ngang": "dashes",
    "thay_mat": "on_behalf",
    "noi_nhan": "recipients_word",
    "hai_cham": "word_end",
}
"""Template key under ``the_thuc`` → phrase of the rule set."""


def printed_phrases(rules: RuleSet) -> dict[str, str]:
    """The part ``the_thuc`` of a context: template key → wording."""
    return {key: rules.phrases[name] for key, name in _PRINTED.items()}
