"""Blind indexes, and the product's own secrets."""

import pytest

from handrail.vault import blind, own
from handrail.vault.unreadable import Unreadable


def test_equal_texts_in_one_scope_have_one_index_of_32_bytes():
    assert blind.index("name north", "ana") == blind.index("name north", "ana")
    assert len(blind.index("name north", "ana")) == 32


def test_another_scope_text_or_master_key_gives_another_index(settings):
    first = blind.index("name north", "ana")
    assert blind.index("name south", "ana") != first
    assert blind.index("name north", "anna") != first
    settings.VAULT_MASTER_KEY = "another master key of a good length, made up here"
    assert blind.index("name north", "ana") != first


def test_an_own_secret_opens_for_its_purpose_only():
    sealed = own.seal("JBSWY3DP", "totp")
    assert own.open(sealed, "totp") == "JBSWY3DP"
    assert "JBSWY3DP" not in sealed
    with pytest.raises(Unreadable):
        own.open(sealed, "recovery codes")


@pytest.mark.parametrize("spoil", [lambda s: "JBSWY3DP", lambda s: "", lambda s: s[:-4], lambda s: s + "é"])
def test_a_spoilt_own_secret_is_unreadable(spoil):
    with pytest.raises(Unreadable):
        own.open(spoil(own.seal("JBSWY3DP", "totp")), "totp")
