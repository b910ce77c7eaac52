"""What happened is written down on its day, late, corrected or taken back, and nothing is ever lost."""

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.records.models import Case, Event, Offer
from handrail.people.records.queries.case_lookup import (
    find_visible_case_reference,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cases import ago


def page(cast, case):
    return get_case_detail(get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access)


def line(cast, case, recorded):
    return next(line for line in page(cast, case).events if line.event_id == recorded.event_id)


@pytest.mark.parametrize(
    ("happening", "said"),
    [
        (lambda: EventInput("abducted_by_aliens", timezone.localdate()), "from the list"),
        (
            lambda: EventInput("identified", timezone.localdate() + datetime.timedelta(days=1)),
            "in the future",
        ),
        (lambda: EventInput("identified", datetime.date(1989, 12, 31)), "before 1990"),
        (
            lambda: EventInput("reconsideration_requested", timezone.localdate(), of="xx"),
            "Choose the details",
        ),
        (lambda: EventInput("reconsideration_requested", timezone.localdate()), "Choose the details"),
        (lambda: EventInput("identified", timezone.localdate(), of="rg"), "no further details"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast, case, happening, said):
    with pytest.raises(ActionNotPossibleError, match=said):
        events.record_event(case_id=case.pk, happening=happening(), by=cast.worker.actor)
    assert Event.objects.filter(case=case).count() == 1


def test_the_first_day_of_1990_is_fine(cast, case):
    happening = EventInput("identified", datetime.date(1990, 1, 1))
    assert events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor).event_id


def test_a_correction_strikes_the_earlier_line_and_keeps_it(cast, case, happens):
    first = happens("nrm_explained", 5, note="By phone")
    second = happens("nrm_explained", 4, supersedes=first.event_id)
    assert line(cast, case, first).struck
    assert line(cast, case, first).note == "By phone"
    assert (line(cast, case, second).struck, line(cast, case, second).corrects) == (False, first.event_id)


def test_a_correction_can_be_corrected_and_the_first_cannot_again(cast, case, happens):
    first = happens("nrm_explained", 5)
    second = happens("nrm_explained", 4, supersedes=first.event_id)
    with pytest.raises(ActionNotPossibleError, match="already corrected that event"):
        happens("nrm_explained", 3, supersedes=first.event_id)
    third = happens("nrm_explained", 3, supersedes=second.event_id)
    assert [line(cast, case, each).struck for each in (first, second, third)] == [True, True, False]


def test_what_was_taken_back_counts_for_nothing_and_stays(cast, case, happens):
    happens("nrm_explained", 6)
    referred = happens("nrm_referred", 5)
    assert Case.objects.get(pk=case.pk).phase == "during"
    taken = events.take_back_event(
        case_id=case.pk, event_id=referred.event_id, because="Wrong person", by=cast.worker.actor
    )
    assert Case.objects.get(pk=case.pk).phase == "before"
    assert line(cast, case, referred).struck
    assert Event.objects.filter(pk=taken.event_id, supersedes=referred.event_id).exists()


def test_taking_a_correction_back_brings_the_first_back(cast, case, happens):
    first = happens("nrm_referred", 8)
    second = happens("nrm_referred", 5, supersedes=first.event_id)
    events.take_back_event(
        case_id=case.pk, event_id=second.event_id, because="It was right", by=cast.worker.actor
    )
    assert (line(cast, case, first).struck, line(cast, case, second).struck) == (False, True)
    assert Event.objects.get(event="identified", case=case).phase == "before"
    assert Case.objects.get(pk=case.pk).phase == "during"


def test_nothing_is_taken_back_twice(cast, case, happens):
    first = happens("nrm_explained", 5)
    for again in (False, True):
        if again:
            with pytest.raises(ActionNotPossibleError):
                events.take_back_event(
                    case_id=case.pk, event_id=first.event_id, because="x", by=cast.worker.actor
                )
        else:
            events.take_back_event(
                case_id=case.pk, event_id=first.event_id, because="x", by=cast.worker.actor
            )


def test_an_event_of_another_case_or_of_none_cannot_be_corrected(cast, case, told, happens):
    other = Event.objects.get(case=told.case_id, event="identified")
    for number in (other.pk, uuid4()):
        with pytest.raises(ActionNotPossibleError, match="not on this case"):
            happens("identified", 3, supersedes=number)


def test_a_late_event_stamps_offers_anew_with_the_phase_of_their_day(cast, case, offer, happens):
    assert Offer.objects.get(pk=offer.pk).phase == "before"
    referred = happens("nrm_referred", 8)  # three days before the offer, written down after it
    assert Offer.objects.get(pk=offer.pk).phase == "during"
    happens("nrm_referred", 2, supersedes=referred.event_id)
    assert Offer.objects.get(pk=offer.pk).phase == "before"


def test_the_national_reference_is_found_again_however_it_is_typed(cast, case, happens):
    happens("nrm_reference_issued", 1, national_reference="NRM 2026/00123")
    assert find_visible_case_reference(cast.worker.actor, "nrm2026-00123") == case.reference
    assert find_visible_case_reference(cast.outsider.actor, "nrm2026-00123") is None


def test_an_outsider_a_partner_and_a_commissioner_record_nothing(cast, case, happens):
    for who in (cast.outsider, cast.partner, cast.commissioner, cast.colleague):
        with pytest.raises(NotVisible):
            happens("nrm_explained", 1, by=who)
    assert Event.objects.filter(case=case).count() == 1


def test_each_record_names_its_event_in_the_trail(cast, case, happens):
    happens("nrm_explained", 1, note="Her sister was there")
    last = Record.objects.filter(about=case.pk).order_by("-id").first()
    assert (last.verb, last.why) == ("recorded an event", "NRM explained")


def test_a_closed_case_takes_nothing_more(cast, case, happens):
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        happens("nrm_explained", 1)


def test_only_a_sight_of_the_pathway_lets_record(cast, case):
    with pytest.raises(Denied):
        events.record_event(
            case_id=case.pk, happening=EventInput("identified", ago(1)), by=cast.housing.actor
        )
