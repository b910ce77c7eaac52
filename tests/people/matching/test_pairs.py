"""Perhaps the same person: found among what one may see, told to nobody else, answered once, and never a wall."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.actions.transfer import take_over_case
from handrail.people.cases.person import actions
from handrail.people.matching.actions.body_willingness_to_speak import record_body_willingness_to_speak
from handrail.people.matching.actions.match_searches import (
    set_match_sweep_start,
    store_matches_in_own_and_other_bodies,
    store_matches_in_own_body,
    store_matches_of_changed_people,
)
from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id, record_pair_verdict
from handrail.people.matching.models import CasePair, PairSide
from handrail.people.matching.queries.case_joins_and_incident import get_case_matching_summary
from handrail.people.matching.queries.case_pairs import (
    get_visible_case_pair,
    list_case_pairs,
    list_visible_open_pairs,
)
from handrail.people.matching.queries.own_pair_sides import (
    get_own_organisation_side_of_case_pair,
    list_own_organisation_sides_of_case_pairs,
)
from handrail.people.matching.text_choices import PairVerdict, WillingnessToSpeakAnswer
from handrail.people.records.models import Case, Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.vault import keys
from support.cases import ago
from support.concurrency import at_once
from support.matching import BORN, named

ALL_AT_ONCE = pytest.mark.django_db(transaction=True, databases="__all__")
TURNED = "1998-03-02"


def case_access(user, case):
    return get_case_open_to_actor_by_reference(user.actor, case.reference).case_access


def name_on(case, cast):
    opening.set_point_of_contact_and_stand_in(
        case_id=case.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )


def test_spelling_order_script_and_a_turned_birth_date_are_found(cast):
    first = named(cast.worker, "Mirela Oprea Stancu", BORN)
    for name, born in (("Stancu Mirella", ""), ("Мирела Опря", TURNED), ("Mirela-Oprea", BORN), ("", "")):
        named(cast.worker, name, born, "Mirelka" if not name else "")
    store_matches_in_own_body(case_id=first.pk, by=cast.worker.actor)
    reasons = [pair.reasons[-1] for pair in list_case_pairs(case_access(cast.worker, first))]
    assert sorted(reasons) == [
        "A birth date is not known for both",
        "The same birth date",
        "The same birth date with day and month the other way round",
    ]


def test_what_the_asker_may_not_see_takes_no_part(cast):
    hidden = named(cast.colleague, "Mirela Oprea", BORN)
    mine = named(cast.worker, "Mirela Oprea", BORN, looks=True)
    assert (CasePair.objects.count(), list_case_pairs(case_access(cast.worker, mine))) == (0, ())
    store_matches_of_changed_people()
    assert list_case_pairs(case_access(cast.worker, mine)) == ()
    assert get_case_matching_summary(case_access(cast.worker, mine)).likes == 0
    assert [
        {line.one.reference, line.two.reference} for line in list_visible_open_pairs(cast.lead.actor)
    ] == [{mine.reference, hidden.reference}]
    with pytest.raises(NotVisible):
        get_visible_case_pair(cast.worker.actor, CasePair.objects.get(across=False).pk)
    assert "Mirela" not in repr(list(Record.objects.values_list("verb", "why")))


def test_a_hidden_person_costs_the_asker_nothing_and_changes_no_word(cast):
    """The same statements and the same answer, whether nobody is like them, or somebody hidden in either place."""
    told = []
    for others in ((), (cast.colleague,), (cast.partner, cast.outsider)):
        for other in others:
            named(other, "Thuy Nguyen", BORN)
        case = named(cast.worker, f"Thuy Nguyen{'' if others else 'Pham'}", BORN)
        with CaptureQueriesContext(connection) as caught:
            store_matches_in_own_body(case_id=case.pk, by=cast.worker.actor)
            seen = (
                get_case_matching_summary(case_access(cast.worker, case)),
                list_case_pairs(case_access(cast.worker, case)),
            )
        told.append((len(caught), repr(seen)))
        actions.update_some_person_answers(
            case_id=case.pk, texts={"full_name": "", "date_of_birth": ""}, by=cast.worker.actor
        )
    assert len(set(told)) == 1


def test_a_pair_is_answered_once_with_its_reason_and_not_asked_again(cast, pair):
    made = pair()
    record_pair_verdict(
        pair_id=made.pk, verdict=PairVerdict.NOT_SAME, because="Cousins", seen=1, by=cast.worker.actor
    )
    for case_id in (made.one_id, made.two_id):
        store_matches_in_own_body(case_id=case_id, by=cast.worker.actor)
        assert (
            get_case_matching_summary(
                get_case_open_to_actor_by_reference(
                    cast.worker.actor, Case.objects.get(pk=case_id).reference
                ).case_access
            ).likes
            == 0
        )
    store_matches_of_changed_people()
    assert (CasePair.objects.count(), list_visible_open_pairs(cast.lead.actor)) == (1, ())
    line = get_visible_case_pair(cast.lead.actor, made.pk)
    assert (line.pair.verdict, line.because, line.pair.changed_by) == ("not_same", "Cousins", cast.worker)


def test_words_about_two_people_go_with_either_key(cast, pair):
    made = pair()
    record_pair_verdict(
        pair_id=made.pk,
        verdict=PairVerdict.NOT_SURE,
        because="The same scar",
        seen=1,
        by=cast.worker.actor,
    )
    assert get_visible_case_pair(cast.worker.actor, made.pk).because == "The same scar"
    keys.destroy_file_key(made.two_id)
    assert get_visible_case_pair(cast.worker.actor, made.pk).because == ""


def test_what_is_alike_no_longer_is_not_asked_about(cast, pair):
    made = pair()
    actions.update_some_person_answers(
        case_id=made.one_id, texts={"full_name": "Ionut Barbu"}, by=cast.worker.actor
    )
    store_matches_in_own_body(case_id=made.one_id, by=cast.worker.actor)
    assert not CasePair.objects.exists()


def test_an_answer_on_a_page_that_has_grown_old_is_refused_with_both(cast, pair):
    made = pair()
    answer = {"pair_id": made.pk, "because": "Seen", "seen": 1}
    record_pair_verdict(verdict=PairVerdict.NOT_SURE, by=cast.worker.actor, **answer)
    with pytest.raises(ConcurrentEditError):
        record_pair_verdict(verdict=PairVerdict.NOT_SAME, by=cast.lead.actor, **answer)
    with pytest.raises(ActionNotPossibleError, match="Enter the reason"):
        record_pair_verdict(
            pair_id=made.pk, verdict=PairVerdict.NOT_SAME, because=" ", seen=2, by=cast.lead.actor
        )


def test_whoever_works_on_one_of_the_two_alone_may_not_answer(cast, pair):
    made = pair()
    name_on(Case.objects.get(pk=made.one_id), cast)
    for user in (cast.colleague, cast.partner, cast.officer, cast.protector):
        with pytest.raises((NotVisible, Denied)):
            record_pair_verdict(
                pair_id=made.pk, verdict=PairVerdict.NOT_SAME, because="x", seen=1, by=user.actor
            )
    with pytest.raises(NotVisible):
        store_matches_in_own_body(case_id=made.one_id, by=cast.housing.actor)


def test_two_records_that_somebody_knows_of_are_put_side_by_side(cast):
    one, two = named(cast.worker, "Ana Pop"), named(cast.worker, "Bogdan Rus")
    made = find_or_create_pair_id(one_id=one.pk, two_id=two.pk, by=cast.worker.actor)
    assert get_visible_case_pair(cast.worker.actor, made).reasons == ("Someone compared the two",)
    store_matches_in_own_body(case_id=one.pk, by=cast.worker.actor)
    assert find_or_create_pair_id(one_id=two.pk, two_id=one.pk, by=cast.lead.actor) == made
    with pytest.raises(ActionNotPossibleError, match="itself"):
        find_or_create_pair_id(one_id=one.pk, two_id=one.pk, by=cast.worker.actor)
    with pytest.raises(NotVisible):
        find_or_create_pair_id(one_id=one.pk, two_id=named(cast.partner, "Ana Pop").pk, by=cast.worker.actor)


def across(cast):
    """The worker's case, and one of Harbour's, noted at night."""
    ours = named(cast.worker, "Mirela Oprea", BORN, "Mira")
    theirs = named(cast.partner, "Oprea Mirella", TURNED, "Ella")
    store_matches_of_changed_people()
    return ours, theirs


@pytest.fixture
def harbour_lead(cast):
    from handrail.platform.access.actions import create_account as invite  # noqa: PLC0415 - beside its one use
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - as above

    return invite(
        email="hl@example.org",
        name="Hugh Penrose",
        body=cast.partner.body,
        role=Role.DUTY_LEAD,
        password=None,
        work_phone="01632 960777",
    )


def answer_side(side, answer, *, seen, by):
    changed = PairSide.objects.get(pk=side.pk)
    changed.answer = answer
    record_body_willingness_to_speak(changed, seen=seen, by=by)


def test_across_organisations_each_lead_sees_their_own_record_and_nothing_else(cast, harbour_lead):
    ours, theirs = across(cast)
    (own,), (other,) = (
        list_own_organisation_sides_of_case_pairs(cast.lead.actor),
        list_own_organisation_sides_of_case_pairs(harbour_lead.actor),
    )
    assert (own.reference, own.called, own.other) == (ours.reference, "Mira", None)
    assert (other.reference, other.called, other.other) == (theirs.reference, "Ella", None)
    assert [word for word in (theirs.reference, "Ella", "Mirella", "Harbour") if word in repr(own)] == []
    with pytest.raises(NotVisible):
        get_own_organisation_side_of_case_pair(cast.lead.actor, other.side.pk)
    with pytest.raises(NotVisible):
        answer_side(other.side, WillingnessToSpeakAnswer.YES, seen=1, by=cast.lead.actor)


def test_neither_the_askers_page_nor_the_trail_of_their_case_tells_of_it(cast):
    ours, _ = across(cast)
    before = named(cast.worker, "Somebody Else", "1990-05-06", "Mira")
    assert repr(get_case_matching_summary(case_access(cast.worker, ours))) == repr(
        get_case_matching_summary(case_access(cast.worker, before))
    )
    verbs = [
        set(Record.objects.filter(about=case.pk).values_list("verb", "user_name")) for case in (ours, before)
    ]
    assert verbs[0] == verbs[1]
    assert Record.objects.filter(
        verb="noted two cases as possible duplicates", about=CasePair.objects.get().pk
    ).exists()


def test_data_protection_sees_the_reference_and_no_name(cast):
    ours, _ = across(cast)
    (line,) = list_own_organisation_sides_of_case_pairs(cast.protector.actor)
    assert (line.reference, line.called, line.may_open) == (ours.reference, "", False)


def test_whoever_works_on_the_case_may_not_answer_for_the_organisation(cast):
    across(cast)
    side = PairSide.objects.get(body__code="lantern")
    with pytest.raises(Denied):
        answer_side(side, WillingnessToSpeakAnswer.YES, seen=1, by=cast.worker.actor)


def test_only_when_both_agree_is_each_told_whom_to_ring(cast, harbour_lead):
    across(cast)
    (own,), (other,) = (
        list_own_organisation_sides_of_case_pairs(cast.lead.actor),
        list_own_organisation_sides_of_case_pairs(harbour_lead.actor),
    )
    for answer in (
        WillingnessToSpeakAnswer.YES,
        WillingnessToSpeakAnswer.LEAVE,
        WillingnessToSpeakAnswer.YES,
    ):
        version = get_own_organisation_side_of_case_pair(cast.lead.actor, own.side.pk).side.version
        answer_side(own.side, answer, seen=version, by=cast.lead.actor)
        assert get_own_organisation_side_of_case_pair(harbour_lead.actor, other.side.pk) == other
    with pytest.raises(ConcurrentEditError):
        answer_side(own.side, WillingnessToSpeakAnswer.LEAVE, seen=1, by=cast.lead.actor)
    answer_side(other.side, WillingnessToSpeakAnswer.NOT_POLICE, seen=1, by=harbour_lead.actor)
    told = get_own_organisation_side_of_case_pair(cast.lead.actor, own.side.pk).other
    assert (told.body, told.name, told.phone) == ("Harbour", "Hugh Penrose", "01632 960777")
    assert get_own_organisation_side_of_case_pair(harbour_lead.actor, other.side.pk).other.body == "Lantern"
    assert not get_own_organisation_side_of_case_pair(cast.lead.actor, own.side.pk).shared


def test_joined_across_only_by_a_share_that_the_person_agreed_to(cast, harbour_lead):
    ours, _ = across(cast)
    for user in (cast.lead, harbour_lead):
        (line,) = list_own_organisation_sides_of_case_pairs(user.actor)
        answer_side(line.side, WillingnessToSpeakAnswer.YES, seen=1, by=user.actor)
    consents.record_sharing_answer(
        case_id=ours.pk,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("harbour", [Kind.IDENTITY]),
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )
    assert list_own_organisation_sides_of_case_pairs(cast.lead.actor)[0].shared
    assert not list_own_organisation_sides_of_case_pairs(harbour_lead.actor)[0].shared


def test_a_yes_but_not_with_the_police_is_the_same_to_the_police_as_no_answer(cast):
    from handrail.platform.access.actions import create_account as invite  # noqa: PLC0415 - beside its one use
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - as above

    sergeant = invite(
        email="sgt@example.org", name="Sid Ro", body=cast.officer.body, role=Role.DUTY_LEAD, password=None
    )
    named(cast.worker, "Mirela Oprea", BORN)
    named(cast.officer, "Mirela Oprea", BORN)
    store_matches_of_changed_people()
    (own,), (force,) = (
        list_own_organisation_sides_of_case_pairs(cast.lead.actor),
        list_own_organisation_sides_of_case_pairs(sergeant.actor),
    )
    answer_side(force.side, WillingnessToSpeakAnswer.YES, seen=1, by=sergeant.actor)
    before = get_own_organisation_side_of_case_pair(sergeant.actor, force.side.pk)
    answer_side(own.side, WillingnessToSpeakAnswer.NOT_POLICE, seen=1, by=cast.lead.actor)
    assert get_own_organisation_side_of_case_pair(sergeant.actor, force.side.pk) == before
    assert get_own_organisation_side_of_case_pair(cast.lead.actor, own.side.pk).other is None


def test_immigration_enforcement_and_closed_cases_take_no_part(cast):
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - beside its one use

    closed = named(cast.worker, "Mirela Oprea", BORN)
    Case.objects.filter(pk=closed.pk).update(closed_at=closed.opened_at, closed_by=cast.lead)
    named(cast.partner, "Mirela Oprea", BORN)
    Body.objects.filter(code="elsewhere").update(kind="immigration_enforcement")
    named(cast.outsider, "Mirela Oprea", BORN)
    store_matches_of_changed_people()
    assert not PairSide.objects.exists()


def test_looking_again_at_night_notes_nothing_twice_and_looks_only_for_who_changed(cast):
    across(cast)
    named(cast.worker, "Mirela Oprea", BORN)
    assert store_matches_of_changed_people() == 1
    assert store_matches_of_changed_people() == 0
    assert (CasePair.objects.filter(across=True).count(), CasePair.objects.filter(across=False).count()) == (
        2,
        1,
    )


@ALL_AT_ONCE
def test_two_who_look_at_once_make_one_pair(cast):
    cases = [named(cast.worker, "Mirela Oprea", BORN) for _ in range(2)]
    done = at_once(
        *[
            lambda case=case: store_matches_in_own_body(case_id=case.pk, by=cast.worker.actor)
            for case in cases * 2
        ]
    )
    assert [one for one in done if isinstance(one, Exception)] == []
    assert CasePair.objects.count() == 1


def taken_over(case, user):
    """The case as the user's body holds it from now on: the person agreed that it may see all of it."""
    consents.record_sharing_answer(
        case_id=case.pk,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(user.body.code, SHAREABLE_KINDS),
        asked=ConsentAskingInput(ago(0)),
        by=case.point_of_contact.actor,
    )
    take_over_case(case=case, by=user.actor)
    return Case.objects.get(pk=case.pk)


def test_two_records_that_one_body_holds_by_now_are_put_side_by_side_and_joined(cast):
    ours, theirs = across(cast)
    theirs = taken_over(theirs, cast.lead)
    made = find_or_create_pair_id(one_id=ours.pk, two_id=theirs.pk, by=cast.lead.actor)
    assert made == CasePair.objects.get().pk
    assert [line.pair.pk for line in list_case_pairs(case_access(cast.lead, ours))] == [made]
    answer = {"because": "Mira says so", "seen": get_visible_case_pair(cast.lead.actor, made).pair.version}
    record_pair_verdict(
        pair_id=made, verdict=PairVerdict.SAME, leading_id=ours.pk, by=cast.lead.actor, **answer
    )
    assert get_visible_case_pair(cast.lead.actor, made).joined


def test_looking_again_finds_the_pair_of_two_records_that_one_body_holds_by_now(cast):
    ours, theirs = across(cast)
    taken_over(theirs, cast.lead)
    assert list_own_organisation_sides_of_case_pairs(cast.lead.actor) == ()
    assert (
        len(list_visible_open_pairs(cast.lead.actor))
        == get_case_matching_summary(case_access(cast.lead, ours)).likes
        == 1
    )
    store_matches_in_own_body(case_id=ours.pk, by=cast.lead.actor)
    assert len(list_visible_open_pairs(cast.lead.actor)) == 1
    assert not PairSide.objects.exists()


def test_a_pair_of_one_body_whose_one_record_left_it_is_one_across(cast, harbour_lead, pair):
    made = pair()
    CasePair.objects.filter(pk=made.pk).update(reasons=["by_hand"])
    taken_over(made.two, harbour_lead)
    store_matches_of_changed_people()
    assert CasePair.objects.get().across
    assert [
        len(list_own_organisation_sides_of_case_pairs(user.actor)) for user in (cast.lead, harbour_lead)
    ] == [1, 1]


def test_an_answered_pair_whose_one_record_left_the_body_is_asked_of_nobody_again(cast, harbour_lead, pair):
    made = pair()
    record_pair_verdict(
        pair_id=made.pk, verdict=PairVerdict.NOT_SAME, because="Cousins", seen=1, by=cast.worker.actor
    )
    taken_over(made.two, harbour_lead)
    store_matches_of_changed_people()
    assert (CasePair.objects.get().verdict, PairSide.objects.count()) == (PairVerdict.NOT_SAME, 0)


def test_looking_for_somebody_makes_nobody_wait_who_writes(cast):
    """On SQLite a transaction holds up whoever writes, so looking opens none until there is something to keep."""
    ours, _ = across(cast)
    store_matches_in_own_and_other_bodies(case_id=ours.pk)
    named(cast.worker, "Nobody Alike", "")
    for number in Case.objects.values_list("pk", flat=True):
        with CaptureQueriesContext(connection) as asked:
            store_matches_in_own_and_other_bodies(case_id=number)
        assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_looking_goes_on_where_it_was_left(cast):
    named(cast.worker, "Mirela Oprea", BORN)
    later = named(cast.worker, "Ionut Barbu", BORN)
    set_match_sweep_start(Person.objects.get(pk=later.pk).changed_at)
    assert store_matches_of_changed_people() == 1


def test_nobody_is_told_to_ring_a_body_that_holds_the_case_no_more(cast, harbour_lead):
    ours, theirs = across(cast)
    for user in (cast.lead, harbour_lead):
        (line,) = list_own_organisation_sides_of_case_pairs(user.actor)
        answer_side(line.side, WillingnessToSpeakAnswer.YES, seen=1, by=user.actor)
    (left,) = list_own_organisation_sides_of_case_pairs(harbour_lead.actor)
    taken_over(theirs, cast.outsider)
    assert list_own_organisation_sides_of_case_pairs(cast.lead.actor)[0].other is None
    with pytest.raises(NotVisible):
        answer_side(left.side, WillingnessToSpeakAnswer.LEAVE, seen=2, by=harbour_lead.actor)
    store_matches_in_own_and_other_bodies(case_id=ours.pk)
    (own,) = list_own_organisation_sides_of_case_pairs(cast.lead.actor)
    assert (own.side.answer, own.other) == (WillingnessToSpeakAnswer.YES, None)
    assert not PairSide.objects.get(body=cast.outsider.body).answer


def test_a_verdict_given_while_somebody_looks_is_not_lost(cast, pair):
    made = pair()
    actions.update_some_person_answers(
        case_id=made.one_id, texts={"full_name": "Ionut Barbu"}, by=cast.worker.actor
    )
    given = {"verdict": PairVerdict.NOT_SURE, "changed_by": cast.worker}

    def answered_meanwhile(execute, sql, *rest):
        told = execute(sql, *rest)
        if sql.startswith("SELECT") and '"matching_casepair"' in sql and given:
            also = dict(given)
            given.clear()
            CasePair.objects.filter(pk=made.pk).update(**also)
        return told

    with connection.execute_wrapper(answered_meanwhile):
        store_matches_in_own_body(case_id=made.one_id, by=cast.worker.actor)
    assert (given, CasePair.objects.get().verdict) == ({}, PairVerdict.NOT_SURE)


def test_the_pair_of_two_records_that_one_body_holds_by_now_is_answered_without_another_look(cast):
    _, theirs = across(cast)
    taken_over(theirs, cast.lead)
    made = CasePair.objects.get()
    answer = {"pair_id": made.pk, "verdict": PairVerdict.NOT_SAME, "because": "Cousins", "seen": 1}
    with pytest.raises((NotVisible, Denied)):
        record_pair_verdict(by=cast.partner.actor, **answer)
    record_pair_verdict(by=cast.lead.actor, **answer)
    assert (get_visible_case_pair(cast.lead.actor, made.pk).because, PairSide.objects.count()) == (
        "Cousins",
        0,
    )
