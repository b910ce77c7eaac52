"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

_RECORD_FIELDS = "id body version changed_by changed_at"
_NOTE_FIELDS = "id of words body at by"

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Meeting",
        plain=f"{_RECORD_FIELDS} force title held_on level why next_on state settled_at",
        personal="present",
    ),
    **classify_fields(
        "MeetingQuestion", plain="id meeting number asked answered evidence version changed_by changed_at"
    ),
    **classify_fields("MeetingNote", plain=_NOTE_FIELDS),
    **classify_fields(
        "ImprovementPlan", plain=f"{_RECORD_FIELDS} force title aim starts_on ends_on next_board_on state"
    ),
    **classify_fields(
        "Objective",
        plain="id plan number what owner due_on measure evidence status version changed_by changed_at",
        personal="person",
    ),
    **classify_fields("BoardReport", plain="id plan held_on words body at by"),
    **classify_fields("ObjectiveStatus", plain="id report objective what status words due_on evidence"),
    **classify_fields("PlanNote", plain=_NOTE_FIELDS),
    **classify_fields("Programme", plain=f"{_RECORD_FIELDS} title about starts_on ends_on"),
    **classify_fields(
        "Hearing",
        plain="id programme number subject planned_on recommendation state held_on evidence findings why_not version "
        "changed_by changed_at",
        personal="heard_from",
    ),
    **classify_fields(
        "HearingOutcome",
        plain="id hearing slug title words evidence held_on body body_name programme subject recommendation "
        "published_at by sha256",
    ),
    **classify_fields("HearingOutcomeNote", plain=_NOTE_FIELDS),
}
