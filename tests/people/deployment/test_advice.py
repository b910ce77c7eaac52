"""Professional advice: asked with or without a case, answered once, counted; and never with facts of a person."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from handrail.people.deployment.actions.advice import answer_advice, record_advice_use
from handrail.people.deployment.models import AdviceRequest
from handrail.people.deployment.queries.advice import (
    count_advice_requests_by_topic_or_asker,
    get_advice,
    get_advice_page,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.deployment import ask_for_advice

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
QUESTION = "How is consent asked for where nobody shares a language?"


def answer(row, by, text="With a qualified interpreter, and never through family.", minutes=25):
    found = get_advice(by.actor, row.pk)
    found.answer, found.minutes = text, minutes
    answer_advice(found, seen=found.version, by=by.actor)


def test_asked_answered_used_and_counted_by_topic_and_asker(cast, told, signed_in):
    row = ask_for_advice(cast.officer.actor)
    partners = ask_for_advice(cast.worker.actor, reference=told.reference)
    assert set(Message.objects.filter(kind="advice_asked").values_list("to", flat=True)) == {
        cast.co_ordinator.pk
    }
    answer(row, cast.co_ordinator)
    with pytest.raises(ActionNotPossibleError, match="already answered this"):
        answer(row, cast.co_ordinator)
    found = get_advice(cast.officer.actor, row.pk)
    found.used = "yes"
    record_advice_use(found, seen=found.version, by=cast.officer.actor)
    by_topic = count_advice_requests_by_topic_or_asker(cast.co_ordinator.actor, "topic")
    assert [tuple(one) for one in by_topic] == [("consent", 2, 1, 25, 1)]
    askers = {
        one.code: one.asked
        for one in count_advice_requests_by_topic_or_asker(cast.co_ordinator.actor, "asked_as")
    }
    assert askers == {"officer": 1, "navigator": 1}
    page = signed_in(cast.co_ordinator).get(reverse("one_advice", args=[partners.pk])).content.decode()
    assert "About a case you cannot open." in page
    assert told.reference not in page
    assert (
        told.reference
        in signed_in(cast.worker).get(reverse("one_advice", args=[partners.pk])).content.decode()
    )


def test_who_reads_and_answers(cast):
    row = ask_for_advice(cast.officer.actor)
    for part in ("worker", "partner", "outsider", "liaison"):
        with pytest.raises(NotVisible):
            get_advice(getattr(cast, part).actor, row.pk)
    with pytest.raises(Denied):
        get_advice_page(cast.commissioner.actor, "")
    found = get_advice(cast.officer.actor, row.pk)
    found.answer, found.minutes = "No", 1
    with pytest.raises(Denied):
        answer_advice(found, seen=found.version, by=cast.officer.actor)
    found = get_advice(cast.co_ordinator.actor, row.pk)
    found.used = "yes"
    with pytest.raises(NotVisible):
        record_advice_use(found, seen=found.version, by=cast.co_ordinator.actor)


def test_it_holds_no_facts_of_a_person(cast, told):
    for text, says in (
        ("Is LN-0417-M to be asked again?", "reference of a case"),
        ("She rang from 07700 900123 last night", "telephone number"),
        ("They live at 12 Mill Road", "an address"),
        ("Mirela does not want to speak", "someone you support"),
    ):
        with pytest.raises(ValidationError, match=says):
            ask_for_advice(cast.worker.actor, question=text)
    assert not AdviceRequest.objects.exists()
    refused = Record.objects.filter(verb="was asked to remove a name from professional advice")
    assert refused.count() == 4
    with pytest.raises(ActionNotPossibleError, match=r"You cannot open a case with that reference."):
        ask_for_advice(cast.officer.actor, reference=told.reference)
    row = ask_for_advice(cast.worker.actor)
    with pytest.raises(ValidationError, match="telephone number"):
        answer(row, cast.co_ordinator, text="Call 01522 558 263")
