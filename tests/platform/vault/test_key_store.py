"""Keys and data live in different databases."""

import pytest
from django.apps import apps
from django.db import connections, router

from handrail.platform.audit.models import Record
from handrail.platform.vault.models import BodyKey, FileKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def tables(alias):
    return set(connections[alias].introspection.table_names())


def test_the_key_store_holds_keys_and_nothing_else():
    assert tables("keys") == {
        *("vault_bodykey", "vault_checkpointcopy", "vault_erasedfile", "vault_filekey"),
        *("vault_productkey", "vault_keyfingerprint"),
        "django_migrations",
    }


def test_the_main_database_holds_no_keys():
    assert not [table for table in tables("default") if table.startswith("vault_")]


def test_reads_and_writes_go_to_the_key_store():
    assert {router.db_for_read(BodyKey), router.db_for_write(FileKey)} == {"keys"}
    assert {router.db_for_read(Record), router.db_for_write(Record)} == {"default"}


def test_no_relation_joins_the_two():
    assert router.allow_relation(BodyKey(), FileKey())
    assert not router.allow_relation(BodyKey(), Record())
    across = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model
        if (model._meta.app_label == "vault") != (field.related_model._meta.app_label == "vault")
    ]
    assert across == []
