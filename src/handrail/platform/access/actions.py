"""What changes who may come in: people, files, grants. Each records itself in the same transaction."""

import datetime
from collections.abc import Collection, Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.grounds import (
    IMMIGRATION_ENFORCEMENT_GROUNDS,
    NOTHING_WITHOUT_CONSENT_OR_DUTY,
    SHARING_GROUNDS,
    GrantGround,
)
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import ALL_KINDS, SHAREABLE_KINDS, Kind
from handrail.platform.access.models import File, Grant, User
from handrail.platform.access.models.membership import find_actor_for_body, users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.person_row_actor import add_new_case_file_to_row_actor_files
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.request_source import RequestSource, provide_request_source_to_audit_records
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT, POLICE_KINDS
from handrail.platform.reference.models import Body
from handrail.platform.reference.sides import (
    are_different_units_of_one_organisation,
    select_other_sides_of_bodys_organisation,
)
from handrail.platform.vault import keys

LONGEST_REASON = 300
HANDRAIL = ActorSnapshot("", "Handrail", "", "", "")


@transaction.atomic
def create_case_file(*, by: Actor) -> File:
    """Open a file held by the actor's body, with a key of its own, and name the actor on it."""
    file = create_case_file_with_nobody_named(by=by)
    add_new_case_file_to_row_actor_files(file.id)
    _create_grant_to_user(file.id, by.user_id, by, because="Opened the case")
    return file


@transaction.atomic
def create_case_file_with_nobody_named(*, by: Actor) -> File:
    """Open a file held by the actor's body, with a key of its own and nobody named on it."""
    number = uuid4()
    keys.create_file_key(number, by.body_code)
    file = File.objects.create(id=number, owner_id=by.body_id, opened_at=timezone.now())
    write_audit_record(who=by.who, verb="opened a file", about=file.id)
    return file


@transaction.atomic
def grant_colleague_access(*, case_access: CaseAccess, colleague: User, because: str, by: Actor) -> Grant:
    """Name a person of the holding body on the file, with every kind that their role may see.

    Args:
        case_access: the file, as open to whoever names; must allow sharing.
        colleague: an active user of the body that holds the file.
        because: what they are named for, such as “Stand-in”.
        by: who acts.

    Returns:
        The grant; the one that is there already where they are named.

    Raises:
        ActionNotPossibleError: they work elsewhere, or their role does not see records.
    """
    case_access.require(Permission.SHARE)
    if not User.objects.filter(users_working_for_q([case_access.owner_id]), pk=colleague.pk).exists():
        raise ActionNotPossibleError(
            "You can only name people in the organisation that holds the case. Share it instead."
        )
    may = find_actor_for_body(colleague, case_access.owner_id, Permission.VIEW_CASE)
    if may is None or not colleague.is_active:
        raise ActionNotPossibleError(
            msg(
                "{name} cannot be named on a case: their role does not see people's records.",
                name=colleague.name,
            )
        )
    named = Grant.objects.filter(file=case_access.file_id, to_user=colleague, ended_at__isnull=True)
    live: Grant | None = named.first()
    if live:
        return live
    write_audit_record(
        who=by.who, verb="named a colleague", about=case_access.file_id, why=f"{colleague.name}: {because}"
    )
    return _create_grant_to_user(case_access.file_id, colleague.pk, by, because=because)


@transaction.atomic
def share_file_with_body(
    *,
    case_access: CaseAccess,
    body: Body,
    kinds: Iterable[Kind],
    ground: GrantGround,
    because: str,
    until: datetime.date | None,
    by: Actor,
    is_held_back: bool = False,
) -> Grant:
    """Open kinds of information to another body, on a ground, until a day (included).

    Args:
        case_access: the file, as open to whoever shares; must allow sharing.
        body: the body that is to see them.
        kinds: of those that can be shared; others are left out.
        ground: what the law lets it rest on.
        because: the reason in words; sealed, unless the ground is consent.
        until: the last day, or None for no end.
        by: who acts.
        is_held_back: it opens nothing until `release_held_back_grants`; nothing that whoever shares reads differs.

    Returns:
        The grant.

    Raises:
        ActionNotPossibleError: nothing was chosen, or the ground, the reason or the day cannot be.
    """
    case_access.require(Permission.SHARE)
    chosen = [kind for kind in SHAREABLE_KINDS if kind in set(kinds)]
    _validate_file_share(case_access, body, chosen, ground, because, until)
    grant: Grant = Grant.objects.create(
        file_id=case_access.file_id,
        to_body=body,
        kinds=[kind.value for kind in chosen],
        ground=ground.value,
        because=because if ground is GrantGround.CONSENT else "",
        since=today(),
        until=until,
        given_at=timezone.now(),
        given_by_id=by.user_id,
        held_back_at=timezone.now() if is_held_back else None,
    )
    if ground is not GrantGround.CONSENT:
        _seal_grant_text(grant, "reason", because)
    shown = [kind.value for kind in chosen]
    write_audit_record(
        who=by.who, verb=f"shared with {body.name}", about=case_access.file_id, shown=shown, why=ground.words
    )
    return grant


@transaction.atomic
def end_grant(*, case_access: CaseAccess, grant: Grant, because: str, by: Actor) -> None:
    """Close what a grant opened, from this moment. One that has ended stays as it is.

    Args:
        case_access: the file, as open to whoever ends it; must allow sharing.
        grant: one of the file's.
        because: why, in words that are sealed.
        by: who acts.

    Raises:
        ActionNotPossibleError: the grant is of another file.
    """
    case_access.require(Permission.SHARE)
    if grant.file_id != case_access.file_id:
        raise ActionNotPossibleError("That is shared from another case.")
    if grant.ended_at:
        return
    grant.revise(ended_at=timezone.now(), ended_by_id=by.user_id)
    _seal_grant_text(grant, "end_reason", because)
    write_audit_record(who=by.who, verb="ended sharing", about=case_access.file_id, revised=[grant])


@transaction.atomic
def end_grant_without_naming_actor(*, grant_id: int, because: str) -> bool:
    """Close what a grant to a body opened, without a name: whoever decided it must not be told to those of the file.

    The caller has authorised it, acts as a `SystemActor` and records who decided, where only they read it.

    Args:
        grant_id: one of any file's.
        because: what those of the file are told.

    Returns:
        False where it had ended already.
    """
    rows = Grant.objects.select_for_update(of=("self",))
    grant = rows.filter(pk=grant_id, to_body__isnull=False, ended_at__isnull=True).first()
    if grant is None:
        return False
    grant.revise(ended_at=timezone.now())
    _seal_grant_text(grant, "end_reason", because)
    with provide_request_source_to_audit_records(
        lambda _: RequestSource()
    ):  # nor must the network of whoever decided it be told
        write_audit_record(
            who=HANDRAIL, verb="ended sharing", about=grant.file_id, why=because, revised=[grant]
        )
    return True


@transaction.atomic
def release_held_back_grants(*, grant_ids: Collection[int]) -> None:
    """Let grants open what they name, without a trace at their files: nobody there was told that they did not.

    The caller has authorised it, acts as a `SystemActor` and records who decided, where only they read it.
    """
    rows = Grant.objects.filter(pk__in=grant_ids, held_back_at__isnull=False)
    released = [grant.revise(held_back_at=None) for grant in rows.select_for_update(of=("self",))]
    if released:
        with provide_request_source_to_audit_records(lambda _: RequestSource()):
            write_audit_record(who=HANDRAIL, verb="released sharing", about=None, revised=released)


@transaction.atomic
def take_over_case_file_from_holding_body(*, file_id: UUID, by: Actor) -> None:
    """Make the actor's body the holder of a file of which every kind is open to it, and name the actor on it.

    Raises ActionNotPossibleError, with what is missing, unless live grants to that body cover all there is: the
    ground on which
    they rest is the ground on which the file changes hands. Everybody of the body before loses their way in.
    """
    require_permission(by, Permission.OPEN_CASE)
    file = File.objects.select_for_update().get(pk=file_id)
    if file.owner_id == by.body_id:
        raise ActionNotPossibleError("Your organisation already holds this case.")
    if by.is_police and file.owner.kind not in POLICE_KINDS:
        raise ActionNotPossibleError(
            "A police force cannot take over a support organisation’s case, because it would see support notes."
        )
    live = Grant.objects.live(today()).filter(file=file_id)
    opening = Grant.objects.opening(today()).filter(file=file_id, to_body=by.body_id)
    _raise_unless_all_information_kinds_granted(opening, by)
    ended = list(live.filter(Q(to_body=by.body_id) | Q(to_user__isnull=False)))
    for grant in ended:
        grant.revise(ended_at=timezone.now(), ended_by_id=by.user_id)
        _seal_grant_text(grant, "end_reason", msg("{body_name} took the case over", body_name=by.body_name))
    file.owner_id = by.body_id
    file.save(update_fields=["owner"])
    _create_grant_to_user(file_id, by.user_id, by, because="Took the case over")
    write_audit_record(who=by.who, verb="took over a file", about=file_id, revised=ended)
    # Committed at once, whatever becomes of this transaction: a key that another body wraps opens the same text.
    keys.rewrap_file_key(file_id, by.body_code)


@transaction.atomic
def move_case_file_to_other_side_of_organisation(
    *, file_id: UUID, side: Body, holder_id: int, by: Actor
) -> None:
    """Make another side of the actor's organisation the holder of a file, and name one person there on it.

    Everybody of the actor's side loses their way in, the actor too. What other organisations may see they go on seeing.

    Args:
        file_id: the file, open to the actor, who works on it.
        side: the other side.
        holder_id: who is named on it from then on.
        by: somebody of the side that holds it.

    Raises:
        Denied: the role may not.
        ActionNotPossibleError: it is no other side of the organisation that holds the file.
    """
    require_permission(by, Permission.HOLD_FILE_LINK)
    file = File.objects.select_for_update(of=("self",)).select_related("owner").get(pk=file_id)
    if file.owner_id != by.body_id or not are_different_units_of_one_organisation(file.owner, side):
        raise ActionNotPossibleError("A case can only move between sides of the organisation that holds it.")
    now = timezone.now()
    with acting_as_system(SystemActor.SIDES):
        ended = list(Grant.objects.standing(today()).filter(file=file_id, to_user__isnull=False))
        for grant in ended:
            grant.revise(ended_at=now, ended_by_id=by.user_id)
            _seal_grant_text(grant, "end_reason", "Moved to another side of the organisation")
        file.owner = side
        file.save(update_fields=["owner"])
        _create_grant_to_user(file_id, holder_id, by, because="Moved to another side of the organisation")
    write_audit_record(
        who=by.who, verb="moved a file to another side of the organisation", about=file_id, revised=ended
    )
    # Committed at once, whatever becomes of this transaction: a key that another body wraps opens the same text.
    keys.rewrap_file_key(file_id, side.code)


def list_information_kinds_not_granted(grants: Iterable[Grant]) -> tuple[Kind, ...]:
    """The kinds that these grants leave shut.

    Returns:
        Kinds that can be shared, in their fixed order.
    """
    opened = {kind for grant in grants for kind in grant.kinds}
    return tuple(kind for kind in SHAREABLE_KINDS if kind.value not in opened)


@transaction.atomic
def create_account(
    *, email: str, name: str, body: Body, role: Role, password: str | None, work_phone: str = ""
) -> User:
    """Make an account. Without a password nobody can sign in until one is set.

    Args:
        email: kept in small letters; also the name to sign in with.
        name: as colleagues see it.
        body: the organisation that they act for.
        role: what they may see and do.
        password: in clear, or None for none yet.
        work_phone: as typed; "" for none.

    Returns:
        The user, saved and recorded.
    """
    user = User(email=email.lower(), name=name, body=body, role=role.value, work_phone=work_phone)
    user.set_password(password)
    user.save()
    write_audit_record(who=user.actor.who, verb="account created", about=None, why=f"role {role.value}")
    return user


def _raise_unless_all_information_kinds_granted(grants: Iterable[Grant], by: Actor) -> None:
    missing = list_information_kinds_not_granted(grants)
    if missing:
        names = join_texts((kind.words for kind in missing), "; ")
        raise ActionNotPossibleError(
            msg(
                "{body_name} cannot see all of this case, so it cannot hold it. Not shared: {names}.",
                body_name=by.body_name,
                names=names,
            )
        )


def _seal_grant_text(grant: Grant, field: str, words: str) -> None:
    """A worker's words may say who the person is: they are sealed with the person's own key."""
    setattr(grant.bind(UnrecordedKeyAccess(grant.file_id)), field, words)
    grant.save(update_fields=[field])


def _create_grant_to_user(file_id: UUID, user_id: int, by: Actor, *, because: str) -> Grant:
    made: Grant = Grant.objects.create(
        file_id=file_id,
        to_user_id=user_id,
        kinds=sorted(kind.value for kind in ALL_KINDS),
        ground=GrantGround.WORK.value,
        because=because,
        since=today(),
        given_at=timezone.now(),
        given_by_id=by.user_id,
    )
    return made


def _validate_file_share(
    case_access: CaseAccess,
    body: Body,
    kinds: list[Kind],
    ground: GrantGround,
    because: str,
    until: datetime.date | None,
) -> None:
    if not kinds:
        raise ActionNotPossibleError("Choose at least one kind of information to share.")
    if body.pk == case_access.owner_id:
        raise ActionNotPossibleError("That organisation already holds the case. Name a colleague instead.")
    if select_other_sides_of_bodys_organisation(case_access.owner_id).filter(pk=body.pk).exists():
        raise ActionNotPossibleError("The sides of one organisation share nothing with each other.")
    _validate_grant_ground(body, ground, because)
    if until and until < today():
        raise ActionNotPossibleError("The last day of sharing cannot be in the past.")
    if not set(kinds) <= case_access.kinds:
        raise ActionNotPossibleError("You can only share what you can see yourself.")


def _validate_grant_ground(body: Body, ground: GrantGround, because: str) -> None:
    if ground not in SHARING_GROUNDS:
        raise ActionNotPossibleError("Choose the lawful basis for sharing.")
    if body.kind == IMMIGRATION_ENFORCEMENT and ground not in IMMIGRATION_ENFORCEMENT_GROUNDS:
        raise ActionNotPossibleError(NOTHING_WITHOUT_CONSENT_OR_DUTY)
    if ground is not GrantGround.CONSENT and not because.strip():
        raise ActionNotPossibleError("Enter the evidence for this lawful basis.")
    if len(because) > LONGEST_REASON:
        raise ActionNotPossibleError(
            msg(
                "Enter the evidence in {longest_reason} characters or fewer.",
                longest_reason=LONGEST_REASON,
            )
        )


@transaction.atomic
def set_account_language(code: str, *, by: Actor) -> None:
    """The language in which the person reads Handrail from now on: "en-gb" or "cy"."""
    User.objects.filter(pk=by.user_id).update(language=code)
    write_audit_record(who=by.who, verb="chose a language", about=None, why=code)
