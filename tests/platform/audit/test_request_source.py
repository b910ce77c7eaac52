"""From where a record came: coarse enough to be no diary of where workers are."""

import pytest

from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.models import Record
from handrail.platform.audit.request_source import (
    RequestSource,
    format_coarse_network,
    provide_request_source_to_audit_records,
)
from support.trail import ANN, FILE


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("127.0.0.1", "local"),
        ("::1", "local"),
        ("10.4.5.6", "private"),
        ("192.168.1.20", "private"),
        ("fe80::1%eth0", "private"),
        ("81.2.69.142", "81.2.0.0/16"),
        ("::ffff:81.2.69.142", "81.2.0.0/16"),
        ("2a00:23c6:1234:5678::1", "2a00:23c6::/32"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_an_address_is_cut_to_what_names_no_house(address, network):
    assert format_coarse_network(address) == network


@pytest.mark.django_db
def test_a_record_says_from_where_only_while_a_request_is_answered():
    with provide_request_source_to_audit_records(
        lambda user_id: RequestSource("81.2.0.0/16", f"device of {user_id}")
    ):
        write_audit_record(who=ANN, verb="within", about=FILE)
    write_audit_record(who=ANN, verb="outside", about=FILE)
    assert list(Record.objects.order_by("id").values_list("verb", "network", "device")) == [
        ("within", "81.2.0.0/16", "device of u1"),
        ("outside", "", ""),
    ]


def test_an_address_with_the_name_of_its_interface_is_read_without_it():
    assert format_coarse_network("fe80::1%eth0") == "private"
    assert format_coarse_network("2a00:1450::1%en1") == "2a00:1450::/32"
