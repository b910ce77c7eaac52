"""Pages of deployment ask the database at most twelve times, whether there is one row or many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.deployment.actions.offers import take_back_offer
from handrail.people.deployment.models import Deployment, InformedChoice, PersonLanguage
from support.deployment import a_stage, book, make_request, on_the_register, open_adult_case, speak
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGES = (
    "deployment_shortlist",
    "case_deployment",
    "deployment_board",
    "shift_plan",
    "cover_by_hour",
    "caseload",
    "deployment_tonight",
)
MOST, MANY = 12, 30


@shared_world
def stage(cast, told):
    made = a_stage(cast, told)
    take_back_offer(case_id=told.case_id, deployment_id=Deployment.objects.get().pk, by=cast.lead.actor)
    return made


def count_statements(client, stage):
    counts = {}
    for name in PAGES:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(name, args=stage.arguments.get(name, []))).status_code == 200
        counts[name] = len(seen)
    return counts


def add_many(cast, case_id):
    """Thirty practitioners, each with a language and a shift; languages, choices and bookings of the case; requests."""
    by, worker = cast.lead.actor, cast.worker.actor
    for number in range(MANY):
        on_the_register(
            by, f"Practitioner {number:02}", languages=[("ro", "B2")], skills=["court", "child_lead"]
        )
    for number in range(4):
        speak(worker, case_id, ("lt", "ru", "pl", "sq")[number], "B1", "fine")
        book(worker, case_id)
        make_request(worker, open_adult_case(worker).pk, hours_ahead=number + 1)
    row = PersonLanguage.objects.filter(case=case_id).first()
    PersonLanguage.objects.bulk_create(
        PersonLanguage(case_id=case_id, language="en", level="B1", known_by="said", choice="fine",
            said_at=row.said_at, said_by_id=row.said_by_id) for _ in range(MANY)
    )  # fmt: skip
    InformedChoice.objects.bulk_create(
        InformedChoice(case_id=case_id, explained_on=timezone.localdate(), explained_by_id=row.said_by_id,
            explained_as="navigator", language="ro", interpreter="phone", police="no", nrm="no", services="yes",
            recorded_at=timezone.now()) for _ in range(MANY)
    )  # fmt: skip


def test_as_many_for_a_hundred_rows_as_for_one(cast, stage, signed_in):
    lead = signed_in(cast.lead)
    few = count_statements(lead, stage)
    assert {name: number for name, number in few.items() if number > MOST} == {}
    add_many(cast, stage.case_id)
    assert count_statements(lead, stage) == few
