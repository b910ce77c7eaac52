"""Who answers an offer, and whose practitioners a request may ask."""

from django.db.models import Q

from handrail.directory.practitioners.models import Practitioner
from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.deployment.text_choices import PractitionerAskingScope
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


def is_asked_practitioner(deployment: Deployment, by: Actor) -> bool:
    """Whether the actor is whom the offer is for, acting for the employer of that register entry."""
    who: Practitioner = deployment.practitioner
    return (
        by.may(Permission.ANSWER_DEPLOYMENT)
        and who.account_id == by.user_id
        and who.employer_id == by.body_id
    )


def deployment_candidates_q(request: DeploymentRequest) -> Q:
    """Our own practitioners; those that others share only where the person agreed or a basis is stated."""
    if request.scope == PractitionerAskingScope.OWN:
        return Q(employer=request.body_id)
    return Q()
