"""Lincolnshire’s published needs assessment of the year before last: what its three services came of.

All of it is invented: its report of 2021 names the posts and the bid, and no assessment.
"""

from datetime import date, time, timedelta
from typing import Any, Final

from handrail.areas.needs.actions import evidence, findings
from handrail.areas.needs.actions.assessments import create_draft_assessment
from handrail.areas.needs.actions.intentions import record_intention_decision, save_commissioning_intention
from handrail.areas.needs.actions.publication import hash_needs_draft, publish_needs_assessment
from handrail.areas.needs.models import (
    CommissioningIntention,
    NeedsAssessment,
    NeedsEvidence,
    NeedsFinding,
    NeedsRecommendation,
)
from handrail.areas.needs.queries import get_needs_assessment_with_its_rows
from handrail.areas.needs.queries.document import build_current_needs_document, fetch_needs_document_sources
from handrail.demo.relative_dates import format_decision_of_day, get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today as get_today
from handrail.platform.kernel.dates import add_months, make_london_time

TITLE: Final = "Victims of modern slavery in Lincolnshire: what helps, and when"
EVENINGS: Final = "Evening navigators, as a pilot"
INTERPRETERS: Final = "Interpreters by phone and in person"
NAVIGATORS: Final = "Navigators who stay through the investigation"
PUBLISHED_DAYS_AGO: Final = 604
MORNING: Final = time(10, 50)
EVIDENCE: Final[tuple[dict[str, Any], ...]] = (
    {
        "kind": "interview",
        "title": "Interviews with survivors",
        "says": "29 of 41 said that no one comes after six in the evening. A third met their first worker without an "
        "interpreter. Many feared that help would end if they said no to the police.",
        "base": "41 survivors of 60 who were asked",
        "limits": "No one under 18. Reached through two providers and a drop-in.",
        "consent": "summary",
    },
    {
        "kind": "provider",
        "title": "What providers and the force answered",
        "says": "Most people are found after six in the evening. Victims leave the investigation where no one stays "
        "with them.",
        "base": "5 of 6 providers, and the force",
        "limits": "One provider did not answer.",
        "consent": "none_needed",
    },
)
FINDINGS: Final[tuple[tuple[dict[str, Any], tuple[int, ...]], ...]] = (
    (
        {
            "words": "No one comes after six in the evening, when most people are found.",
            "need": "safety",
            "phase": "before",
            "met": "unmet",
            "strength": "strong",
        },
        (1, 2),
    ),
    (
        {
            "words": "Three in ten had no interpreter at the first meeting.",
            "need": "understood",
            "phase": "before",
            "met": "partly",
            "strength": "moderate",
        },
        (1,),
    ),
    (
        {
            "words": "People fear that help ends when they say no to the NRM or to the police.",
            "need": "alongside",
            "phase": "outside",
            "met": "partly",
            "strength": "moderate",
        },
        (1,),
    ),
    (
        {
            "words": "Victims leave the investigation where no one stays with them.",
            "need": "justice",
            "phase": "during",
            "met": "unmet",
            "strength": "moderate",
        },
        (2,),
    ),
)


def write_published_lincolnshire_assessment(office: Actor, signatory: Actor, today: date) -> None:
    """Evidence, findings and intentions; published, and each intention decided on its own day.

    Args:
        office: whoever writes it.
        signatory: whoever publishes it and decides.
        today: the day that stories end on.
    """

    def at(days: int) -> Any:
        day = get_working_day_on_or_before(today - timedelta(days=days))
        return use_simulated_clock(make_london_time(day, MORNING))

    month = today.replace(day=1)
    with at(PUBLISHED_DAYS_AGO + 9):
        assessment = create_draft_assessment(
            NeedsAssessment(
                title=TITLE,
                starts_on=add_months(month, -34),
                ends_on=add_months(month, -22) - timedelta(days=1),
                before=True,
                during=True,
                outside=True,
                method="Interviews with survivors, and answers of providers and the force. People who left the area "
                "were not reached.",
                unknowns="We do not know how many people were never found.",
            ),
            by=office,
        )
        for number, row in enumerate(EVIDENCE):
            dated_on = get_working_day_on_or_before(today - timedelta(days=PUBLISHED_DAYS_AGO + 20 - number))
            evidence.add_evidence(NeedsEvidence(assessment=assessment, dated_on=dated_on, **row), by=office)
        made = [
            findings.add_finding(NeedsFinding(assessment=assessment, **row), evidence=numbers, by=office)
            for row, numbers in FINDINGS
        ]
        findings.save_needs_recommendation(
            NeedsRecommendation(
                assessment=assessment,
                finding=made[0],
                words="Agree with the force which service the desk rings after six in the evening.",
                to="The commissioner and the force",
            ),
            seen=None,
            by=office,
        )
        for kind, title, finding in (
            ("fund", EVENINGS, made[0]),
            ("fund", INTERPRETERS, made[1]),
            ("fund", NAVIGATORS, made[3]),
            ("change", "Each agreement says that help goes on whatever the person decides", made[2]),
        ):
            intention = CommissioningIntention(assessment=assessment, kind=kind, title=title, finding=finding)
            save_commissioning_intention(intention, seen=None, by=office)
    with at(PUBLISHED_DAYS_AGO):
        detail = get_needs_assessment_with_its_rows(signatory, assessment.pk)
        shown = hash_needs_draft(build_current_needs_document(detail, fetch_needs_document_sources(detail)))
        publish_needs_assessment(assessment.pk, shown=shown, by=signatory)
    for number, days, reason, decision_number in (
        (1, 560, "A twelve-month pilot will show whether it helps.", 31),
        (4, 560, "It costs nothing more, and begins with the next agreement.", None),
        (
            2,
            170,
            "The force’s phone contract is ending, and the two can be bought together.",
            7,
        ),
        (3, 9, "The evaluation of the two regional posts shows that more people engage.", 33),
    ):
        with at(days):
            if decision_number:
                reason = f"{reason} {format_decision_of_day(get_today(), decision_number)}."
            record_intention_decision(
                assessment.pk, number, decision="go_on", reason=reason, seen=1, by=signatory
            )
