"""Each file has its own key, in the care of a body, until it is destroyed."""

from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connections, transaction

from handrail.platform.vault import associated_data, keys
from handrail.platform.vault.cipher import DecryptionError
from handrail.platform.vault.key_wrapping import unwrap_body_key
from handrail.platform.vault.models import BodyKey, FileKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HERE = associated_data("records.Person", "called", 1)


@pytest.fixture
def file_id():
    file_id = uuid4()
    keys.create_file_key(file_id, "north")
    return file_id


def test_a_file_reads_what_it_sealed_earlier(file_id):
    sealed = keys.get_cipher_of_file(file_id).seal("Ana", HERE)
    assert keys.get_cipher_of_file(file_id).open(sealed, HERE) == "Ana"


def test_files_of_one_body_cannot_read_each_other(file_id):
    other = uuid4()
    keys.create_file_key(other, "north")
    with pytest.raises(DecryptionError):
        keys.get_cipher_of_file(other).open(keys.get_cipher_of_file(file_id).seal("Ana", HERE), HERE)


def test_a_file_without_a_key_is_unreadable():
    with pytest.raises(DecryptionError, match="no key"):
        keys.get_cipher_of_file(uuid4())


def test_a_file_gets_one_key_and_no_second(file_id):
    sealed = keys.get_cipher_of_file(file_id).seal("Ana", HERE)
    with pytest.raises(keys.KeyExistsError):
        keys.create_file_key(file_id, "north")
    assert keys.get_cipher_of_file(file_id).open(sealed, HERE) == "Ana"


def test_twenty_five_boxes_take_one_query(django_assert_num_queries):
    files = [uuid4() for _ in range(25)]
    for number, file_id in enumerate(files):
        keys.create_file_key(file_id, f"body-{number % 3}")
    with django_assert_num_queries(1, connection=connections["keys"]):
        boxes = keys.get_ciphers_by_file_id(files)
    assert set(boxes) == set(files)


def test_many_boxes_leave_out_what_is_missing_or_destroyed(file_id):
    destroyed = uuid4()
    keys.create_file_key(destroyed, "north")
    keys.destroy_file_key(destroyed)
    assert set(keys.get_ciphers_by_file_id([file_id, destroyed, uuid4()])) == {file_id}


def test_a_file_handed_to_another_body_stays_readable(file_id):
    sealed = keys.get_cipher_of_file(file_id).seal("Ana", HERE)
    keys.rewrap_file_key(file_id, "south")
    assert keys.get_cipher_of_file(file_id).open(sealed, HERE) == "Ana"
    assert FileKey.objects.get(pk=file_id).body_code == "south"


def test_a_destroyed_file_is_unreadable_and_leaves_a_tombstone(file_id):
    keys.destroy_file_key(file_id)
    keys.destroy_file_key(file_id)
    stone = FileKey.objects.get(pk=file_id)
    assert (stone.wrapped, stone.body_key, stone.body_code) == (None, None, "north")
    assert stone.destroyed_at is not None
    with pytest.raises(DecryptionError, match="destroyed"):
        keys.get_cipher_of_file(file_id)


def test_a_destroyed_key_is_never_replaced_or_moved(file_id):
    keys.destroy_file_key(file_id)
    with pytest.raises(keys.KeyExistsError):
        keys.create_file_key(file_id, "north")
    with pytest.raises(DecryptionError):
        keys.rewrap_file_key(file_id, "south")


def test_a_key_that_was_never_there_cannot_be_destroyed():
    with pytest.raises(DecryptionError):
        keys.destroy_file_key(uuid4())


def test_a_wrapped_key_put_into_another_files_row_opens_nothing(file_id):
    other = uuid4()
    keys.create_file_key(other, "north")
    FileKey.objects.filter(pk=other).update(wrapped=FileKey.objects.get(pk=file_id).wrapped)
    with pytest.raises(DecryptionError):
        keys.get_cipher_of_file(other)
    assert set(keys.get_ciphers_by_file_id([file_id, other])) == {file_id}


def test_a_body_key_put_into_another_bodys_row_opens_nothing(file_id):
    keys.create_file_key(uuid4(), "south")
    BodyKey.objects.filter(body_code="north").update(wrapped=BodyKey.objects.get(body_code="south").wrapped)
    with pytest.raises(DecryptionError, match="belong somewhere else"):
        unwrap_body_key(BodyKey.objects.get(body_code="north"))
    with pytest.raises(DecryptionError):
        keys.get_cipher_of_file(file_id)
    assert keys.get_ciphers_by_file_id([file_id]) == {}


def test_another_master_key_opens_nothing(file_id, settings):
    settings.VAULT_MASTER_KEY = "another master key of a good length, made up here"
    with pytest.raises(DecryptionError):
        keys.get_cipher_of_file(file_id)


def test_a_short_master_key_is_refused(settings):
    settings.VAULT_MASTER_KEY = "secret"
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_VAULT_MASTER_KEY"):
        keys.create_file_key(uuid4(), "north")


def test_a_row_is_a_whole_key_or_a_tombstone(file_id):
    with pytest.raises(IntegrityError), transaction.atomic(using="keys"):
        FileKey.objects.filter(pk=file_id).update(wrapped=None)
