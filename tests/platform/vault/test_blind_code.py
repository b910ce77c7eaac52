"""Coded facts behind keyed tokens: found as ever, never in clear in the table, and not told apart by counting."""

from collections import Counter

import pytest
from django.db import connection

from handrail.people.cases.offers.models import Circumstances
from handrail.people.records.models import Case, DangerCheck
from handrail.people.records.models.case import AT_RISK
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer, YesNoUnsureOrNotAsked
from handrail.platform.vault.errors import DecryptionError

FIELD = Case._meta.get_field("danger")


def set_danger(told, danger):
    Case.objects.filter(pk=told.case_id).update(danger=danger)


def kept(told):
    with connection.cursor() as cursor:
        cursor.execute("SELECT danger FROM records_case WHERE reference = %s", [told.reference])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("danger", ImmediateDangerOrInjuryAnswer)
def test_a_code_is_read_and_found_as_it_was_written(told, danger):
    set_danger(told, danger)
    assert Case.objects.get().danger == danger
    assert Case.objects.filter(danger=danger).exists()
    assert Case.objects.exclude(danger=danger).count() == 0
    assert Case.objects.filter(danger__in=AT_RISK).exists() == (danger in AT_RISK)
    assert list(Case.objects.values_list("danger", flat=True)) == [danger]


def test_the_table_holds_a_token_and_no_code(told):
    set_danger(told, ImmediateDangerOrInjuryAnswer.BOTH)
    token = kept(told)
    assert len(token) == 16
    assert int(token, 16)
    assert FIELD.decode(token) == "both"


def test_the_same_code_is_kept_under_several_tokens(told):
    seen = set()
    for _ in range(60):
        set_danger(told, ImmediateDangerOrInjuryAnswer.NOT_ASKED)
        seen.add(kept(told))
    assert len(seen) > 5  # of 24: so few by chance once in more than 10^40


def test_no_two_codes_and_no_two_columns_share_a_token():
    fields = [FIELD, *(DangerCheck._meta.get_field(name) for name in ("answer", "watched", "self_harm"))]
    fields += [Circumstances._meta.get_field(name) for name in ("status", "public_funds")]
    tokens = Counter(token for field in fields for one in field.get_table().tokens.values() for token in one)
    assert set(tokens.values()) == {1}


def test_another_key_reads_nothing(told, settings):
    set_danger(told, ImmediateDangerOrInjuryAnswer.HURT)
    settings.VAULT_MASTER_KEY = "another key that a machine made 0123456789"
    with pytest.raises(DecryptionError, match="another master key"):
        Case.objects.filter(pk=told.case_id).values_list("danger", flat=True)[0]


def test_what_is_not_on_the_list_is_neither_written_nor_looked_for(told):
    with pytest.raises(ValueError, match="not on its list"):
        set_danger(told, "perhaps")
    with pytest.raises(ValueError, match="not on its list"):
        Case.objects.filter(danger="perhaps").exists()


def test_a_migration_knows_neither_codes_nor_a_default():
    for name in ("danger",):
        assert Case._meta.get_field(name).deconstruct()[1:] == (
            "django.db.models.CharField",
            [],
            {"max_length": 16},
        )
    assert DangerCheck._meta.get_field("watched").get_default() == YesNoUnsureOrNotAsked.NOT_ASKED
