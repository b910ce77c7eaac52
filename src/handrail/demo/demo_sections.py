"""What the demo holds beside cases: each part of the product that needs something to show adds one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handrail.demo import (
    administration_and_emergencies,
    bags,
    bids_and_evaluations,
    board_packs,
    caseload_import,
    cheshire_plan,
    commissioned_services,
    conferences,
    criminal_cases,
    current_call,
    deployment,
    earlier_conferences,
    emergency_fund,
    evaluated_areas,
    goals_and_hesitations,
    housing,
    information_requests,
    london_prevention,
    monitoring_returns,
    needs_assessments,
    papers_and_channel_answers,
    partnerships,
    personal_data_requests,
    pilot_measures,
    practitioners,
    prevention,
    prevention_elsewhere,
    provision_actions,
    published_figures,
    raid_incident,
    rare_case_events,
    recommendations_and_oversight,
    referral_form_drafts,
    report_of_2021,
    report_with_figures,
    service_referrals,
    tasks_and_contacts,
    unusual_use,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.hestia import call_of_2021_loader as hestia


@dataclass(frozen=True, slots=True)
class DemoSectionWriter:
    """One part's data. `write` does nothing where its data is there already, and is one transaction."""

    name: str
    write: Callable[[DemoLookups, date], None]
    seconds: float = 1.0
    """What it takes beside the others: only the estimate of the time that is left rests on it."""
    needs: tuple[str, ...] = ()
    """Sections that it rests on: without them it fails, or finds nothing to do and would pass for written."""


DEMO_SECTIONS: Final[tuple[DemoSectionWriter, ...]] = (
    DemoSectionWriter(
        "Referrals to other organisations", service_referrals.load_service_referrals, seconds=5
    ),
    DemoSectionWriter(
        "A pilot with numbers before and after", pilot_measures.load_pilot_measures_and_extension, seconds=0.1
    ),
    DemoSectionWriter(
        "Recommendations and oversight",
        recommendations_and_oversight.load_recommendations_and_oversight,
        seconds=0.4,
    ),
    DemoSectionWriter("The call of 2021 and its practices", hestia.load_call_of_2021),
    DemoSectionWriter(
        "The report of the call of 2021",
        report_of_2021.load_practice_report_of_2021,
        needs=("The call of 2021 and its practices",),
    ),
    DemoSectionWriter("A call of this year", current_call.load_current_call_for_returns, seconds=2),
    DemoSectionWriter("Stores of bags", bags.load_demo_clothing_and_care_bags, seconds=0.4),
    DemoSectionWriter("Posts and practitioners", practitioners.load_practitioners),
    DemoSectionWriter("A fund and what was asked of it", emergency_fund.load_emergency_fund, seconds=0.4),
    DemoSectionWriter("Places, agreements and stays", housing.load_housing),
    DemoSectionWriter("A raid, and people who may be known already", raid_incident.load_raid, seconds=0.4),
    DemoSectionWriter(
        "Referral forms and reports that are being prepared",
        referral_form_drafts.load_referral_form_drafts,
        seconds=0.4,
    ),
    DemoSectionWriter(
        "Tasks, contacts, handovers and a closed case",
        tasks_and_contacts.load_tasks_and_contacts,
        seconds=0.4,
    ),
    DemoSectionWriter(
        "Papers, and ways to be reached",
        papers_and_channel_answers.load_case_documents_and_safe_contact_answers,
        seconds=0.1,
    ),
    DemoSectionWriter(
        "What people want, and what they said",
        goals_and_hesitations.load_goals_hesitations_and_feedback,
        seconds=0.4,
    ),
    DemoSectionWriter(
        "Cases that were joined, a handover declined, a form sent back",
        rare_case_events.load_rare_case_events,
        seconds=0.4,
    ),
    DemoSectionWriter(
        "Who read which case, and what stands out", unusual_use.load_case_reads_and_unusual_use, seconds=0.4
    ),
    DemoSectionWriter(
        "Invitations, access reviews, cases opened in an emergency",
        administration_and_emergencies.load_invitations_reviews_and_emergencies,
        seconds=0.1,
    ),
    DemoSectionWriter(
        "Requests between support services and police, and files held apart",
        information_requests.load_information_requests,
        seconds=0.1,
    ),
    DemoSectionWriter(
        "Cases of areas that evaluate, informed choices and triage decisions",
        evaluated_areas.load_cases_choices_and_triage_of_evaluated_areas,
        seconds=0.1,
    ),
    DemoSectionWriter(
        "Victim contracts and contacts about criminal cases", criminal_cases.load_criminal_cases, seconds=5
    ),
    DemoSectionWriter(
        "A spreadsheet of old records, checked", caseload_import.load_checked_import, seconds=0.1
    ),
    DemoSectionWriter("Case conferences and joint visits", conferences.load_conferences, seconds=4),
    DemoSectionWriter(
        "A month of conferences and visits",
        earlier_conferences.load_conferences_and_visits_of_last_month,
        seconds=4,
        needs=("Case conferences and joint visits",),
    ),
    DemoSectionWriter(
        "Requests for somebody to be sent, languages, interpreters, advice",
        deployment.load_practitioner_deployments,
        seconds=0.4,
        needs=(
            "Posts and practitioners",
            "A raid, and people who may be known already",
        ),
    ),
    DemoSectionWriter(
        "What people asked about their own data",
        personal_data_requests.load_personal_data_requests_and_holds,
        seconds=0.1,
    ),
    DemoSectionWriter(
        "Figures, drawn and published", published_figures.publish_three_years_of_demo_figures, seconds=5
    ),
    DemoSectionWriter(
        "A report that cites published figures",
        report_with_figures.load_report_that_cites_figures,
        seconds=0.1,
        needs=(
            "A call of this year",
            "Figures, drawn and published",
        ),
    ),
    DemoSectionWriter(
        "A service that is missing", provision_actions.load_action_on_largest_provision_gap, seconds=0.1
    ),
    DemoSectionWriter(
        "Bids, pilots and evaluations",
        bids_and_evaluations.load_bids_and_evaluations,
        seconds=0.4,
        needs=(
            "A pilot with numbers before and after",
            "Posts and practitioners",
        ),
    ),
    DemoSectionWriter(
        "Prevention in Dyfed-Powys, the Black Country and Durham",
        prevention_elsewhere.load_prevention_of_other_areas,
        needs=(
            "Posts and practitioners",
            "Bids, pilots and evaluations",
        ),
    ),
    DemoSectionWriter(
        "A drop in London, and what answers it",
        london_prevention.load_london_prevention,
        seconds=0.1,
        needs=("Figures, drawn and published",),
    ),
    DemoSectionWriter(
        "Campaigns, outreach, intelligence, threats and a strategic plan",
        prevention.load_prevention,
        needs=("Figures, drawn and published",),
    ),
    DemoSectionWriter(
        "Board packs", board_packs.load_board_packs, seconds=2, needs=("Figures, drawn and published",)
    ),
    DemoSectionWriter(
        "Boards and forums",
        partnerships.load_partnerships,
        seconds=6,
        needs=("Figures, drawn and published",),
    ),
    DemoSectionWriter(
        "Monitoring returns",
        monitoring_returns.load_monitoring_returns,
        seconds=0.4,
        needs=(
            "A call of this year",
            "Figures, drawn and published",
        ),
    ),
    DemoSectionWriter(
        "Surveys and needs assessments",
        needs_assessments.load_surveys_and_needs_assessments,
        needs=("Figures, drawn and published",),
    ),
    DemoSectionWriter(
        "A plan that rests on a needs assessment",
        cheshire_plan.load_cheshire_strategic_plan,
        seconds=0.1,
        needs=("Surveys and needs assessments",),
    ),
    DemoSectionWriter(
        "Commissioned services",
        commissioned_services.load_commissioned_services,
        seconds=2,
        needs=(
            "Posts and practitioners",
            "Surveys and needs assessments",
        ),
    ),
)
"""In the order in which they are written, after the cases."""
