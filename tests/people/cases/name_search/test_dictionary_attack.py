"""Somebody has copies of both databases, our source and a list of names. Without the master key none can be tried."""

import hashlib
import hmac

import pytest

from handrail.people.cases.name_search import tokens
from handrail.people.cases.name_search.blind_keys import compute_stored_name_index_numbers
from handrail.people.cases.name_search.models import NameKey
from handrail.people.records.models import Case
from handrail.platform.vault import master_key
from handrail.platform.vault.models import BodyKey, FileKey, ProductKey
from support.cast import FULL_NAME, NAME

pytestmark = pytest.mark.django_db(databases="__all__")
DICTIONARY = [NAME, FULL_NAME, *NAME.split(), *FULL_NAME.split(), "Ana", "Mihai", "Linh", "Blessing"]


def list_keys_in_the_copies():
    """Every run of 32 bytes that stands in the key store, and what an attacker would try besides."""
    kept = [
        bytes(row.wrapped)
        for row in (*ProductKey.objects.all(), *BodyKey.objects.all(), *FileKey.objects.all())
    ]
    windows = [data[start : start + 32] for data in kept for start in range(len(data) - 31)]
    return [
        *windows,
        bytes(32),
        b"\xff" * 32,
        hashlib.sha256(b"").digest(),
        hashlib.sha256(b"handrail").digest(),
    ]


def number_of(digest):
    return int.from_bytes(digest[:8], "big", signed=True)


def test_a_dictionary_finds_no_name_in_copies_of_both_databases(told):
    case = Case.objects.get(pk=told.case_id)
    stored = set(NameKey.objects.filter(case=case).values_list("key", flat=True))
    assert stored & compute_stored_name_index_numbers(
        case.owner_id, DICTIONARY, None
    )  # whoever holds the key finds them
    texts = {token for name in DICTIONARY for token in tokens.make_stored_tokens(name, None)}
    scope = f"name:{case.owner_id}"
    found = {number_of(hashlib.sha256(text.encode()).digest()) for text in texts}
    for key in list_keys_in_the_copies():
        derived = master_key.expand_secret_into_key_of_purpose(key, "blind index", scope)
        found |= {
            number_of(hmac.digest(one, text.encode(), hashlib.sha256))
            for text in texts
            for one in (key, derived)
        }
    assert len(found) > 1000
    assert stored & found == set()


def test_another_installation_with_the_same_master_key_has_other_tokens(told, settings, monkeypatch):
    """The root key is random: not even the master key of elsewhere, without its key store, tries a name."""
    owner = Case.objects.get(pk=told.case_id).owner_id
    here = compute_stored_name_index_numbers(owner, [NAME], None)
    monkeypatch.setitem(master_key.known_root_keys, settings.VAULT_MASTER_KEY.encode(), bytes(32))
    assert here & compute_stored_name_index_numbers(owner, [NAME], None) == set()
