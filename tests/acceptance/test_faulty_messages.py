"""Each single fault is found under its own rule, and the message without it has neither error nor warning."""

from __future__ import annotations

import pytest

from digest.check import RULES, check
from digest.finding import Severity
from tests.acceptance.messages import Draft, Fault, faultless, faults

FAULTLESS = faultless()


@pytest.mark.parametrize("draft", FAULTLESS.values(), ids=FAULTLESS.keys())
def test_a_faultless_message_has_neither_error_nor_warning(draft: Draft) -> None:
    findings = check(draft.data(), draft.settings).findings
    assert [finding for finding in findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: f"{fault.rule}: {fault.name}")
def test_a_fault_is_found_under_its_own_rule(fault: Fault) -> None:
    findings = check(fault.draft.data(), fault.draft.settings).findings
    found = [finding for finding in findings if finding.rule == fault.rule]
    assert found, sorted({finding.rule for finding in findings})
    assert {finding.severity for finding in found} == {RULES[fault.rule].severity}
    assert all(finding.message and finding.remedy for finding in found)
