"""Clauses of a specification, and what each cites."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.commissioning.clause_sources import CLAUSE_SOURCES, TYPED
from handrail.areas.commissioning.models import ClauseCitation, SpecificationClause
from handrail.areas.commissioning.models.specification import MOST_CLAUSES
from handrail.areas.commissioning.permissions import lock_and_authorise_service, require_service_not_ended
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_clause(clause: SpecificationClause, *, by: Actor) -> SpecificationClause:
    """Add a clause under the next number.

    Args:
        clause: with its line.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended, or holds a hundred.
    """
    line = lock_and_authorise_service(clause.line_id, by)
    require_service_not_ended(line)
    clause.line, clause.number = line, line.clauses.count() + 1
    if clause.number > MOST_CLAUSES:
        raise ActionNotPossibleError("A specification holds at most 100 clauses.")
    clause.save_by(by)
    write_audit_record(who=by.who, verb="added a clause", about=line.pk, why=str(clause.number))
    return clause


@transaction.atomic
def change_clause(clause: SpecificationClause, *, seen: int, by: Actor) -> None:
    """Change a clause. What it cites stays.

    Args:
        clause: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended.
    """
    require_service_not_ended(lock_and_authorise_service(clause.line_id, by))
    clause.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a clause", about=clause.line_id, why=str(clause.number))


@transaction.atomic
def cite_evidence_in_clause(line_id: UUID, number: int, cited: ClauseCitation, *, by: Actor) -> None:
    """Say on which line of an evaluation or review a clause rests.

    Args:
        line_id: which line of a service.
        number: which clause.
        cited: a kind with the id of its line, or words and an address of another document.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: that line may not be cited, or is cited already.
    """
    line = lock_and_authorise_service(line_id, by)
    require_service_not_ended(line)
    clause = line.clauses.filter(number=number).first()
    if clause is None:
        raise RecordNotVisibleError("clause")
    if cited.kind != TYPED:
        _copy_evidence_words_to_citation(cited, by)
    cited.clause, cited.at, cited.by_id = clause, timezone.now(), by.user_id
    cited.full_clean(exclude={"clause", "by"}, validate_constraints=False)
    try:
        with transaction.atomic():
            cited.save()
    except IntegrityError:
        raise ActionNotPossibleError("This clause cites that line already.") from None
    write_audit_record(
        who=by.who, verb="cited evidence in a clause", about=line.pk, why=f"{number}: {cited.kind}"
    )


def _copy_evidence_words_to_citation(cited: ClauseCitation, by: Actor) -> None:
    source = next((each for each in CLAUSE_SOURCES if each.kind == cited.kind), None)
    lines = {line.id: line for line in source.list_lines(by)} if source else {}
    if cited.source_id not in lines:
        raise ActionNotPossibleError("Choose one of the lines that are open to you.")
    found = lines[cited.source_id]
    cited.words, cited.href = found.words[:300], found.href[:300]
