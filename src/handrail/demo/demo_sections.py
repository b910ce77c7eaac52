"""What the demo holds beside cases: each part of the product that needs something to show adds one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handrail.demo import (
    bags,
    case_variations,
    contacts,
    current_call,
    housing,
    matching,
    money,
    papers,
    personal_data,
    recommendations,
    recovery,
    referral_form,
    referrals,
    report,
)
from handrail.demo.case_writer import DemoCast
from handrail.demo.hestia import loader as hestia


@dataclass(frozen=True, slots=True)
class DemoSection:
    """One part's data. `write` does nothing where its data is there already, and is one transaction."""

    name: str
    write: Callable[[DemoCast, date], None]


DEMO_SECTIONS: Final[tuple[DemoSection, ...]] = (
    DemoSection("Referrals to other organisations", referrals.load_referrals),
    DemoSection("Recommendations and oversight", recommendations.load_recommendations),
    DemoSection("The call of 2021 and its practices", hestia.load_call_of_2021),
    DemoSection("The report of the call of 2021", report.load_report),
    DemoSection("A call of this year", current_call.load_current_call),
    DemoSection("Stores of bags", bags.load_bags),
    DemoSection("A fund and what was asked of it", money.load_money),
    DemoSection("Places, agreements and stays", housing.load_housing),
    DemoSection("A raid, and people who may be known already", matching.load_raid),
    DemoSection("Referral forms and reports that are being prepared", referral_form.load_referral_forms),
    DemoSection("Tasks, contacts, hand-overs and a closed case", contacts.load_contacts),
    DemoSection("Papers, and ways to be reached", papers.load_papers),
    DemoSection("What people want, and what they said", recovery.load_recovery),
    DemoSection(
        "Cases that were joined, a hand-over declined, a form sent back", case_variations.load_case_variations
    ),
    DemoSection("What people asked about their own data", personal_data.load_personal_data),
)
"""In the order in which they are written, after the cases."""
