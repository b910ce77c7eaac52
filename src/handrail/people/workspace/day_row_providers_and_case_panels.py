"""What the rooms add to the pages that compose them: one tuple for each page."""

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.people.bags.my_day_rows import LowStockDayRowProvider
from handrail.people.caseload_import import case_panel as caseload_import
from handrail.people.cases import case_panels as cases
from handrail.people.cases.consent.my_day_rows import EndingSharingDayRowProvider
from handrail.people.cases.events.my_day_rows import (
    NotRecomputedCaseDayRowProvider,
    PathwayDueDayRowProvider,
    UnfinishedCaseOpeningDayRowProvider,
)
from handrail.people.cases.my_day_row_provider import MyDayRow, MyDayRowProvider
from handrail.people.cases.offers.my_day_rows import (
    ReceivedReferralDayRowProvider,
    SentReferralDayRowProvider,
    UnansweredOfferDayRowProvider,
)
from handrail.people.cases.panels import CasePanel
from handrail.people.cases.person.my_day_rows import (
    DangerWithoutPlanDayRowProvider,
    SafetyPlanReviewDayRowProvider,
)
from handrail.people.conferences import case_panel as conferences
from handrail.people.conferences.my_day_rows import ConferenceDayRowProvider, JointVisitDayRowProvider
from handrail.people.contacts import case_panel as contacts
from handrail.people.contacts.leaver_day_rows import LeaverCaseDayRowProvider
from handrail.people.contacts.my_day_rows import (
    ContactDayRowProvider,
    HandOverDayRowProvider,
    MissingStandInDayRowProvider,
    TaskDayRowProvider,
)
from handrail.people.deployment import case_panel as deployment
from handrail.people.deployment.lead_day_rows import (
    DeploymentRequestDayRowProvider,
    LateArrivalDayRowProvider,
)
from handrail.people.deployment.my_day_rows import DeploymentDayRowProvider
from handrail.people.emergencies.my_day_rows import EmergencyDayRowProvider
from handrail.people.housing import case_panel as housing
from handrail.people.housing.my_day_rows import HousingDayRowProvider
from handrail.people.information_requests import case_panel as information_requests
from handrail.people.information_requests.my_day_rows import (
    CounsellingNotesToApproveDayRowProvider,
    NamedRequestToAnswerDayRowProvider,
    PersonToTellOfRequestDayRowProvider,
    RequestToAnswerDayRowProvider,
)
from handrail.people.justice import case_panel as justice
from handrail.people.justice.my_day_rows import (
    FailedContactAttemptsDayRowProvider,
    JusticeContactDayRowProvider,
    VictimContractQuestionsDayRowProvider,
    VictimContractSignOffDayRowProvider,
)
from handrail.people.matching import joined_cases_panel as matching
from handrail.people.money.my_day_rows import FundRequestDayRowProvider
from handrail.people.personal_data import restriction_and_corrections_panel as personal_data
from handrail.people.personal_data.my_day_rows import ErasureToApproveDayRowProvider
from handrail.people.recovery import case_panel as recovery
from handrail.people.recovery.my_day_rows import FeedbackDayRowProvider
from handrail.people.referral_form import case_panel as referral_form
from handrail.people.referral_form.my_day_rows import (
    ReceivedFormHandoverDayRowProvider,
    ReturnedFormDayRowProvider,
)
from handrail.people.separate_files.my_day_rows import HeldBackSharingDayRowProvider
from handrail.people.workspace.case_next import NEXT
from handrail.people.workspace.case_people import PEOPLE

DAY_ROW_PROVIDERS: tuple[MyDayRowProvider, ...] = (
    EmergencyDayRowProvider(),
    DangerWithoutPlanDayRowProvider(),
    NotRecomputedCaseDayRowProvider(),
    LeaverCaseDayRowProvider(),
    HandOverDayRowProvider(),
    DeploymentDayRowProvider(),
    RequestToAnswerDayRowProvider(),
    ErasureToApproveDayRowProvider(),
    NamedRequestToAnswerDayRowProvider(),
    CounsellingNotesToApproveDayRowProvider(),
    ConferenceDayRowProvider(),
    JointVisitDayRowProvider(),
    HeldBackSharingDayRowProvider(),
    ReceivedFormHandoverDayRowProvider(),
    ReturnedFormDayRowProvider(),
    ReceivedReferralDayRowProvider(),
    UnansweredOfferDayRowProvider(),
    UnfinishedCaseOpeningDayRowProvider(),
    PathwayDueDayRowProvider(),
    SentReferralDayRowProvider(),
    SafetyPlanReviewDayRowProvider(),
    EndingSharingDayRowProvider(),
    PersonToTellOfRequestDayRowProvider(),
    JusticeContactDayRowProvider(),
    VictimContractQuestionsDayRowProvider(),
    VictimContractSignOffDayRowProvider(),
    FailedContactAttemptsDayRowProvider(),
    TaskDayRowProvider(),
    ContactDayRowProvider(),
    FeedbackDayRowProvider(),
    MissingStandInDayRowProvider(),
    HousingDayRowProvider(),
    LowStockDayRowProvider(),
    DeploymentRequestDayRowProvider(),
    LateArrivalDayRowProvider(),
    FundRequestDayRowProvider(),
    *import_string(settings.MORE_DAY_ROW_PROVIDERS),
)
"""The rows of My day. Rows without a day come in this order; rows with one by their day."""
CASE_PANELS: tuple[CasePanel, ...] = (
    matching.JOINED_NOTE,
    contacts.CLOSED,
    personal_data.NOTICE,
    cases.DANGER,
    cases.REACH,
    matching.JOINED_DANGER,
    cases.PATHWAY_STATUS,
    NEXT,
    PEOPLE,
    cases.HELP_NOW,
    cases.NEEDS_AT_A_GLANCE,
    cases.NOT_SHARED,
    cases.TO_DO,
    cases.NEEDS,
    cases.DEADLINES,
    recovery.RECOVERY,
    housing.PLACE,
    conferences.CONFERENCES,
    contacts.WORK,
    cases.CHANNELS,
    cases.PERSON,
    cases.POINT_OF_CONTACT,
    deployment.DEPLOYMENT,
    cases.CONSENTS,
    cases.SHARING,
    cases.LOOKS,
    cases.STEPS,
    referral_form.REFERRAL_FORM,
    cases.NOTIFICATION,
    cases.WAITED_ON,
    justice.CRIMINAL_CASE,
    justice.TRIAGE_DECISIONS,
    justice.COMPULSION,
    information_requests.REQUESTS,
    cases.DOCUMENTS,
    cases.TIMELINE_PICTURE,
    cases.HISTORY,
    caseload_import.PROVENANCE,
    matching.JOINED_CASES,
    matching.LINKS,
)
"""The panels of a case, tab by tab; within a place of a page they come in this order."""
_BY_SORT = {provider.sort: provider for provider in DAY_ROW_PROVIDERS}
_ORDER = {provider.sort: number for number, provider in enumerate(DAY_ROW_PROVIDERS)}


def get_day_row_provider(row: MyDayRow) -> MyDayRowProvider:
    """The provider that the row came from."""
    return _BY_SORT[row.sort]


def get_rank_of_undated_my_day_row(row: MyDayRow) -> int:
    """Where rows of its sort come among those without a day, from 0."""
    return _ORDER[row.sort]
