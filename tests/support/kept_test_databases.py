"""A plugin of pytest (`-p support.kept_test_databases`): its databases stay, so that what they counted can be read."""

from django.db.backends.base.creation import BaseDatabaseCreation


def pytest_configure() -> None:
    BaseDatabaseCreation.destroy_test_db = lambda *_, **__: None
