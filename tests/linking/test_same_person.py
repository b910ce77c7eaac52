"""Perhaps the same person: found among what one may see, told to nobody else, answered once, and never a wall."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.conftest import ago, at_once
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.audit.models import Record
from handrail.casework.case.models import Case, Person
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.lists.queries.finding import find
from handrail.casework.people.actions import person
from handrail.casework.whole.actions import opening
from handrail.casework.whole.actions.new_holder import take_case_over
from handrail.kernel.refusals import NotNow
from handrail.linking.actions.deciding import StalePair, decide, put_side_by_side
from handrail.linking.actions.looking import begin_at, look, look_everywhere, look_for_everybody
from handrail.linking.actions.speaking import StaleSide, say_speak
from handrail.linking.models import Pair, Side
from handrail.linking.queries.of_case import links_of
from handrail.linking.queries.pairs import one_pair, pairs_of, pairs_open_to
from handrail.linking.queries.sides import one_side, sides_of
from handrail.linking.states import Speak, Verdict
from handrail.vault import keys
from linking.conftest import BORN, named

ALL_AT_ONCE = pytest.mark.django_db(transaction=True, databases="__all__")
TURNED = "1998-03-02"


def sight(user, case):
    return find(user.actor, case.reference).sight


def name_on(case, cast):
    opening.set_contacts(
        case_id=case.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )


def test_spelling_order_script_and_a_turned_birth_date_are_found(cast):
    first = named(cast.worker, "Mirela Oprea Stancu", BORN)
    for name, born in (("Stancu Mirella", ""), ("Мирела Опря", TURNED), ("Mirela-Oprea", BORN), ("", "")):
        named(cast.worker, name, born, "Mirelka" if not name else "")
    look(case_id=first.pk, by=cast.worker.actor)
    reasons = [pair.reasons[-1] for pair in pairs_of(sight(cast.worker, first))]
    assert sorted(reasons) == [
        "A birth date is not known for both",
        "The same birth date",
        "The same birth date with day and month the other way round",
    ]


def test_what_the_asker_may_not_see_takes_no_part(cast):
    hidden = named(cast.colleague, "Mirela Oprea", BORN)
    mine = named(cast.worker, "Mirela Oprea", BORN, looks=True)
    assert (Pair.objects.count(), pairs_of(sight(cast.worker, mine))) == (0, ())
    look_for_everybody()
    assert pairs_of(sight(cast.worker, mine)) == ()
    assert links_of(sight(cast.worker, mine)).likes == 0
    assert [{line.one.reference, line.two.reference} for line in pairs_open_to(cast.lead.actor)] == [
        {mine.reference, hidden.reference}
    ]
    with pytest.raises(NotOpenToYou):
        one_pair(cast.worker.actor, Pair.objects.get(across=False).pk)
    assert "Mirela" not in repr(list(Record.objects.values_list("verb", "why")))


def test_a_hidden_person_costs_the_asker_nothing_and_changes_no_word(cast):
    """The same statements and the same answer, whether nobody is like them, or somebody hidden in either place."""
    told = []
    for others in ((), (cast.colleague,), (cast.partner, cast.outsider)):
        for other in others:
            named(other, "Thuy Nguyen", BORN)
        case = named(cast.worker, f"Thuy Nguyen{'' if others else 'Pham'}", BORN)
        with CaptureQueriesContext(connection) as caught:
            look(case_id=case.pk, by=cast.worker.actor)
            seen = links_of(sight(cast.worker, case)), pairs_of(sight(cast.worker, case))
        told.append((len(caught), repr(seen)))
        person.say_who(case_id=case.pk, texts={"full_name": "", "date_of_birth": ""}, by=cast.worker.actor)
    assert len(set(told)) == 1


def test_a_pair_is_answered_once_with_its_reason_and_not_asked_again(cast, pair):
    made = pair()
    decide(pair_id=made.pk, verdict=Verdict.NOT_SAME, because="Cousins", seen_version=1, by=cast.worker.actor)
    for case_id in (made.one_id, made.two_id):
        look(case_id=case_id, by=cast.worker.actor)
        assert links_of(find(cast.worker.actor, Case.objects.get(pk=case_id).reference).sight).likes == 0
    look_for_everybody()
    assert (Pair.objects.count(), pairs_open_to(cast.lead.actor)) == (1, ())
    line = one_pair(cast.lead.actor, made.pk)
    assert (line.verdict, line.because, line.decided_by) == ("not_same", "Cousins", cast.worker.name)


def test_words_about_two_people_go_with_either_key(cast, pair):
    made = pair()
    decide(
        pair_id=made.pk,
        verdict=Verdict.NOT_SURE,
        because="The same scar",
        seen_version=1,
        by=cast.worker.actor,
    )
    assert one_pair(cast.worker.actor, made.pk).because == "The same scar"
    keys.destroy(made.two_id)
    assert one_pair(cast.worker.actor, made.pk).because == ""


def test_what_is_alike_no_longer_is_not_asked_about(cast, pair):
    made = pair()
    person.say_who(case_id=made.one_id, texts={"full_name": "Ionut Barbu"}, by=cast.worker.actor)
    look(case_id=made.one_id, by=cast.worker.actor)
    assert not Pair.objects.exists()


def test_an_answer_on_a_page_that_has_grown_old_is_refused_with_both(cast, pair):
    made = pair()
    answer = {"pair_id": made.pk, "because": "Seen", "seen_version": 1}
    decide(verdict=Verdict.NOT_SURE, by=cast.worker.actor, **answer)
    with pytest.raises(StalePair):
        decide(verdict=Verdict.NOT_SAME, by=cast.lead.actor, **answer)
    with pytest.raises(NotNow, match="Say why"):
        decide(pair_id=made.pk, verdict=Verdict.NOT_SAME, because=" ", seen_version=2, by=cast.lead.actor)


def test_whoever_works_on_one_of_the_two_alone_may_not_answer(cast, pair):
    made = pair()
    name_on(Case.objects.get(pk=made.one_id), cast)
    for user in (cast.colleague, cast.partner, cast.officer, cast.protector):
        with pytest.raises((NotOpenToYou, Denied)):
            decide(pair_id=made.pk, verdict=Verdict.NOT_SAME, because="x", seen_version=1, by=user.actor)
    with pytest.raises(NotOpenToYou):
        look(case_id=made.one_id, by=cast.housing.actor)


def test_two_records_that_somebody_knows_of_are_put_side_by_side(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Bogdan Rus")
    made = put_side_by_side(one_id=one.pk, two_id=two.pk, by=cast.worker.actor)
    assert one_pair(cast.worker.actor, made).reasons == ("Somebody put the two side by side",)
    look(case_id=one.pk, by=cast.worker.actor)
    assert put_side_by_side(one_id=two.pk, two_id=one.pk, by=cast.lead.actor) == made
    with pytest.raises(NotNow, match="itself"):
        put_side_by_side(one_id=one.pk, two_id=one.pk, by=cast.worker.actor)
    with pytest.raises(NotOpenToYou):
        put_side_by_side(one_id=one.pk, two_id=named(cast.partner, "Ana Pop").pk, by=cast.worker.actor)


def across(cast):
    """The worker's case, and one of Harbour's, noted at night."""
    ours = named(cast.worker, "Mirela Oprea", BORN, "Mira")
    theirs = named(cast.partner, "Oprea Mirella", TURNED, "Ella")
    look_for_everybody()
    return ours, theirs


@pytest.fixture
def harbour_lead(cast):
    from handrail.access.actions import invite  # noqa: PLC0415 - beside its one use
    from handrail.access.roles import Role  # noqa: PLC0415 - as above

    return invite(
        email="hl@example.org",
        name="Hugh Penrose",
        body=cast.partner.body,
        role=Role.DUTY_LEAD,
        password=None,
        work_phone="01632 960777",
    )


def test_across_organisations_each_lead_sees_their_own_record_and_nothing_else(cast, harbour_lead):
    ours, theirs = across(cast)
    (own,), (other,) = sides_of(cast.lead.actor), sides_of(harbour_lead.actor)
    assert (own.reference, own.called, own.other) == (ours.reference, "Mira", None)
    assert (other.reference, other.called, other.other) == (theirs.reference, "Ella", None)
    assert [word for word in (theirs.reference, "Ella", "Mirella", "Harbour") if word in repr(own)] == []
    with pytest.raises(NotOpenToYou):
        one_side(cast.lead.actor, other.side_id)
    with pytest.raises(NotOpenToYou):
        say_speak(side_id=other.side_id, answer=Speak.YES, seen_version=1, by=cast.lead.actor)


def test_neither_the_askers_page_nor_the_trail_of_their_case_tells_of_it(cast):
    ours, _ = across(cast)
    before = named(cast.worker, "Somebody Else", "1990-05-06", "Mira")
    assert repr(links_of(sight(cast.worker, ours))) == repr(links_of(sight(cast.worker, before)))
    verbs = [
        set(Record.objects.filter(about=case.pk).values_list("verb", "user_name")) for case in (ours, before)
    ]
    assert verbs[0] == verbs[1]
    assert Record.objects.filter(
        verb="noted two cases as perhaps one person", about=Pair.objects.get().pk
    ).exists()


def test_data_protection_sees_the_reference_and_no_name(cast):
    ours, _ = across(cast)
    (line,) = sides_of(cast.protector.actor)
    assert (line.reference, line.called, line.may_open) == (ours.reference, "", False)


def test_whoever_works_on_the_case_may_not_answer_for_the_organisation(cast):
    across(cast)
    side = Side.objects.get(body__code="lantern").pk
    with pytest.raises(Denied):
        say_speak(side_id=side, answer=Speak.YES, seen_version=1, by=cast.worker.actor)


def test_only_when_both_agree_is_each_told_whom_to_ring(cast, harbour_lead):
    across(cast)
    (own,), (other,) = sides_of(cast.lead.actor), sides_of(harbour_lead.actor)
    for answer in (Speak.YES, Speak.LEAVE, Speak.YES):
        version = one_side(cast.lead.actor, own.side_id).version
        say_speak(side_id=own.side_id, answer=answer, seen_version=version, by=cast.lead.actor)
        assert one_side(harbour_lead.actor, other.side_id) == other
    with pytest.raises(StaleSide):
        say_speak(side_id=own.side_id, answer=Speak.LEAVE, seen_version=1, by=cast.lead.actor)
    say_speak(side_id=other.side_id, answer=Speak.NOT_POLICE, seen_version=1, by=harbour_lead.actor)
    told = one_side(cast.lead.actor, own.side_id).other
    assert (told.body, told.name, told.phone) == ("Harbour", "Hugh Penrose", "01632 960777")
    assert one_side(harbour_lead.actor, other.side_id).other.body == "Lantern"
    assert not one_side(cast.lead.actor, own.side_id).shared


def test_joined_across_only_by_a_share_that_the_person_agreed_to(cast, harbour_lead):
    ours, _ = across(cast)
    for user in (cast.lead, harbour_lead):
        (line,) = sides_of(user.actor)
        say_speak(side_id=line.side_id, answer=Speak.YES, seen_version=1, by=user.actor)
    consents.record_sharing_answer(
        case_id=ours.pk,
        said=Said.YES,
        sharing=Sharing("harbour", [Kind.IDENTITY]),
        asked=Asked(ago(0)),
        by=cast.worker.actor,
    )
    assert sides_of(cast.lead.actor)[0].shared
    assert not sides_of(harbour_lead.actor)[0].shared


def test_a_yes_but_not_with_the_police_is_the_same_to_the_police_as_no_answer(cast):
    from handrail.access.actions import invite  # noqa: PLC0415 - beside its one use
    from handrail.access.roles import Role  # noqa: PLC0415 - as above

    sergeant = invite(
        email="sgt@example.org", name="Sid Ro", body=cast.officer.body, role=Role.DUTY_LEAD, password=None
    )
    named(cast.worker, "Mirela Oprea", BORN)
    named(cast.officer, "Mirela Oprea", BORN)
    look_for_everybody()
    (own,), (force,) = sides_of(cast.lead.actor), sides_of(sergeant.actor)
    say_speak(side_id=force.side_id, answer=Speak.YES, seen_version=1, by=sergeant.actor)
    before = one_side(sergeant.actor, force.side_id)
    say_speak(side_id=own.side_id, answer=Speak.NOT_POLICE, seen_version=1, by=cast.lead.actor)
    assert one_side(sergeant.actor, force.side_id) == before
    assert one_side(cast.lead.actor, own.side_id).other is None


def test_immigration_enforcement_and_closed_cases_take_no_part(cast):
    from handrail.reference.models import Body  # noqa: PLC0415 - beside its one use

    closed = named(cast.worker, "Mirela Oprea", BORN)
    Case.objects.filter(pk=closed.pk).update(closed_at=closed.opened_at, closed_by=cast.lead)
    named(cast.partner, "Mirela Oprea", BORN)
    Body.objects.filter(code="elsewhere").update(kind="immigration_enforcement")
    named(cast.outsider, "Mirela Oprea", BORN)
    look_for_everybody()
    assert not Side.objects.exists()


def test_looking_again_at_night_notes_nothing_twice_and_looks_only_for_who_changed(cast):
    across(cast)
    named(cast.worker, "Mirela Oprea", BORN)
    assert look_for_everybody() == 1
    assert look_for_everybody() == 0
    assert (Pair.objects.filter(across=True).count(), Pair.objects.filter(across=False).count()) == (2, 1)


@ALL_AT_ONCE
def test_two_who_look_at_once_make_one_pair(cast):
    cases = [named(cast.worker, "Mirela Oprea", BORN) for _ in range(2)]
    done = at_once(*[lambda case=case: look(case_id=case.pk, by=cast.worker.actor) for case in cases * 2])
    assert [one for one in done if isinstance(one, Exception)] == []
    assert Pair.objects.count() == 1


def taken_over(case, user):
    """The case as the user's body holds it from now on: the person agreed that it may see all of it."""
    consents.record_sharing_answer(
        case_id=case.pk,
        said=Said.YES,
        sharing=Sharing(user.body.code, SHAREABLE),
        asked=Asked(ago(0)),
        by=case.point_of_contact.actor,
    )
    take_case_over(case=case, by=user.actor)
    return Case.objects.get(pk=case.pk)


def test_two_records_that_one_body_holds_by_now_are_put_side_by_side_and_joined(cast):
    ours, theirs = across(cast)
    theirs = taken_over(theirs, cast.lead)
    made = put_side_by_side(one_id=ours.pk, two_id=theirs.pk, by=cast.lead.actor)
    assert made == Pair.objects.get().pk
    assert [line.pair_id for line in pairs_of(sight(cast.lead, ours))] == [made]
    answer = {"because": "Mira says so", "seen_version": one_pair(cast.lead.actor, made).version}
    decide(pair_id=made, verdict=Verdict.SAME, leading_id=ours.pk, by=cast.lead.actor, **answer)
    assert one_pair(cast.lead.actor, made).joined


def test_looking_again_finds_the_pair_of_two_records_that_one_body_holds_by_now(cast):
    ours, theirs = across(cast)
    taken_over(theirs, cast.lead)
    assert sides_of(cast.lead.actor) == ()
    assert len(pairs_open_to(cast.lead.actor)) == links_of(sight(cast.lead, ours)).likes == 1
    look(case_id=ours.pk, by=cast.lead.actor)
    assert len(pairs_open_to(cast.lead.actor)) == 1
    assert not Side.objects.exists()


def test_a_pair_of_one_body_whose_one_record_left_it_is_one_across(cast, harbour_lead, pair):
    made = pair()
    Pair.objects.filter(pk=made.pk).update(reasons=["by_hand"])
    taken_over(made.two, harbour_lead)
    look_for_everybody()
    assert Pair.objects.get().across
    assert [len(sides_of(user.actor)) for user in (cast.lead, harbour_lead)] == [1, 1]


def test_an_answered_pair_whose_one_record_left_the_body_is_asked_of_nobody_again(cast, harbour_lead, pair):
    made = pair()
    decide(pair_id=made.pk, verdict=Verdict.NOT_SAME, because="Cousins", seen_version=1, by=cast.worker.actor)
    taken_over(made.two, harbour_lead)
    look_for_everybody()
    assert (Pair.objects.get().verdict, Side.objects.count()) == (Verdict.NOT_SAME, 0)


def test_looking_for_somebody_makes_nobody_wait_who_writes(cast):
    """On SQLite a transaction holds up whoever writes, so looking opens none until there is something to keep."""
    ours, _ = across(cast)
    look_everywhere(case_id=ours.pk)
    named(cast.worker, "Nobody Alike", "")
    for number in Case.objects.values_list("pk", flat=True):
        with CaptureQueriesContext(connection) as asked:
            look_everywhere(case_id=number)
        assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_looking_goes_on_where_it_was_left(cast):
    named(cast.worker, "Mirela Oprea", BORN)
    later = named(cast.worker, "Ionut Barbu", BORN)
    begin_at(Person.objects.get(pk=later.pk).changed_at)
    assert look_for_everybody() == 1


def test_nobody_is_told_to_ring_a_body_that_holds_the_case_no_more(cast, harbour_lead):
    ours, theirs = across(cast)
    for user in (cast.lead, harbour_lead):
        (line,) = sides_of(user.actor)
        say_speak(side_id=line.side_id, answer=Speak.YES, seen_version=1, by=user.actor)
    (left,) = sides_of(harbour_lead.actor)
    taken_over(theirs, cast.outsider)
    assert sides_of(cast.lead.actor)[0].other is None
    with pytest.raises(NotOpenToYou):
        say_speak(side_id=left.side_id, answer=Speak.LEAVE, seen_version=2, by=harbour_lead.actor)
    look_everywhere(case_id=ours.pk)
    (own,) = sides_of(cast.lead.actor)
    assert (own.answer, own.other) == (Speak.YES, None)
    assert not Side.objects.get(body=cast.outsider.body).answer


def test_a_verdict_given_while_somebody_looks_is_not_lost(cast, pair):
    made = pair()
    person.say_who(case_id=made.one_id, texts={"full_name": "Ionut Barbu"}, by=cast.worker.actor)
    given = {"verdict": Verdict.NOT_SURE, "decided_at": timezone.now(), "decided_by": cast.worker}

    def answered_meanwhile(execute, sql, *rest):
        told = execute(sql, *rest)
        if sql.startswith("SELECT") and '"linking_pair"' in sql and given:
            also = dict(given)
            given.clear()
            Pair.objects.filter(pk=made.pk).update(**also)
        return told

    with connection.execute_wrapper(answered_meanwhile):
        look(case_id=made.one_id, by=cast.worker.actor)
    assert (given, Pair.objects.get().verdict) == ({}, Verdict.NOT_SURE)


def test_the_pair_of_two_records_that_one_body_holds_by_now_is_answered_without_another_look(cast):
    _, theirs = across(cast)
    taken_over(theirs, cast.lead)
    made = Pair.objects.get()
    answer = {"pair_id": made.pk, "verdict": Verdict.NOT_SAME, "because": "Cousins", "seen_version": 1}
    with pytest.raises((NotOpenToYou, Denied)):
        decide(by=cast.partner.actor, **answer)
    decide(by=cast.lead.actor, **answer)
    assert (one_pair(cast.lead.actor, made.pk).because, Side.objects.count()) == ("Cousins", 0)
