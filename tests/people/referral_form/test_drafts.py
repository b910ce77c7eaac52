"""A draft that a team shares: begun once, saved page by page, never lost, refused where somebody was first."""

import pytest
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    YesNoOrNotAsked,
)
from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.conflict_errors import FormAnswerConflictError
from handrail.people.referral_form.models import DraftOrSentForm, FormAnswer
from handrail.people.referral_form.queries.drafts import find_live_draft
from handrail.people.referral_form.queries.suggestions import get_suggestions_by_field_key
from handrail.people.referral_form.rules.question_flow import FormAnswerValue, ReferralOrReportRoute
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.audit.models import Record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from support.cast import tell
from support.referral_form import ago, answered, sees, share


def save(cast, told, draft, page, seen=None, by=None, **answers):
    return drafts.save_form_page_and_describe_effects(
        case_id=told.case_id,
        draft_id=draft.draft_id,
        saving=FormPageAnswersInput(
            page, {key: FormAnswerValue(value) for key, value in answers.items()}, seen or {}
        ),
        by=(by or cast.worker).actor,
    )


def test_a_person_has_one_draft_at_a_time(cast, told, draft):
    again = drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.lead.actor)
    assert again.pk == draft.draft_id
    assert DraftOrSentForm.objects.count() == 1


def test_what_one_saves_the_other_goes_on_with(cast, told, draft, say, now):
    say(birthplace="A village by the Prut")
    say(cast.lead, family="Two sisters")
    line = now().answers["family"]
    assert (line.given.value, line.changed_by, line.version) == ("Two sisters", "Leah Corrigan", 1)
    assert now().given["birthplace"].value == "A village by the Prut"


def test_answers_are_sealed(cast, told, draft, say):
    say(birthplace="A village by the Prut")
    (row,) = [row for row in FormAnswer.objects.all() if row.key == "birthplace"]
    assert b"Prut" not in row.value.sealed()


def test_the_later_of_two_saves_is_refused_and_the_earlier_stands(cast, told, draft, say, now):
    say(birthplace="First")
    save(cast, told, draft, "birthplace", {"birthplace": 1}, birthplace="Second", by=cast.lead)
    with pytest.raises(FormAnswerConflictError):
        save(cast, told, draft, "birthplace", {"birthplace": 1}, birthplace="Third")
    assert now().given["birthplace"].value == "Second"
    save(cast, told, draft, "birthplace", {"birthplace": 2}, birthplace="Third")
    assert now().given["birthplace"].value == "Third"


def test_two_who_answer_different_questions_never_meet(cast, told, draft, say, now):
    save(cast, told, draft, "birthplace", birthplace="Here")
    save(cast, told, draft, "family", family="There", by=cast.lead)
    assert {"birthplace", "family"} <= set(now().answers)


def test_the_same_page_sent_twice_is_kept_once(cast, told, draft, now):
    for _ in range(2):
        save(cast, told, draft, "birthplace", birthplace="Here")
    assert now().version("birthplace") == 1


def test_changing_the_age_keeps_what_was_typed_and_says_so(told, draft, say, now):
    say(under_18="yes", council_name="Lincolnshire County Council", council_phone="01632 960001")
    said = say(under_18="no")
    assert said == (
        "2 answers no longer apply. They are kept, but not included in the form. Nothing was deleted.",
    )
    assert set(now().aside) == {"council_name", "council_phone"}
    assert say(under_18="not-sure") == (
        "This is now a referral to the NRM.",
        "2 earlier answers apply again.",
    )
    assert now().given["council_name"].value == "Lincolnshire County Council"


def test_changing_the_consent_sets_the_name_aside(told, draft, say, now):
    say(under_18="no", wants_nrm="yes", first_name="Mirela")
    said = say(wants_nrm="no")
    assert said[0] == "This is now a Duty to Notify report."
    assert now().route is ReferralOrReportRoute.DTN
    assert now().aside == ("first_name",)


def test_an_answer_that_cannot_be_kept_changes_nothing(cast, told, draft, now):
    with pytest.raises(ActionNotPossibleError, match="15,001"):
        save(cast, told, draft, "family", family="a" * 15_001)
    with pytest.raises(ActionNotPossibleError, match="question is not in this version"):
        save(cast, told, draft, "invented", family="a")
    assert now().answers == {}


def test_a_box_of_another_page_is_not_written(cast, told, draft, now):
    save(cast, told, draft, "birthplace", birthplace="Here", first_name="Mirela")
    assert set(now().answers) == {"birthplace"}


@pytest.mark.parametrize("part", ["colleague", "outsider", "officer"])
def test_who_does_not_work_on_the_case_is_told_of_no_case(cast, told, draft, part):
    with pytest.raises(NotVisible):
        save(cast, told, draft, "birthplace", birthplace="x", by=getattr(cast, part))


def test_who_was_only_shared_the_case_may_not_write(cast, told, draft):
    share(told.case_id, cast.worker, "harbour")
    with pytest.raises(Denied, match="shared with your organisation to see"):
        save(cast, told, draft, "birthplace", birthplace="x", by=cast.partner)


def test_a_draft_of_another_case_is_not_found(cast, told, draft):
    other = tell(cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="not on this case"):
        save(cast, other, draft, "birthplace", birthplace="x")


def test_a_closed_case_refuses_with_what_to_do_and_its_draft_is_read(cast, told, draft, say):
    say(birthplace="Here")
    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="Reopen the case"):
        save(cast, told, draft, "family", family="x")
    with pytest.raises(ActionNotPossibleError, match="Reopen the case"):
        drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.worker.actor)
    page = find_live_draft(sees(cast.worker, told.case_id))
    assert page.given["birthplace"].value == "Here"
    assert not page.open


def test_a_destroyed_key_leaves_an_empty_draft_and_takes_no_more(cast, told, draft, say, now):
    say(birthplace="Here")
    keys.destroy_file_key(told.case_id)
    assert now().given["birthplace"].value == ""
    with pytest.raises(ActionNotPossibleError, match="This case was erased"):
        save(cast, told, draft, "family", family="x")


def test_what_was_put_aside_is_suggested_in_the_next(cast, told, draft, say):
    say(under_18="no", wants_nrm="no", birthplace="A village by the Prut")
    drafts.abandon_draft(
        case_id=told.case_id, draft_id=draft.draft_id, because="Begun twice", by=cast.lead.actor
    )
    drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.worker.actor)
    case_access = sees(cast.worker, told.case_id)
    found = get_suggestions_by_field_key(case_access, draft.definition, ["birthplace", "wants_nrm"])
    assert found == {"birthplace": "A village by the Prut"}
    with pytest.raises(ActionNotPossibleError, match="This draft is archived"):
        save(cast, told, draft, "family", family="x")


def test_putting_aside_needs_a_reason(cast, told, draft):
    with pytest.raises(ActionNotPossibleError, match="Enter the reason"):
        drafts.abandon_draft(case_id=told.case_id, draft_id=draft.draft_id, because=" ", by=cast.worker.actor)


def test_what_the_case_knows_is_suggested(cast, told, draft):
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    speaks = {"language_tag": "ro", "interpreter": YesNoOrNotAsked.YES}
    actions.update_some_person_answers(case_id=told.case_id, texts={}, by=cast.worker.actor, **speaks)
    found = get_suggestions_by_field_key(
        sees(cast.worker, told.case_id), draft.definition, draft.definition.fields
    )
    expected = {
        "under_18": "no",
        "wants_nrm": "yes",
        "first_name": "Mirela",
        "last_name": "Oprea-Stand",
        "date_of_birth": "1998-02-03",
        "phone": "07700 900123",
        "phone_route": "yes",
        "language": "Romanian",
        "interpreter": "yes",
        "nation": "england",
        "responder_first_name": "Wren",
        "own_reference": told.reference,
    }
    assert {key: found.get(key) for key in expected} == expected
    assert "organisation" not in found  # Lantern is no first responder


def test_who_interpreted_is_suggested_where_the_form_asks_how_they_were_spoken_with(cast, told, draft):
    asked = ConsentAskingInput(
        ago(1),
        "ro",
        circle=InterpreterKnownToVictimAnswer.NO,
        through=InterpretationMode.PHONE,
        interpreted_by="Ana Rusu, reference LL-2231",
    )
    consents.record_nrm_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
    )
    found = get_suggestions_by_field_key(sees(cast.worker, told.case_id), draft.definition, ["interview"])
    assert found["interview"] == (
        f"Asked on {format_day(ago(1))}. Through an interpreter by phone, Romanian, Ana Rusu, reference LL-2231, "
        "no one the person knows."
    )


def test_without_an_interpreter_nothing_is_suggested_of_how_they_were_spoken_with(cast, told, draft):
    asked = ConsentAskingInput(ago(1), through=InterpretationMode.SHARED)
    consents.record_nrm_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
    )
    assert "interview" not in get_suggestions_by_field_key(
        sees(cast.worker, told.case_id), draft.definition, ["interview"]
    )


def test_an_unsafe_number_is_never_suggested(cast, told, draft):
    actions.record_contact_channel(
        case_id=told.case_id,
        kind=ContactChannelKind.CALL,
        safe=ChannelSafety.UNSURE,
        detail="07700 900123",
        note="",
        by=cast.worker.actor,
    )
    found = get_suggestions_by_field_key(
        sees(cast.worker, told.case_id), draft.definition, ["phone", "phone_route"]
    )
    assert found == {}


def test_what_is_done_stands_in_the_trail_without_its_words(cast, told, draft, say):
    say(birthplace="A village by the Prut")
    kept = Record.objects.filter(about=told.case_id).latest("at")
    assert (kept.verb, kept.why) == ("answered a question of the referral form", "Where were they born?")


def test_local_support_is_another_question(cast, told, draft):
    consents.record_local_support_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        asked=consents.ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )
    assert "wants_support" not in get_suggestions_by_field_key(
        sees(cast.worker, told.case_id), draft.definition, ["wants_support"]
    )
