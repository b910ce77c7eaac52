"""The tables of outreach and intelligence."""

from handrail.areas.intelligence.models.district_figures import DistrictFigures, IntelligenceMonth
from handrail.areas.intelligence.models.outreach import OutreachCount, OutreachSession
from handrail.areas.intelligence.models.report import IntelligenceReport

__all__ = ["DistrictFigures", "IntelligenceMonth", "IntelligenceReport", "OutreachCount", "OutreachSession"]
