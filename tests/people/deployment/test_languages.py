"""Which way to speak comes first, what the person's choice does to it, and who may never interpret."""

import datetime
from uuid import UUID

import pytest

from handrail.people.deployment.languages.close_varieties import list_close_varieties
from handrail.people.deployment.languages.conflict_check_validity import (
    ConflictCheck,
    ConflictCheckState,
    ConflictOutcome,
    compute_name_version_mark,
    get_conflict_check_state,
)
from handrail.people.deployment.languages.interpreters import (
    InterpreterFacts,
    InterpreterRelation,
    ObjectionCode,
    list_interpreter_objections,
)
from handrail.people.deployment.languages.questions import list_likely_languages_of_territory
from handrail.people.deployment.languages.routes import (
    LanguageUse,
    list_language_routes,
    suggest_language_route,
)
from handrail.people.deployment.languages.spoken import (
    LEVEL_BY_CODE,
    SpokenLanguage,
    SpokenLevel,
    SpokenLevelSource,
    VictimLanguages,
)
from handrail.people.deployment.languages.talks import TalkKind, needs_independent_interpreter
from handrail.people.deployment.rules.facts import LanguageRank


def speaks(text, dialect=""):
    """From "lt first" or "ru B2"."""
    tag, level = text.split()
    return SpokenLanguage(tag, LEVEL_BY_CODE[level], dialect=dialect)


def person(*texts, chosen=(), refused=()):
    return VictimLanguages(tuple(map(speaks, texts)), frozenset(chosen), frozenset(refused))


@pytest.mark.parametrize(
    ("victim", "worker", "rank"),
    [
        (["lt first"], ["lt first"], LanguageRank.FIRST_LANGUAGE),
        (["lt first", "ru C1"], ["ru B2", "en C2"], LanguageRank.BOTH_FLUENT),
        (["lt first"], ["lt C2"], LanguageRank.BOTH_FLUENT),
        (["lt first", "ru B1"], ["ru first"], LanguageRank.WELFARE_ONLY),
        (["lt first", "ru A2"], ["ru first"], LanguageRank.INTERPRETER),
        (["cs first"], ["sk first"], LanguageRank.CLOSE_VARIETY),
        (["arz first"], ["apd first"], LanguageRank.INTERPRETER),
        (["apd first"], ["arz first"], LanguageRank.CLOSE_VARIETY),
        (["ckb first"], ["kmr first"], LanguageRank.INTERPRETER),
        (["ar first"], ["ar first"], LanguageRank.CLOSE_VARIETY),
        (["vi first"], [], LanguageRank.INTERPRETER),
    ],
)
@pytest.mark.practice("P29")
def test_the_best_way_to_speak(victim, worker, rank):
    assert suggest_language_route(person(*victim), map(speaks, worker)).rank is rank


def test_a_shared_language_is_said_with_both_levels_and_how_they_are_known():
    worker = SpokenLanguage("ru", SpokenLevel.C1, SpokenLevelSource.ASSESSED)
    route = suggest_language_route(person("lt first", "ru B2"), [worker])
    assert "B2 (said)" in str(route.reasons)
    assert "C1 (assessed)" in str(route.reasons)
    assert route.use is LanguageUse.PLANNING


def test_one_name_for_many_varieties_is_shared_only_when_both_name_the_same():
    own, same, other = (speaks("ar first", dialect) for dialect in ("Sudanese", "sudanese", "Moroccan"))
    victim = VictimLanguages((own,))
    assert suggest_language_route(victim, [same]).rank is LanguageRank.FIRST_LANGUAGE
    unlike = suggest_language_route(victim, [other])
    assert (unlike.rank, unlike.use) == (LanguageRank.CLOSE_VARIETY, LanguageUse.WELFARE)


def test_the_person_chooses():
    """A Ukrainian who also speaks Russian: what they refuse is never suggested, and what they choose goes alone."""
    worker = [speaks("ru first"), speaks("en C2")]
    assert suggest_language_route(person("uk first", "ru first"), worker).rank is LanguageRank.FIRST_LANGUAGE
    refused = list_language_routes(person("uk first", "ru first", refused=["ru"]), worker)
    assert [route.rank for route in refused] == [LanguageRank.INTERPRETER]
    chosen = list_language_routes(person("uk first", "ru first", "en B2", chosen=["en"]), worker)
    assert [route.candidate.tag for route in chosen[:-1]] == ["en"]
    assert chosen[0].questions == ()
    assert suggest_language_route(person("en B2"), worker).questions != ()


def test_each_close_variety_has_a_source_and_is_not_a_group_of_dialects():
    rows = list_close_varieties()
    assert all(row.source and row.confidence in ("secondary", "unconfirmed") for row in rows)
    assert ("fa-AF", "fa") in {(row.person, row.candidate) for row in rows}
    assert ("arz", "apd") not in {(row.person, row.candidate) for row in rows}


def test_where_somebody_lived_only_says_what_to_ask():
    asked = list_likely_languages_of_territory("lt")
    assert [one.tag for one in asked][:2] == ["lt", "ru"]
    assert all(one.percent >= 5 for one in asked)
    assert list_likely_languages_of_territory("XX") == ()


@pytest.mark.parametrize("talk", list(TalkKind))
def test_formal_talks_need_somebody_independent(talk):
    informal = {TalkKind.WELFARE, TalkKind.PLANNING, TalkKind.APPOINTMENT}
    assert needs_independent_interpreter(talk) is (talk not in informal)
    assert not needs_independent_interpreter(talk, shares_english=True)


def interpreter(**changes):
    facts = {
        "relation": InterpreterRelation.NONE,
        "tags": frozenset({"vi"}),
        "is_qualified": True,
        "conflict": ConflictCheckState.CLEAR,
    }
    return InterpreterFacts(**facts | changes)


@pytest.mark.parametrize(
    "relation", [one for one in InterpreterRelation if one is not InterpreterRelation.NONE]
)
@pytest.mark.parametrize("talk", [TalkKind.CONSENT, TalkKind.WELFARE])
def test_nobody_near_the_person_or_the_case_ever_interprets(relation, talk):
    (objection,) = list_interpreter_objections(interpreter(relation=relation), talk, "vi")
    assert (objection.code, objection.is_absolute) == (ObjectionCode.RELATION, True)


def test_what_else_speaks_against_an_interpreter():
    def codes(talk=TalkKind.LEGAL, tag="vi", **changes):
        found = list_interpreter_objections(interpreter(**changes), talk, tag)
        return [one.code.value for one in found], all(one.is_absolute for one in found)

    assert codes() == ([], True)
    assert codes(tag="ti") == (["no_language"], True)
    assert codes(is_qualified=False) == (["not_qualified"], False)
    assert codes(is_qualified=False, talk=TalkKind.WELFARE) == ([], True)
    assert codes(is_refused_by_person=True, has_served_suspect=True) == (["refused", "other_side"], True)
    for state in (ConflictCheckState.EXPIRED, ConflictCheckState.NOT_CHECKED, ConflictCheckState.NOT_CLEAR):
        assert codes(conflict=state) == (["conflict"], True)


def test_a_check_ends_with_each_new_name_in_the_case():
    suspect, employer = UUID(int=1), UUID(int=2)
    then = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
    marks = frozenset({compute_name_version_mark(suspect, 1)})
    check = ConflictCheck(ConflictOutcome.CLEAR, then, marks)
    assert get_conflict_check_state(check, marks) is ConflictCheckState.CLEAR
    assert get_conflict_check_state(check, []) is ConflictCheckState.CLEAR
    assert (
        get_conflict_check_state(check, [*marks, compute_name_version_mark(employer, 1)])
        is ConflictCheckState.EXPIRED
    )
    assert (
        get_conflict_check_state(check, [compute_name_version_mark(suspect, 2)]) is ConflictCheckState.EXPIRED
    )
    bad = ConflictCheck(ConflictOutcome.NOT_CLEAR, then, marks)
    assert (
        get_conflict_check_state(bad, [compute_name_version_mark(employer, 1)])
        is ConflictCheckState.NOT_CLEAR
    )
    assert get_conflict_check_state(None, marks) is ConflictCheckState.NOT_CHECKED
