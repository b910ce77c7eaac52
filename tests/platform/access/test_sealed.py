"""A sealed field says its kind once: used wrongly it refuses, and what it shows is noted."""

from copy import copy
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError, FieldFetchBlocked, ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from handrail.people.records.models import Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.key_access import KeyDestroyedError, UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import AccessPath
from handrail.platform.access.sealed import (
    Sealed,
    SealedModel,
    SealedTextOfOtherRowError,
    UnboundRowError,
    bind_rows_to_access,
    open_sealed_value,
)
from handrail.platform.kernel.ids import new_id
from handrail.platform.vault import keys
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.key_ring import CachedFileCiphers

with isolate_apps("handrail.platform.audit"):

    class Slip(SealedModel):
        sealed_with = "owner"
        id = models.UUIDField(primary_key=True, default=new_id)
        owner = models.UUIDField()
        kind = models.CharField(max_length=10, default="outcomes")
        words = Sealed(kind=Kind.OUTCOMES, null=True, max_length=20)
        where = Sealed(kind=Kind.CONTACT, null=True)
        varies = Sealed(kind_field="kind", null=True)

        class Meta:
            app_label = "audit"
            constraints = [
                models.CheckConstraint(
                    condition=models.Q(words__isnull=False) | models.Q(where__isnull=False),
                    name="slip_has_text",
                )
            ]


from support.row_security import table_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def slips(transactional_db):
    with table_of(Slip):
        yield Slip.objects


def case_access(*kinds, ring=None):
    number = uuid4()
    keys.create_file_key(number, "bdt")
    return CaseAccess(
        None, number, 1, frozenset(kinds), (AccessPath.NAMED,), ring=ring or CachedFileCiphers()
    )


def written(access, **texts):
    row = Slip(owner=access.key_id, **texts).bind(access)
    row.save()
    return row


def test_text_goes_in_sealed_and_comes_out_for_a_reader(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words=" Wants to see her sister ")
    row = slips.opened_for(access).get()
    assert row.words.open() == row.opened.words == "Wants to see her sister"
    assert access.shown == {Kind.OUTCOMES}
    assert b"sister" not in slips.values_list("words", flat=True).get()


def test_without_a_reader_nothing_is_opened(slips):
    written(case_access(Kind.OUTCOMES), words="Ana")
    with pytest.raises(UnboundRowError, match=r"audit\.Slip\.words"):
        slips.get().words.open()
    with pytest.raises(UnboundRowError):
        slips.get().opened.words  # noqa: B018


def test_without_an_access_nothing_is_written(slips):
    with pytest.raises(UnboundRowError):
        Slip(owner=uuid4(), words="Ana").save()
    with pytest.raises(UnboundRowError):
        slips.bulk_create([Slip(owner=uuid4(), words="Ana")])
    with pytest.raises(TypeError, match="Seal it first"):
        slips.update(words="Ana")
    assert slips.count() == 0


def test_a_kind_that_is_not_open_reads_as_nothing_and_is_told_apart(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words="Ana", where="12 High Street", varies="Her note", kind="safety")
    row = slips.opened_for(access).get()
    assert (row.where.open(), row.where.hidden, bool(row.where)) == ("", True, True)
    assert (row.varies.open(), row.varies.hidden) == ("", True)
    assert (row.words.open(), row.words.hidden) == ("Ana", False)
    assert access.shown == {Kind.OUTCOMES}


def test_the_kind_of_a_row_is_read_from_its_column(slips):
    access = case_access(Kind.SAFETY)
    written(access, words="Ana", varies="Her note", kind="safety")
    assert slips.opened_for(access).get().varies.open() == "Her note"
    assert access.shown == {Kind.SAFETY}


def test_what_was_sealed_for_another_row_or_column_is_not_opened(slips):
    access = case_access(Kind.OUTCOMES, Kind.CONTACT)
    one, two = written(access, words="Ana"), written(access, words="Bea", where="12 High Street")
    slips.filter(pk=one.pk).update(words=slips.filter(pk=two.pk).values("words"))
    with pytest.raises(DecryptionError):
        slips.opened_for(access).get(pk=one.pk).words.open()
    slips.filter(pk=one.pk).update(words=slips.filter(pk=two.pk).values("where"))
    with pytest.raises(DecryptionError):
        slips.opened_for(access).get(pk=one.pk).words.open()
    with pytest.raises(SealedTextOfOtherRowError):
        one.words = two.words
    with pytest.raises(SealedTextOfOtherRowError):
        two.words = two.where


def test_another_cases_access_is_refused(slips):
    written(case_access(Kind.OUTCOMES), words="Ana")
    with pytest.raises(SealedTextOfOtherRowError):
        slips.opened_for(case_access(Kind.OUTCOMES)).get()


def test_validating_saving_and_printing_open_and_note_nothing(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words="Ana")
    row = slips.opened_for(access).get()
    before = bytes(row.words.sealed())
    row.full_clean()
    row.save()
    assert f"{row.words} {row.words!r}" == "(sealed) <SealedText audit.Slip.words>"
    assert access.shown == set()
    assert slips.values_list("words", flat=True).get() == before


def test_validation_knows_what_is_missing_and_too_long(slips):
    access = case_access(Kind.OUTCOMES)
    with pytest.raises(ValidationError, match="at most 20 characters"):
        Slip(owner=access.key_id, words="a" * 21).bind(access).full_clean()
    with pytest.raises(ValidationError, match="slip_has_text"):
        Slip(owner=access.key_id).bind(access).full_clean()


def test_only_presence_can_be_asked_of_the_database(slips):
    written(case_access(Kind.OUTCOMES), words="Ana")
    assert slips.filter(words__isnull=False, where__isnull=True).count() == 1
    with pytest.raises(FieldError):
        slips.filter(words="Ana").count()


def test_empty_text_is_none(slips):
    access = case_access(Kind.OUTCOMES)
    row = written(access, words="Ana", where="  ")
    assert not row.where
    assert slips.filter(where__isnull=True).count() == 1


def test_keys_of_many_cases_are_fetched_in_one_query(slips, django_assert_num_queries):
    ring = CachedFileCiphers()
    seen = [case_access(Kind.OUTCOMES, ring=ring) for _ in range(3)]
    ring._wanted.update(each.key_id for each in seen)
    rows = [written(each, words=f"Words {n}") for n, each in enumerate(seen)]
    fresh = CachedFileCiphers(each.key_id for each in seen)
    accesses = {each.key_id: UnrecordedKeyAccess(each.key_id, fresh) for each in seen}
    found = list(slips.order_by("id").opened_for(accesses))
    with django_assert_num_queries(1, connection=__import__("django.db").db.connections["keys"]):
        assert [row.words.open() for row in found] == ["Words 0", "Words 1", "Words 2"]
    assert [row.pk for row in found] == [row.pk for row in rows]


def test_rows_without_their_access_stay_closed(slips):
    one, two = case_access(Kind.OUTCOMES), case_access(Kind.OUTCOMES)
    written(one, words="Ana")
    written(two, words="Bea")
    rows = {row.owner: row for row in slips.opened_for({one.key_id: one})}
    assert rows[one.key_id].words.open() == "Ana"
    with pytest.raises(UnboundRowError):
        rows[two.key_id].words.open()


def test_a_destroyed_key_reads_as_nothing_and_refuses_writing(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words="Ana")
    keys.destroy_file_key(access.key_id)
    later = UnrecordedKeyAccess(access.key_id)
    row = bind_rows_to_access(slips.all(), later)[0]
    assert row.words.open() == ""
    with pytest.raises(KeyDestroyedError):
        written(later, words="Bea")
    with pytest.raises(KeyDestroyedError):
        written(later)


def test_a_copy_has_no_reader(slips):
    access = case_access(Kind.OUTCOMES)
    row = written(access, words="Ana")
    state = row.__getstate__()
    assert access not in state.values()
    assert row.words.open() == "Ana"


def test_a_column_that_was_fetched_as_a_value_is_opened_for_a_reader(slips):
    access = case_access(Kind.OUTCOMES)
    pk = written(access, words="Ana", where="12 High Street").pk
    words, where = slips.values_list("words", "where").get()
    assert open_sealed_value(access, Slip, "words", pk, words) == "Ana"
    assert open_sealed_value(access, Slip, "where", pk, where) == ""
    assert open_sealed_value(access, Slip, "words", pk, None) == ""
    with pytest.raises(DecryptionError):
        open_sealed_value(access, Slip, "words", uuid4(), words)


def test_forms_show_and_take_plain_text(slips):
    access = case_access(Kind.OUTCOMES)
    field = Slip._meta.get_field("words")
    row = written(access, words="Ana")
    assert field.value_from_object(row) == "Ana"
    field.save_form_data(row, "Bea")
    row.save()
    assert slips.opened_for(access).get().words.open() == "Bea"
    assert (field.formfield().required, field.formfield().max_length) == (False, 20)


def test_the_reader_goes_with_the_query(slips, django_assert_num_queries):
    access = case_access(Kind.OUTCOMES)
    ana, bea = written(access, words="Ana"), written(access, words="Bea")
    rows = slips.opened_for(access)
    later = rows.filter(owner=access.key_id).order_by("-id").fetch_mode(models.FETCH_RAISE)
    with django_assert_num_queries(1):
        assert [row.words.open() for row in later[:1]] == ["Bea"]
    assert [row.words.open() for row in rows.order_by("id").iterator()] == ["Ana", "Bea"]
    assert set(slips.filter(pk__in=rows.filter(pk=ana.pk))) == {ana}
    assert (rows.count(), rows.exists(), rows.distinct().count()) == (2, True, 2)
    assert rows.filter(pk=bea.pk).update(where=None) == 1


def test_a_deferred_column_is_refused_where_fetching_is(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words="Ana")
    row = slips.only("owner").opened_for(access).fetch_mode(models.FETCH_RAISE).get()
    with pytest.raises(FieldFetchBlocked, match=r"Slip\.words"):
        row.words.open()


def test_a_deferred_column_is_fetched_when_it_is_opened(slips):
    access = case_access(Kind.OUTCOMES)
    written(access, words="Ana")
    assert slips.only("owner").opened_for(access).get().words.open() == "Ana"


def test_migrations_know_the_column_alone():
    text, _ = MigrationWriter.serialize(Slip._meta.get_field("words"))
    assert text == "handrail.platform.vault.fields.SealedField(null=True)"


def declared(**kwargs):
    options = {
        "sealed_with": "owner",
        "pk": models.UUIDField(primary_key=True, default=new_id),
        "bases": SealedModel,
    }
    options |= {name: kwargs.pop(name) for name in [*kwargs] if name in options}
    with isolate_apps("handrail.platform.audit"):
        body = {
            "__module__": __name__,
            "Meta": type("Meta", (), {"app_label": "audit"}),
            "id": options["pk"],
            "owner": models.UUIDField(),
            "sealed_with": options["sealed_with"],
            "words": Sealed(**kwargs),
        }
        model = type(options["bases"])("Declared", (options["bases"],), body)
        return [error.id for error in model._meta.get_field("words").check()]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("kwargs", "errors"),
    [
        ({"kind": Kind.SAFETY, "null": True}, []),
        ({"kind": Kind.SAFETY}, []),
        ({}, ["sealed.E001"]),
        ({"kind": Kind.SAFETY, "kind_field": "owner"}, ["sealed.E001"]),
        ({"kind_field": "nowhere"}, ["sealed.E002"]),
        ({"kind": "safety"}, ["sealed.E003"]),
        ({"kind": Kind.SAFETY, "blank": True}, ["sealed.E004"]),
        ({"kind": Kind.SAFETY, "bases": models.Model}, ["sealed.E005"]),
        ({"kind": Kind.SAFETY, "sealed_with": ""}, ["sealed.E006"]),
        ({"kind": Kind.SAFETY, "sealed_with": "case_id"}, ["sealed.E006"]),
        ({"kind": Kind.SAFETY, "pk": models.AutoField(primary_key=True)}, ["sealed.E007"]),
    ],
)
def test_a_wrong_declaration_is_named_at_start(kwargs, errors):
    assert declared(**kwargs) == errors


def test_a_copy_of_a_row_opens_what_the_row_opens_and_is_another(cast, told):
    row = Person.objects.get(case_id=told.case_id).bind(UnrecordedKeyAccess(told.case_id))
    before = row.called.open()
    twin = copy(row)
    twin.called = "Somebody else"
    assert (row.called.open(), twin.called.open()) == (before, "Somebody else")


def test_a_form_shows_the_text_of_a_row_that_is_not_saved_yet(slips):
    access = case_access(Kind.OUTCOMES)
    row = Slip(owner=access.key_id, words="Ana").bind(access)
    assert Slip._meta.get_field("words").value_from_object(row) == "Ana"
    assert Slip._meta.get_field("where").value_from_object(row) == ""


def test_what_must_be_said_is_asked_for_in_its_own_words():
    field = Sealed(kind=Kind.NOTES, error_messages={"blank": "Enter what happened"})
    with pytest.raises(ValidationError, match="Enter what happened"):
        field.clean("", None)
    assert Sealed(kind=Kind.NOTES).blank is False
    assert Sealed(kind=Kind.NOTES, null=True).blank is True
