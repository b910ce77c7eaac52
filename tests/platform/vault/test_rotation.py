"""A body's key is changed without touching what was sealed."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from handrail.platform.vault import associated_data, keys
from handrail.platform.vault.models import BodyKey, FileKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HERE = associated_data("records.Person", "called", 1)


@pytest.fixture
def sealed():
    texts = {}
    for number, body in enumerate(["north", "north", "south"]):
        file_id = uuid4()
        keys.create_file_key(file_id, body)
        texts[file_id] = (f"name {number}", keys.get_cipher_of_file(file_id).seal(f"name {number}", HERE))
    return texts


def all_readable(sealed):
    boxes = keys.get_ciphers_by_file_id(sealed)
    return all(boxes[file_id].open(data, HERE) == text for file_id, (text, data) in sealed.items())


def versions():
    return dict(BodyKey.objects.values_list("body_code", "version"))


def test_one_body_gets_a_new_key_and_others_keep_theirs(sealed, capsys):
    before = {row.pk: bytes(row.wrapped) for row in FileKey.objects.all()}
    call_command("vault_rotate", "north")
    after = {row.pk: bytes(row.wrapped) for row in FileKey.objects.all()}
    assert capsys.readouterr().out == "north: new key, 2 file keys wrapped again.\n"
    assert versions() == {"north": 2, "south": 1}
    assert len([pk for pk in before if before[pk] != after[pk]]) == 2
    assert all_readable(sealed)


def test_every_body_gets_a_new_key(sealed):
    call_command("vault_rotate", "--all")
    call_command("vault_rotate", "--all")
    assert versions() == {"north": 3, "south": 3}
    assert all_readable(sealed)


def test_new_files_use_the_new_key(sealed):
    call_command("vault_rotate", "north")
    file_id = uuid4()
    keys.create_file_key(file_id, "north")
    assert FileKey.objects.get(pk=file_id).body_key.version == 2


def test_tombstones_do_not_hold_up_a_rotation(sealed):
    keys.destroy_file_key(next(iter(sealed)))
    call_command("vault_rotate", "north")
    assert versions() == {"north": 2, "south": 1}


@pytest.mark.parametrize(
    ("arguments", "words"), [([], "Name a body"), (["nowhere"], "no body key for 'nowhere'")]
)
def test_what_cannot_be_rotated_is_said(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("vault_rotate", *arguments)
