"""Everything that is open on a case, from every room, in one list."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from handrail.directory.funds.fund_item_kinds import get_fund_item_kind as item_of
from handrail.people.cases.lifecycle.queries.open_items import (
    OutstandingCaseItem,
    list_open_items_of_casework,
)
from handrail.people.conferences.models import Conference
from handrail.people.conferences.text_choices import ENDED_STATES, ConferenceState
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.housing.queries.stays import list_live_stays
from handrail.people.money.models import FundRequest
from handrail.people.money.text_choices import FundRequestState as MoneyState
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ContactChannelKind
from handrail.people.referral_form.draft_and_handover_states import LIVE_STATES
from handrail.people.referral_form.draft_and_handover_states import FormDraftState as DraftState
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg

OPEN_MONEY_STATES = (
    MoneyState.ASKED,
    MoneyState.APPROVED,
    MoneyState.TAKEN_BACK,
    MoneyState.BOUGHT,
    MoneyState.RECEIPTED,
)


def list_outstanding_items(case_access: CaseAccess) -> tuple[OutstandingCaseItem, ...]:
    """Everything that is open on a case. The same number of queries for any number.

    Returns:
        Each thing with its sort.

    Raises:
        Denied: pathway, support or contact is not open to the reader.
    """
    for kind in (Kind.PATHWAY, Kind.NOTES, Kind.CONTACT):
        case_access.needs(kind)
    case = Case.objects.get(pk=case_access.file_id)
    return (
        *_list_open_accommodation_stays(case, case_access),
        *_list_open_conferences(case),
        *_list_open_fund_requests(case),
        *list_open_items_of_casework(case.pk, case.reference),
        *_list_open_form_drafts(case),
        *_list_open_tasks(case, case_access),
        *_list_planned_contacts(case, case_access),
    )


def count_open_items_by_sort(things: Iterable[OutstandingCaseItem]) -> dict[str, int]:
    """How many items there are of each sort.

    Returns:
        Numbers, by the name of the sort.
    """
    return dict(Counter(thing.sort for thing in things))


def has_waiting_hand_over(case_id: UUID) -> bool:
    """Whether somebody was asked to take the case over and has not answered."""
    return HandOver.objects.filter(case=case_id, state="asked").exists()


def _list_open_accommodation_stays(case: Case, case_access: CaseAccess) -> list[OutstandingCaseItem]:
    return [
        OutstandingCaseItem(
            key=f"stay:{line.stay_id}",
            sort="Place on hold" if line.state in ("held", "over") else "Current place",
            title=line.title,
            text=msg("{state_words}, leaving", state_words=line.state_words.lower()),
            on=line.leaving,
            act="stay",
            args=(case.reference, str(line.stay_id)),
        )
        for line in list_live_stays(case, timezone.localtime(), case_access)
    ]


def _list_open_conferences(case: Case) -> list[OutstandingCaseItem]:
    rows = Conference.objects.filter(case=case).exclude(state__in=ENDED_STATES).select_related("area")
    return [
        OutstandingCaseItem(
            key=f"conference:{row.pk}",
            sort="Open case conference",
            title=row.area.name,
            text=msg("{state}, to be held by", state=ConferenceState(row.state).label.lower()),
            on=timezone.localtime(row.due_at).date(),
            act="conference",
            args=(str(row.pk),),
        )
        for row in rows.order_by("id")
    ]


def _list_open_fund_requests(case: Case) -> list[OutstandingCaseItem]:
    rows = FundRequest.objects.filter(case=case, state__in=OPEN_MONEY_STATES).select_related("fund")
    return [
        OutstandingCaseItem(
            key=f"money:{row.pk}",
            sort="Money requested or set aside",
            title=item_of(row.item).name,
            text=msg(
                "{fund}: {state}, requested", fund=row.fund.name, state=MoneyState(row.state).label.lower()
            ),
            on=row.asked_on,
            act="case_money",
            args=(case.reference,),
        )
        for row in rows.order_by("id")
    ]


def _list_open_form_drafts(case: Case) -> list[OutstandingCaseItem]:
    rows = DraftOrSentForm.objects.filter(case=case, state__in=LIVE_STATES).select_related("changed_by")
    return [
        OutstandingCaseItem(
            key=f"draft:{row.pk}",
            sort="Form not submitted",
            title="Home Office form",
            text=msg(
                "{state}, last changed by {changed_by}",
                state=DraftState(row.state).label,
                changed_by=row.changed_by.name,
            ),
            on=timezone.localtime(row.changed_at).date(),
            act="nrm_form",
            args=(case.reference,),
        )
        for row in rows.order_by("id")
    ]


def _list_open_tasks(case: Case, case_access: CaseAccess) -> list[OutstandingCaseItem]:
    rows = Task.objects.filter(case=case, state="open").select_related("for_user").opened_for(case_access)
    return [
        OutstandingCaseItem(
            key=f"task:{row.pk}",
            sort="Task",
            title=row.what.open(),
            text=msg("{for_user}, by", for_user=row.for_user.name if row.for_user else "For the team"),
            on=row.due_on,
            act="end_task",
            args=(case.reference, str(row.pk)),
        )
        for row in rows.order_by("due_on", "id")
    ]


def _list_planned_contacts(case: Case, case_access: CaseAccess) -> list[OutstandingCaseItem]:
    rows = (
        Contact.objects.filter(case=case, state="planned").select_related("with_user").opened_for(case_access)
    )
    return [
        OutstandingCaseItem(
            key=f"contact:{row.pk}",
            sort="Planned contact",
            title=ContactChannelKind(row.channel).label
            + (msg(": {about}", about=about) if (about := row.about.open()) else ""),
            text=msg("{with_user}, on", with_user=row.with_user.name),
            on=row.on,
            act="contact_outcome",
            args=(case.reference, str(row.pk)),
        )
        for row in rows.order_by("on", "id")
    ]
