"""A report on twelve months: drafted from rows, worded, decided, published as editions that never change."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.areas.partnerships.checked_words import (
    atomic_action_with_text_check,
    raise_if_texts_identify_person_or_place,
    raise_if_unpublished_count,
)
from handrail.areas.partnerships.models import Group, YearEdition, YearFile, YearReport, YearSentence
from handrail.areas.partnerships.permissions import lock_and_authorise_group, lock_year_report
from handrail.areas.partnerships.queries.year_facts import gather_group_facts_of_year
from handrail.areas.partnerships.queries.year_reports import list_parts_without_welsh
from handrail.areas.partnerships.year_document import (
    PAGE_NAMES,
    build_year_report_document,
    build_year_report_document_in_welsh,
)
from handrail.areas.partnerships.year_sentences import DraftedYearReportSentence, draft_year_report_sentences
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.documents.formats import make_all_document_files
from handrail.platform.documents.serialisation import convert_document_to_plain_values
from handrail.platform.i18n.sentences import say_in_welsh
from handrail.platform.kernel.dates import add_years
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

ONE_DAY = datetime.timedelta(days=1)
PUBLISHED = "This report is published. Change it, then publish a further edition."


@transaction.atomic
def draft_year_report(report: YearReport, *, by: Actor) -> YearReport:
    """Draft a report of the twelve months from a day: a sentence for all that the rows say.

    Args:
        report: with its group and first day.
        by: who convenes the group.

    Returns:
        The report.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: the year is not over, or has a report already.
    """
    group = lock_and_authorise_group(report.group_id, by, closed_too=True)
    report.ends_on = add_years(report.starts_on, 1) - ONE_DAY
    if report.ends_on > today():
        raise ValidationError({"starts_on": "The twelve months must be over. Choose an earlier first day"})
    report.save_by(by)
    facts = gather_group_facts_of_year(group, report.starts_on, report.ends_on, today())
    names = _get_welsh_names_of_members(group) if group.papers_language != "en" else None
    for number, sentence in enumerate(draft_year_report_sentences(facts), 1):
        _make_year_report_sentence(report, number, sentence, names).save_by(by)
    write_audit_record(who=by.who, verb="drafted a report of a group", about=group.pk, why=str(report.pk))
    return report


@atomic_action_with_text_check
def add_typed_sentence_to_year_report(sentence: YearSentence, *, by: Actor) -> YearSentence:
    """Add a sentence by hand: the report says that nobody drafted it. Raises as `change_year_sentence`."""
    raise_if_unpublished_count("words", sentence.words)
    raise_if_unpublished_count("words_welsh", sentence.words_welsh)
    report = lock_year_report(sentence.report_id, by)
    sentence.number, sentence.drafted, sentence.trace = report.sentences.count() + 1, "", []
    sentence.save_by(by)
    _mark_year_report_as_draft(report, by)
    return sentence


@atomic_action_with_text_check
def change_year_report_sentence(sentence: YearSentence, *, seen: int, by: Actor) -> None:
    """Word a sentence otherwise, or leave it out. What was drafted stays beside it.

    Args:
        sentence: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: the words name somebody, or hold a count that was not published.
    """
    if sentence.words != sentence.drafted:
        raise_if_unpublished_count("words", sentence.words)
        raise_if_unpublished_count("words_welsh", sentence.words_welsh)
    report = lock_year_report(sentence.report_id, by)
    sentence.save_by(by, seen=seen)
    _mark_year_report_as_draft(report, by)
    write_audit_record(
        who=by.who, verb="changed a report of a group", about=report.group_id, why=str(sentence.number)
    )


@atomic_action_with_text_check
def record_decision_on_group_future(report: YearReport, *, seen: int, by: Actor) -> None:
    """Say whether the group goes on, changes or stops, and why.

    Args:
        report: with the decision and the reason.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    raise_if_unpublished_count("why", report.why)
    raise_if_unpublished_count("why_welsh", report.why_welsh)
    lock_year_report(report.pk, by)
    if not report.decision:
        raise ValidationError({"decision": "Choose what should happen next"})
    report.state = "draft"
    report.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="decided how a group goes on", about=report.group_id, why=report.decision
    )


def publish_year_report(
    report_id: UUID, *, note: str, seen: int, by: Actor, english_only: bool = False
) -> YearEdition:
    """Publish an edition with its three files, and three more in Welsh where the group has its papers in Welsh.

    Args:
        report_id: of a report with a decision.
        note: what changed; the first edition needs none.
        english_only: whether an edition without Welsh is wanted although the group has its papers in Welsh.
        seen: the version of the report that the page showed.
        by: who convenes the group.

    Returns:
        The edition.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody changed it since.
        ActionNotPossibleError: nothing is decided, or nothing changed since the last edition.
        ValidationError: a correction does not say what changed; Welsh is wanted and not there.
    """
    raise_if_texts_identify_person_or_place({"note": note}, by)
    with transaction.atomic():
        report = lock_year_report(report_id, by)
        report.raise_if_seen_version_stale(seen)
        if not report.decision:
            raise ActionNotPossibleError("Say first what should happen next.")
        if report.state == "published":
            raise ActionNotPossibleError(PUBLISHED)
        number = report.editions.count() + 1
        if number > 1 and not note.strip():
            raise ValidationError({"note": "Say what changed since the edition before"})
        languages = _choose_languages_of_edition(report, english_only)
        edition = _save_published_year_report(report, number, note.strip(), languages, by)
        report.state = "published"
        report.save_by(by)
        write_audit_record(
            who=by.who, verb="published a report of a group", about=report.group_id, why=edition.sha256
        )
    return edition


def _choose_languages_of_edition(report: YearReport, english_only: bool) -> Sequence[str]:
    if report.group.papers_language == "en" or english_only:
        return ("en",)
    if missing := list_parts_without_welsh(report, report.sentences.all()):
        raise ValidationError(
            {
                "english_only": msg(
                    "Welsh is missing for {parts}. Add it, or tick this", parts=join_texts(missing)
                )
            }
        )
    return ("en", "cy")


def _save_published_year_report(
    report: YearReport, number: int, note: str, languages: Sequence[str], by: Actor
) -> YearEdition:
    sentences, day = list(report.sentences.all()), today()
    english = build_year_report_document(
        report,
        sentences,
        number=number,
        note=note,
        on=day,
        base=settings.ADDRESS,
        english_only=report.group.papers_language != "en" and "cy" not in languages,
    )
    documents = {"en": english}
    if "cy" in languages:
        documents["cy"] = build_year_report_document_in_welsh(
            report, sentences, number=number, on=day, base=settings.ADDRESS
        )
    plain = {code: convert_document_to_plain_values(document) for code, document in documents.items()}
    hashed = plain if "cy" in plain else plain["en"]
    text = json.dumps(hashed, ensure_ascii=False, sort_keys=True)
    edition = YearEdition.objects.create(
        report=report,
        number=number,
        note=note,
        published_at=timezone.now(),
        by_id=by.user_id,
        content=plain["en"],
        content_welsh=plain.get("cy"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    YearFile.objects.bulk_create(
        YearFile(
            edition=edition, language=code, format=file.format.code, sha256=file.sha256, content=file.content
        )
        for code, document in documents.items()
        for file in make_all_document_files(document)
    )
    return edition


def _get_welsh_names_of_members(group: Group) -> dict[str, str]:
    """Names of organisations with a seat, by their English ones; of those alone that have one in Welsh."""
    seats = group.seats.exclude(body__name_cy="")
    return dict(seats.values_list("body__name", "body__name_cy"))


def _make_year_report_sentence(
    report: YearReport, number: int, drafted: DraftedYearReportSentence, welsh_names: dict[str, str] | None
) -> YearSentence:
    """A sentence as it is drafted.

    Args:
        report: that it is of.
        number: its place.
        drafted: its words and the rows that they come from.
        welsh_names: of organisations; None where the group's papers are in English alone.

    Returns:
        The sentence, not saved yet.
    """
    words, trace = str(drafted.words), list[list[str]]()
    welsh = say_in_welsh(drafted.words) if welsh_names is not None else ""
    for name, name_in_welsh in (welsh_names or {}).items():
        welsh = welsh.replace(name, name_in_welsh)
    if drafted.page:
        place = reverse(drafted.page, args=[report.group_id])
        trace = [[PAGE_NAMES[drafted.page], place, str(drafted.rows), say_in_welsh(drafted.rows)]]
    return YearSentence(
        report=report,
        number=number,
        section=drafted.section,
        drafted=words,
        words=words,
        words_welsh=welsh,
        trace=trace,
    )


def _mark_year_report_as_draft(report: YearReport, by: Actor) -> None:
    """A changed report is a draft again: what was published stays as its edition."""
    report.state = "draft"
    report.save_by(by)
