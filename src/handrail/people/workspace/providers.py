"""What the rooms add to the pages that compose them: one tuple for each page."""

from handrail.people.bags.day_rows import LowStockRows
from handrail.people.cases import case_panels as cases
from handrail.people.cases.consent.day_rows import EndingAgreementRows
from handrail.people.cases.day_rows import DayRow, DayRowProvider
from handrail.people.cases.events.day_rows import DueRows, StaleDueRows
from handrail.people.cases.offers.day_rows import ReceivedReferralRows, SentReferralRows, UnansweredOfferRows
from handrail.people.cases.panels import CasePanel
from handrail.people.cases.person.day_rows import PlanReviewRows
from handrail.people.contacts import case_panel as contacts
from handrail.people.contacts.day_rows import ContactRows, HandOverRows, MissingStandInRows, TaskRows
from handrail.people.housing import case_panel as housing
from handrail.people.housing.day_rows import PlaceRows
from handrail.people.matching import case_panel as matching
from handrail.people.recovery import case_panel as recovery
from handrail.people.recovery.day_rows import FeedbackRows
from handrail.people.referral_form import case_panel as referral_form
from handrail.people.referral_form.day_rows import HandedFormRows, ReturnedFormRows

DAY_ROW_PROVIDERS: tuple[DayRowProvider, ...] = (
    StaleDueRows(),
    HandOverRows(),
    HandedFormRows(),
    ReturnedFormRows(),
    ReceivedReferralRows(),
    UnansweredOfferRows(),
    DueRows(),
    SentReferralRows(),
    PlanReviewRows(),
    EndingAgreementRows(),
    TaskRows(),
    ContactRows(),
    FeedbackRows(),
    MissingStandInRows(),
    PlaceRows(),
    LowStockRows(),
)
"""The rows of My day. Rows without a day come in this order; rows with one by their day."""
CASE_PANELS: tuple[CasePanel, ...] = (
    matching.JOINED_NOTE,
    contacts.CLOSED,
    cases.DANGER,
    cases.CHANNELS,
    matching.JOINED_DANGER,
    cases.HELP_NOW,
    cases.NOT_SHARED,
    cases.PATHWAY_STATUS,
    cases.NEXT_STEPS,
    cases.NEEDS,
    cases.HISTORY,
    matching.JOINED_CASES,
    cases.POINT_OF_CONTACT,
    cases.PERSON,
    contacts.WORK,
    cases.WAITED_ON,
    housing.PLACE,
    cases.CONSENTS,
    recovery.RECOVERY,
    referral_form.REFERRAL_FORM,
    cases.NOTIFICATION,
    cases.PAPERS,
    matching.LINKS,
    cases.SHARING,
    cases.LOOKS,
)
"""The panels of a case; within a place of the page, or a tab, they come in this order."""
_BY_SORT = {provider.sort: provider for provider in DAY_ROW_PROVIDERS}
_ORDER = {provider.sort: number for number, provider in enumerate(DAY_ROW_PROVIDERS)}


def get_day_row_provider(row: DayRow) -> DayRowProvider:
    """The provider that the row came from."""
    return _BY_SORT[row.sort]


def get_day_row_rank(row: DayRow) -> int:
    """Where rows of its sort come among those without a day, from 0."""
    return _ORDER[row.sort]
