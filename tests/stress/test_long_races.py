"""Many people at once, for a long time: `make stress`."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case, Event, Offer
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.sealer import seal_pending_records
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.errors import ConcurrentEditError
from handrail.platform.reference.models import Body
from support.cast import tell

pytestmark = [pytest.mark.stress, pytest.mark.django_db(transaction=True)]
PEOPLE = 8
TURNS = 20


def at_once(*jobs):
    """Run the jobs together; what each gave back, or the error it met."""
    start = threading.Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            with acting_as_system(SystemActor.LOADER):
                return job()
        except ConcurrentEditError as stale:
            return stale
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def test_no_two_cases_share_a_reference_and_none_is_left_out(cast):
    by = cast.worker.actor
    at_once(*[lambda: [opening.open_case(by=by) for _ in range(TURNS)] for _ in range(PEOPLE)])
    references = sorted(Case.objects.values_list("reference", flat=True))
    assert references == [format_case_reference("LN", number) for number in range(1, PEOPLE * TURNS + 1)]
    assert Event.objects.filter(event="identified").count() == PEOPLE * TURNS


def test_an_offer_answered_by_two_at_once_keeps_one_answer(cast):
    by, today = cast.worker.actor, timezone.localdate()
    told = tell(by)
    service = add_service(
        by=by,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Room",
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
    )
    need = offers.record_need(case_id=told.case_id, kind="place", words="a bed", on=today, by=by)
    for _ in range(TURNS):
        offer = offers.make_offer(case_id=told.case_id, need_id=need.pk, service_id=service, on=today, by=by)
        said = at_once(
            *[
                lambda answer=answer, offer=offer: offers.answer_offer(
                    case_id=told.case_id,
                    offer_id=offer.pk,
                    answer=answer,
                    on=today,
                    reason=answer,
                    seen_version=1,
                    by=by,
                )
                for answer in (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED)
            ]
        )
        assert sum(isinstance(each, ConcurrentEditError) for each in said) == 1
        assert Offer.objects.get(pk=offer.pk).version == 2


def test_the_trail_is_whole_after_many_wrote_while_it_was_sealed(cast):
    by = cast.worker.actor
    writers = [lambda: [opening.open_case(by=by) for _ in range(TURNS)] for _ in range(PEOPLE)]
    at_once(*writers, lambda: [seal_pending_records() for _ in range(TURNS)])
    seal_pending_records()
    report = verify_trail()
    assert (report.fault_count, report.unsealed) == (0, 0)
    assert report.sealed >= PEOPLE * TURNS
