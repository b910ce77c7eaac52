"""Services and trainings of an organisation, as keys and names: nothing of where anybody sleeps or works."""

from django.db.models import QuerySet, Value

from handrail.directory.models import Service
from handrail.directory.practitioners.models import TrainingSession
from handrail.directory.queries.published_services import select_publishable_services
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day

type HelpChoices = list[tuple[str, str]]


def _select_shareable_services(body_ids: frozenset[int]) -> "QuerySet[Service]":
    return select_publishable_services().filter(provider__in=body_ids)


def _select_shareable_trainings(body_ids: frozenset[int]) -> "QuerySet[TrainingSession]":
    return TrainingSession.objects.filter(body__in=body_ids, held_on__gte=today())


def list_shareable_services(body_ids: frozenset[int]) -> HelpChoices:
    """Published services that these organisations provide. One statement.

    Returns:
        Key and name of each.
    """
    rows = _select_shareable_services(body_ids).order_by("name", "pk")
    return [(str(number), name) for number, name in rows.values_list("pk", "name")]


def list_shareable_trainings(body_ids: frozenset[int]) -> HelpChoices:
    """Training sessions of these organisations that are still to come. One statement.

    Returns:
        Key and words of each, the next first.
    """
    rows = _select_shareable_trainings(body_ids).order_by("held_on", "pk")
    return [
        (str(row.pk), msg("{what}, {day}", what=row.get_kind_display(), day=format_day(row.held_on)))
        for row in rows
    ]


def get_kinds_of_help_bodies_can_share(body_ids: frozenset[int]) -> frozenset[str]:
    """Whether these organisations have something to share: "service", "training", both or neither. One statement."""
    services = _select_shareable_services(body_ids).order_by().values_list(Value("service"))
    trainings = _select_shareable_trainings(body_ids).order_by().values_list(Value("training"))
    return frozenset(kind for (kind,) in services.union(trainings).order_by())


def is_shared_service_publishable(row: Service) -> bool:
    """Whether a service that was shared may still be shown: it may have been taken out of the directory since."""
    return bool(row.public and not row.safe_house)


def get_kind_name_of_shareable_service(row: Service) -> str:
    """What it is, in the words of its codes."""
    return str(row.get_kind_display())
