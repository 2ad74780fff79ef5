"""What results are called for people."""

from scapkit.model.results import RuleOutcome

OUTCOME_WORDS = {
    RuleOutcome.PASS: "Pass",
    RuleOutcome.FAIL: "Fail",
    RuleOutcome.ERROR: "Error",
    RuleOutcome.UNKNOWN: "Unknown",
    RuleOutcome.NOTAPPLICABLE: "Not applicable",
    RuleOutcome.NOTCHECKED: "Not checked",
    RuleOutcome.INFORMATIONAL: "Informational",
    RuleOutcome.FIXED: "Fixed",
    RuleOutcome.NOTSELECTED: "Not selected",
}
