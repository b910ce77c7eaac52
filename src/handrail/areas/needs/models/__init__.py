"""The tables of needs assessments."""

from handrail.areas.needs.models.assessment import NeedsAssessment
from handrail.areas.needs.models.evidence import EvidenceFigure, EvidenceQuote, NeedsEvidence
from handrail.areas.needs.models.finding import (
    CommissioningIntention,
    FindingEvidence,
    NeedsFinding,
    NeedsRecommendation,
)
from handrail.areas.needs.models.publication import PublishedNeedsAssessment, PublishedNeedsFile

__all__ = [
    "CommissioningIntention",
    "EvidenceFigure",
    "EvidenceQuote",
    "FindingEvidence",
    "NeedsAssessment",
    "NeedsEvidence",
    "NeedsFinding",
    "NeedsRecommendation",
    "PublishedNeedsAssessment",
    "PublishedNeedsFile",
]
