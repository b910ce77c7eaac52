"""A request as rows of a page: what was asked, by the tests of the Code, and where it stands."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.people.information_requests.lawful_bases import get_lawful_basis
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
    NamedPersonRequestOutcome,
)
from handrail.people.information_requests.models.asked_fields import AskedAcrossWall, ToldFields
from handrail.people.information_requests.named_request_queries import NamedRequestForReader
from handrail.people.information_requests.queries import InformationRequestForReader
from handrail.people.information_requests.text_choices import (
    CounsellingNotesDecision,
    NamedRequestOutcomeKind,
    RequestOutcomeKind,
    WrittenNoticeAnswer,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, lower_first, msg
from handrail.platform.ui import formatting

type FactRows = list[tuple[str, str]]

_TAG_STATES = {
    RequestOutcomeKind.GIVEN.value: "met",
    RequestOutcomeKind.REFUSED.value: "declined",
    RequestOutcomeKind.WITHDRAWN.value: "unknown",
}

_NAMED_TAG_STATES = {
    NamedRequestOutcomeKind.GIVEN.value: "met",
    NamedRequestOutcomeKind.CANNOT_ANSWER.value: "declined",
    NamedRequestOutcomeKind.WITHDRAWN.value: "unknown",
}
CANNOT_ANSWER: Final = (
    "{body} cannot answer this request. This reply is the same whether or not it knows the person."
)


class InformationRequestTag(NamedTuple):
    """State and words of a request's tag."""

    state: str
    words: str


def make_information_request_tag(row: InformationRequest) -> InformationRequestTag:
    """Its state today."""
    outcome = row.outcome_or_none
    if outcome is not None:
        return InformationRequestTag(_TAG_STATES[outcome.outcome], outcome.get_outcome_display())
    if row.is_taken_back:
        return InformationRequestTag("unknown", RequestOutcomeKind.WITHDRAWN.label)
    return _make_unanswered_request_tag(row)


def make_named_request_tag(row: NamedPersonRequest) -> InformationRequestTag:
    """Where a request about a named person stands, as whoever asked is told."""
    outcome = row.outcome_or_none
    if outcome is not None:
        return InformationRequestTag(_NAMED_TAG_STATES[outcome.outcome], outcome.get_outcome_display())
    return _make_unanswered_request_tag(row)


def make_named_request_rows(
    rows: list[NamedPersonRequest],
) -> list[tuple[NamedPersonRequest, InformationRequestTag]]:
    """Each request with its tag."""
    return [(row, make_named_request_tag(row)) for row in rows]


def _make_unanswered_request_tag(row: AskedAcrossWall) -> InformationRequestTag:
    if row.approval == CounsellingNotesDecision.REFUSED:
        return InformationRequestTag("declined", CounsellingNotesDecision.REFUSED.label)
    if not row.is_sent:
        return InformationRequestTag("waiting", "Waiting for approval")
    if row.answer_by < today():
        return InformationRequestTag("overdue", "Not answered in time")
    return InformationRequestTag("soon", "Waiting for an answer")


def make_information_request_rows(
    rows: list[InformationRequest],
) -> list[tuple[InformationRequest, InformationRequestTag]]:
    """Each request with its tag."""
    return [(row, make_information_request_tag(row)) for row in rows]


def list_information_request_facts(row: AskedAcrossWall) -> FactRows:
    """What was asked, in the order of the form. Opens the words for the reader that is bound to the row."""
    basis = get_lawful_basis(row.basis)
    rows = [
        ("Request", row.what.open()),
        ("Kinds of information", _join_kinds_of_information(row.wanted_kinds)),
        ("Records from and until", _format_asked_period(row)),
        ("Lawful basis", msg("{basis}. {sure}.", basis=row.get_basis_display(), sure=basis.confidence)),
        ("Reasonable line of enquiry", row.enquiry.open()),
        ("Necessary and proportionate", row.necessity.open()),
        ("Less intrusive way", row.other_routes.open()),
        ("Counselling notes", _describe_counselling_notes_asked(row)),
        ("Approval by a senior officer", _describe_approval_of_counselling_notes(row)),
        ("Someone else too", row.third_party.open()),
        ("How it will be dealt with", row.handling.open()),
        ("Written notice to the person", _describe_written_notice(row)),
        (
            "Who is given the notice",
            _join_choice_with_words(row.get_notice_to_display(), row.notice_to_words.open()),
        ),
        ("What the person says", _join_choice_with_words(row.get_views_display(), row.views_words.open())),
        ("Answer needed by", formatting.format_day(row.answer_by)),
    ]
    return [(label, text) for label, text in rows if text]


def list_information_outcome_facts(found: InformationRequestForReader) -> FactRows:
    """What happened. The answer itself is among the rows only while the reader may read it."""
    outcome = found.outcome
    if outcome is None:
        return []
    rows = [
        ("By", msg("{name}, {day}", name=outcome.by.name, day=formatting.format_day(outcome.at))),
        ("Why", outcome.get_refusal_display()),
        ("In their words", outcome.words.open()),
        ("Kinds of information", _join_kinds_of_information(outcome.given_kinds)),
        ("What was given", outcome.answer.open() if found.shows_answer else ""),
        ("Open until", _format_answer_readable_until(outcome)),
    ]
    return [(label, text) for label, text in rows if text]


def list_named_request_outcome_facts(found: NamedRequestForReader) -> FactRows:
    """What became of a request about a named person; the answer only for whoever asked, while it is open."""
    outcome = found.outcome
    if outcome is None:
        return []
    cannot = outcome.outcome == NamedRequestOutcomeKind.CANNOT_ANSWER
    by = msg("{name}, {day}", name=outcome.by.name, day=formatting.format_day(outcome.at))
    rows = [
        ("By", by),
        ("Answer", msg(CANNOT_ANSWER, body=found.row.to_body.name) if cannot else ""),
        ("Kinds of information", _join_kinds_of_information(outcome.given_kinds)),
        ("What was given", outcome.answer.open() if found.shows_answer else ""),
        ("Open until", _format_answer_readable_until(outcome)),
    ]
    return [(label, text) for label, text in rows if text]


def list_when_and_how_person_was_told(tellings: Sequence[ToldFields]) -> list[tuple[str, str]]:
    """What the person was told, the newest first: when, and how."""
    told = []
    for row in tellings:
        language = row.language.name if row.language else ""
        how = row.get_channel_display() if row.told_on else row.get_not_told_display()
        words = row.words.open()
        when = row.told_on or row.recorded_at
        title = msg("Told on {day}", day=formatting.format_day(when)) if row.told_on else "Not told yet"
        parts = [how, language, msg("Recorded by {name}", name=row.recorded_by.name), words]
        told.append((title, join_texts((part for part in parts if part), ". ")))
    return told


def _join_kinds_of_information(codes: list[str]) -> str:
    return join_texts((Kind(code).words for code in codes), "; ")


def _format_asked_period(row: AskedAcrossWall) -> str:
    if not (row.wanted_from or row.wanted_until):
        return ""
    first = formatting.format_day(row.wanted_from) if row.wanted_from else "the beginning"
    last = formatting.format_day(row.wanted_until) if row.wanted_until else "today"
    return msg("{first} to {last}", first=first, last=last)


def _describe_counselling_notes_asked(row: AskedAcrossWall) -> str:
    if not row.is_about_victim:
        return ""
    if not row.asks_counselling_notes:
        return "Not asked for"
    return msg("Asked for. {why}", why=row.probative_value.open())


def _describe_approval_of_counselling_notes(row: AskedAcrossWall) -> str:
    if not row.asks_counselling_notes:
        return ""
    if row.approval_by is None or row.approval_at is None:
        return "Not decided yet. The request is not sent until then."
    return msg(
        "{decision} by {name}, {rank}, on {day}: {why}",
        decision=row.get_approval_display(),
        name=row.approval_by.name,
        rank=row.approval_rank.open(),
        day=formatting.format_day(row.approval_at),
        why=row.approval_words.open(),
    )


def _describe_written_notice(row: AskedAcrossWall) -> str:
    if not row.notice:
        return ""
    if row.notice != WrittenNoticeAnswer.GIVEN or row.notice_on is None:
        return _join_choice_with_words(row.get_notice_display(), row.notice_why.open())
    language = row.notice_language.name if row.notice_language else "language not recorded"
    return msg(
        "Given on {day}, {how}, {language}",
        day=formatting.format_day(row.notice_on),
        how=lower_first(row.get_notice_channel_display()),
        language=language,
    )


def _format_answer_readable_until(outcome: InformationRequestOutcome | NamedPersonRequestOutcome) -> str:
    if outcome.open_until is None:
        return ""
    day = formatting.format_day(outcome.open_until)
    return (
        day
        if outcome.is_open
        else msg("{day}: ended, and can no longer be read by the organisation that asked", day=day)
    )


def _join_choice_with_words(said: str, words: str) -> str:
    return msg("{said}: {words}", said=said, words=words) if words else said
