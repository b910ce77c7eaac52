"""Keys of the trail that ended or are to come: what they may stand behind, and how they are found and wrapped."""

import hashlib
import hmac

import pytest

from handrail.platform.audit import audit_keys
from handrail.platform.audit.audit_keys import AuditKey

KEYS = pytest.mark.django_db(databases=["keys"])
ENDED = AuditKey(b"old!", b"an audit key of some years ago, 0123456789", last_link=7)
NEXT = AuditKey(b"new!", b"an audit key of the coming week, 0123456789", is_next=True)


@pytest.fixture
def kept(db):
    audit_keys.clear_audit_key_cache()
    audit_keys.store_audit_key(ENDED, 1, audit_keys.get_audit_key())
    audit_keys.store_audit_key(NEXT, 2, audit_keys.get_audit_key())
    yield
    audit_keys.clear_audit_key_cache()


def test_a_key_that_ended_stands_behind_its_last_link_and_none_after_it():
    assert [ENDED.may_sign_link_at(place) for place in (6, 7, 8)] == [True, True, False]
    assert NEXT.may_sign_link_at(1_000_000)


@KEYS
def test_a_mac_leads_to_the_key_that_made_it_and_to_none_where_nobody_knows_it(
    kept, django_assert_num_queries
):
    for key, asked in ((ENDED, 1), (ENDED, 0), (NEXT, 1), (NEXT, 1)):
        with django_assert_num_queries(asked, using="keys"):
            assert audit_keys.find_audit_key(key.mark + b"mac") == key
    with django_assert_num_queries(2, using="keys"):
        assert audit_keys.find_audit_key(b"???? of nobody") is None
        assert audit_keys.find_audit_key(b"???? of nobody") is None
    with django_assert_num_queries(0, using="keys"):
        assert audit_keys.find_audit_key(b"abc") is None
        assert audit_keys.find_audit_key(audit_keys.get_audit_key().mark) == audit_keys.get_audit_key()


def test_what_wraps_other_keys_is_the_same_in_every_release():
    """RFC 5869 by hand: a release that derived it otherwise could open none of the earlier keys."""
    secret = b"made by a machine, 0123456789 0123456789"
    extracted = hmac.digest(b"handrail audit 1", secret, hashlib.sha256)
    expected = hmac.digest(extracted, b"earlier audit keys\x01", hashlib.sha256)
    assert audit_keys.get_wrapping_key_under_audit_key(AuditKey(b"mark", secret)) == expected
