"""What every test stands on: real databases with the reference data, no network, and a fixed cast."""

import gc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from pytest_django import DjangoDbBlocker

from handrail.platform.reference.load import load_reference_data
from handrail.platform.vault import key_fingerprints, master_key
from support import chromium, databases, flushing, network, properties, row_security, static_files, worlds

pytest_plugins = ["support.cast", "support.chrome", "support.full_case"]


# Python's own thresholds are for programs that make fewer objects than reading all tests does.
gc.set_threshold(20_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    if chromium.demanded() and not chromium.path():
        pytest.exit(chromium.MISSING, returncode=1)
    flushing.use_for_flush()
    row_security.set_rows_up_as_system()
    properties.let_them_take_their_time()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return databases.is_not_collected(collection_path) or None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    databases.open_both(items)
    databases.leave_out_what_is_the_same(config, items)
    worlds.group_by_worlds(items)
    databases.begin_with_the_long_ones(items)
    for item in items:
        if not chromium.path() and (
            item.get_closest_marker("browser") or "chrome" in getattr(item, "fixturenames", ())
        ):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected lives as long as the run: the garbage collector need not look at all of it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    flushing.note_server(item)
    worlds.stand_under(item)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    worlds.forget(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not chromium.path():
        terminalreporter.section("NO CHROMIUM", sep="!", red=True, bold=True)
        terminalreporter.line(chromium.MISSING, red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _this_machine_alone() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.switch_off(patch)
        static_files.look_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _place_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Secrets, heads of the trail and static files of a run, away from those of a demo in the same checkout."""
    place = tmp_path_factory.mktemp("var")
    settings.VAULT_MASTER_KEY = "a master key for tests alone, of forty-eight characters"
    master_key.known_root_keys[settings.VAULT_MASTER_KEY.encode()] = b"a root key for tests, of 32 byte"
    settings.AUDIT_KEY = "an audit key for tests alone, of forty-eight characters"
    key_fingerprints.known_to_fit |= {("master", settings.VAULT_MASTER_KEY), ("audit", settings.AUDIT_KEY)}
    settings.AUDIT_HEADS = place / "audit-heads.log"
    settings.REFUSALS_AT_MOST = settings.SEARCHES_AT_MOST = 0  # those about the limits set them
    settings.INSIGHT_FILES = place / "insight"
    settings.REQUESTS_A_MINUTE = settings.FILES_IN_TEN_MINUTES = 0
    settings.FEED_HOSTS = ["*"]
    settings.SHOWS_GALLERY = True
    settings.REFUSE_QUERIES_IN_TEMPLATES = True  # a page has all its rows before it is drawn
    settings.AXES_ENABLED = False  # tests sign in wrongly on purpose; those about the lock-out switch it on
    # Tests move their clocks by weeks with somebody signed in; those about the limits set them.
    settings.SESSION_IDLE_SECONDS = settings.SESSION_COOKIE_AGE = settings.ASK_AGAIN_SECONDS = 10**9
    settings.SESSION_USE_NOTED_SECONDS = settings.SESSIONS_AT_MOST = 10**9  # statements are counted
    settings.MFA_TOTP_TOLERANCE = (
        1  # on a busy machine half a minute can end between reading a code and sending it
    )
    settings.STATIC_ROOT = place / "static"
    settings.STATIC_ROOT.mkdir()
    return place


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Real hashes that take a millisecond: in life each takes a tenth of a second on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "memory_cost", 64)
        yield


@pytest.fixture(autouse=True)
def _heads_of_this_test(settings: object, _place_of_this_run: Path) -> None:
    """A test that seals and is rolled back leaves heads behind that the next one's chain would not have."""
    settings.AUDIT_HEADS = _place_of_this_run / f"heads-{uuid4().hex}.log"  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    databases.keep_in(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def _copies(django_db_modify_db_settings: None) -> databases.Copies:
    return databases.Copies()


@pytest.fixture(scope="session")
def django_db_keepdb(
    _copies: databases.Copies, django_db_blocker: DjangoDbBlocker, django_db_use_migrations: bool
) -> bool:
    """Whether the databases are there already: copies of what was migrated before."""
    with django_db_blocker.unblock():
        return django_db_use_migrations and _copies.take()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    _copies: databases.Copies,
    django_db_blocker: DjangoDbBlocker,
    django_db_use_migrations: bool,
) -> Iterator[None]:
    """The reference data is there before the first test, outside of any test's transaction."""
    with django_db_blocker.unblock():
        if django_db_use_migrations:
            _copies.keep()
        row_security.go_on_as_serving_role()
        load_reference_data()
        flushing.keep_as_loaded()
    worlds.may_stand(django_db_blocker)
    yield
    worlds.no_longer()
    flushing.no_longer()
    row_security.go_back_to_owner()


@pytest.fixture
def own_worlds() -> None:
    """Whoever asks for this has its worlds made for it alone, within its other fixtures: on a fixed day, for one."""


@pytest.fixture(scope="session")
def on_postgres() -> bool:
    return connections["default"].vendor == "postgresql"
