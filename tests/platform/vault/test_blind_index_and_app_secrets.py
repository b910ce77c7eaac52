"""Blind indexes, and the product's own secrets."""

import pytest

from handrail.platform.vault import app_secret_sealing, blind_index, master_key
from handrail.platform.vault.errors import DecryptionError

pytestmark = pytest.mark.django_db(databases=["default", "keys"])  # an earlier key would stand there


def test_equal_texts_in_one_scope_have_one_index_of_32_bytes():
    assert blind_index.compute_blind_index("name north", "ana") == blind_index.compute_blind_index(
        "name north", "ana"
    )
    assert len(blind_index.compute_blind_index("name north", "ana")) == 32


def test_another_scope_text_or_root_key_gives_another_index(settings, monkeypatch):
    first = blind_index.compute_blind_index("name north", "ana")
    assert blind_index.compute_blind_index("name south", "ana") != first
    assert blind_index.compute_blind_index("name north", "anna") != first
    monkeypatch.setitem(master_key.known_root_keys, settings.VAULT_MASTER_KEY.encode(), bytes(32))
    assert blind_index.compute_blind_index("name north", "ana") != first


def test_an_own_secret_opens_for_its_purpose_only():
    sealed = app_secret_sealing.seal("JBSWY3DP", "totp")
    assert app_secret_sealing.unseal(sealed, "totp") == "JBSWY3DP"
    assert "JBSWY3DP" not in sealed
    with pytest.raises(DecryptionError):
        app_secret_sealing.unseal(sealed, "recovery codes")


@pytest.mark.parametrize("spoil", [lambda s: "JBSWY3DP", lambda s: "", lambda s: s[:-4], lambda s: s + "é"])
def test_a_spoilt_own_secret_is_unreadable(spoil):
    with pytest.raises(DecryptionError):
        app_secret_sealing.unseal(spoil(app_secret_sealing.seal("JBSWY3DP", "totp")), "totp")
