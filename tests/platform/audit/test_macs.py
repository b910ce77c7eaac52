"""What a trail was sealed with stays what it was: a trail of years ago must still verify."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured

from handrail.platform.audit import macs
from handrail.platform.audit.models import Record

KEY = "k" * 32
ID = UUID("01900000-0000-7000-8000-000000000001")
FILE = UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture(autouse=True)
def key(settings):
    settings.AUDIT_KEY = KEY


def expect(purpose, data):
    """As anybody could work it out with the key and docs/decisions/audit.md, and none of our code."""
    mark = hashlib.sha256(b"handrail audit key" + KEY.encode()).digest()[:4]
    return mark + hmac.new(KEY.encode(), purpose.encode() + b"\0" + data, hashlib.sha256).digest()


@pytest.mark.parametrize(("about", "said"), [(FILE, str(FILE)), (None, None)])
def test_a_records_mac_covers_every_field_in_a_fixed_spelling(about, said):
    record = Record(
        id=ID,
        at=datetime(2026, 4, 1, 22, 15, 0, 5, tzinfo=UTC),
        user_id="7",
        user_name="Zoë",
        body_code="north",
        body_name="North Police",
        role="officer",
        verb="viewed: case",
        about=about,
        outcome="read",
        shown=["identity"],
        why="duty",
        rows=["access.Grant/1/2"],
        network="81.2.0.0/16",
        device="3f9a01bc",
    )
    written = [
        *(3, str(ID), "2026-04-01T22:15:00.000005+00:00", "7", "Zoë", "north", "North Police", "officer"),
        *(
            "viewed: case",
            said,
            "read",
            ["identity"],
            "duty",
            ["access.Grant/1/2"],
            "81.2.0.0/16",
            "3f9a01bc",
        ),
    ]
    data = json.dumps(written, separators=(",", ":")).encode()
    assert macs.compute_record_mac(record) == expect("record", data)
    assert len(written) == len(
        Record._meta.concrete_fields
    )  # all but the mac, and the number of the spelling


@pytest.mark.parametrize(("is_head", "word"), [(True, "head"), (False, "link")])
def test_a_links_digest_covers_what_came_before_place_and_record(is_head, word):
    previous, mac = bytes(range(32)), b"m" * 32
    made = macs.compute_link_digest(previous, 12, ID, mac, is_head=is_head)
    assert made == expect("link", previous + mac + f"12 {ID} {word} ".encode())
    assert bytes(32) == macs.FIRST_DIGEST


def test_rows_and_heads_have_purposes_of_their_own():
    assert macs.compute_row_mac("x") == expect("row", b"x")
    assert macs.compute_checkpoint_mac("x") == expect("head", b"x").hex()


def test_equal_bytes_are_equal_whatever_the_engine_gave():
    assert macs.macs_equal(memoryview(b"ab"), b"ab")
    assert not macs.macs_equal(b"ab", memoryview(b"ac"))


@pytest.mark.parametrize("length", [0, 31])
def test_a_short_key_is_refused_with_what_to_do(settings, length):
    settings.AUDIT_KEY = "k" * length
    with pytest.raises(
        ImproperlyConfigured, match=r"at least 32 characters, made by a machine .* HANDRAIL_AUDIT_KEY\."
    ):
        macs.compute_row_mac("x")
