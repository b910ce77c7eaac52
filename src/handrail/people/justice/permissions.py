"""Who keeps the contract of a case, who signs it, and who decides on triage: police alone."""

from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission


def may_answer_victim_contract(access: CaseAccess) -> bool:
    """Whether the reader is of the police and may answer the contract and record contacts of this case."""
    return access.actor.is_police and access.may(Permission.KEEP_CONTRACT) and Kind.PATHWAY in access.kinds


def require_may_answer_victim_contract(access: CaseAccess) -> None:
    """Raise Denied unless `may_answer_victim_contract`."""
    _require_police_actor(access)
    access.require(Permission.KEEP_CONTRACT)
    access.needs(Kind.PATHWAY)


def may_sign_off_contract(access: CaseAccess) -> bool:
    """Whether the reader supervises for the police on this case."""
    return access.actor.is_police and access.may(Permission.SIGN_CONTRACT) and Kind.PATHWAY in access.kinds


def require_may_sign_victim_contract(access: CaseAccess) -> None:
    """Raise Denied unless `may_sign`."""
    _require_police_actor(access)
    access.require(Permission.SIGN_CONTRACT)
    access.needs(Kind.PATHWAY)


def may_decide_triage(access: CaseAccess) -> bool:
    """Whether the reader decides for an investigation team whose force holds the case."""
    return access.actor.is_police and access.inside and access.may(Permission.DECIDE_TRIAGE)


def require_may_decide_triage(access: CaseAccess) -> None:
    """Raise Denied unless `may_decide_triage`."""
    _require_police_actor(access)
    access.require(Permission.DECIDE_TRIAGE)


def require_may_view_counts_of_rights_given(actor: Actor) -> None:
    """Raise Denied unless the reader supervises for the police.

    Each body reviews its own compliance (Victims and Prisoners Act 2024, section 6); a support body that holds cases
    would read how others did on them, and has no such duty. What crosses bodies is a published figure.
    """
    require_permission(actor, Permission.SIGN_CONTRACT)
    if not actor.is_police:
        raise Denied(
            "A police force counts here how rights were given on its cases. Others read the published figures."
        )


def _require_police_actor(access: CaseAccess) -> None:
    if not access.actor.is_police:
        raise Denied("The police keep the victim contract. You can read it where the case is open to you.")
