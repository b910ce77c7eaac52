"""Every branch of the form, walked: which questions apply, what is missing, what is kept aside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.people.referral_form.rules import form_definition, question_flow
from handrail.people.referral_form.rules.form_definition import NOT_SURE
from handrail.people.referral_form.rules.question_flow import (
    FormAnswerValue,
    FormSectionProgress,
    ReferralOrReportRoute,
)

FORM = form_definition.get_newest_form_definition()
FORKS = sorted(
    {fact for page in FORM.pages for fact, _ in page.when if not fact.startswith("@")} | {"co_operates"}
)


def said(**answers):
    return {key: FormAnswerValue(value) for key, value in answers.items()}


def codes(answers):
    return [page.code for page in question_flow.list_applying_pages(FORM, answers)]


CHILD = said(under_18="yes")
ADULT = said(under_18="no")
YES, NO = ADULT | said(wants_nrm="yes"), ADULT | said(wants_nrm="no")


@pytest.mark.parametrize(
    ("answers", "route"),
    [
        ({}, ReferralOrReportRoute.OPEN),
        (CHILD, ReferralOrReportRoute.NRM),
        (said(under_18=NOT_SURE), ReferralOrReportRoute.NRM),
        ({"under_18": FormAnswerValue("", unsure=True)}, ReferralOrReportRoute.NRM),
        (ADULT, ReferralOrReportRoute.OPEN),
        (YES, ReferralOrReportRoute.NRM),
        (NO, ReferralOrReportRoute.DTN),
        (ADULT | said(wants_nrm=NOT_SURE), ReferralOrReportRoute.OPEN),
        (CHILD | said(wants_nrm="no"), ReferralOrReportRoute.NRM),
    ],
)
def test_a_child_is_referred_and_an_adult_decides(answers, route):
    assert question_flow.get_referral_or_report_route_of_answers(answers) is route


@pytest.mark.parametrize("age", ["yes", NOT_SURE])
def test_a_child_or_an_unsure_age_is_asked_for_the_council_and_never_for_consent(age):
    asked = codes(said(under_18=age))
    assert "council" in asked
    assert {"nrm", "support", "phone", "decision-to", "contact", "age-then"}.isdisjoint(asked)
    assert {"name", "born", "responder", "stand-in"} <= set(asked)


def test_an_adult_who_says_yes():
    asked = codes(YES)
    assert {"age-then", "nrm", "support", "name", "decision-to", "responder"} <= set(asked)
    assert {"council", "phone", "why-not", "gender-dtn", "name-dtn", "contact", "nominee"}.isdisjoint(asked)
    assert "phone" in codes(YES | said(wants_support="yes"))
    assert "contact" in codes(YES | said(decision_to="potential-victim"))
    assert "nominee" in codes(YES | said(decision_to="someone-else"))


def test_an_adult_who_says_no_is_named_only_where_they_will_help_an_investigation():
    asked = codes(NO)
    assert {"why-not", "gender-dtn", "nationality-dtn"} <= set(asked)
    assert {"name-dtn", "contact-dtn", "name", "born", "responder", "files", "interpreter"}.isdisjoint(asked)
    named = codes(NO | said(co_operates="yes"))
    assert {"name-dtn", "contact-dtn"} <= set(named)
    for answer in ("no", NOT_SURE):
        assert "name-dtn" not in codes(NO | said(co_operates=answer))


@pytest.mark.parametrize(
    ("fork", "value", "there", "not_there"),
    [
        ("several_situations", "yes", "dates-several", "dates"),
        ("several_situations", "i-dont-know", "dates", "dates-several"),
        ("still_there", "yes", "what-keeps-them", "how-they-left"),
        ("still_there", "no", "how-they-left", "what-keeps-them"),
        ("reported_before", "no", "why-now", ""),
        ("where", "uk", "uk-towns", "countries"),
        ("where", "overseas", "countries", "uk-towns"),
        ("exploiters_where_known", "yes", "exploiters-in-uk", ""),
        ("again", "yes", "again-why", ""),
    ],
)
def test_each_fork_of_the_form(fork, value, there, not_there):
    assert there not in codes(YES)
    asked = codes(YES | said(**{fork: value}))
    assert there in asked
    assert not_there not in asked


def test_both_kinds_of_places_are_asked_where_it_was_both():
    assert {"uk-towns", "countries"} <= set(codes(said(where="uk-and-overseas")))


def test_details_are_missing_only_where_they_belong_to_the_answer():
    moved = FORM.page("moved")
    assert [
        field.key for field in question_flow.list_missing_fields_of_page(FORM, moved, said(moved="no"))
    ] == []
    assert [
        field.key for field in question_flow.list_missing_fields_of_page(FORM, moved, said(moved="yes"))
    ] == ["journey"]
    assert [
        field.key for field in question_flow.list_missing_fields_of_page(FORM, moved, said(moved=NOT_SURE))
    ] == []


@pytest.mark.parametrize("page", FORM.pages, ids=lambda page: page.code)
def test_not_sure_is_an_answer_to_every_question(page):
    own = [option.value for option in page.main.options]
    unsure = next((value for value in own if value in question_flow.THEIR_NOT_SURE), NOT_SURE)
    answer = FormAnswerValue(unsure) if page.main.kind == "choice" else FormAnswerValue("", unsure=True)
    assert question_flow.list_missing_fields_of_page(FORM, page, {page.main.key: answer}) == ()


def test_what_no_longer_applies_is_kept_aside_and_comes_back():
    child = said(under_18="yes", council_name="Lincolnshire County Council", first_name="Ana")
    adult = child | said(under_18="no")
    assert question_flow.list_keys_of_answers_that_no_longer_apply(FORM, child) == ()
    assert set(question_flow.list_keys_of_answers_that_no_longer_apply(FORM, adult)) == {
        "council_name",
        "first_name",
    }
    assert question_flow.list_keys_of_answers_that_no_longer_apply(FORM, adult | said(wants_nrm="yes")) == (
        "council_name",
    )


def test_a_key_stands_on_no_two_pages_that_apply_together():
    for answers in every_fork():
        keys = [
            field.key for page in question_flow.list_applying_pages(FORM, answers) for field in page.fields
        ]
        assert sorted(keys) == sorted(set(keys))


def test_a_section_is_done_begun_or_not_begun():
    places = next(one for one in FORM.sections if one.code == "places")
    assert question_flow.get_section_progress(FORM, places, {}) is FormSectionProgress.NOT_BEGUN
    one = said(where="uk")
    assert question_flow.get_section_progress(FORM, places, one) is FormSectionProgress.BEGUN
    whole = (
        one | {"uk_towns": FormAnswerValue(("Boston",))} | said(town_now="Lincoln", county_now="Lincolnshire")
    )
    assert (
        question_flow.get_section_progress(FORM, places, whole, frozenset(whole)) is FormSectionProgress.DONE
    )
    who = next(one for one in FORM.sections if one.code == "person")
    assert question_flow.get_section_progress(FORM, who, {}) is FormSectionProgress.LATER


def every_fork():
    """Each value of each answer on which something hangs, on each of the roads."""
    roads = ({}, CHILD, ADULT, YES, NO, NO | said(co_operates="yes"))
    for road in roads:
        yield road
        for key in FORKS:
            field = FORM.fields[key]
            for option in field.options:
                value = (option.value,) if field.several else option.value
                yield road | {key: FormAnswerValue(value)}


VALUES = {
    key: [
        FormAnswerValue(),
        FormAnswerValue("", unsure=True),
        *(FormAnswerValue((o.value,) if f.several else o.value) for o in f.options),
        FormAnswerValue("text"),
    ]
    for key, f in FORM.fields.items()
}
any_answers = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 4)).map(
    lambda chosen: {key: VALUES[key][at % len(VALUES[key])] for key, at in chosen.items()}
)


@settings(max_examples=150, deadline=None)
@given(any_answers)
def test_any_answers_lead_through_the_form_and_back(answers):
    applies = question_flow.list_applying_pages(FORM, answers)
    step, walked = None, []
    while (page := question_flow.find_next_form_page(FORM, answers, step.code if step else "")) is not None:
        walked.append(page)
        step = page
    assert tuple(walked) == applies
    back = [question_flow.find_previous_form_page(FORM, answers, page.code) for page in applies]
    assert back == [None, *applies[:-1]]
    for section in FORM.sections:
        assert question_flow.get_section_progress(FORM, section, answers) in FormSectionProgress
    kept = {key for key, one in answers.items() if one}
    assert (
        set(question_flow.list_keys_of_answers_that_no_longer_apply(FORM, answers))
        | {field.key for _, field in question_flow.list_applying_fields_with_pages(FORM, answers)}
        >= kept
    )
