"""Settings that the trail and the key store rest on."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from handrail.site import environment as env

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_keys_and_data_may_not_share_a_database(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_URL", "postgres://handrail@127.0.0.1/one")
    both = {alias: env.get_database_settings("DATA_URL", tmp_path / alias) for alias in ("default", "keys")}
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_KEYS_DATABASE_URL"):
        env.raise_unless_databases_differ(both)
    env.raise_unless_databases_differ(
        {alias: env.get_database_settings("NOT_SET", tmp_path / alias) for alias in ("default", "keys")}
    )


def test_a_new_key_is_on_the_disk_before_the_data_that_it_seals():
    if connections["keys"].vendor != "sqlite":
        pytest.skip("PostgreSQL does so by itself")
    with connections["keys"].cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
