"""The form as data: whole, faithful to its source, with keys that mean one thing."""

import re

from handrail.people.referral_form.rules import form_definition

FORM = form_definition.get_newest_form_definition()
LEGACY = {"what-happened", "more-than-one-exploitation-situation", "why-are-you-making-the-referral"}
FIELDS_IN_USE = 153  # 156 rows of the source without the three that only old drafts have


def theirs() -> set[str]:
    names: set[str] = set()
    for _, field in FORM.each():
        if "{n}" in field.theirs:
            names |= {field.theirs.replace("{n}", str(number)) for number in range(1, field.most + 1)}
        elif field.theirs:
            names.add(field.theirs)
        names |= {option.theirs for option in field.options if option.theirs}
    return names


def test_every_field_in_use_is_carried():
    found = theirs()
    assert LEGACY.isdisjoint(found)
    # 14 names stand in the source twice: on the page of the referral and on that of the report.
    assert len(found) + 14 == FIELDS_IN_USE


def test_it_says_where_it_comes_from():
    assert FORM.dated == "2026-04-21"
    assert "MIT" in FORM.licence
    assert "Home Office" in FORM.licence


def test_lists_are_whole():
    sizes = {name: len(values) for name, values in FORM.lists.items()}
    assert sizes == {
        "organisations": 526,
        "local_authorities": 451,
        "police_forces": 47,
        "uk_regions": 98,
        "uk_cities_and_towns": 1622,
        "nationalities": 222,
        "countries_excluding_uk": 196,
    }
    for name in ("uk_regions", "uk_cities_and_towns", "nationalities"):
        assert "Unknown" in FORM.lists[name]


def test_codes_and_keys_are_plain_and_stand_for_one_thing():
    codes = [page.code for page in FORM.pages]
    assert sorted(codes) == sorted(set(codes))
    assert all(re.fullmatch(r"[a-z0-9-]+", code) for code in codes)
    for key, field in FORM.fields.items():
        assert re.fullmatch(r"[a-z0-9_]+", key), key
        twins = [other for _, other in FORM.each() if other.key == key]
        assert {(twin.theirs, twin.kind, twin.tells, twin.options) for twin in twins} == {
            (field.theirs, field.kind, field.tells, field.options)
        }


def test_every_condition_names_something_that_can_be_answered_before():
    known: set[str] = {"@route", "@named"}
    for page in FORM.pages:
        assert {fact for fact, _ in page.when} <= known, page.code
        for field in page.fields:
            known.add(field.key)
            assert {fact for fact, _ in field.when} <= known, field.key


def test_nothing_that_names_or_reaches_somebody_is_free_to_stand_in_a_report():
    """Only answers from closed lists stand in a report that names nobody without being read for it."""
    for _, field in FORM.each():
        if field.tells == "no":
            assert field.kind in ("choice", "several", "list") or field.key.startswith("council_"), field.key
        if field.shows in ("identity", "contact") and field.kind not in ("list",):
            assert field.tells == "who", field.key
