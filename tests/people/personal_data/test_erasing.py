"""After an erasure nothing of the person is in either database, and nothing that is left can be opened."""

import datetime

import pytest
from django.apps import apps
from django.db import connections
from django.utils import timezone

from handrail.people.housing.models import StayNight
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.case_file_models import list_case_file_models, list_foreign_keys
from handrail.people.personal_data.rows_kept_after_erasure import KEPT_ROWS, get_emptying_values_by_field
from handrail.people.records.models import Case, Need, Offer
from handrail.platform.access.field_classification import FieldSensitivityClass, get_field_sensitivity_class
from handrail.platform.access.sealed import SealedModel
from handrail.platform.audit.models import Record
from handrail.platform.vault import keys
from handrail.platform.vault.fields import SealedField
from handrail.platform.vault.models import FileKey
from people.provision_world import SECRETS as OF_MONEY
from people.provision_world import a_world
from people.recovery import recovery_fixtures as recovery
from support.contacts_pages import SECRET_WORDS, worked  # noqa: F401
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED
from support.housing_pages import a_stage
from support.matching_pages import linked  # noqa: F401
from support.offers_pages import SECRET_WORDS as OF_A_REFERRAL
from support.offers_pages import sent  # noqa: F401
from support.referral_form_pages import WORDS, forms  # noqa: F401
from support.worlds import shared_world

TRAIL = "audit_record"
WHO_WORKS_HERE = "access_user"


@shared_world
def planted(cast, full, told, sent, linked, worked, forms) -> set[str]:  # noqa: F811
    """Cases that hold something in every room; gives back the words that were planted."""
    a_world(cast, told)
    stage = a_stage(cast)
    world = recovery.a_world(cast, told)
    Case.objects.update(closed_at=timezone.now(), closed_by_id=cast.worker.pk)
    return {
        *(word for words in PLANTED.values() for word in words),
        *IN_THE_PAPER, *IN_THE_REPORT, *OF_MONEY, *SECRET_WORDS, OF_A_REFERRAL, WORDS,
        *linked.secrets, *stage.secrets, *stage.told.secrets, *recovery.SECRETS, *world.told.secrets,
    }  # fmt: skip


def dump(alias: str) -> list[str]:
    """Every row of every table with its table's name, bytes as hexadecimal digits."""
    connection, lines = connections[alias], []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            lines += [f"{table}: {list(map(_write, row))}" for row in cursor.fetchall()]
    return lines


def _write(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def erase_everybody(cast) -> list:
    numbers = list(Case.objects.values_list("pk", flat=True))
    for number in numbers:
        erase_case_file(number, signed_by=cast.protector.pk)
    return numbers


def test_neither_database_holds_a_planted_word_afterwards(cast, planted):
    erase_everybody(cast)
    everything = "\n".join(dump("default") + dump("keys"))
    assert [word for word in planted if word in everything] == []


def test_no_row_points_to_one_that_was_erased(cast, planted):
    erase_everybody(cast)
    for connection in connections.all():
        connection.check_constraints()


def test_the_number_of_an_erased_file_is_in_the_trail_and_on_the_list_of_erasures_alone(cast, planted):
    numbers = erase_everybody(cast)
    spelled = {text for number in numbers for text in (str(number), number.hex)}
    found = {
        line.split(":", 1)[0]
        for line in dump("default") + dump("keys")
        if any(text in line for text in spelled)
    }
    assert found == {TRAIL, "vault_filekey", "vault_erasedfile"}


def test_no_reference_of_an_erased_case_is_left_outside_the_trail(cast, planted):
    references = list(Case.objects.values_list("reference", flat=True))
    erase_everybody(cast)
    rows = [line for line in dump("default") if not line.startswith(TRAIL)]
    assert [
        line for line in rows if any(f"'{one}'" in line or f"/{one}/" in line for one in references)
    ] == []


def test_no_key_of_a_person_is_left_and_none_opens_what_stays(cast, planted):
    numbers = erase_everybody(cast)
    assert FileKey.objects.filter(file_id__in=numbers, destroyed_at=None).count() == 0
    assert set(keys.get_erasure_days_by_file_id()) >= set(numbers)
    for model in apps.get_models():
        if issubclass(model, SealedModel) and any(one.model is model for one in list_case_file_models()):
            columns = [
                each for each in model._meta.concrete_fields if isinstance(each, SealedField) and each.null
            ]
            for column in columns:
                assert model._base_manager.filter(**{f"{column.name}__isnull": False}).count() == 0, column


def test_the_trail_holds_no_planted_word_and_stays_whole(cast, planted):
    before = Record.objects.count()
    erase_everybody(cast)
    rows = "\n".join(line for line in dump("default") if line.startswith(TRAIL))
    assert [word for word in planted if word in rows] == []
    assert Record.objects.count() >= before


def test_nights_sums_and_counts_stay_with_nobody_in_them(cast, planted):
    nights = sorted(StayNight.objects.values_list("unit_id", "space", "night"))
    needs, spent = Need.objects.count(), sorted(Offer.objects.values_list("cost_pence", flat=True), key=str)
    cases, months = Case.objects.count(), {row.opened_at.strftime("%Y-%m") for row in Case.objects.all()}
    erase_everybody(cast)
    assert nights
    assert sorted(StayNight.objects.values_list("unit_id", "space", "night")) == nights
    assert Need.objects.count() == needs
    assert sorted(Offer.objects.values_list("cost_pence", flat=True), key=str) == spent
    assert Case.objects.count() == cases
    assert {row.opened_at.strftime("%Y-%m") for row in Case.objects.all()} == months
    assert {row.age for row in Case.objects.all()} == {"unsure"}
    assert {row.opened_on.day for row in Need.objects.all()} == {1}


def test_erasing_one_leaves_every_other_record_as_it_was(cast, planted, told):
    others = {one.pk: count_rows(one.pk) for one in Case.objects.exclude(pk=told.case_id)}
    erase_case_file(told.case_id, signed_by=cast.protector.pk)
    gone = {
        number: (rows, count_rows(number)) for number, rows in others.items() if count_rows(number) != rows
    }
    assert gone == {}
    assert keys.find_ids_of_files_whose_key_exists(others) == set(others)


def count_rows(number) -> int:
    """Those that are about nobody else as well."""
    about_two = {"matching.CasePair", "matching.PairSide", "matching.CaseJoin"}
    return sum(one.rows(number).count() for one in list_case_file_models() if one.label not in about_two)


@pytest.mark.parametrize("label", KEPT_ROWS)
def test_what_stays_of_a_row_is_named_and_exists(label):
    one = next(one for one in list_case_file_models() if one.label == label)
    kept, columns = KEPT_ROWS[label], {column.name: column for column in one.model._meta.concrete_fields}
    assert {*kept.keeps, *kept.to_month, *kept.clears, *kept.sets} <= set(columns)
    values = get_emptying_values_by_field(one.model, kept)
    sealed = {
        name
        for name, column in columns.items()
        if get_field_sensitivity_class(column) is FieldSensitivityClass.IDENTITY
    }
    assert sealed <= set(values)


def test_no_row_that_stays_must_point_to_one_that_goes():
    known = {one.model: one.label for one in list_case_file_models()}
    stuck = [
        f"{one.label}.{column.name}"
        for one in list_case_file_models()
        if one.label in KEPT_ROWS
        for column in list_foreign_keys(one.model)
        if known.get(column.related_model, "records.Case") not in {*KEPT_ROWS, "records.Case"}
        and not column.null
    ]
    assert stuck == []


def test_every_model_with_sealed_words_of_a_case_is_found():
    known = {one.label for one in list_case_file_models()}
    of_places = {"directory_housing.Place"}
    sealed = {model._meta.label for model in apps.get_models() if issubclass(model, SealedModel)}
    assert sealed - known == of_places


def test_a_day_of_erasure_is_kept_and_nothing_else(cast, planted, told):
    erase_case_file(told.case_id, signed_by=cast.protector.pk)
    listed = keys.get_erasure_days_by_file_id()
    assert listed == {told.case_id: timezone.localdate()}
    assert isinstance(listed[told.case_id], datetime.date)
