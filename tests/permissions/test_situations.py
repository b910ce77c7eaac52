"""One case in every situation, asked for by everybody whom it concerns, against docs/situations.md and the policy."""

import pytest

from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Membership, User
from support.permission_writing import WRITES, as_written, report_marks
from support.situations import (
    MARKERS,
    OPEN,
    SHUT,
    SITUATIONS,
    WITH_LISTS,
    ask,
    faults_in_logs_and_mails,
    list_case_addresses,
    list_plain_addresses,
    read_situations,
    set_up,
    sign_in_for,
)


def kinds_open_to(situation, part, cast, reference):
    """By the policy: what a planted word of may be met at all."""
    user = User.objects.get(pk=getattr(cast, part).pk)
    actor = Membership.objects.get(user=user).actor if situation == "other role" else user.actor
    try:
        return get_case_open_to_actor_by_reference(actor, reference).case_access.kinds
    except NotVisible:
        return frozenset()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_situation(situation, cast, full, record_property):
    set_up(situation, full, cast)
    case_addresses = list_case_addresses(full)
    marks, wrong = {}, []
    with faults_in_logs_and_mails() as faults:
        for part in SITUATIONS[situation]:
            column, client = (situation, part), sign_in_for(situation, part, cast)
            opened = kinds_open_to(situation, part, cast, full.told.reference)
            of_case, met, found = ask(client, case_addresses)
            if column in WITH_LISTS:
                _, met_in_lists, more = ask(client, list_plain_addresses())
                met, found = met | met_in_lists, found + more
            wrong += [f"{column}: {fault}" for fault in found]
            wrong += [f"{column}: words of {kind} that is not open" for kind in met - opened]
            marks |= {(name, column): mark for name, mark in of_case.items()}
            marks |= {(f"kind {kind}", column): OPEN if kind in met else SHUT for kind in MARKERS}
    assert wrong + faults == []
    if WRITES:
        report_marks(record_property, "situations", ((*key, mark) for key, mark in marks.items()))
        return
    table = read_situations()
    changed = {key: (table.get(key), mark) for key, mark in marks.items() if table.get(key) != mark}
    assert changed == {}, "(docs/situations.md, now): if this is meant, run make permissions"
    assert {name for name, column in table} == {name for name, _ in marks}


@as_written
def test_nothing_is_met_in_the_situations_in_which_nothing_is_open():
    """Written down here too, so that a table that is made anew cannot hide it."""
    nothing = {("held", "outsider"), ("held", "commissioner"), ("held", "colleague"), ("ended", "partner")}
    nothing |= {("conference", "partner"), ("incident", "partner"), ("joined", "colleague")}
    nothing |= {("other side", "worker"), ("other side", "lead"), ("left", "worker")}
    nothing |= {*(("erased", part) for part in SITUATIONS["erased"])}
    opened = {key for key, mark in read_situations().items() if mark == OPEN and key[1] in nothing}
    assert [(name, column) for name, column in opened if name == "case" or name.startswith("kind")] == []


@as_written
def test_every_kind_is_met_by_somebody():
    """Else nothing is proved of whoever meets it nowhere."""
    table = read_situations()
    met = {name for (name, _), mark in table.items() if name.startswith("kind") and mark == OPEN}
    assert met == {f"kind {kind}" for kind in MARKERS}
    assert set(MARKERS) == set(Kind) - {Kind.OFFERS, Kind.OUTCOMES, Kind.LOOKS}
