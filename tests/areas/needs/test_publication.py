"""Publishing: frozen in three files with each sentence's trace; read by those of the area; replaced by a later one."""

import pytest
from django.urls import reverse

from handrail.areas.needs.actions import findings, quotes
from handrail.areas.needs.actions.intentions import record_intention_decision
from handrail.areas.needs.actions.publication import publish_needs_assessment
from handrail.areas.needs.models import (
    EvidenceQuote,
    NeedsAssessment,
    PublishedNeedsAssessment,
    PublishedNeedsFile,
)
from handrail.areas.needs.queries import (
    find_published_needs_file,
    get_needs_assessment_without_its_rows,
    select_visible_assessments,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.needs import D, assess, begin, finding, get_shown, publish
from support.worlds import shared_world


@shared_world
def made(cast):
    return assess(cast)


def test_what_is_published_is_frozen_with_its_trace(cast, made):
    publish(cast, made.assessment)
    row = PublishedNeedsAssessment.objects.get(assessment=made.assessment)
    assert row.basis == "voluntary"
    page = bytes(PublishedNeedsFile.objects.get(publication=row, format="html").content).decode()
    assert {file.format for file in row.files.all()} == {"html", "pdf", "docx"}
    for words in (
        "People wait for a place before they are referred.",
        "60 people in Lincolnshire, July to September 2026.",
        "13 of 20 people who were asked",
        "Nobody told me where to go.",
        "Where this comes from",
        "Places before referral",
        "Nobody who left the area.",
    ):
        assert words in page, words
    with pytest.raises(AppendOnlyError):
        PublishedNeedsAssessment.objects.update(sha256="")
    changed = NeedsAssessment.objects.get(pk=made.assessment)
    assert changed.state == "published"
    with pytest.raises(ActionNotPossibleError, match="published assessment cannot be changed"):
        findings.add_finding(finding(changed), evidence=[1], by=cast.commissioner.actor)


def test_what_is_published_says_the_day_of_its_decisions_and_what_was_decided_since(cast, made, client):
    publish(cast, made.assessment)
    office = sign_in(client, cast.commissioner)
    page = reverse("published_needs", args=[made.assessment])
    frozen, today_words = office.get(page).content.decode().split('id="since"')
    assert f"Decision on {format_day(today())}" in frozen
    assert "Not decided yet" in frozen
    assert "Not decided yet" in today_words
    record_intention_decision(
        made.assessment, 1, decision="go_on", reason="The grant allows it", seen=1, by=cast.signatory.actor
    )
    frozen, today_words = office.get(page).content.decode().split('id="since"')
    assert "Not decided yet" in frozen
    decided = f"{cast.signatory.name}, {format_day(today())}"
    assert all(words in today_words for words in ("Go ahead", decided, "No service"))
    assert "Not decided yet" not in today_words


def test_the_signatory_publishes_what_they_read_once_every_quote_is_checked(cast, made):
    office, signatory = cast.commissioner.actor, cast.signatory.actor
    shown = get_shown(signatory, made.assessment)
    with pytest.raises(Denied):
        publish_needs_assessment(made.assessment, shown=shown, by=office)
    evidence = NeedsAssessment.objects.get(pk=made.assessment).evidence.get(number=3)
    quote = quotes.add_quote(
        evidence, EvidenceQuote(words="I waited.", who="a survivor", given_on=D(2026, 9, 1)), by=office
    )
    with pytest.raises(ActionNotPossibleError, match="second person"):
        publish_needs_assessment(made.assessment, shown=shown, by=signatory)
    quotes.confirm_quote_anonymous(made.assessment, quote.pk, seen=1, by=signatory)
    with pytest.raises(ActionNotPossibleError, match="changed this assessment"):
        publish_needs_assessment(made.assessment, shown=shown, by=signatory)
    publish(cast, made.assessment)
    with pytest.raises(ActionNotPossibleError, match="published assessment cannot be changed"):
        publish_needs_assessment(made.assessment, shown=shown, by=signatory)
    empty = begin(office, title="Empty")
    with pytest.raises(ActionNotPossibleError, match="no finding"):
        publish_needs_assessment(empty.pk, shown=get_shown(signatory, empty.pk), by=signatory)


def test_board_force_collator_and_other_offices_read_what_is_published(cast, made):
    readers = [part.actor for part in (cast.board, cast.force_lead, cast.collator)]
    other_office = cast.neighbour.actor
    assert [list(select_visible_assessments(reader)) for reader in (*readers, other_office)] == [[]] * 4
    publish(cast, made.assessment)
    readers.append(other_office)
    for reader in readers:
        assert get_needs_assessment_without_its_rows(reader, made.assessment).state == "published"
        assert find_published_needs_file(reader, made.assessment, "pdf") is not None
    for part in (cast.worker, cast.officer, cast.protector):
        with pytest.raises(Denied):
            get_needs_assessment_without_its_rows(part.actor, made.assessment)


def test_a_later_one_replaces_it(cast, made):
    office = cast.commissioner.actor
    old = NeedsAssessment.objects.get(pk=made.assessment)
    with pytest.raises(ActionNotPossibleError, match="Only a published"):
        begin(office, title="Newer", replaces=old)
    publish(cast, made.assessment)
    old.refresh_from_db()
    newer = begin(office, title="Newer", replaces=old)
    row = newer.evidence.create(
        kind="report", title="A report", says="x", base="All", dated_on=D(2026, 9, 1), limits="Old.",
        consent="none_needed", source="Somebody, 2026", number=1, changed_at=old.changed_at,
    )  # fmt: skip
    findings.add_finding(finding(newer), evidence=[row.number], by=office)
    publish(cast, newer.pk)
    old.refresh_from_db()
    assert old.state == "superseded"
    assert get_needs_assessment_without_its_rows(cast.board.actor, old.pk).state == "superseded"
