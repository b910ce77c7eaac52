"""The copy that a person gets: each column in words, each row says what it leads to, and who looked on a page."""

import datetime
import json

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from handrail.people.personal_data.models import AccessRequest
from handrail.people.personal_data.queries.subject_access import (
    PUT_IN_BY,
    list_models_in_subject_access_copy,
    list_subject_access_copy_rows,
)
from handrail.people.personal_data.queries.subject_access_values import (
    HIDDEN,
    SAID_ELSEWHERE,
    UNNAMED,
    get_code_words,
    get_column_code,
    get_column_label,
    get_column_text,
    list_columns_in_copy,
)
from handrail.people.personal_data.subject_access_copy import group_looks_by_person
from handrail.people.records.models import Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.audit.queries import AuditTrailRow
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField, AppSealedReference
from support.file_tasks import fetch_made_file

UNSAID = ("_", "pence", "seal", "checksum", " key")


def all_columns():
    models_in_copy = [one.model for one in list_models_in_subject_access_copy()]
    return [column for model in models_in_copy for column in model._meta.concrete_fields]


def get_key(column):
    return f"{column.model._meta.label}.{column.name}"


def is_hidden(column):
    return column.name in HIDDEN.get(column.model._meta.label, ())


def test_every_column_of_the_copy_has_a_name_to_read():
    shown = [
        column for one in list_models_in_subject_access_copy() for column in list_columns_in_copy(one.model)
    ]
    bad = [
        get_key(column)
        for column in shown
        if any(word in get_column_label(column).lower() for word in UNSAID)
    ]
    assert bad == []


def test_no_choice_is_said_by_its_code():
    """A row is made in memory for each code of each column: what the copy would say of it is never the code."""
    bad = []
    for one in list_models_in_subject_access_copy():
        for column in list_columns_in_copy(one.model):
            for code in (code for code, _ in column.flatchoices or () if code not in (None, "")):
                text = get_column_text(column, one.model(**{column.attname: code}))
                if not text or text == code or "_" in text or text[0].islower():
                    bad.append((get_key(column), code, text))
    assert bad == []


def test_every_sum_is_in_pounds():
    sums = [column for column in all_columns() if isinstance(column, PenceField)]
    assert len(sums) >= 5
    said = {get_column_text(column, column.model(**{column.name: 4500})) for column in sums}
    assert said == {"£45"}


def test_days_and_times_are_said_as_people_say_them(told):
    columns = {get_key(column): column for column in all_columns()}
    at = columns["records.Event.at_time"]
    assert get_column_text(at, at.model(at_time=datetime.time(11, 40))) == "11:40am"
    row = Person.objects.get(pk=told.case_id).bind(UnrecordedKeyAccess(told.case_id))
    row.date_of_birth = "1996-03-14"
    row.save()
    assert get_column_text(columns["records.Person.date_of_birth"], row) == "14 March 1996"


def test_every_list_of_codes_is_said_in_words():
    lists = [
        column
        for column in all_columns()
        if isinstance(column, AppSealedJSONField | models.JSONField) and not is_hidden(column)
    ]
    shown = [one for one in lists if one in list_columns_in_copy(one.model)]
    known = [one for one in shown if "kinds" in one.name or get_code_words(one) or one.name == "left_open"]
    assert [get_key(one) for one in shown if one not in known] == []
    for column in known:
        words = get_code_words(column) or {kind.value: kind.words for kind in Kind}
        if column.name != "left_open" and isinstance(column, AppSealedJSONField | models.JSONField):
            row = column.model(**{column.name: list(words)})
            assert get_column_text(column, row) == "; ".join(map(str, words.values())), get_key(column)


def test_what_a_row_leads_to_is_named_or_stands_in_the_copy_itself():
    """An organisation, a place, a service, a fund and a person are named; other rows have a heading of their own."""
    silent = []
    for column in all_columns():
        if not (column.is_relation or isinstance(column, AppSealedReference)):
            continue
        target = column.related_model if column.is_relation else column.get_target()
        typed_it = target is User and (column.name == "by" or column.name.endswith("_by"))
        named = column in list_columns_in_copy(column.model)
        if not (named or typed_it or target._meta.label in SAID_ELSEWHERE | UNNAMED):
            silent.append(get_key(column))
    assert silent == []
    in_copy = {one.label for one in list_models_in_subject_access_copy()}
    assert in_copy >= SAID_ELSEWHERE


def test_what_is_left_out_of_rows_still_exists():
    keys = {get_key(column) for column in all_columns()}
    assert {f"{label}.{name}" for label, names in HIDDEN.items() for name in names} <= keys
    targets = {column.related_model._meta.label for column in all_columns() if column.is_relation}
    assert targets >= SAID_ELSEWHERE | UNNAMED


def test_a_code_stands_beside_its_label_for_a_machine(full, cast):
    column = next(one for one in all_columns() if get_key(one) == "records.Offer.answer")
    row = column.model(answer="declined")
    assert (get_column_code(column, row), get_column_text(column, row)) == ("declined", "Declined")


@pytest.fixture
def copy_as_json(cast, full, signed_in):
    desk = signed_in(cast.protector)
    on = timezone.localdate()
    desk.post(
        reverse("record_access_request", args=[full.told.reference]),
        {
            "identity_note": "Met in person",
            "received_on-day": on.day,
            "received_on-month": on.month,
            "received_on-year": on.year,
        },
    )
    where = [full.told.reference, AccessRequest.objects.get(state="open").pk, "json"]
    return json.loads(fetch_made_file(desk, reverse("record_copy_file", args=where)).content)


def find_items(copy, what):
    table = next(one for one in copy["held"] if one["what"] == what)
    return [{item["label"]: item.get("text") for item in row["items"]} for row in table["records"]]


def test_sharing_names_organisation_kinds_and_days(copy_as_json):
    shared = find_items(copy_as_json, "Who it was shared with")
    police = next(row for row in shared if row.get("Organisation") == "North Wales Police")
    assert police["Kinds of information"] == "Danger and safety plan"
    assert police["Given at"]
    consents = find_items(copy_as_json, "Consent")
    assert any(row.get("Organisation") == "North Wales Police" and row["Answer"] for row in consents)


def test_an_offer_names_its_service(copy_as_json):
    assert all(row["Service"] for row in find_items(copy_as_json, "Offer"))


def test_the_copy_says_why_from_whom_how_long_and_what_the_person_can_ask(copy_as_json):
    codes = {one["code"]: one["text"] for one in copy_as_json["about_this_copy"]}
    assert set(codes) == {"purposes", "sources", "recipients", "kept", "decisions", "rights"}
    assert codes["kept"][0] == "6 years after the case was closed. Your organisation’s own setting."
    assert any("Information Commissioner" in line for line in codes["rights"])


def make_look(day, who, verb):
    at = timezone.datetime(2026, 11, day, 10, tzinfo=timezone.get_current_timezone())
    return AuditTrailRow(at, who, "STEP", "worker", verb, "read", (), "")


def test_who_looked_is_one_line_a_person():
    looks = [make_look(9, "Ruth", "viewed the case"), make_look(7, "Sam", "viewed the case")]
    looks += [make_look(3, "Ruth", "viewed the case"), make_look(2, "Ruth", "recorded an answer")]
    ruth, sam = group_looks_by_person(looks)
    assert (ruth.who, ruth.first.day, ruth.last.day) == ("Ruth, STEP", 2, 9)
    assert ruth.acts == (("viewed the case", 2), ("recorded an answer", 1))
    assert (sam.first, sam.last) == (sam.last, sam.first)


def test_no_row_of_the_copy_is_without_words(copy_as_json, full):
    """Every row that is in the copy says something, in every table that holds a row."""
    asked = AccessRequest.objects.get(state="open")
    for one in list_models_in_subject_access_copy():
        if one.label not in PUT_IN_BY:
            rows = list_subject_access_copy_rows(asked, one)
            assert all(row.items for row in rows), one.label
