"""Two cases of one body read as one, and parted again: neither is changed, and neither is lost."""

import pytest
from django.apps import apps
from django.db.models import Q

from casework.conftest import ago, at_once
from handrail.access.denied import NotOpenToYou
from handrail.access.models import File, Grant
from handrail.casework.case.models import Case, Person
from handrail.casework.case.states import ChannelKind, Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked
from handrail.casework.events.actions import events
from handrail.casework.events.actions.events import Happening
from handrail.casework.lists.queries.finding import find
from handrail.casework.offers.actions import plan
from handrail.casework.people.actions import person
from handrail.casework.people.states import Safe
from handrail.kernel.refusals import NotNow
from handrail.linking.actions.deciding import decide, part, put_side_by_side
from handrail.linking.models import Join, Pair
from handrail.linking.queries.of_case import joins_of
from handrail.linking.states import Verdict
from handrail.vault import keys
from handrail.vault.models import FileKey
from linking.conftest import named

ALL_AT_ONCE = pytest.mark.django_db(transaction=True, databases="__all__")


def full(cast, name):
    """A case with something in every part of it."""
    case, by = named(cast.worker, name), cast.worker.actor
    here = {"case_id": case.pk, "by": by}
    events.record_event(happening=Happening("nrm_explained", ago(3), note=f"Note of {name}"), **here)
    consents.record_local_support(said=Said.YES, asked=Asked(ago(2), words=f"Words of {name}"), **here)
    person.say_channel(kind=ChannelKind.CALL, safe=Safe.YES, detail="07700 900555", note="", **here)
    plan.record_need(kind="place", words=f"Need of {name}", on=ago(1), **here)
    return case


def everything(*cases):
    """Every row of every table of casework, access and the vault that belongs to the cases."""
    numbers = [case.pk for case in cases]
    found = {}
    for model in apps.get_app_config("casework").get_models():
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


def join(one, two, by, leading=None):
    """Put the two side by side and say that they are one person."""
    pair = put_side_by_side(one_id=one.pk, two_id=two.pk, by=by)
    decide(
        pair_id=pair,
        verdict=Verdict.SAME,
        because="The same scar",
        seen_version=Pair.objects.get(pk=pair).version,
        by=by,
        leading_id=(leading or one).pk,
    )
    return Join.objects.filter(parted_at__isnull=True).latest("joined_at")


def test_joining_and_parting_change_nothing_of_either(cast):
    one, two = full(cast, "Mirela Oprea"), full(cast, "Mirella Oprea")
    before = everything(one, two)
    made = join(one, two, cast.worker.actor)
    assert everything(one, two) == before
    part(join_id=made.pk, because="Two sisters", by=cast.worker.actor)
    assert everything(one, two) == before
    assert set(keys.boxes([one.pk, two.pk])) == {one.pk, two.pk}
    assert all(joins_of(find(cast.worker.actor, case.reference).sight) == () for case in (one, two))
    assert Pair.objects.get().verdict == Verdict.NOT_SURE


def test_each_page_knows_the_other_and_which_leads(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    join(one, two, cast.worker.actor)
    told = [joins_of(find(cast.worker.actor, case.reference).sight)[0] for case in (one, two)]
    assert [(line.reference, line.leads) for line in told] == [(two.reference, True), (one.reference, False)]


def test_whoever_works_on_one_alone_is_not_told_of_the_other(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.colleague, "Ana Popp")
    join(one, two, cast.lead.actor)
    assert joins_of(find(cast.worker.actor, one.reference).sight) == ()
    assert len(joins_of(find(cast.lead.actor, one.reference).sight)) == 1


def test_what_was_written_while_they_were_joined_stays_where_it_was_written(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    made = join(one, two, cast.worker.actor)
    for case, days in ((one, 1), (two, 2)):
        happening = Happening("nrm_explained", ago(days))
        events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor)
    before = everything(one, two)
    part(join_id=made.pk, because="Two people", by=cast.lead.actor)
    assert everything(one, two) == before


def test_one_record_may_lead_several_but_never_in_a_chain(cast):
    one, two, three, four = (named(cast.worker, f"Ana Pop{letter}") for letter in "abcd")
    by = cast.worker.actor
    join(one, two, by)
    join(one, three, by)
    with pytest.raises(NotNow, match=f"{two.reference} is joined to {one.reference} already"):
        join(two, four, by)
    with pytest.raises(NotNow, match=f"{three.reference} is joined to {one.reference} already"):
        join(four, three, by)
    with pytest.raises(NotNow, match=f"{one.reference} leads another case already"):
        join(four, one, by)
    assert Join.objects.count() == 2


def test_closed_erased_and_another_organisations_records_are_refused_in_words(cast):
    one, closed, erased = (named(cast.worker, name) for name in ("Ana Pop", "Ana Popp", "Anna Pop"))
    by = cast.worker.actor
    pair = put_side_by_side(one_id=one.pk, two_id=closed.pk, by=by)
    Case.objects.filter(pk=closed.pk).update(closed_at=closed.opened_at, closed_by=cast.lead)
    with pytest.raises(NotNow, match=f"{closed.reference} is closed"):
        join(one, closed, by)
    decide(pair_id=pair, verdict=Verdict.NOT_SAME, because="No", seen_version=1, by=by)
    keys.destroy(erased.pk)
    with pytest.raises(NotNow, match="key to one of the cases was destroyed"):
        join(one, erased, by)
    other = named(cast.worker, "Ana Pop")
    moved = put_side_by_side(one_id=one.pk, two_id=other.pk, by=by)
    Case.objects.filter(pk=other.pk).update(owner=cast.partner.body)
    with pytest.raises(NotOpenToYou):
        decide(pair_id=moved, verdict=Verdict.SAME, because="x", seen_version=1, by=by, leading_id=one.pk)
    assert not Join.objects.exists()


def test_a_record_that_left_or_was_closed_or_erased_can_still_be_parted(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    made = join(one, two, cast.worker.actor)
    Case.objects.filter(pk=two.pk).update(
        owner=cast.partner.body, closed_at=two.opened_at, closed_by=cast.lead
    )
    keys.destroy(two.pk)
    with pytest.raises(NotOpenToYou):
        part(join_id=made.pk, because="x", by=cast.outsider.actor)
    part(join_id=made.pk, because="Left us", by=cast.worker.actor)
    with pytest.raises(NotNow, match="parted them already"):
        part(join_id=made.pk, because="Left us", by=cast.worker.actor)


@ALL_AT_ONCE
def test_two_who_join_the_same_two_the_other_way_round_at_once(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Ana Popp")
    pair = put_side_by_side(one_id=one.pk, two_id=two.pk, by=cast.worker.actor)
    answer = {"pair_id": pair, "verdict": Verdict.SAME, "because": "Same", "seen_version": 1}
    jobs = [
        lambda by=by, lead=lead: decide(by=by.actor, leading_id=lead.pk, **answer)
        for by, lead in ((cast.worker, one), (cast.lead, two))
    ]
    assert sorted(type(done).__name__ for done in at_once(*jobs)) == ["NoneType", "StalePair"]
    assert Join.objects.filter(parted_at__isnull=True).count() == 1


@ALL_AT_ONCE
def test_three_who_would_make_a_chain_at_once_make_none(cast):
    cases = [named(cast.worker, f"Ana Pop{letter}") for letter in "abc"]
    rounds = [(0, 1), (1, 2), (2, 0)]
    pairs = [
        put_side_by_side(one_id=cases[a].pk, two_id=cases[b].pk, by=cast.worker.actor) for a, b in rounds
    ]

    def say(number):
        leading = cases[rounds[number][0]]
        decide(
            pair_id=pairs[number],
            verdict=Verdict.SAME,
            because="Same",
            seen_version=1,
            by=cast.worker.actor,
            leading_id=leading.pk,
        )

    done = at_once(*[lambda number=number: say(number) for number in range(3)])
    assert {type(one).__name__ for one in done} <= {"NoneType", "NotNow"}
    live = Join.objects.filter(parted_at__isnull=True)
    assert live.filter(Q(other__in=live.values("leading"))).count() == 0
    assert live.count() == 1
