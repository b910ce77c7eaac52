"""Another key, or none: nothing is written, no page is answered, and each place says which key is meant."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.audit_key_rotation import OPERATOR
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.kernel.errors import KeysDoNotFitError
from handrail.platform.vault import key_fingerprints
from handrail.platform.vault.models import KeyFingerprint

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OTHER = "some other key that a machine made, 9876543210"
BOTH = [("VAULT_MASTER_KEY", "master"), ("AUDIT_KEY", "audit")]


def test_the_key_store_holds_a_print_of_each_key_and_neither_key(settings):
    kept = dict(KeyFingerprint.objects.values_list("secret", "fingerprint"))
    assert set(kept) == {"master", "audit"}
    for name, secret in BOTH:
        assert kept[secret] == key_fingerprints.compute_fingerprint(secret, getattr(settings, name))
        assert getattr(settings, name) not in kept[secret]
    assert key_fingerprints.compute_fingerprint("master", OTHER) != key_fingerprints.compute_fingerprint(
        "audit", OTHER
    )


@pytest.mark.parametrize(("name", "secret"), BOTH)
@pytest.mark.parametrize(("key", "said"), [("", "is missing"), (OTHER, "does not fit")])
def test_with_another_key_or_none_nothing_is_written(settings, name, secret, key, said):
    before = Record.objects.count()
    setattr(settings, name, key)
    with pytest.raises(KeysDoNotFitError, match=f"The {secret} key {said}: HANDRAIL_{name}"):
        write_audit_record(who=OPERATOR, verb="tried", about=None)
    assert Record.objects.count() == before


def test_the_sealer_needs_the_audit_key_alone(settings):
    write_audit_record(who=OPERATOR, verb="tried", about=None)
    settings.VAULT_MASTER_KEY, right = "", settings.AUDIT_KEY
    settings.AUDIT_KEY = OTHER
    with pytest.raises(KeysDoNotFitError, match="The audit key does not fit"):
        seal_pending_records()
    assert not Link.objects.exists()
    settings.AUDIT_KEY = right
    assert seal_pending_records() == 1


@pytest.mark.parametrize(("name", "secret"), BOTH)
def test_with_another_key_health_is_red_and_no_page_is_answered(client, settings, name, secret):
    assert client.get("/health/ready").status_code == 200
    assert client.get(reverse("account_login")).status_code == 200
    setattr(settings, name, OTHER)
    answer = client.get("/health/ready")
    states = {check["name"]: check["state"] for check in answer.json()["checks"]}
    assert (answer.status_code, answer.json()["status"]) == (503, "keys do not fit")
    assert states[f"{secret} key"] == "other"
    assert sum(state == "other" for state in states.values()) == 1
    for asked in (client.get, client.post):
        page = asked(reverse("account_login"))
        assert (page.status_code, page["Retry-After"]) == (503, "300")
        assert OTHER not in page.content.decode()
    assert client.get("/health/live").status_code == 200


def test_an_unknown_key_is_noted_by_migrating_and_a_known_one_is_never_replaced(settings):
    KeyFingerprint.objects.filter(secret="audit").delete()
    settings.AUDIT_KEY = OTHER
    with pytest.raises(KeysDoNotFitError, match="handrail migrate"):
        key_fingerprints.raise_unless_keys_fit()
    key_fingerprints.record_first_key_fingerprints()
    settings.VAULT_MASTER_KEY = OTHER
    key_fingerprints.record_first_key_fingerprints()
    assert [fault.secret for fault in key_fingerprints.find_key_faults()] == ["master"]
    key_fingerprints.known_to_fit.discard(("audit", OTHER))


@pytest.mark.parametrize(
    ("name", "new", "command"),
    [
        ("VAULT_MASTER_KEY", "VAULT_NEW_MASTER_KEY", "vault_rotate_master"),
        ("AUDIT_KEY", "AUDIT_NEW_KEY", "audit_rotate"),
    ],
)
def test_while_a_key_is_changed_both_fit_and_afterwards_the_new_one_alone(settings, name, new, command):
    old, following = getattr(settings, name), f"{OTHER} of {name}"
    setattr(settings, new, following)
    call_command(command)
    key_fingerprints.known_to_fit.clear()
    assert key_fingerprints.find_key_faults() == []
    setattr(settings, name, following)
    assert key_fingerprints.find_key_faults() == []
    with acting_as_system(SystemActor.KEY_ROTATION):
        call_command(command, "--finish")
    key_fingerprints.known_to_fit.clear()
    assert key_fingerprints.find_key_faults() == []
    setattr(settings, name, old)
    (fault,) = key_fingerprints.find_key_faults()
    assert fault.state == "other"
