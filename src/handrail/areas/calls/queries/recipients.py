"""Which bodies a call goes to: read from the reference data of the day it is asked, never typed."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from handrail.areas.calls.models import Call
from handrail.areas.recommendations.addressees import get_force_codes, get_local_policing_body_codes
from handrail.platform.reference.models import Body


def list_bodies_call_goes_to(call: Call, named: Iterable[str] = ()) -> list[Body]:
    """The bodies that a call goes to on its day, by name, each once.

    Args:
        call: says the day and the kinds: every local policing body, every force (its chief constable).
        named: the codes of bodies that it goes to besides.
    """
    codes = set(named)
    codes |= get_local_policing_body_codes(call.asked_on) if call.to_policing_bodies else set()
    codes |= get_force_codes(call.asked_on) if call.to_chief_constables else set()
    return list(Body.objects.filter(code__in=codes))


def list_call_recipient_choices(on: datetime.date) -> tuple[tuple[str, str], ...]:
    """Bodies that a call of that day can name.

    Returns:
        Pairs of code and name.
    """
    alive = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    kinds = ("local_policing_body", "police", "police_unit", "government")
    rows = Body.objects.filter(alive, begun, kind__in=kinds, parent__isnull=True)
    return tuple(rows.values_list("code", "name"))
