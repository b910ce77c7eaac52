"""What pages show of languages, choices and interpreters."""

from typing import NamedTuple

from handrail.directory.practitioners import codes
from handrail.people.deployment.languages.conflict_check_validity import ConflictCheckState
from handrail.people.deployment.models import (
    InformedChoice,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.deployment.presenters import DeploymentTag
from handrail.people.deployment.queries.case_deployment import BookingWithCheck
from handrail.people.deployment.text_choices import (
    ExplainedOptionAnswer,
    InterpreterBookingState,
)
from handrail.platform.kernel.dates import format_day_with_time_if_any, to_london
from handrail.platform.kernel.messages import UserText, lower_first, msg
from handrail.platform.reference.code_lists import find_language_name
from handrail.platform.ui.formatting import format_day

CHECK_TAGS = {
    ConflictCheckState.CLEAR: ("met", "No conflict found"),
    ConflictCheckState.EXPIRED: ("today", "New name: check again"),
    ConflictCheckState.NOT_CLEAR: ("unsafe", "Not clear"),
    ConflictCheckState.NOT_CHECKED: ("unknown", "Not checked"),
}


class PersonLanguageRow(NamedTuple):
    """A language of the person in words."""

    row: PersonLanguage
    words: str
    tag: DeploymentTag


def present_person_language(row: PersonLanguage) -> PersonLanguageRow:
    """“Arabic (Sudanese): first language”, and what the person says of it. The row is bound to its reader."""
    dialect = row.dialect.open()
    name = find_language_name(row.language)
    name = msg("{language} ({dialect})", language=name, dialect=dialect) if dialect else name
    level = codes.get_words_of_choice_code(codes.LEVELS, row.level)
    level = lower_first(level) if row.level == "first" else level
    state = {"chosen": "met", "fine": "unknown", "refused": "declined"}[row.choice]
    said = {"chosen": "Chosen", "fine": "Not asked", "refused": "Not wanted"}[row.choice]
    return PersonLanguageRow(
        row, msg("{language}: {level}", language=name, level=level), DeploymentTag(state, said)
    )


class InformedChoiceRow(NamedTuple):
    """One talk about the options."""

    row: InformedChoice
    by: str
    how: str
    options: list[tuple[str, str]]
    words: str


OPTION_SAYS = {
    ExplainedOptionAnswer.YES.value: "yes",
    ExplainedOptionAnswer.NO.value: "no",
    ExplainedOptionAnswer.UNDECIDED.value: "ask",
    ExplainedOptionAnswer.NOT_EXPLAINED.value: "ended",
}


def present_informed_choice(row: InformedChoice) -> InformedChoiceRow:
    """A talk, bound to its reader."""
    options: list[tuple[str, str]] = [
        (
            OPTION_SAYS[code],
            msg(
                "{option}: {answer}",
                option=option,
                answer=lower_first(str(ExplainedOptionAnswer(code).label)),
            ),
        )
        for option, code in (("Police", row.police), ("NRM", row.nrm), ("Services", row.services))
    ]
    language = find_language_name(row.language)
    how = msg("{language}. {interpreter}", language=language, interpreter=row.get_interpreter_display())
    by = msg("{name}, {day}", name=UserText(row.explained_by.name), day=format_day(row.explained_on))
    return InformedChoiceRow(row, by, how, options, row.words.open())


class InterpreterBookingRow(NamedTuple):
    """An interpreter's booking."""

    row: InterpreterBooking
    name: str
    what: str
    tag: DeploymentTag
    check: DeploymentTag | None
    lines: list[str]
    waits: bool


BOOKING_TAGS = {
    InterpreterBookingState.BOOKED.value: "running",
    InterpreterBookingState.ATTENDED.value: "met",
    InterpreterBookingState.FAILED.value: "unsafe",
    InterpreterBookingState.CANCELLED.value: "declined",
}


def make_interpreter_booking_row(found: BookingWithCheck) -> InterpreterBookingRow:
    """A booking, bound to its reader, with what its check is worth today."""
    row = found.row
    waits = row.state == InterpreterBookingState.BOOKED
    what = msg(
        "{talk}, {language}, {mode}, {when}",
        talk=row.get_talk_display(),
        language=find_language_name(row.language),
        mode=lower_first(str(row.get_mode_display())),
        when=format_day_with_time_if_any(to_london(row.starts_at)),
    )
    lines: list[str] = [str(row.get_qualification_display()), row.exception.open()]
    if row.quality:
        lines.append(msg("How it was: {quality}", quality=lower_first(str(row.get_quality_display()))))
    lines.append(row.quality_words.open())
    return InterpreterBookingRow(
        row,
        row.name.open(),
        what,
        DeploymentTag(BOOKING_TAGS[row.state], str(InterpreterBookingState(row.state).label)),
        DeploymentTag(*CHECK_TAGS[found.check]) if waits else None,
        [line for line in lines if line],
        waits,
    )
