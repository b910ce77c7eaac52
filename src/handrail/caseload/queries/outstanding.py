"""Everything that is open on a case, from every part of the product, in one list."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.caseload.models import Contact, HandOver, Task
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import ChannelKind
from handrail.casework.whole.queries.open_things import OpenThing, open_things
from handrail.directory.funds.kinds import item as item_of
from handrail.kernel.saying import say
from handrail.nrmform.models import Draft
from handrail.nrmform.states import LIVE
from handrail.nrmform.states import State as DraftState
from handrail.provision.money.models import Request
from handrail.provision.money.states import State as MoneyState
from handrail.provision.places.queries.stays import live_stays
from handrail.vault.box import Box

MONEY_OPEN = (
    MoneyState.ASKED,
    MoneyState.APPROVED,
    MoneyState.TAKEN_BACK,
    MoneyState.BOUGHT,
    MoneyState.RECEIPTED,
)


def outstanding(sight: Sight) -> tuple[OpenThing, ...]:
    """For somebody who may see pathway, support and how to reach the person. The same queries for 1 and for 100."""
    for kind in (Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT):
        sight.needs(kind)
    case = Case.objects.get(pk=sight.file_id)
    box = boxes([case.pk]).get(case.pk)
    return (
        *_stays(case, sight),
        *_money(case),
        *open_things(case.pk, case.reference),
        *_drafts(case),
        *_tasks(case, box),
        *_contacts(case, box),
    )


def counted(things: Iterable[OpenThing]) -> dict[str, int]:
    """How many of each sort."""
    return dict(Counter(thing.sort for thing in things))


def hand_over_waits(case_id: UUID) -> bool:
    """Whether somebody was asked to take the case over and has not answered."""
    return HandOver.objects.filter(case=case_id, state="asked").exists()


def _stays(case: Case, sight: Sight) -> list[OpenThing]:
    return [
        OpenThing(
            key=f"stay:{line.stay_id}",
            sort="Place held" if line.state in ("held", "over") else "Place that they sleep in",
            title=line.title,
            text=say("{state_words}, leaving", state_words=line.state_words.lower()),
            on=line.leaving,
            act="stay",
            args=(case.reference, str(line.stay_id)),
        )
        for line in live_stays(case, timezone.localtime(), sight)
    ]


def _money(case: Case) -> list[OpenThing]:
    rows = Request.objects.filter(case=case, state__in=MONEY_OPEN).select_related("fund")
    return [
        OpenThing(
            key=f"money:{row.pk}",
            sort="Money asked for or held",
            title=item_of(row.item).name,
            text=say("{fund}: {state}, asked", fund=row.fund.name, state=MoneyState(row.state).label.lower()),
            on=row.asked_on,
            act="case_money",
            args=(case.reference,),
        )
        for row in rows.order_by("id")
    ]


def _drafts(case: Case) -> list[OpenThing]:
    rows = Draft.objects.filter(case=case, state__in=LIVE).select_related("changed_by")
    return [
        OpenThing(
            key=f"draft:{row.pk}",
            sort="Form that was not made",
            title="The Home Office’s form",
            text=say(
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


def _tasks(case: Case, box: Box | None) -> list[OpenThing]:
    rows = Task.objects.filter(case=case, state="open").select_related("for_user")
    return [
        OpenThing(
            key=f"task:{row.pk}",
            sort="Task",
            title=read(box, row, "what"),
            text=say("{for_user}, by", for_user=row.for_user.name if row.for_user else "For the team"),
            on=row.due_on,
            act="end_task",
            args=(case.reference, str(row.pk)),
        )
        for row in rows.order_by("due_on", "id")
    ]


def _contacts(case: Case, box: Box | None) -> list[OpenThing]:
    rows = Contact.objects.filter(case=case, state="planned").select_related("with_user")
    return [
        OpenThing(
            key=f"contact:{row.pk}",
            sort="Planned contact",
            title=ChannelKind(row.channel).label
            + (say(": {about}", about=about) if (about := read(box, row, "about")) else ""),
            text=say("{with_user}, on", with_user=row.with_user.name),
            on=row.on,
            act="contact_outcome",
            args=(case.reference, str(row.pk)),
        )
        for row in rows.order_by("on", "id")
    ]
