"""The demo's campaigns, outreach, intelligence, threats and plan: written through the actions, once."""

from handrail.areas.intelligence.models import DistrictFigures, IntelligenceReport, OutreachSession
from handrail.areas.prevention.models import (
    Campaign,
    ScoredThreat,
    StrategyEdition,
    TeamMonth,
    ThreatItem,
    ThreatScore,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.prevention import (
    CHARITY_LEAD,
    FORCE,
    OFFICE,
    OFFICER,
    OUTREACH_WORKER,
    SIGNS,
    load_prevention,
)
from handrail.platform.access.today import today


def test_it_is_written_once_through_the_actions(cast):
    actors = {
        OFFICE: cast.commissioner.actor,
        SIGNS: cast.signatory.actor,
        FORCE: cast.force_lead.actor,
        OFFICER: cast.officer.actor,
        CHARITY_LEAD: cast.lead.actor,
        OUTREACH_WORKER: cast.lead.actor,
    }
    lookups = DemoLookups(actors=actors, bodies={}, languages={}, services={})
    load_prevention(lookups, today())
    kinds = (
        Campaign,
        OutreachSession,
        IntelligenceReport,
        ThreatItem,
        ScoredThreat,
        TeamMonth,
        StrategyEdition,
    )
    first = [kind.objects.count() for kind in kinds]
    assert min(first) > 0
    assert set(Campaign.objects.values_list("funding_kind", flat=True)) == {"bid"}
    cleared = IntelligenceReport.objects.filter(state="cleared")
    assert set(cleared.values_list("scheme", flat=True)) == {"3x5x2"}  # 5x5x5 ended years before
    assert cleared.filter(handling="C").exclude(conditions="").exists()
    assert cleared.filter(contacts=None).exists()
    assert ThreatScore.objects.values("table").distinct().count() == 2
    assert DistrictFigures.objects.filter(measure="reports").exists()
    load_prevention(lookups, today())
    assert [kind.objects.count() for kind in kinds] == first
