"""After an erasure nothing of the person is in either database, and nothing that is left can be opened."""

import pytest
from django.apps import apps
from django.db import connections
from django.utils import timezone

from handrail.people.personal_data.actions.erasing import erase_file
from handrail.people.records.models import Case
from handrail.platform.access.models import File
from handrail.platform.vault.fields import SealedField
from handrail.platform.vault import keys
from people.provision_world import SECRETS as OF_MONEY
from people.provision_world import a_world
from people.recovery import recovery_fixtures as recovery
from support.contacts_pages import SECRET_WORDS, worked  # noqa: F401
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED
from support.housing_pages import a_stage
from support.matching_pages import linked  # noqa: F401
from support.offers_pages import SECRET_WORDS as OF_A_REFERRAL
from support.offers_pages import sent  # noqa: F401
from support.referral_form_pages import WORDS, forms  # noqa: F401


@pytest.fixture
def every_place(cast, full, told, sent, linked, worked, forms):  # noqa: F811
    """Cases that hold something in every table; gives back the words that were planted."""
    a_world(cast, told)
    stage = a_stage(cast)
    world = recovery.a_world(cast, told)
    return {
        *(word for words in PLANTED.values() for word in words),
        *IN_THE_PAPER, *IN_THE_REPORT, *OF_MONEY, *SECRET_WORDS, OF_A_REFERRAL, WORDS,
        *linked.secrets, *stage.secrets, *stage.told.secrets, *recovery.SECRETS, *world.told.secrets,
    }  # fmt: skip


def dump(alias: str) -> str:
    """Every value of every table, bytes as hexadecimal digits."""
    connection, lines = connections[alias], []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            lines += [f"{table}: {[_readable(value) for value in row]}" for row in cursor.fetchall()]
    return "\n".join(lines)


def _readable(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def close_all():
    Case.objects.filter(closed_at=None).update(closed_at=timezone.now(), closed_by_id=Case.objects.first().opened_by_id)


def test_a(cast, every_place):
    close_all()
    ids = list(Case.objects.values_list("pk", flat=True))
    for number in ids:
        erase_file(number, signed_by=cast.protector.pk)
    text = dump("default") + dump("keys")
    assert [word for word in every_place if word in text] == []
    for number in ids:
        lines = [l for l in dump("default").splitlines() if (str(number) in l or number.hex in l) and not l.startswith("audit_record")]
        assert lines == []
