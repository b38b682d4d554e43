"""No clock of the shopper's own runs out in silence."""

import pytest

from domain.machine import Turn
from domain.policy import Counting, Rule
from storage import librarian

LIBRARY = librarian.load()
RULES = {rule.id: rule for policy in LIBRARY.policies.values() for rule in policy.rules}

#: Clocks that call for nothing, each with its reason.
SILENT = {
    "burden_on_seller": "it tells who has to prove, and asks nobody for anything",
    "renewal_notice": "it lies before the charge: it shows what the platform failed to do",
}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_clock_has_a_reminder(rule: Rule) -> None:
    """Each rule of the shelf hangs on a kind of reminder, or a reason is written down why not."""
    reminded = any(rule.id in kind.rules for kind in LIBRARY.kinds)
    assert reminded != (rule.id in SILENT)
    if rule.id in SILENT:
        assert rule.turn is not Turn.MINE
        assert rule.turn is Turn.NOBODY or rule.counting is Counting.BEFORE


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.final], ids=lambda rule: rule.id)
def test_what_cannot_be_reopened_is_told_of_before_its_end(rule: Rule) -> None:
    """A kind that hangs on a final clock has a lead before the end."""
    leads = [lead for kind in LIBRARY.kinds if rule.id in kind.rules for lead in kind.leads]
    assert any((lead.days or 0) < 0 or (lead.hours or 0) < 0 for lead in leads)
