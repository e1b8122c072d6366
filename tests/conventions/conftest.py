"""The rule sets as fixtures: the one in force, the one before, the state's."""

from __future__ import annotations

import pytest

from giayto.conventions.ruleset import RuleSet, load_rules


@pytest.fixture(scope="session")
def party() -> RuleSet:
    return load_rules("party-2026")


@pytest.fixture(scope="session")
def party_2018() -> RuleSet:
    return load_rules("party-2018")


@pytest.fixture(scope="session")
def state() -> RuleSet:
    return load_rules("state-2020")


@pytest.fixture(scope="session")
def rule_sets(party: RuleSet, party_2018: RuleSet, state: RuleSet) -> dict[str, RuleSet]:
    return {"2026": party, "2018": party_2018, "state": state}
