"""A closed case takes a complaint and its answer, and offers nothing else; a form that is sent twice acts once."""

import re

from django.urls import reverse
from django.utils import timezone

from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case, Offer
from handrail.people.records.permissions import get_case_access
from handrail.people.recovery.models import (
    CaseFeedback,
    GoalVersion,
    Hesitation,
    HesitationChange,
    LocalProvider,
    OutcomeReview,
)
from people.recovery.recovery_fixtures import World, a_world
from support.worlds import shared_world

LATE = "nobody told me that it was over"
SORRY = "we rang and said sorry"


@shared_world
def world(cast, told) -> World:
    return a_world(cast, told)


@shared_world
def closed(cast, world) -> World:
    case_access = get_case_access(Case.objects.get(pk=world.told.case_id), cast.worker.actor)
    seen = {thing.key for thing in list_outstanding_items(case_access)}
    reason = ClosureInput(ClosureReason.DONE, "")
    closing.close_case(case_id=world.told.case_id, reason=reason, seen=seen, by=cast.worker.actor)
    return world


def day(*names):
    today = timezone.localdate()
    return {f"{name}-{part}": getattr(today, part) for name in names for part in ("day", "month", "year")}


def test_a_complaint_on_a_closed_case_is_written_down_and_answered(cast, closed, signed_in):
    case, worker, lead = closed.told.reference, signed_in(cast.worker), signed_in(cast.lead)
    on_page = worker.get(reverse("said_on_case", args=[case])).content.decode()
    there = reverse("add_said", args=[case])
    assert there in on_page
    assert worker.get(there).status_code == 200
    said = {"kind": "complaint", "words": LATE, "about": "", "wish": "call", **day("on", "answer_by")}
    assert LATE in worker.post(there, said, follow=True).content.decode()
    row = CaseFeedback.objects.latest("recorded_at")
    there = reverse("answer_said", args=[case, row.pk])
    assert there in lead.get(reverse("said_one", args=[case, row.pk])).content.decode()
    assert lead.get(there).status_code == 200
    assert SORRY in lead.post(there, {"words": SORRY, **day("on")}, follow=True).content.decode()


def test_a_closed_case_offers_no_button_that_would_be_refused(cast, closed, signed_in):
    case, worker = closed.told.reference, signed_in(cast.worker)
    for name, more in (("support_plan", []), ("goal", [closed.goal]), ("outcomes", []), ("holding_back", [])):
        page = worker.get(reverse(name, args=[case, *more])).content.decode()
        main = page[page.index("<main") :]
        there = set(re.findall(rf'href="(/cases/{case}/[^"#?]*)"', main))
        assert {address for address in there if worker.get(address).status_code != 200} == set(), name
    assert worker.get(reverse("add_goal", args=[case])).status_code == 409


def test_what_is_sent_twice_is_written_down_once(cast, world, signed_in):
    worker = signed_in(cast.worker)
    goal = {"words": "To sleep", "state": "going_on", "seen": 0, **day("on")}
    sent = {
        ("quick_offer", "legal"): {"service": world.service, "answer": "none_yet", **day("on")},
        ("end_provider", world.provider): {"because": "", **day("until")},
        ("add_provider",): {"body": "harbour", "contact": "", **day("since")},
        ("add_goal",): goal,
        ("change_goal", world.goal): goal | {"seen": 2},
        ("look_back", "safety"): {
            "silent": "no", "words": "Well", "placed": "3", "asker": "worker", **day("on"),
        },
        ("say_why",): {"about": "nrm", "words": "", "reasons": ["no_trust"], **day("on")},
        ("what_changed", world.hesitation): {
            "turned": "partly", "words": "", "causes": ["support_worker"], **day("on"),
        },
        ("add_said",): {"kind": "thanks", "words": LATE, "about": "", "wish": "none", **day("on", "answer_by")},
    }  # fmt: skip
    tables = (Offer, LocalProvider, GoalVersion, OutcomeReview, Hesitation, HesitationChange, CaseFeedback)
    before = [table.objects.count() for table in tables]
    for (name, *more), typed in sent.items():
        address = reverse(name, args=[world.told.reference, *more])
        mark = re.search(r'name="once" value="(\w{32})"', worker.get(address).content.decode())
        assert mark, name
        for _ in range(2):
            assert worker.post(address, {**typed, "once": mark[1]}).status_code == 302, name
    added = [table.objects.count() - one for table, one in zip(tables, before, strict=True)]
    assert added == [1, 1, 2, 1, 1, 1, 1]
