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
from handrail.people.information_requests.queries import RequestForReader
from handrail.people.information_requests.text_choices import (
    NamedRequestOutcomeKind,
    NoticeAnswer,
    RequestOutcomeKind,
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


class RequestTag(NamedTuple):
    """State and words of a request's tag."""

    state: str
    words: str


def make_request_tag(row: InformationRequest) -> RequestTag:
    """Its state today."""
    outcome = row.outcome_or_none
    if outcome is not None:
        return RequestTag(_TAG_STATES[outcome.outcome], outcome.get_outcome_display())
    if row.is_taken_back:
        return RequestTag("unknown", RequestOutcomeKind.WITHDRAWN.label)
    return _make_waiting_tag(row)


def make_named_request_tag(row: NamedPersonRequest) -> RequestTag:
    """Where a request about a named person stands, as whoever asked is told."""
    outcome = row.outcome_or_none
    if outcome is not None:
        return RequestTag(_NAMED_TAG_STATES[outcome.outcome], outcome.get_outcome_display())
    return _make_waiting_tag(row)


def make_named_request_rows(
    rows: list[NamedPersonRequest],
) -> list[tuple[NamedPersonRequest, RequestTag]]:
    """Each request with its tag."""
    return [(row, make_named_request_tag(row)) for row in rows]


def _make_waiting_tag(row: AskedAcrossWall) -> RequestTag:
    if row.answer_by < today():
        return RequestTag("overdue", "Not answered in time")
    return RequestTag("soon", "Waiting for an answer")


def make_request_rows(rows: list[InformationRequest]) -> list[tuple[InformationRequest, RequestTag]]:
    """Each request with its tag."""
    return [(row, make_request_tag(row)) for row in rows]


def present_request(row: AskedAcrossWall) -> FactRows:
    """What was asked, in the order of the form. Opens the words for the reader that is bound to the row."""
    basis = get_lawful_basis(row.basis)
    rows = [
        ("Request", row.what.open()),
        ("Kinds of information", _list_kinds(row.wanted_kinds)),
        ("Records from and until", _format_span(row)),
        ("Lawful basis", msg("{basis}. {sure}.", basis=row.get_basis_display(), sure=basis.confidence)),
        ("Reasonable line of enquiry", row.enquiry.open()),
        ("Necessary and proportionate", row.necessity.open()),
        ("Less intrusive way", row.other_routes.open()),
        ("Counselling notes", _describe_counselling(row)),
        ("Someone else too", row.third_party.open()),
        ("Written notice to the person", _describe_notice(row)),
        ("What the person says", _join_words(row.get_views_display(), row.views_words.open())),
        ("Answer needed by", formatting.format_day(row.answer_by)),
    ]
    return [(label, text) for label, text in rows if text]


def present_outcome(found: RequestForReader) -> FactRows:
    """What happened. The answer itself is among the rows only while the reader may read it."""
    outcome = found.outcome
    if outcome is None:
        return []
    rows = [
        ("By", msg("{name}, {day}", name=outcome.by.name, day=formatting.format_day(outcome.at))),
        ("Why", outcome.get_refusal_display()),
        ("In their words", outcome.words.open()),
        ("Kinds of information", _list_kinds(outcome.given_kinds)),
        ("What was given", outcome.answer.open() if found.shows_answer else ""),
        ("Open until", _format_open_until(outcome)),
    ]
    return [(label, text) for label, text in rows if text]


def present_named_outcome(found: NamedRequestForReader) -> FactRows:
    """What became of a request about a named person; the answer only for whoever asked, while it is open."""
    outcome = found.outcome
    if outcome is None:
        return []
    cannot = outcome.outcome == NamedRequestOutcomeKind.CANNOT_ANSWER
    by = msg("{name}, {day}", name=outcome.by.name, day=formatting.format_day(outcome.at))
    rows = [
        ("By", by),
        ("Answer", msg(CANNOT_ANSWER, body=found.row.to_body.name) if cannot else ""),
        ("Kinds of information", _list_kinds(outcome.given_kinds)),
        ("What was given", outcome.answer.open() if found.shows_answer else ""),
        ("Open until", _format_open_until(outcome)),
    ]
    return [(label, text) for label, text in rows if text]


def present_tellings(tellings: Sequence[ToldFields]) -> list[tuple[str, str]]:
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


def _list_kinds(codes: list[str]) -> str:
    return join_texts((Kind(code).words for code in codes), "; ")


def _format_span(row: AskedAcrossWall) -> str:
    if not (row.wanted_from or row.wanted_until):
        return ""
    first = formatting.format_day(row.wanted_from) if row.wanted_from else "the beginning"
    last = formatting.format_day(row.wanted_until) if row.wanted_until else "today"
    return msg("{first} to {last}", first=first, last=last)


def _describe_counselling(row: AskedAcrossWall) -> str:
    if not row.is_about_victim:
        return ""
    if not row.asks_counselling_notes:
        return "Not asked for"
    return msg(
        "Asked for, approved by {who}: {why}", why=row.probative_value.open(), who=row.approved_by.open()
    )


def _describe_notice(row: AskedAcrossWall) -> str:
    if not row.notice:
        return ""
    if row.notice != NoticeAnswer.GIVEN or row.notice_on is None:
        return _join_words(row.get_notice_display(), row.notice_why.open())
    language = row.notice_language.name if row.notice_language else "language not recorded"
    return msg(
        "Given on {day}, {how}, {language}",
        day=formatting.format_day(row.notice_on),
        how=lower_first(row.get_notice_channel_display()),
        language=language,
    )


def _format_open_until(outcome: InformationRequestOutcome | NamedPersonRequestOutcome) -> str:
    if outcome.open_until is None:
        return ""
    day = formatting.format_day(outcome.open_until)
    return (
        day
        if outcome.is_open
        else msg("{day}: ended, and can no longer be read by the organisation that asked", day=day)
    )


def _join_words(said: str, words: str) -> str:
    return msg("{said}: {words}", said=said, words=words) if words else said
