"""What evidence, findings and intentions may be, and how an assessment stands: each in one readable tuple."""

from typing import Final

from handrail.insight.review_gaps.gap_codes import NEED_NAMES, PHASE_NAMES

PHASES: Final = tuple(PHASE_NAMES.items())
NEED_CHOICES: Final = tuple(NEED_NAMES.items())
ASSESSMENT_STATES: Final = (("draft", "Draft"), ("published", "Published"), ("superseded", "Replaced"))
EVIDENCE_KINDS: Final = (
    ("figure", "Published case figure"),
    ("survey", "Survey"),
    ("interview", "Interviews"),
    ("provider", "What a provider says"),
    ("report", "Published report"),
)
TYPED_EVIDENCE_KINDS: Final = EVIDENCE_KINDS[2:]
"""Kinds whose base is typed in; that of a figure and of a survey comes with what was published."""
CONSENTS: Final = (
    ("none_needed", "Not needed: no one is quoted"),
    ("summary", "The person agreed to a summary, not to a quote"),
    ("publication", "The person agreed to publication of their words"),
)
MET: Final = (("met", "Met"), ("partly", "Partly met"), ("unmet", "Not met"), ("unknown", "Not known"))
STRENGTHS: Final = (
    ("strong", "Strong: several kinds of evidence agree"),
    ("moderate", "Moderate: one kind, or kinds that agree in part"),
    ("weak", "Weak: few people, or one source"),
)
INTENTION_KINDS: Final = (
    ("fund", "Fund"),
    ("change", "Change"),
    ("stop", "Stop"),
    ("study", "Find out more"),
)
DECISIONS: Final = (("go_on", "Go ahead"), ("not_now", "Not now"), ("no", "Do not go ahead"))
SIZE_STEP: Final = 5
MOST_ROWS: Final = 60
FIRST_YEAR_DAYS_BACK: Final = 10
