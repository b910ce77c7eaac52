"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.kernel.classes import Class, classed

_THING = "id body version changed_by changed_at"
_NOTE = "id of words body at by"

FIELDS: dict[str, Class] = {
    **classed(
        "Meeting",
        plain=f"{_THING} force title held_on level level_why next_on state settled_at",
        personal="present",
    ),
    **classed("Question", plain="id meeting number asked answered evidence version changed_by changed_at"),
    **classed("MeetingNote", plain=_NOTE),
    **classed("Plan", plain=f"{_THING} force title aim starts_on ends_on next_board_on state"),
    **classed(
        "Objective",
        plain="id plan number what owner due_on measure evidence status version changed_by changed_at",
        personal="person",
    ),
    **classed("BoardReport", plain="id plan held_on words body at by"),
    **classed("Status", plain="id report objective what status words due_on evidence"),
    **classed("PlanNote", plain=_NOTE),
    **classed("Programme", plain=f"{_THING} title about starts_on ends_on"),
    **classed(
        "Hearing",
        plain="id programme number subject planned_on recommendation state held_on evidence findings why_not version "
        "changed_by changed_at",
        personal="heard_from",
    ),
    **classed(
        "Outcome",
        plain="id hearing slug title words evidence held_on body body_name programme subject recommendation "
        "published_at by sha256",
    ),
    **classed("OutcomeNote", plain=_NOTE),
}
