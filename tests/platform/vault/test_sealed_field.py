"""Clear text cannot be saved into a sealed column by accident."""

import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from handrail.platform.vault import associated_data
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.fields import SealedField
from support.row_security import table_of

BOX = Cipher(bytes(32))
HERE = associated_data("audit.Note", "words", 1)

with isolate_apps("handrail.platform.audit"):

    class Note(models.Model):
        words = SealedField(null=True)

        class Meta:
            app_label = "audit"


@pytest.fixture
def notes(transactional_db):
    with table_of(Note):
        yield Note.objects


@pytest.mark.parametrize("clear", ["Ana", "", 7])
def test_anything_but_bytes_is_refused(notes, clear):
    with pytest.raises(TypeError, match=r"audit\.Note\.words holds sealed bytes"):
        Note(words=clear).save()
    assert notes.count() == 0


@pytest.mark.parametrize("clear", [b"", b"Ana", b"\xffHR", b"\xffHR1Ana"])
def test_bytes_that_were_not_sealed_are_refused(notes, clear):
    notes.create(pk=1)
    for save in (
        lambda: Note(words=clear).save(),
        lambda: notes.bulk_create([Note(words=clear)]),
        lambda: notes.bulk_update([Note(pk=1, words=clear)], ["words"]),
        lambda: notes.update(words=clear),
    ):
        with pytest.raises(ValueError, match="sealed bytes only"):
            save()
    assert notes.get().words is None


def test_sealed_bytes_are_saved_and_come_back_as_bytes(notes):
    notes.create(pk=1, words=BOX.seal("Ana", HERE))
    words = notes.get().words
    assert type(words) is bytes
    assert BOX.open(words, HERE) == "Ana"


def test_equal_texts_cannot_be_looked_for(notes):
    assert notes.filter(words__isnull=True).count() == 0
    with pytest.raises(FieldError):
        notes.filter(words=BOX.seal("Ana", HERE)).count()


def test_migrations_write_the_field_as_it_is():
    text, imports = MigrationWriter.serialize(Note._meta.get_field("words"))
    assert text == "handrail.platform.vault.fields.SealedField(null=True)"
    assert imports == {"import handrail.platform.vault.fields"}
