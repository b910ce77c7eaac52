"""What they agreed to: how it was asked, what adds to what, what was said as a child."""

import datetime

import pytest
from django.utils import timezone

from handrail.pathway.events import PathwayEvent
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.consent.presenters import present_consents
from handrail.people.cases.consent.queries.consents import (
    list_consent_histories_of_case,
    list_live_access_grants_to_bodies,
)
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.adulthood_review import (
    PROMPT_CODE,
    AnswerForAdulthoodReview,
    build_adulthood_prompt,
    is_childhood_answer,
)
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.person import actions
from handrail.people.records import permissions
from handrail.people.records.models import Case, Consent
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import (
    Age,
    ConsentAnswer,
    ContactChannelKind,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.formatting import format_day_omitting_current_year
from support.cases import ago


def says(cast, case_id, said, *kinds, adds=False, until=None):
    return consents.record_sharing_answer(
        case_id=case_id,
        said=said,
        sharing=ConsentToSharingInput("harbour", kinds, until, adds=adds),
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )


def sight_of(cast, told):
    return permissions.get_case_access(Case.objects.get(pk=told.case_id), cast.worker.actor)


def stands(cast, told):
    lines = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).consents
    return {line.to_body or line.matter: (line.said, line.kinds) for line in lines}


def opened(told):
    """What bodies may see today by the person's own yes."""
    grants = [
        grant
        for grant in list_live_access_grants_to_bodies(told.case_id)
        if grant.ground is GrantGround.CONSENT
    ]
    return {(grant.body_code, kind) for grant in grants for kind in grant.kinds}


IDENTITY, CONTACT = Kind.IDENTITY.words, Kind.CONTACT.words


def test_a_second_yes_stands_beside_the_first_where_the_person_says_so(cast, told):
    says(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    says(cast, told.case_id, ConsentAnswer.YES, Kind.CONTACT, adds=True)
    assert stands(cast, told)["Harbour"] == ("yes", (IDENTITY, CONTACT))
    assert opened(told) == {("harbour", Kind.IDENTITY), ("harbour", Kind.CONTACT)}
    assert get_case_open_to_actor_by_reference(cast.partner.actor, told.reference).case_access.kinds == {
        Kind.IDENTITY,
        Kind.CONTACT,
    }


def test_ending_one_of_two_leaves_the_other(cast, told):
    first = says(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    says(cast, told.case_id, ConsentAnswer.YES, Kind.CONTACT, adds=True)
    consents.end_case_sharing(
        case_id=told.case_id, grant_id=first.pk, because="Not my name", by=cast.worker.actor
    )
    assert stands(cast, told)["Harbour"] == ("yes", (CONTACT,))
    assert opened(told) == {("harbour", Kind.CONTACT)}


@pytest.mark.parametrize("said", [ConsentAnswer.NO, ConsentAnswer.WITHDRAWN])
def test_a_no_ends_both(cast, told, said):
    says(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    says(cast, told.case_id, ConsentAnswer.YES, Kind.CONTACT, adds=True)
    says(cast, told.case_id, said)
    assert stands(cast, told)["Harbour"][0] == said
    assert opened(told) == set()


def test_every_answer_stays_in_the_history_newest_first(cast, told):
    for said in (ConsentAnswer.UNDECIDED, ConsentAnswer.NO, ConsentAnswer.YES):
        consents.record_local_support_answer(
            case_id=told.case_id,
            said=said,
            asked=ConsentAskingInput(ago(0), words=said),
            by=cast.worker.actor,
        )
    (asked,) = list_consent_histories_of_case(sight_of(cast, told))
    assert asked.now.said == "yes"
    assert [line.own_words for line in asked.all] == ["yes", "no", "undecided"]


def test_how_it_was_asked_is_kept(cast, told):
    asked = ConsentAskingInput(
        ago(0),
        "ro",
        OwnOrBestInterestsDecision.BEST_INTERESTS,
        circle=InterpreterKnownToVictimAnswer.NO,
        decided_by="Her social worker",
        decided_why="Ill",
    )
    consents.record_national_support_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
    )
    line = list_consent_histories_of_case(sight_of(cast, told))[0].now
    assert (line.interpreter, line.circle, line.asked_by) == ("Romanian", "no", "Wren Ashdown")
    assert (line.best_interests, line.decided_by, line.decided_why) == (True, "Her social worker", "Ill")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (
            ConsentAskingInput(ago(0), "ro", through=InterpretationMode.SHARED),
            "Choose either no interpreter, or who interpreted",
        ),
        (
            ConsentAskingInput(ago(0), through=InterpretationMode.SHARED, interpreted_by="LL-1"),
            "either no interpreter",
        ),
        (ConsentAskingInput(ago(0), through=InterpretationMode.PHONE), "Choose the language"),
    ],
)
def test_what_was_interpreted_has_a_language_and_a_shared_one_has_no_interpreter(cast, told, asked, why):
    with pytest.raises(ActionNotPossibleError, match=why):
        consents.record_nrm_answer(
            case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
        )


def test_who_interpreted_is_kept_and_a_relative_is_of_their_circle(cast, told):
    asked = ConsentAskingInput(
        ago(0),
        "ro",
        circle=InterpreterKnownToVictimAnswer.NO,
        through=InterpretationMode.RELATIVE,
        interpreted_by="Her aunt Ilka",
    )
    consents.record_nrm_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
    )
    line = list_consent_histories_of_case(sight_of(cast, told))[0].now
    assert (line.through, line.interpreted_by, line.circle) == ("relative", "Her aunt Ilka", "yes")


@pytest.mark.parametrize("missing", ["decided_by", "decided_why"])
def test_best_interests_say_who_decided_and_why(cast, told, missing):
    given = {"decided_by": "Dr Vale", "decided_why": "Unwell"} | {missing: " "}
    asked = ConsentAskingInput(ago(0), capacity=OwnOrBestInterestsDecision.BEST_INTERESTS, **given)
    with pytest.raises(ActionNotPossibleError, match="who decided"):
        consents.record_local_support_answer(
            case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
        )
    assert not Consent.objects.exists()


def channel_says(cast, told, said, channel=ContactChannelKind.CALL):
    consents.record_contact_channel_consent_answer(
        case_id=told.case_id,
        channel=channel,
        said=said,
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )


@pytest.mark.parametrize(
    ("said", "safe"), [(ConsentAnswer.YES, "yes"), (ConsentAnswer.NO, "no"), (ConsentAnswer.WITHDRAWN, "no")]
)
def test_a_way_that_they_do_not_want_is_never_safe(cast, told, said, safe):
    channel_says(cast, told, said)
    line = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).channels[0]
    assert (line.kind, line.safe, line.said) == ("call", safe, "yes")


def test_a_yes_to_one_way_is_none_to_another(cast, told):
    channel_says(cast, told, ConsentAnswer.NO, ContactChannelKind.TEXT)
    channel_says(cast, told, ConsentAnswer.YES)
    lines = {
        line.kind: line.safe
        for line in get_case_detail(
            get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
        ).channels
    }
    assert (lines["call"], lines["text"]) == ("yes", "no")


# Eighteen

BORN = datetime.date(2008, 11, 20)


@pytest.mark.parametrize(
    ("age", "asked", "born", "on", "child"),
    [
        ("adult", True, None, (2026, 11, 1), False),
        ("child", True, None, (2026, 11, 1), True),
        ("unsure", True, None, (2026, 11, 1), True),
        ("unsure", False, None, (2026, 11, 1), False),
        ("child", True, BORN, (2026, 11, 19), True),
        ("child", True, BORN, (2026, 11, 20), False),
        ("adult", True, BORN, (2026, 11, 19), True),
    ],
)
def test_whose_answer_is_a_childs(age, asked, born, on, child):
    assert is_childhood_answer(age=age, age_asked=asked, born=born, on=datetime.date(*on)) is child


YES = AnswerForAdulthoodReview("yes", datetime.date(2026, 6, 1), of_child=True)
ASSESSED = PathwayEvent("age_assessed_adult", datetime.date(2026, 9, 9), id="1")


@pytest.mark.parametrize(
    ("answers", "age", "born", "events", "by"),
    [
        ([YES], "child", BORN, (), datetime.date(2026, 11, 20)),
        ([YES], "child", None, (), "nothing"),
        ([YES], "child", None, (ASSESSED,), datetime.date(2026, 9, 9)),
        ([YES], "adult", None, (), None),
        ([YES], "adult", datetime.date(1999, 1, 1), (), datetime.date(2026, 6, 1)),
        ([AnswerForAdulthoodReview("yes", YES.on, of_child=False)], "adult", BORN, (), "nothing"),
        ([AnswerForAdulthoodReview("no", YES.on, of_child=True)], "adult", BORN, (), "nothing"),
    ],
)
def test_what_is_asked_again_and_when(answers, age, born, events, by):
    found = build_adulthood_prompt(answers, age=age, born=born, events=events)
    assert (found.by if found else "nothing") == by


@pytest.fixture
def child(cast, case):
    opening.set_age_group(case_id=case.pk, age=Age.CHILD, by=cast.worker.actor)
    by18 = timezone.localdate() + datetime.timedelta(days=5)
    born = by18.replace(year=by18.year - 18)
    actions.update_some_person_answers(
        case_id=case.pk, texts={"date_of_birth": born.isoformat()}, by=cast.worker.actor
    )
    consents.record_local_support_answer(
        case_id=case.pk, said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(0)), by=cast.worker.actor
    )
    return case


def test_the_birthday_is_in_my_day_and_on_the_case(cast, child, signed_in):
    due = Due.objects.get(case=child, code=PROMPT_CODE)
    assert (due.due_on, due.ended_on, due.ours) == (ago(-5), None, True)
    browser = signed_in(cast.worker)
    for page in ("/my-day/", f"/cases/{child.reference}/tab/plan/"):
        assert "Ask again about the consents they gave as a child" in browser.get(page).content.decode()
    assert (
        "ask again at 18"
        in browser.get(f"/cases/{child.reference}/tab/consents-and-sharing/").content.decode()
    )


def test_an_answer_as_an_adult_settles_it(cast, child):
    actions.update_some_person_answers(case_id=child.pk, texts={"date_of_birth": ""}, by=cast.worker.actor)
    events.record_event(
        case_id=child.pk, happening=EventInput("age_assessed_adult", ago(0)), by=cast.worker.actor
    )
    opening.set_age_group(case_id=child.pk, age=Age.ADULT, by=cast.worker.actor)
    assert Due.objects.filter(case=child, code=PROMPT_CODE).exists()
    consents.record_local_support_answer(
        case_id=child.pk, said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(0)), by=cast.worker.actor
    )
    assert not Due.objects.filter(case=child, code=PROMPT_CODE).exists()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([(30, ConsentAnswer.YES), (3, ConsentAnswer.YES)], (30, 3)),
        ([(30, ConsentAnswer.YES), (9, ConsentAnswer.WITHDRAWN), (3, ConsentAnswer.YES)], (3,)),
    ],
)
def test_a_yes_to_local_support_said_again_shows_since_when_it_stands(cast, told, said, shown):
    for days, answer in said:
        asked = ConsentAskingInput(ago(days))
        consents.record_local_support_answer(
            case_id=told.case_id, said=answer, asked=asked, by=cast.worker.actor
        )
    case = get_case_open_to_actor_by_reference(cast.worker.actor, told.reference)
    lines = get_case_detail(case.case_access).consents
    found = present_consents(lines, with_channels=True)["consents"]
    line = next(each for each in found if each.text == "Local support")
    days = [format_day_omitting_current_year(ago(each)) for each in shown]
    assert line.note == "Said yes, " + " and ".join(days)
