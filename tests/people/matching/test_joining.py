"""Two cases of one body read as one, and parted again: neither is changed, and neither is lost."""

from itertools import chain

import pytest
from django.apps import apps
from django.db.models import Q

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.matching.actions.pair_verdicts import (
    find_or_create_pair_id,
    record_pair_verdict,
    separate_joined_cases,
)
from handrail.people.matching.models import CaseJoin, CasePair
from handrail.people.matching.queries.case_joins_and_incident import list_case_joins
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.models import Case, Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import File, Grant
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from handrail.platform.vault.models import FileKey
from support.cases import ago
from support.concurrency import at_once
from support.matching import join, named

ALL_AT_ONCE = pytest.mark.django_db(transaction=True, databases="__all__")


def full(cast, name):
    """A case with something in every part of it."""
    case, by = named(cast.worker, name), cast.worker.actor
    here = {"case_id": case.pk, "by": by}
    events.record_event(happening=EventInput("nrm_explained", ago(3), note=f"Note of {name}"), **here)
    consents.record_local_support_answer(
        said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(2), words=f"Words of {name}"), **here
    )
    actions.record_contact_channel(
        kind=ContactChannelKind.CALL, safe=ChannelSafety.YES, detail="07700 900555", note="", **here
    )
    offers.record_need(kind="place", words=f"Need of {name}", on=ago(1), **here)
    return case


def everything(*cases):
    """Every row of every table of casework, access and the vault that belongs to the cases."""
    numbers = [case.pk for case in cases]
    found = {}
    models = (apps.get_app_config(label).get_models() for label in ("records", "cases"))
    for model in chain.from_iterable(models):
        fields = {field.name for field in model._meta.concrete_fields}
        if model is Case or model is Person:
            rows = model.objects.filter(pk__in=numbers)
        elif "case" in fields:
            rows = model.objects.filter(case__in=numbers)
        else:
            rows = model.objects.all()
        found[model.__name__] = sorted(map(repr, rows.values_list()))
    found["File"] = sorted(map(repr, File.objects.filter(pk__in=numbers).values_list()))
    found["Grant"] = sorted(map(repr, Grant.objects.filter(file__in=numbers).values_list()))
    found["FileKey"] = sorted(map(repr, FileKey.objects.filter(pk__in=numbers).values_list()))
    return found


def test_joining_and_parting_change_nothing_of_either(cast):
    one, two = full(cast, "Mirela Oprea"), full(cast, "Mirella Oprea")
    before = everything(one, two)
    made = join(one, two, cast.worker.actor)
    assert everything(one, two) == before
    separate_joined_cases(join_id=made.pk, because="Two sisters", by=cast.worker.actor)
    assert everything(one, two) == before
    assert set(keys.get_ciphers_by_file_id([one.pk, two.pk])) == {one.pk, two.pk}
    assert all(
        list_case_joins(get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access)
        == ()
        for case in (one, two)
    )
    assert CasePair.objects.get().verdict == PairVerdict.NOT_SURE


def test_each_page_knows_the_other_and_which_leads(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    join(one, two, cast.worker.actor)
    told = [
        list_case_joins(get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access)[0]
        for case in (one, two)
    ]
    assert [(line.reference, line.leads) for line in told] == [(two.reference, True), (one.reference, False)]


def test_whoever_works_on_one_alone_is_not_told_of_the_other(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.colleague, "Ana Popp")
    join(one, two, cast.lead.actor)
    assert (
        list_case_joins(get_case_open_to_actor_by_reference(cast.worker.actor, one.reference).case_access)
        == ()
    )
    assert (
        len(list_case_joins(get_case_open_to_actor_by_reference(cast.lead.actor, one.reference).case_access))
        == 1
    )


def test_what_was_written_while_they_were_joined_stays_where_it_was_written(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    made = join(one, two, cast.worker.actor)
    for case, days in ((one, 1), (two, 2)):
        happening = EventInput("nrm_explained", ago(days))
        events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor)
    before = everything(one, two)
    separate_joined_cases(join_id=made.pk, because="Two people", by=cast.lead.actor)
    assert everything(one, two) == before


def test_one_record_may_lead_several_but_never_in_a_chain(cast):
    one, two, three, four = (named(cast.worker, f"Ana Pop{letter}") for letter in "abcd")
    by = cast.worker.actor
    join(one, two, by)
    join(one, three, by)
    with pytest.raises(ActionNotPossibleError, match=f"{two.reference} is already joined to {one.reference}"):
        join(two, four, by)
    with pytest.raises(
        ActionNotPossibleError, match=f"{three.reference} is already joined to {one.reference}"
    ):
        join(four, three, by)
    with pytest.raises(ActionNotPossibleError, match=f"{one.reference} is already the main case for another"):
        join(four, one, by)
    assert CaseJoin.objects.count() == 2


def test_closed_erased_and_another_organisations_records_are_refused_in_words(cast):
    one, closed, erased = (named(cast.worker, name) for name in ("Ana Pop", "Ana Popp", "Anna Pop"))
    by = cast.worker.actor
    pair = find_or_create_pair_id(one_id=one.pk, two_id=closed.pk, by=by)
    Case.objects.filter(pk=closed.pk).update(closed_at=closed.opened_at, closed_by=cast.lead)
    with pytest.raises(ActionNotPossibleError, match=f"{closed.reference} is closed"):
        join(one, closed, by)
    record_pair_verdict(pair_id=pair, verdict=PairVerdict.NOT_SAME, because="No", seen=1, by=by)
    keys.destroy_file_key(erased.pk)
    with pytest.raises(ActionNotPossibleError, match=r"One of the cases was erased, so it cannot be joined."):
        join(one, erased, by)
    other = named(cast.worker, "Ana Pop")
    moved = find_or_create_pair_id(one_id=one.pk, two_id=other.pk, by=by)
    Case.objects.filter(pk=other.pk).update(owner=cast.partner.body)
    with pytest.raises(NotVisible):
        record_pair_verdict(
            pair_id=moved, verdict=PairVerdict.SAME, because="x", seen=1, by=by, leading_id=one.pk
        )
    assert not CaseJoin.objects.exists()


def test_a_record_that_left_or_was_closed_or_erased_can_still_be_parted(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    made = join(one, two, cast.worker.actor)
    Case.objects.filter(pk=two.pk).update(
        owner=cast.partner.body, closed_at=two.opened_at, closed_by=cast.lead
    )
    keys.destroy_file_key(two.pk)
    with pytest.raises(NotVisible):
        separate_joined_cases(join_id=made.pk, because="x", by=cast.outsider.actor)
    separate_joined_cases(join_id=made.pk, because="Left us", by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match=r"Someone has already separated them."):
        separate_joined_cases(join_id=made.pk, because="Left us", by=cast.worker.actor)


@ALL_AT_ONCE
def test_two_who_join_the_same_two_the_other_way_round_at_once(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    pair = find_or_create_pair_id(one_id=one.pk, two_id=two.pk, by=cast.worker.actor)
    answer = {"pair_id": pair, "verdict": PairVerdict.SAME, "because": "Same", "seen": 1}
    jobs = [
        lambda by=by, lead=lead: record_pair_verdict(by=by.actor, leading_id=lead.pk, **answer)
        for by, lead in ((cast.worker, one), (cast.lead, two))
    ]
    assert sorted(type(done).__name__ for done in at_once(*jobs)) == ["ConcurrentEditError", "NoneType"]
    assert CaseJoin.objects.filter(parted_at__isnull=True).count() == 1


@ALL_AT_ONCE
def test_three_who_would_make_a_chain_at_once_make_none(cast):
    cases = [named(cast.worker, f"Ana Pop{letter}") for letter in "abc"]
    rounds = [(0, 1), (1, 2), (2, 0)]
    pairs = [
        find_or_create_pair_id(one_id=cases[a].pk, two_id=cases[b].pk, by=cast.worker.actor)
        for a, b in rounds
    ]

    def say(number):
        leading = cases[rounds[number][0]]
        record_pair_verdict(
            pair_id=pairs[number],
            verdict=PairVerdict.SAME,
            because="Same",
            seen=1,
            by=cast.worker.actor,
            leading_id=leading.pk,
        )

    done = at_once(*[lambda number=number: say(number) for number in range(3)])
    assert {type(one).__name__ for one in done} <= {"NoneType", "ActionNotPossibleError"}
    live = CaseJoin.objects.filter(parted_at__isnull=True)
    assert live.filter(Q(other__in=live.values("leading"))).count() == 0
    assert live.count() == 1
