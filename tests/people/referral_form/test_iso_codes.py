"""Citizenship and language leave as the standard's codes where one is sure; where none is, the record says so."""

import json

import pytest
from babel import Locale

from handrail.people.referral_form.actions import exports
from handrail.people.referral_form.rules import form_definition, iso_codes
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from support.referral_form import sees

FORM = form_definition.get_newest_form_definition()
WITHOUT = {"Unknown", "English", "Kosovan", "Northern Irish", "Scottish", "Welsh"}


@pytest.fixture
def standard(cast, told, draft, say):
    """The record of a referral with these answers."""

    def made(**answers):
        say(under_18="no", wants_nrm="yes", **answers)
        case_access = sees(cast.worker, told.case_id)
        return exports.export_draft(case_access=case_access, draft_id=draft.draft_id, way="htcds").file

    return made


def test_nationality_and_language_leave_as_codes(standard):
    file = standard(
        nationality="Romanian", second_nationality="Moldovan", interpreter="yes", language="Romanian; a woman"
    )
    assert file["Person"]["prs_Citizenship"] == ["RO", "MD"]
    assert file["Person"]["prs_PrimaryLanguage"] == "ron"
    assert not [line for line in file["left_out"] if "Citizenship" in line or "Language" in line]


def test_what_has_no_sure_code_is_left_out_with_the_reason(standard):
    file = standard(nationality="Kosovan", interpreter="yes", language="Cantonese")
    assert not {"prs_Citizenship", "prs_PrimaryLanguage"} & {*file["Person"]}
    assert file["left_out"][:2] == [
        "prs_Citizenship: ISO 3166-1 has no code of its own for “Kosovan”.",
        "prs_PrimaryLanguage: no code of ISO 639-2 is sure for “Cantonese”.",
    ]


def test_one_of_two_nationalities_leaves_alone(standard):
    file = standard(nationality="Scottish", second_nationality="Polish")
    assert file["Person"]["prs_Citizenship"] == ["PL"]
    assert "“Scottish”" in file["left_out"][0]


def test_words_that_are_no_name_of_a_language_are_not_guessed_at(standard):
    file = standard(interpreter="yes", language="the dialect of her valley")
    assert "prs_PrimaryLanguage" not in file["Person"]


def test_not_sure_is_no_nationality(standard, say):
    file = standard(nationality=FormAnswerValue("", True))
    assert "prs_Citizenship" not in file["Person"]
    assert "Citizenship" not in json.dumps(file["left_out"])


def test_every_nationality_of_the_form_but_six_has_a_country_that_there_is():
    codes = {name: iso_codes.get_country_code_of_nationality(name) for name in FORM.lists["nationalities"]}
    assert {name for name, code in codes.items() if not code} == WITHOUT
    assert {code for code in codes.values() if code} <= {*Locale("en").territories}
    assert (codes["Nigerian"], codes["Nigerien"]) == ("NG", "NE")
    assert (codes["Dominican"], codes["Citizen of the Dominican Republic"]) == ("DM", "DO")
    assert (codes["Congolese (Congo)"], codes["Congolese (DRC)"]) == ("CG", "CD")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("sq", "sqi"), ("zh", "zho"), ("lua", "lua"), ("cmn", ""), ("fa-AF", ""), ("bfi", ""), ("", "")],
)
def test_languages_that_the_standard_knows_only_within_another_have_no_code(tag, code):
    assert iso_codes.get_iso_639_2_code(tag) == code
