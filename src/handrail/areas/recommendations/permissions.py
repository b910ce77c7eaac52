"""Which recommendation and which updates somebody may see and act on, beside what their role may do at all."""

from django.db.models import Exists, OuterRef, Q

from handrail.areas.recommendations.models import Addressee, Recommendation, UpdateRequest
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.successors import get_predecessor_and_own_body_ids


class RecommendationNotVisible(NotVisible):
    """There is no such recommendation, or it is not open to the actor: one message for both."""

    def __init__(self) -> None:
        Exception.__init__(
            self,
            ("You cannot open any recommendation here. Check the address, or ask the person who sent it."),
        )


def get_represented_body_ids(actor: Actor) -> frozenset[int]:
    """The bodies that the actor's body represents today: itself, and those whose area it took over."""
    return get_predecessor_and_own_body_ids(actor.body_id, today())


def build_visible_recommendations_filter(bodies: frozenset[int]) -> Q:
    """The row filter: national ones, those the body keeps, and those that ask something of it or are asked by it."""
    askings = UpdateRequest.objects.filter(
        Q(asker__in=bodies) | Q(owner__in=bodies), recommendation=OuterRef("pk")
    )
    to_us = Addressee.objects.filter(body__in=bodies, recommendation=OuterRef("pk"))
    return Q(national=True) | Q(kept_by__in=bodies) | Exists(to_us) | Exists(askings)


def build_visible_update_requests_filter(bodies: frozenset[int]) -> Q:
    """The row filter for asked updates: only who asks and who answers see them."""
    return Q(asker__in=bodies) | Q(owner__in=bodies)


def lock_and_authorise_recommendation(code: str, by: Actor, permission: Permission) -> Recommendation:
    """Lock a recommendation that the actor may see.

    Args:
        code: of the recommendation.
        by: who acts.
        permission: that the role needs.

    Returns:
        The recommendation, locked.

    Raises:
        Denied: by role.
        RecommendationNotVisible: it is not open to the actor.
    """
    require_permission(by, permission)
    row = (
        Recommendation.objects.select_for_update(of=("self",))
        .filter(build_visible_recommendations_filter(get_represented_body_ids(by)), code=code)
        .first()
    )
    if row is None:
        raise RecommendationNotVisible
    return row


def lock_and_authorise_recommendation_as_keeper(
    code: str, by: Actor, permission: Permission
) -> Recommendation:
    """Lock a recommendation that the actor's body keeps.

    Args:
        code: of the recommendation.
        by: who acts.
        permission: that the role needs.

    Returns:
        The recommendation, locked.

    Raises:
        Denied: by role.
        RecommendationNotVisible: it is not open to the actor.
    """
    row = lock_and_authorise_recommendation(code, by, permission)
    if row.kept_by_id not in get_represented_body_ids(by):
        raise RecommendationNotVisible
    return row


def lock_and_authorise_update_request(
    asking: int, by: Actor, permission: Permission, *, as_asker: bool
) -> UpdateRequest:
    """Lock what was asked: as the body that asks, or as the one that answers.

    Args:
        asking: the number of the update request.
        by: who acts.
        permission: that the role needs.
        as_asker: whether the actor's body asks, else it answers.

    Returns:
        The update request, locked.

    Raises:
        Denied: by role.
        RecommendationNotVisible: it is not open to the actor.
    """
    require_permission(by, permission)
    bodies = get_represented_body_ids(by)
    ours = Q(asker__in=bodies) if as_asker else Q(owner__in=bodies)
    row = (
        UpdateRequest.objects.select_for_update(of=("self",))
        .select_related("recommendation", "owner", "asker")
        .filter(ours, pk=asking)
        .first()
    )
    if row is None:
        raise RecommendationNotVisible
    return row
