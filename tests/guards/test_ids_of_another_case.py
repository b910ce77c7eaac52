"""Every address with a case and something of a case in it, tried with something of another case.

Addresses come from the resolver and rows from the demo, so that nobody has to remember a new one. Whoever asks may open
both cases, so that row-level security lets both through: what keeps them apart is the address alone.
"""

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.vault.cipher import Cipher
from support.addresses import Address, addresses
from support.cast import sign_in
from support.demo_world import small_demo  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

OF_A_CASE = {
    "event_id": ("records.Event", "case"),
    "grant_id": ("access.Grant", "file"),
    "need_id": ("records.Need", "case"),
    "offer_id": ("records.Offer", "case"),
    "paper_id": ("files.Paper", "file"),
    "check_id": ("housing.SuitabilityCheck", "case"),
    "stay_id": ("housing.Stay", "case"),
    "issue_id": ("bags.BagIssue", "case"),
    "draft_id": ("referral_form.DraftOrSentForm", "case"),
    "handover_id": ("referral_form.Handover", "case"),
    "provider_id": ("recovery.LocalProvider", "case"),
    "goal_id": ("recovery.Goal", "case"),
    "hesitation_id": ("recovery.Hesitation", "case"),
    "change_id": ("recovery.HesitationChange", "hesitation__case"),
    "feedback_id": ("recovery.CaseFeedback", "case"),
    "join_id": ("matching.CaseJoin", "leading"),
    "pair_id": ("matching.CasePair", "one"),
    "task_id": ("contacts.Task", "case"),
    "contact_id": ("contacts.Contact", "case"),
    "hand_over_id": ("contacts.HandOver", "case"),
    "dependant_id": ("contacts.Dependant", "case"),
    "emergency_id": ("emergencies.EmergencyAccess", "case"),
    "hold_id": ("personal_data.LegalHold", "case"),
    "request_id": ("personal_data.AccessRequest", "case"),
    "correction_id": ("personal_data.CorrectionRequest", "case"),
    "deployment_request_id": ("deployment.DeploymentRequest", "case"),
    "deployment_id": ("deployment.Deployment", "case"),
    "booking_id": ("deployment.InterpreterBooking", "case"),
    "spoken_id": ("deployment.PersonLanguage", "case"),
    "contract_item_id": ("justice.ContractItem", "case"),
    "sign_off_id": ("justice.SignOffRequest", "case"),
    "visit_id": ("conferences.JointVisit", "case"),
}
"""What stands in an address, and whose row it is."""
OF_NO_CASE = {"unit_id", "place_id", "service_id", "practitioner_id"}
OF_PERSONAL_DATA = frozenset({"hold_id", "request_id", "correction_id"})
"""Tried as the data protection lead: nobody else opens these pages."""
MORE_PARTS = {
    "record_copy_table": {"table": "records.Person"},
    "decide_copy_item": {"table": "records.Person", "row": "1", "column": "called"},
    "record_copy_file": {"form": "json"},
    "record_copy_documents": {"archive": "1"},
}
PART = re.compile(r"<(?:uuid|int):(\w+)>")
IN_NO_SMALL_DEMO = {
    *("check_id", "stay_id", "issue_id", "provider_id", "goal_id", "feedback_id", "join_id"),
    *("task_id", "contact_id", "dependant_id", "hold_id", "request_id", "correction_id"),
    *("deployment_request_id", "deployment_id", "booking_id", "spoken_id", "sign_off_id", "contract_item_id"),
    "visit_id",
}
"""A demo of twelve cases may hold none of these. Tests beside their pages have some."""


def with_two() -> list[Address]:
    return [each for each in addresses() if "<str:reference>" in each.route and PART.search(each.route)]


@pytest.fixture
def opened(monkeypatch) -> set[bytes]:
    """Where every sealed text belongs that was opened."""
    places: set[bytes] = set()
    unseal = Cipher.open

    def remembered(self: Cipher, data: bytes, place: bytes) -> str:
        places.add(place)
        return unseal(self, data, place)

    monkeypatch.setattr(Cipher, "open", remembered)
    return places


def test_each_of_these_ids_is_known():
    named = {name for address in with_two() for name in PART.findall(address.route)}
    assert named == {*OF_A_CASE, *OF_NO_CASE}


def of_two_cases(label: str, path: str, role: Role) -> Iterator[tuple[User, Any, str]]:
    """A lead, something of a case of theirs, and another open case of theirs that it is no part of."""
    for lead in User.objects.filter(role=role, is_active=True):
        held = Case.objects.filter(owner=lead.body_id, closed_at=None)
        row = apps.get_model(label)._base_manager.filter(**{f"{path}__in": held.values("pk")}).first()
        other = held.exclude(pk__in=cases_of(row, path)).order_by("-pk").first() if row else None
        if other:
            yield lead, row, other.reference


def cases_of(row: Any, path: str) -> set[UUID]:
    """The case of a row, over other rows where its path leads so; both, where it is between two."""
    columns = {column.attname for column in row._meta.fields if column.related_model is Case}
    own = attrgetter(f"{path.replace('__', '.')}_id")(row)
    return {own, *(getattr(row, column) for column in columns)}


@pytest.mark.usefixtures("small_demo")
def test_what_is_of_one_case_is_nothing_at_another(opened):
    wrong, tried = [], set()
    for address in with_two():
        parts = PART.findall(address.route)
        (name,) = set(parts) & set(OF_A_CASE) or {""}
        role = Role.DATA_PROTECTION if name in OF_PERSONAL_DATA else Role.DUTY_LEAD
        for lead, row, other in of_two_cases(*OF_A_CASE[name], role) if name else ():
            tried.add(name)
            more = dict.fromkeys(set(parts) - {name}, UUID(int=7)) | MORE_PARTS.get(address.name, {})
            path = reverse(address.name, kwargs={"reference": other, name: row.pk, **more})
            wrong += faults(sign_in(Client(), lead), address.name, path, row, opened)
    assert wrong == []
    assert tried >= set(OF_A_CASE) - IN_NO_SMALL_DEMO


def faults(client: Client, name: str, path: str, row: Any, opened: set[bytes]) -> Iterator[str]:
    """What a page told of the other case, or did to it."""
    before = Record.objects.filter(outcome="done").count()
    for answer in (client.get(path), client.post(path, {"because": "x", "seen": "1"})):
        if answer.status_code not in {404, 409}:
            yield f"{name}: {answer.status_code}"
    if isinstance(row.pk, UUID) and any(place.endswith(str(row.pk).encode()) for place in opened):
        yield f"{name}: opened what is sealed in it"
    if Record.objects.filter(outcome="done").count() != before:
        yield f"{name}: did something"
