"""Every branch of the form, walked: which questions apply, what is missing, what is kept aside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.nrmform.rules import definition, flow
from handrail.nrmform.rules.definition import NOT_SURE
from handrail.nrmform.rules.flow import Given, Progress, Route

FORM = definition.newest()
FORKS = sorted(
    {fact for page in FORM.pages for fact, _ in page.when if not fact.startswith("@")} | {"co_operates"}
)


def said(**answers):
    return {key: Given(value) for key, value in answers.items()}


def codes(answers):
    return [page.code for page in flow.pages(FORM, answers)]


CHILD = said(under_18="yes")
ADULT = said(under_18="no")
YES, NO = ADULT | said(wants_nrm="yes"), ADULT | said(wants_nrm="no")


@pytest.mark.parametrize(
    ("answers", "route"),
    [
        ({}, Route.OPEN),
        (CHILD, Route.NRM),
        (said(under_18=NOT_SURE), Route.NRM),
        ({"under_18": Given("", unsure=True)}, Route.NRM),
        (ADULT, Route.OPEN),
        (YES, Route.NRM),
        (NO, Route.DTN),
        (ADULT | said(wants_nrm=NOT_SURE), Route.OPEN),
        (CHILD | said(wants_nrm="no"), Route.NRM),
    ],
)
def test_a_child_is_referred_and_an_adult_decides(answers, route):
    assert flow.route(answers) is route


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
    assert [field.key for field in flow.missing(FORM, moved, said(moved="no"))] == []
    assert [field.key for field in flow.missing(FORM, moved, said(moved="yes"))] == ["journey"]
    assert [field.key for field in flow.missing(FORM, moved, said(moved=NOT_SURE))] == []


@pytest.mark.parametrize("page", FORM.pages, ids=lambda page: page.code)
def test_not_sure_is_an_answer_to_every_question(page):
    own = [option.value for option in page.main.options]
    unsure = next((value for value in own if value in flow.THEIR_NOT_SURE), NOT_SURE)
    answer = Given(unsure) if page.main.kind == "choice" else Given("", unsure=True)
    assert flow.missing(FORM, page, {page.main.key: answer}) == ()


def test_what_no_longer_applies_is_kept_aside_and_comes_back():
    child = said(under_18="yes", council_name="Lincolnshire County Council", first_name="Ana")
    adult = child | said(under_18="no")
    assert flow.aside(FORM, child) == ()
    assert set(flow.aside(FORM, adult)) == {"council_name", "first_name"}
    assert flow.aside(FORM, adult | said(wants_nrm="yes")) == ("council_name",)


def test_a_key_stands_on_no_two_pages_that_apply_together():
    for answers in every_fork():
        keys = [field.key for page in flow.pages(FORM, answers) for field in page.fields]
        assert sorted(keys) == sorted(set(keys))


def test_a_section_is_done_begun_or_not_begun():
    places = next(one for one in FORM.sections if one.code == "places")
    assert flow.progress(FORM, places, {}) is Progress.NOT_BEGUN
    one = said(where="uk")
    assert flow.progress(FORM, places, one) is Progress.BEGUN
    whole = one | {"uk_towns": Given(("Boston",))} | said(town_now="Lincoln", county_now="Lincolnshire")
    assert flow.progress(FORM, places, whole, frozenset(whole)) is Progress.DONE
    who = next(one for one in FORM.sections if one.code == "person")
    assert flow.progress(FORM, who, {}) is Progress.LATER


def every_fork():
    """Each value of each answer on which something hangs, on each of the roads."""
    roads = ({}, CHILD, ADULT, YES, NO, NO | said(co_operates="yes"))
    for road in roads:
        yield road
        for key in FORKS:
            field = FORM.fields[key]
            for option in field.options:
                value = (option.value,) if field.several else option.value
                yield road | {key: Given(value)}


VALUES = {
    key: [
        Given(),
        Given("", unsure=True),
        *(Given((o.value,) if f.several else o.value) for o in f.options),
        Given("text"),
    ]
    for key, f in FORM.fields.items()
}
any_answers = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 4)).map(
    lambda chosen: {key: VALUES[key][at % len(VALUES[key])] for key, at in chosen.items()}
)


@settings(max_examples=150, deadline=None)
@given(any_answers)
def test_any_answers_lead_through_the_form_and_back(answers):
    applies = flow.pages(FORM, answers)
    step, walked = None, []
    while (page := flow.after(FORM, answers, step.code if step else "")) is not None:
        walked.append(page)
        step = page
    assert tuple(walked) == applies
    back = [flow.before(FORM, answers, page.code) for page in applies]
    assert back == [None, *applies[:-1]]
    for section in FORM.sections:
        assert flow.progress(FORM, section, answers) in Progress
    kept = {key for key, one in answers.items() if one}
    assert set(flow.aside(FORM, answers)) | {field.key for _, field in flow.applying(FORM, answers)} >= kept
