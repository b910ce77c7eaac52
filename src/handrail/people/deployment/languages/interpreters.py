"""Who may interpret for whom. Never family, friends, other victims, an employer or a worker of the case."""

from dataclasses import dataclass
from enum import StrEnum

from handrail.people.deployment.languages.conflict_check_validity import ConflictCheckState
from handrail.people.deployment.languages.talks import TalkKind, needs_independent_interpreter
from handrail.platform.kernel.messages import msg


class InterpreterRelation(StrEnum):
    """What somebody is to the person, besides an interpreter."""

    NONE = "none"
    FAMILY = "family"
    FRIEND = "friend"
    OTHER_VICTIM = "other_victim"
    EMPLOYER = "employer"
    HELPER = "helper"
    CASE_WORKER = "case_worker"


class ObjectionCode(StrEnum):
    """Why not."""

    RELATION = "relation"
    REFUSED = "refused"
    OTHER_SIDE = "other_side"
    CONFLICT = "conflict"
    NOT_QUALIFIED = "not_qualified"
    NO_LANGUAGE = "no_language"


RELATION_WORDS = {
    InterpreterRelation.FAMILY: msg("Family must not interpret."),
    InterpreterRelation.FRIEND: msg("A friend must not interpret."),
    InterpreterRelation.OTHER_VICTIM: msg("Another victim must not interpret."),
    InterpreterRelation.EMPLOYER: msg("An employer must not interpret."),
    InterpreterRelation.HELPER: msg("Someone who came along to help must not interpret."),
    InterpreterRelation.CASE_WORKER: msg("A worker on the case must not interpret in it."),
}
CONFLICT_WORDS = {
    ConflictCheckState.NOT_CHECKED: msg("Check for a conflict first, where the person cannot hear."),
    ConflictCheckState.EXPIRED: msg("There is a new name in the case. Check for a conflict again."),
    ConflictCheckState.NOT_CLEAR: msg("The conflict check was not clear."),
}


@dataclass(frozen=True, slots=True)
class InterpreterFacts:
    """What is known of an interpreter and this case. `has_served_suspect`: or the suspect's lawyer."""

    relation: InterpreterRelation
    tags: frozenset[str]
    is_qualified: bool
    conflict: ConflictCheckState
    has_served_suspect: bool = False
    is_refused_by_person: bool = False


@dataclass(frozen=True, slots=True)
class InterpreterObjection:
    """One reason against. `is_absolute`: nobody can go past it; a rare language may need the best available instead."""

    code: ObjectionCode
    words: str
    is_absolute: bool = True


def list_interpreter_objections(
    interpreter: InterpreterFacts, talk: TalkKind, tag: str
) -> tuple[InterpreterObjection, ...]:
    """All that speaks against somebody as the interpreter of a talk.

    Args:
        interpreter: what is known of them.
        talk: what it is about.
        tag: the language that the person chose.

    Returns:
        What can never be, before what a lead may go past with a reason, who agreed, and limits that are recorded;
        empty for whoever may interpret.
    """
    found = []
    if interpreter.relation is not InterpreterRelation.NONE:
        found.append(InterpreterObjection(ObjectionCode.RELATION, RELATION_WORDS[interpreter.relation]))
    if interpreter.is_refused_by_person:
        words = msg("The person’s choice. No reason needed.")
        found.append(InterpreterObjection(ObjectionCode.REFUSED, words))
    if interpreter.has_served_suspect:
        words = msg("Interpreted for the suspect: victim and suspect have different interpreters.")
        found.append(InterpreterObjection(ObjectionCode.OTHER_SIDE, words))
    if interpreter.conflict in CONFLICT_WORDS:
        found.append(InterpreterObjection(ObjectionCode.CONFLICT, CONFLICT_WORDS[interpreter.conflict]))
    if tag not in interpreter.tags:
        found.append(
            InterpreterObjection(ObjectionCode.NO_LANGUAGE, msg("Does not interpret that language."))
        )
    if needs_independent_interpreter(talk) and not interpreter.is_qualified:
        words = msg(
            "This discussion needs a qualified interpreter. "
            "For a rare language: two interpreters in turn, or the best you can find."
        )
        found.append(InterpreterObjection(ObjectionCode.NOT_QUALIFIED, words, is_absolute=False))
    return tuple(found)
