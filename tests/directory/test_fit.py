"""Does a service fit this person: yes, no or ask, and why. Each expectation is read off the rule by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.service_fit import (
    PERSON_RULES,
    RULES,
    FitVerdict,
    PotentialVictimFactsForServiceFit,
    ServiceEligibility,
    assess_service_fit,
    assess_service_fit_by_person_rules,
    describe_age_limits,
)
from support.service_fit import MIRELA, any_facts, any_terms

YES, NO, ASK = FitVerdict.YES, FitVerdict.NO, FitVerdict.ASK
OPEN_TO_ALL = ServiceEligibility()
NOBODY_KNOWN = PotentialVictimFactsForServiceFit()


def says(terms: dict[str, object], facts: dict[str, object], words: str) -> FitVerdict:
    """What all rules say, where one reason has these words and the same answer."""
    found = assess_service_fit(replace(OPEN_TO_ALL, **terms), replace(MIRELA, **facts))
    reason = next(reason for reason in found.reasons if words in reason.words)
    assert reason.says is found.says
    return found.says


def test_a_service_open_to_everybody_takes_somebody_of_whom_all_is_known():
    found = assess_service_fit(OPEN_TO_ALL, MIRELA)
    assert found.says is YES
    assert "Open to people with no recourse to public funds" in found.those(YES)


@pytest.mark.parametrize(
    ("terms", "facts", "expected", "words"),
    [
        # how it stands
        (
            {"state": "planned", "waits_for": "money for staff"},
            {},
            NO,
            "not open yet; waits for money for staff",
        ),
        ({"state": "funded"}, {}, NO, "Funded, not open yet"),
        ({"state": "paused"}, {}, NO, "Paused for now"),
        ({"state": "closed"}, {}, NO, "Closed"),
        ({"free_now": 0, "free_on": date(2026, 11, 20)}, {}, ASK, "Full on 20 November, the provider said"),
        ({"free_now": 3, "free_on": date(2026, 11, 20)}, {}, YES, "3 free on 20 November, the provider said"),
        # where
        ({"everywhere": False, "area_codes": ("E23000020",)}, {}, YES, "Covers Lincolnshire"),
        ({"everywhere": False, "area_codes": ("W15000002",)}, {}, NO, "Does not cover Lincolnshire"),
        (
            {"everywhere": False, "area_codes": ("W15000002",)},
            {"area_code": None},
            ASK,
            "Area not recorded on the case: ask",
        ),
        # when
        ({"phases": ("before", "outside")}, {}, YES, "before the NRM"),
        ({"phases": ("during",)}, {}, NO, "Cannot be offered before the NRM"),
        ({"phases": ("during",)}, {"phase": None}, ASK, "You do not know where they are in the NRM:"),
        ({"nrm_point": "referred"}, {}, NO, "Only after the NRM referral has been sent"),
        ({"nrm_point": "referred"}, {"referred": True}, YES, ", as required"),
        ({"nrm_point": "reasonable"}, {"reasonable": None}, ASK, "ask if that is the case"),
        ({"nrm_point": "conclusive"}, {"reasonable": True}, NO, "conclusive grounds"),
        # age
        ({"ages": "limits", "min_age": 18}, {}, YES, "18 and over"),
        ({"ages": "limits", "min_age": 18}, {"years": 18}, YES, "18 and over"),
        ({"ages": "limits", "min_age": 18}, {"years": 17, "age": "child"}, NO, "18 and over"),
        ({"ages": "limits", "max_age": 25}, {"years": 25}, YES, "up to 25"),
        ({"ages": "limits", "max_age": 25}, {"years": 26}, NO, "up to 25"),
        ({"ages": "limits", "min_age": 16, "max_age": 25}, {"years": None}, ASK, "16 to 25: ask their age"),
        ({"ages": "limits", "max_age": 17}, {"years": None}, NO, "up to 17"),
        ({"ages": "limits", "max_age": 17}, {"years": None, "age": "child"}, YES, "up to 17"),
        ({"ages": "limits", "min_age": 18}, {"years": None, "age": "child"}, NO, "18 and over"),
        ({"ages": "limits", "min_age": 18}, {"years": None, "age": None}, ASK, "ask their age"),
        ({"ages": "limits", "max_age": 17}, {"years": None, "age": None}, ASK, "ask their age"),
        ({"ages": "limits", "min_age": 16}, {"years": None, "age": "child"}, ASK, "ask their age"),
        ({"ages": "limits", "min_age": 21}, {"years": None}, ASK, "21 and over: ask"),
        ({"ages": "unknown"}, {}, ASK, "Age range not recorded:"),
        # never an adult place for a child
        ({"need": "place"}, {"age": "child", "years": 16}, NO, "emergency duty team"),
        ({"need": "place"}, {"age": None, "years": None}, NO, "emergency duty team"),
        # gender
        ({"genders": "women"}, {}, YES, "For women"),
        ({"genders": "men"}, {}, NO, "For men only"),
        ({"genders": "women"}, {"gender": "male"}, NO, "For women only"),
        ({"genders": "women"}, {"gender": None}, ASK, "ask the person if this suits them"),
        ({"genders": "women"}, {"gender": "other"}, ASK, "ask the person if this suits them"),
        ({"genders": "unknown"}, {}, ASK, "Women or men not recorded: ask"),
        # children with them
        ({"dependants": "no"}, {"dependants": True}, NO, "Does not accept people with children"),
        ({"dependants": "no"}, {"dependants": None}, ASK, "ask if they have dependants"),
        ({"dependants": "yes"}, {"dependants": True}, YES, "with their children"),
        ({"dependants": "unknown"}, {"dependants": True}, ASK, "Not recorded whether children are accepted:"),
        # public funds
        ({"public_funds": "not_needed"}, {"public_funds": None}, YES, "no recourse"),
        ({"public_funds": "needed"}, {}, NO, "Only with recourse"),
        ({"public_funds": "needed"}, {"public_funds": True}, YES, ", as required"),
        ({"public_funds": "needed"}, {"public_funds": None}, ASK, "ask if they have it"),
        ({"public_funds": "unknown"}, {}, ASK, "no recourse to public funds: ask"),
        # status
        ({"status_rule": "leave"}, {}, NO, "Only with permission"),
        ({"status_rule": "leave"}, {"status": "british"}, YES, "Only with permission"),
        ({"status_rule": "leave"}, {"status": "asylum"}, NO, "Only with permission"),
        ({"status_rule": "leave"}, {"status": None}, ASK, "Only with permission"),
        ({"status_rule": "asylum"}, {"status": "asylum"}, YES, "asked for asylum"),
        ({"status_rule": "asylum"}, {}, NO, "asked for asylum"),
        ({"status_rule": "none"}, {}, YES, "without leave"),
        ({"status_rule": "none"}, {"status": "settled"}, NO, "without leave"),
        ({"status_rule": "none"}, {"status": "asylum"}, ASK, "without leave"),
        ({"status_rule": "other"}, {"status": "british"}, ASK, "Immigration rule not clear"),
        ({"status_rule": "unknown"}, {}, ASK, "Immigration rule not clear"),
        # being understood
        ({"language_tags": ("ro",), "interpreters": "no"}, {}, YES, "Speaks Romanian"),
        ({"interpreters": "yes"}, {}, YES, "Finds an interpreter for Romanian"),
        ({"interpreters": "no"}, {}, ASK, "bring one"),
        ({"interpreters": "unknown"}, {}, ASK, "book an interpreter"),
        # what no list can hold
        ({"rule_note": "No dogs"}, {}, ASK, "No dogs"),
    ],
)
def test_each_rule_says_yes_no_or_ask_in_words(terms, facts, expected, words):
    assert says(terms, facts, words) is expected


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        ({"dependants": "unknown"}, {}),  # nobody depends on her: it does not matter
        ({"public_funds": "unknown"}, {"public_funds": True}),
        ({"status_rule": "unknown"}, {"status": "british"}),
        ({"interpreters": "unknown"}, {"language_tag": "en"}),
        ({"interpreters": "unknown"}, {"language_tag": None}),
    ],
)
def test_what_does_not_matter_is_not_asked(terms, facts):
    assert assess_service_fit(replace(OPEN_TO_ALL, **terms), replace(MIRELA, **facts)).those(ASK) == ()


@pytest.mark.parametrize(
    ("low", "high", "words"), [(18, None, "18 and over"), (None, 17, "up to 17"), (16, 25, "16 to 25")]
)
def test_ages_are_written_as_people_say_them(low, high, words):
    assert describe_age_limits(low, high) == words


def test_one_no_is_a_no_and_the_other_reasons_still_stand_beside_it():
    found = assess_service_fit(replace(OPEN_TO_ALL, genders="men", ages="unknown"), MIRELA)
    assert found.says is NO
    assert found.those(NO) == ("For men only",)
    assert found.those(ASK) == ("Age range not recorded: ask",)


@given(any_terms(), any_facts)
def test_there_is_always_an_answer_and_each_of_its_reasons_is_a_sentence(terms, facts):
    found = assess_service_fit(terms, facts)
    assert found.says in FitVerdict
    for reason in found.reasons:
        assert reason.words[:1].isupper() or reason.words[:1].isdigit()
        assert not reason.words.endswith(".")
    assert (found.says is YES) == (not found.those(NO) and not found.those(ASK))


@given(any_terms())
def test_who_is_not_known_is_turned_away_only_where_a_child_might_be_harmed_or_nothing_is_open(terms):
    """Nothing known never reads as a no: but an adult place waits until somebody knows that they are grown up."""
    found = assess_service_fit(terms, NOBODY_KNOWN)
    expected = terms.state != "open" or terms.need == "place"
    assert (found.says is NO) == expected


@given(any_terms(), any_facts, st.sampled_from(PotentialVictimFactsForServiceFit.__slots__))
def test_learning_less_never_turns_a_maybe_into_a_no(terms, facts, forgotten):
    """Save for age: whose age is uncertain takes the child's path."""
    if forgotten in ("age", "language", "area", "years"):
        return
    before, after = (
        assess_service_fit(terms, facts),
        assess_service_fit(terms, replace(facts, **{forgotten: None})),
    )
    assert not (before.says is not NO and after.says is NO)


@given(any_terms(), any_facts)
def test_the_rules_about_the_person_are_a_part_of_all_rules(terms, facts):
    assert set(PERSON_RULES) < set(RULES)
    assert set(assess_service_fit_by_person_rules(terms, facts).reasons) <= set(
        assess_service_fit(terms, facts).reasons
    )


@given(any_terms(), any_facts)
def test_no_child_and_nobody_whose_age_is_not_sure_is_ever_offered_an_adult_place(terms, facts):
    if terms.need == "place" and facts.age != "adult":
        assert assess_service_fit(terms, facts).says is NO
