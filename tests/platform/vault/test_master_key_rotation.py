"""Another master key: nothing is lost, nothing is left under the old one, and it may be stopped anywhere."""

import datetime
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone

from handrail.people.housing.models import PlaceRequirements
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.platform.access.models import User
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.models import Record
from handrail.platform.vault import (
    app_secret_sealing,
    associated_data,
    blind_index,
    column_resealing,
    keys,
    master_key,
    master_key_rotation,
)
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.models import ProductKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEW = "another master key that a machine made, 0123456789"
HERE = associated_data("records.Person", "called", 1)


@pytest.fixture
def others(monkeypatch):
    """No root key is remembered: each is read from the key store."""
    for master in (NEW.encode(), master_key.get_master_key()):
        monkeypatch.delitem(master_key.known_root_keys, master, raising=False)


def begin(settings):
    settings.VAULT_NEW_MASTER_KEY = NEW
    call_command("vault_rotate_master")


def restart(settings):
    settings.VAULT_MASTER_KEY, settings.VAULT_NEW_MASTER_KEY = NEW, ""
    master_key.known_root_keys.clear()


def list_values_under_other_keys():
    """Every sealed value of every column that the present key did not seal."""
    return [
        (model._meta.label, field.name)
        for model, field in column_resealing.iterate_app_sealed_columns()
        if field.is_sealed_anew
        for (data,) in model._base_manager.exclude(**{f"{field.name}__isnull": True}).values_list(
            Cast(models.F(field.name), models.BinaryField())
        )
        if not field.is_sealed_by_present_key(bytes(data))
    ]


@pytest.fixture
def filled(full, others):
    """What each kind of key protects, read before anything is changed."""
    for case_id in Case.objects.values_list("pk", flat=True):
        PlaceRequirements.objects.create(case_id=case_id, access=["ground_floor"], changed_at=timezone.now())
    file_id = uuid4()
    keys.create_file_key(file_id, "north")
    sealed = keys.get_cipher_of_file(file_id).seal("Ana", HERE)
    user = User.objects.order_by("pk").first()
    secret = app_secret_sealing.seal("JBSWY3DP", "authenticator")
    Authenticator.objects.filter(user=user, type="totp").delete()
    app = Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    return file_id, sealed, app.pk


def read_everything(filled):
    """What was sealed in each way, as the product reads it, but for records of the change itself."""
    since = set(Record.objects.filter(user_name="The service administrator").values_list("pk", flat=True))
    file_id, sealed, app = filled
    values = {
        (model._meta.label, field.name): sorted(
            str(row) for row in model._base_manager.values_list("pk", field.name) if row[0] not in since
        )
        for model, field in column_resealing.iterate_app_sealed_columns()
    }
    return (
        keys.get_cipher_of_file(file_id).open(sealed, HERE),
        app_secret_sealing.unseal(Authenticator.objects.get(pk=app).data["secret"], "authenticator"),
        blind_index.compute_blind_index("name north", "ana"),
        sorted(Case.objects.filter(danger=ImmediateDangerOrInjuryAnswer.HURT).values_list("pk", flat=True)),
        values,
    )


def test_a_filled_database_goes_over_to_another_master_key_in_two_steps(filled, settings, time_machine):
    with acting_as_system(SystemActor.KEY_ROTATION):
        before = read_everything(filled)
        assert any(rows for rows in before[-1].values())
        assert any(before[-1]["audit.Record", "why"])
        begin(settings)
        assert read_everything(filled) == before  # processes with the old key go on
        restart(settings)
        assert read_everything(filled) == before  # and so do those with the new one
        assert list_values_under_other_keys()
        call_command("vault_rotate_master", "--finish")
        assert read_everything(filled) == before
        assert list_values_under_other_keys() == []
        time_machine.move_to(timezone.now() + datetime.timedelta(days=1, minutes=1))
        call_command("vault_rotate_master", "--finish")
        assert set(ProductKey.objects.values_list("purpose", "version")) == {("root", 1)}
        assert read_everything(filled) == before


def test_the_old_master_key_opens_nothing_afterwards(filled, settings):
    old = settings.VAULT_MASTER_KEY
    file_id, _, app = filled
    with acting_as_system(SystemActor.KEY_ROTATION):
        begin(settings)
        restart(settings)
        call_command("vault_rotate_master", "--finish")
        secret = Authenticator.objects.get(pk=app).data["secret"]
        settings.VAULT_MASTER_KEY = old
        master_key.known_root_keys.clear()
        with pytest.raises(DecryptionError):
            keys.get_cipher_of_file(file_id)
        with pytest.raises(DecryptionError):
            app_secret_sealing.unseal(secret, "authenticator")
        with pytest.raises(DecryptionError, match="another master key"):
            blind_index.compute_blind_index("name north", "ana")


def test_a_change_that_was_stopped_in_the_middle_is_finished_by_the_next_run(filled, settings, monkeypatch):
    with acting_as_system(SystemActor.KEY_ROTATION):
        before = read_everything(filled)
        begin(settings)
        begin(settings)
        restart(settings)
        with monkeypatch.context() as broken:
            broken.setattr(master_key_rotation, "reseal_columns", _stop)
            with pytest.raises(KeyboardInterrupt):
                call_command("vault_rotate_master", "--finish")
        assert ProductKey.objects.filter(purpose="root").count() == 2
        assert read_everything(filled) == before
        monkeypatch.setattr(column_resealing, "BATCH", 1)
        call_command("vault_rotate_master", "--finish")
        assert read_everything(filled) == before
        assert list_values_under_other_keys() == []


def _stop():
    raise KeyboardInterrupt


def test_what_was_sealed_for_minutes_opens_until_the_day_is_over(others, settings, time_machine):
    draft = app_secret_sealing.seal("as typed", "draft")
    begin(settings)
    restart(settings)
    call_command("vault_rotate_master", "--finish")
    assert app_secret_sealing.unseal(draft, "draft") == "as typed"
    time_machine.move_to(timezone.now() + datetime.timedelta(days=1, minutes=1))
    call_command("vault_rotate_master", "--finish")
    with pytest.raises(DecryptionError):
        app_secret_sealing.unseal(draft, "draft")


def test_a_key_that_is_short_or_in_use_is_refused_and_a_forgotten_exchange_is_said(others, settings):
    settings.VAULT_NEW_MASTER_KEY = settings.VAULT_MASTER_KEY
    with pytest.raises(CommandError, match="the one in use"):
        call_command("vault_rotate_master")
    begin(settings)
    with pytest.raises(CommandError, match="still holds the old key"):
        call_command("vault_rotate_master", "--finish")
    settings.VAULT_MASTER_KEY = "a third master key that nobody began with 012345"
    with pytest.raises(CommandError, match="does not know this master key"):
        call_command("vault_rotate_master", "--finish")


def test_the_root_key_is_random_and_stands_nowhere_in_clear(others):
    row = ProductKey.objects.get()
    root = master_key.get_root_key()
    assert root not in bytes(row.wrapped)
    assert root != master_key.get_master_key()
    ProductKey.objects.update(version=2)  # moved to another place
    master_key.known_root_keys.clear()
    with pytest.raises(DecryptionError):
        master_key.get_root_key()
