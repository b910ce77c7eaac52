"""One incident, many people: all cases or none, each its own, and nothing of one in another."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.matching.actions import incident_access, incident_facts
from handrail.people.matching.actions.incidents import (
    IncidentPeopleError,
    IncidentPersonInput,
    add_people_to_incident,
    open_incident,
)
from handrail.people.matching.models import CopiedFact, Incident, IncidentFact, IncidentMember
from handrail.people.matching.queries.case_joins_and_incident import get_case_matching_summary
from handrail.people.matching.queries.incidents import get_incident_detail, list_incidents
from handrail.people.matching.text_choices import IncidentFactKind
from handrail.people.records.models import Case, Consent, DangerCheck, Event, Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.audit.models import Record
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from support.cases import ago
from support.concurrency import at_once
from support.matching import CRIME, FACTS, FOUND, SHARED, WASH, cases_of, raid

ALL_AT_ONCE = pytest.mark.django_db(transaction=True, databases="__all__")


def sees(user, reference):
    return get_case_open_to_actor_by_reference(user.actor, reference).case_access


def test_each_person_has_a_case_a_key_and_a_grant_of_their_own(cast, incident):
    cases = cases_of(incident)
    assert [case.age for case in cases] == ["adult", "adult", "unsure", "child"]
    assert len(keys.get_ciphers_by_file_id([*(case.pk for case in cases), incident.pk])) == 5
    for case in cases:
        assert list(Grant.objects.filter(file=case.pk).values_list("to_user", flat=True)) == [cast.worker.pk]
        assert Event.objects.get(case=case).at == SHARED.on
        assert Event.objects.get(case=case).at_time == time(5, 40)
    assert not Consent.objects.exists()


def test_what_was_told_of_one_stands_in_their_own_case_alone(cast, incident):
    for case, one in zip(cases_of(incident), FOUND, strict=True):
        page = get_case_detail(sees(cast.worker, case.reference))
        assert (page.title, page.events[0].note) == (one.called, one.note)
        told = repr(page)
        assert [
            word for other in FOUND if other is not one for word in (other.called, other.note) if word in told
        ] == []
        assert [fact for fact in FACTS if fact in told] == []


def test_one_key_destroyed_leaves_the_others_and_the_incident_readable(cast, incident):
    first, second, *_ = cases_of(incident)
    keys.destroy_file_key(first.pk)
    assert get_case_detail(sees(cast.worker, second.reference)).title == "Luan"
    page = get_incident_detail(cast.worker.actor, incident.pk)
    assert WASH in [fact.words for fact in page.facts]
    assert [line.called for line in page.people] == ["", "Luan", "Dritan", "Ilir"]


def test_a_partner_with_whom_one_case_is_shared_learns_nothing_of_the_incident(cast, incident):
    case = cases_of(incident)[0]
    sharing = ConsentToSharingInput("harbour", [kind for kind in Kind if kind is not Kind.LOOKS])
    consents.record_sharing_answer(
        case_id=case.pk,
        said=ConsentAnswer.YES,
        sharing=sharing,
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )
    case_access = sees(cast.partner, case.reference)
    links, told = get_case_matching_summary(case_access), repr(get_case_detail(case_access))
    assert (links.incident, links.copied) == (None, ())
    assert [word for word in (*FACTS, "Luan", "Dritan", "Ilir", str(incident.pk)) if word in told] == []
    assert list_incidents(cast.partner.actor) == ()
    with pytest.raises(NotVisible):
        get_incident_detail(cast.partner.actor, incident.pk)


def test_a_grant_on_the_incident_opens_its_facts_and_none_of_its_people(cast, incident):
    incident_access.share_incident(
        incident_id=incident.pk,
        body_code="harbour",
        ground=GrantGround.LIFE,
        because="They house them",
        by=cast.worker.actor,
    )
    page = get_incident_detail(cast.partner.actor, incident.pk)
    assert {WASH, CRIME} <= {fact.words for fact in page.facts}
    assert (page.people, page.count, page.viewers) == ((), None, ())
    with pytest.raises(Denied):
        incident_facts.add_incident_fact(
            incident_id=incident.pk, kind=IncidentFactKind.LATER, words="More", by=cast.partner.actor
        )


def test_nobody_agrees_for_the_others(cast, incident):
    with pytest.raises(ActionNotPossibleError, match=r"One person cannot consent for the others."):
        incident_access.share_incident(
            incident_id=incident.pk,
            body_code="harbour",
            ground=GrantGround.CONSENT,
            because="Yes",
            by=cast.worker.actor,
        )


def test_a_colleague_named_on_the_incident_opens_no_case_by_it(cast, incident):
    with pytest.raises(NotVisible):
        get_incident_detail(cast.colleague.actor, incident.pk)
    grant = incident_access.grant_colleague_access(
        incident_id=incident.pk, colleague_id=cast.colleague.pk, by=cast.worker.actor
    )
    page = get_incident_detail(cast.colleague.actor, incident.pk)
    assert (page.people, page.count) == ((), 4)
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.colleague.actor, cases_of(incident)[0].reference)
    incident_access.end_incident_access(
        incident_id=incident.pk, grant_id=grant.pk, because="Not needed", by=cast.worker.actor
    )
    with pytest.raises(NotVisible):
        get_incident_detail(cast.colleague.actor, incident.pk)


def test_nobody_else_sees_it(cast, incident):
    for part in ("housing", "commissioner", "board", "collator", "protector", "outsider", "officer"):
        with pytest.raises(NotVisible):
            get_incident_detail(getattr(cast, part).actor, incident.pk)


def test_all_are_opened_or_none(cast):
    people = (*FOUND, IncidentPersonInput("x" * 10_000), IncidentPersonInput("y", note="z" * 1_001))
    with pytest.raises(IncidentPeopleError) as wrong:
        raid(cast.worker, people)
    assert set(wrong.value.at) == {4, 5}
    with pytest.raises(ActionNotPossibleError, match="language"):
        raid(cast.worker, (*FOUND, IncidentPersonInput("Ana", language_tag="not-a-language")))
    assert not Case.objects.exists()
    assert not Incident.objects.exists()
    assert not File.objects.exists()


def test_what_cannot_be_is_refused_in_words(cast):
    for shared, said in (
        (replace(SHARED, on=ago(-1)), "That time is in the future."),
        (replace(SHARED, on=ago(0).replace(year=1989, month=2, day=3)), "before 1990"),
        (replace(SHARED, area_code="nowhere"), "area from the list"),
        (replace(SHARED, said=((IncidentFactKind.PLACE, "p" * 10_000),)), "1,000 characters"),
    ):
        with pytest.raises(ActionNotPossibleError, match=said):
            raid(cast.worker, shared=shared)
    assert not Case.objects.exists()


def test_nobody_and_too_many_are_refused(cast):
    with pytest.raises(ActionNotPossibleError, match=r"Enter at least one person."):
        raid(cast.worker, ())
    with pytest.raises(ActionNotPossibleError, match="60 cases at a time"):
        raid(cast.worker, tuple(IncidentPersonInput(f"P{number}") for number in range(61)))


def test_pressed_twice_it_opens_once(cast):
    token = uuid4()
    first = open_incident(token=token, shared=SHARED, people=FOUND, by=cast.worker.actor)
    again = open_incident(token=token, shared=SHARED, people=FOUND, by=cast.worker.actor)
    assert (first.cases, again.cases, again.incident_id) == (4, 0, first.incident_id)
    assert Case.objects.count() == 4
    with pytest.raises(NotVisible):
        open_incident(token=token, shared=SHARED, people=FOUND, by=cast.partner.actor)


@ALL_AT_ONCE
def test_pressed_five_times_at_once_it_opens_once(cast):
    token = uuid4()
    press = lambda: open_incident(token=token, shared=SHARED, people=FOUND[:2], by=cast.worker.actor)  # noqa: E731
    done = at_once(*[press] * 5)
    assert sorted(one.cases for one in done) == [0, 0, 0, 0, 2]
    assert (Case.objects.count(), Incident.objects.count(), IncidentMember.objects.count()) == (2, 1, 2)
    assert sorted(Case.objects.values_list("reference", flat=True)) == ["LN-0001-A", "LN-0002-G"]


@ALL_AT_ONCE
def test_two_who_open_incidents_and_one_who_opens_cases_at_once(cast):
    jobs = [
        lambda: raid(cast.worker, FOUND[:3]),
        lambda: raid(cast.lead, FOUND[:3]),
        lambda: raid(cast.partner, FOUND[:2]),
    ]
    assert [one for one in at_once(*jobs) if isinstance(one, Exception)] == []
    assert sorted(Case.objects.filter(owner__code="lantern").values_list("reference", flat=True)) == [
        format_case_reference("LN", number) for number in range(1, 7)
    ]


def test_more_people_are_added_with_what_is_shared_already(cast, incident):
    token = uuid4()
    for _ in range(2):
        add_people_to_incident(
            incident_id=incident.pk, token=token, people=[IncidentPersonInput("Arben")], by=cast.lead.actor
        )
    assert len(cases_of(incident)) == 5
    assert Event.objects.get(case=cases_of(incident)[-1]).at == SHARED.on
    with pytest.raises(NotVisible):
        add_people_to_incident(incident_id=incident.pk, token=uuid4(), people=FOUND, by=cast.partner.actor)


def test_what_is_known_later_is_copied_into_the_records_one_chooses(cast, incident):
    first, second, *rest = cases_of(incident)
    by = cast.worker.actor
    later = incident_facts.add_incident_fact(
        incident_id=incident.pk, kind=IncidentFactKind.LATER, words="The van has another plate", by=by
    )
    crime = IncidentFact.objects.get(incident=incident, kind=IncidentFactKind.CRIME_REFERENCE).pk
    copy = {
        "incident_id": incident.pk,
        "fact_ids": [later, crime],
        "case_ids": [first.pk, second.pk],
        "by": by,
    }
    assert incident_facts.copy_incident_facts_to_cases(**copy) == (4, 0)
    assert incident_facts.copy_incident_facts_to_cases(**copy) == (0, 4)
    for case in (first, second):
        assert [
            line.words for line in get_case_matching_summary(sees(cast.worker, case.reference)).copied
        ] == [
            CRIME,
            "The van has another plate",
        ]
    assert get_case_matching_summary(sees(cast.worker, rest[0].reference)).copied == ()
    keys.destroy_file_key(incident.pk)
    assert get_case_matching_summary(sees(cast.worker, first.reference)).copied[0].words == CRIME


def test_copying_into_a_record_that_is_not_ones_own_copies_nothing(cast, incident):
    incident_access.grant_colleague_access(
        incident_id=incident.pk, colleague_id=cast.colleague.pk, by=cast.worker.actor
    )
    fact = IncidentFact.objects.filter(incident=incident).first().pk
    with pytest.raises(NotVisible):
        incident_facts.copy_incident_facts_to_cases(
            incident_id=incident.pk,
            fact_ids=[fact],
            case_ids=[cases_of(incident)[0].pk],
            by=cast.colleague.actor,
        )
    Case.objects.filter(pk=cases_of(incident)[1].pk).update(closed_at=timezone.now(), closed_by=cast.lead)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        incident_facts.copy_incident_facts_to_cases(
            incident_id=incident.pk,
            fact_ids=[fact],
            case_ids=[case.pk for case in cases_of(incident)],
            by=cast.worker.actor,
        )
    assert not CopiedFact.objects.exists()


def test_the_trail_of_a_case_names_no_incident_and_nobody_else(cast, incident):
    case = cases_of(incident)[0]
    told = repr(list(Record.objects.filter(about=case.pk).values_list("verb", "why", "shown")))
    assert [word for word in ("ncident", *FACTS, *(one.called for one in FOUND)) if word in told] == []


def test_any_script_is_kept_as_it_was_typed(cast):
    names = ("مِيرِيلَا בת־שבע", "Ngọc Ánh Z̶̢͊a͂l", "‮evil‬ name", "'; DROP TABLE records_case; --")
    incident = raid(cast.worker, tuple(IncidentPersonInput(name) for name in names))
    assert tuple(line.called for line in get_incident_detail(cast.worker.actor, incident.pk).people) == names


def test_the_page_asks_as_often_for_one_person_as_for_twenty(cast, django_assert_max_num_queries):
    from django.db import connection  # noqa: PLC0415 - beside its one use
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - beside its one use

    def asked(incident):
        with CaptureQueriesContext(connection) as caught:
            get_incident_detail(cast.worker.actor, incident.pk)
        return len(caught)

    many = raid(cast.worker, tuple(IncidentPersonInput(f"P{number}") for number in range(20)))
    assert asked(raid(cast.worker, FOUND[:1])) == asked(many)


def test_danger_and_language_are_each_persons_own(cast, incident):
    first, second, *_ = cases_of(incident)
    assert DangerCheck.objects.get().case_id == first.pk
    assert (Person.objects.get(pk=first.pk).language_id, Person.objects.get(pk=second.pk).language_id) == (
        "sq",
        None,
    )
    assert timezone.localdate() - SHARED.on == timedelta(days=2)
