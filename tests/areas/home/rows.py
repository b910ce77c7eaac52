"""Many rows for the home, written straight into the tables."""

import datetime

from django.utils import timezone

from handrail.areas.calls.models import Call, CallRecipient
from handrail.areas.oversight.models import Objective
from handrail.areas.recommendations.models import Recommendation, UpdateRequest
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp


def add_actions(cast, plan, what, due_on, *, owner=None):
    """One open action of the commissioner's office."""
    body = (owner or cast.commissioner).body_id
    return FollowUp.objects.create(
        what=what,
        owner_id=body,
        kept_by_id=cast.commissioner.body_id,
        due_on=due_on,
        promised_on=min(due_on, today()),
        origin_kind="plan",
        origin_id=str(plan),
        origin_title="The plan of the year",
        changed_at=timezone.now(),
    )


def add_objectives(cast, plan, many):
    """Open objectives of a plan."""
    Objective.objects.bulk_create(
        Objective(
            plan_id=plan,
            number=10 + number,
            what=f"Objective {number}",
            owner_id=cast.commissioner.body_id,
            due_on=today(),
            changed_at=timezone.now(),
        )
        for number in range(many)
    )


def add_update_requests(cast, many, **more):
    """Recommendations of the commissioner's office on each of which it asks its force for updates."""
    given = {
        "source": "own",
        "text": "Text",
        "issued_by": "Us",
        "kept_by_id": cast.commissioner.body_id,
        "published_on": today(),
        "comment_rule": "not",
        "registered_at": timezone.now(),
        "changed_at": timezone.now(),
    }
    rows = Recommendation.objects.bulk_create(
        Recommendation(code=f"many-{number}", title=f"Recommendation {number}", **given)
        for number in range(many)
    )
    asked = {
        "asker_id": cast.commissioner.body_id,
        "owner_id": cast.force_lead.body_id,
        "first_due": today(),
        "next_due": today(),
        "asked_at": timezone.now(),
        "changed_at": timezone.now(),
    } | more
    return UpdateRequest.objects.bulk_create(UpdateRequest(recommendation=row, **asked) for row in rows)


def add_call(cast, *, state="open"):
    """A call to the commissioner's office, due in ten days, and what was asked of it."""
    now = timezone.now()
    call = Call.objects.create(
        code="a-call",
        title="A call",
        asked_by_id=cast.collator.body_id,
        asked_on=today(),
        deadline=now + datetime.timedelta(days=10),
        state=state,
        published_at=now if state != "draft" else None,
        closed_at=now if state == "closed" else None,
        changed_at=now,
    )
    return call, CallRecipient.objects.create(call=call, body_id=cast.commissioner.body_id)
