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
    commissioned_services,
    conferences,
    criminal_cases,
    current_call,
    deployment,
    emergency_fund,
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
    service_referrals,
    tasks_and_contacts,
    unusual_use,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.hestia import call_of_2021_loader as hestia


@dataclass(frozen=True, slots=True)
class DemoSection:
    """One part's data. `write` does nothing where its data is there already, and is one transaction."""

    name: str
    write: Callable[[DemoLookups, date], None]


DEMO_SECTIONS: Final[tuple[DemoSection, ...]] = (
    DemoSection("Referrals to other organisations", service_referrals.load_service_referrals),
    DemoSection("A pilot with numbers before and after", pilot_measures.load_pilot_measures_and_extension),
    DemoSection(
        "Recommendations and oversight", recommendations_and_oversight.load_recommendations_and_oversight
    ),
    DemoSection("The call of 2021 and its practices", hestia.load_call_of_2021),
    DemoSection("The report of the call of 2021", report_of_2021.load_report_of_2021),
    DemoSection("A call of this year", current_call.load_current_call),
    DemoSection("Stores of bags", bags.load_bags),
    DemoSection("Posts and practitioners", practitioners.load_practitioners),
    DemoSection("A fund and what was asked of it", emergency_fund.load_emergency_fund),
    DemoSection("Places, agreements and stays", housing.load_housing),
    DemoSection("A raid, and people who may be known already", raid_incident.load_raid),
    DemoSection(
        "Referral forms and reports that are being prepared", referral_form_drafts.load_referral_form_drafts
    ),
    DemoSection("Tasks, contacts, hand-overs and a closed case", tasks_and_contacts.load_tasks_and_contacts),
    DemoSection(
        "Papers, and ways to be reached", papers_and_channel_answers.load_documents_and_channel_answers
    ),
    DemoSection(
        "What people want, and what they said", goals_and_hesitations.load_goals_hesitations_and_feedback
    ),
    DemoSection(
        "Cases that were joined, a hand-over declined, a form sent back",
        rare_case_events.load_rare_case_events,
    ),
    DemoSection("Who read which case, and what stands out", unusual_use.load_case_reads_and_unusual_use),
    DemoSection(
        "Invitations, access reviews, cases opened in an emergency",
        administration_and_emergencies.load_invitations_reviews_and_emergencies,
    ),
    DemoSection(
        "Requests between support and police, and files held apart",
        information_requests.load_information_requests,
    ),
    DemoSection("Victim contracts and contacts about criminal cases", criminal_cases.load_criminal_cases),
    DemoSection("Case conferences and joint visits", conferences.load_conferences),
    DemoSection(
        "Requests for somebody to be sent, languages, interpreters, advice", deployment.load_deployment
    ),
    DemoSection(
        "What people asked about their own data", personal_data_requests.load_personal_data_requests_and_holds
    ),
    DemoSection("Figures, drawn and published", published_figures.load_published_figures),
    DemoSection("A service that is missing", provision_actions.load_provision_action),
    DemoSection("Bids, pilots and evaluations", bids_and_evaluations.load_bids_and_evaluations),
    DemoSection(
        "Prevention in Dyfed-Powys, the Black Country and Durham",
        prevention_elsewhere.load_prevention_elsewhere,
    ),
    DemoSection("A drop in London, and what answers it", london_prevention.load_london_prevention),
    DemoSection(
        "Campaigns, outreach, intelligence, threats and a strategic plan", prevention.load_prevention
    ),
    DemoSection("Board packs", board_packs.load_board_packs),
    DemoSection("Boards and forums", partnerships.load_partnerships),
    DemoSection("Monitoring returns", monitoring_returns.load_monitoring_returns),
    DemoSection("Surveys and needs assessments", needs_assessments.load_surveys_and_needs_assessments),
    DemoSection("Commissioned services", commissioned_services.load_commissioned_services),
)
"""In the order in which they are written, after the cases."""
