"""What each page of a case records as shown, kind by kind, held against a list: it changes on purpose or not at all.

A line is a reader, a page and the kinds; `-` stands for none. The list was made before sealed fields noted by
themselves what they show.
"""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.full_case import share

LINES = Path(__file__).with_name("recorded_as_shown.txt").read_text().splitlines()
TO_THE_PARTNER = (Kind.IDENTITY, Kind.HOUSING)


def recorded(client, full, name):
    """The kinds in the record of a look at this page."""
    about = Record.objects.filter(about=full.told.case_id)
    before = about.latest("id").pk
    client.get(reverse(name, args=[full.told.reference, *full.arguments.get(name, [])]))
    shown = [",".join(sorted(record.shown)) or "-" for record in about.filter(pk__gt=before).order_by("id")]
    return "; ".join(shown) or "-"


@pytest.mark.one_engine
@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("who", ["worker", "partner"])
def test_each_page_records_the_kinds_that_it_shows(full, cast, who):
    share(full, cast, "harbour", *TO_THE_PARTNER)
    client = sign_in(Client(), getattr(cast, who))
    told = [line for line in LINES if line.startswith(f"{who} ")]
    assert [
        f"{who} {name} {recorded(client, full, name)}" for name in (line.split()[1] for line in told)
    ] == told
