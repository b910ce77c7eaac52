"""What the demo writes by itself: bodies, workers, services, and where each body's numbering stands."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction

from handrail.demo.plan_types import PlannedBody, PlannedService, PlannedUser
from handrail.demo.signin import PASSWORD, add_totp_authenticator
from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.people.records.models import ReferenceCounter
from handrail.platform.access.actions import create_account
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.reference.models import Body

SOURCE = "Invented for the demo"


@transaction.atomic
def add_planned_demo_bodies(planned: Iterable[PlannedBody]) -> None:
    """Invented bodies beside the real ones."""
    for body in planned:
        Body.objects.get_or_create(
            code=body.code,
            defaults={
                "name": body.name,
                "kind": body.kind,
                "area_id": body.area or None,
                "prefix": body.prefix or None,
                "duty_to_notify": bool(body.duty_basis),
                "duty_basis": body.duty_basis,
                "calls_from_devices": body.calls_from_devices,
                "source": SOURCE,
                "confidence": "confirmed",
            },
        )


@transaction.atomic
def add_planned_demo_users(planned: Iterable[PlannedUser]) -> None:
    """Invented workers. Those of the sign-ins get the demo's password, hashed once for all, and an authenticator."""
    hashed = ""
    there = set(User.objects.values_list("email", flat=True))
    bodies = Body.objects.in_bulk([user.body for user in planned], field_name="code")
    for worker in planned:
        if worker.email in there:
            continue
        user = create_account(
            email=worker.email,
            name=worker.name,
            body=bodies[worker.body],
            role=Role(worker.role),
            password=None,
            work_phone=worker.phone,
        )
        if worker.sign_in:
            hashed = hashed or make_password(PASSWORD)
            user.revise(password=hashed)
            write_audit_record(
                who=user.actor.who, verb="changed a password", about=None, why=user.email, revised=[user]
            )
            add_totp_authenticator(user)


@transaction.atomic
def add_planned_demo_services(planned: Iterable[PlannedService], by: User) -> None:
    """Invented services, added by a duty lead."""
    bodies = Body.objects.in_bulk([service.provider for service in planned], field_name="code")
    there = set(Service.objects.values_list("provider__code", "name"))
    for service in planned:
        if (service.provider, service.name) not in there:
            add_service(
                by=by.actor,
                provider_id=bodies[service.provider].pk,
                everywhere=not service.areas,
                **{
                    name: getattr(service, name)
                    for name in service.__slots__
                    if name not in ("provider", "more")
                },
                **service.more,
            )


@transaction.atomic
def set_next_case_number(body: Body, number: int) -> None:
    """The body's next case gets this number; those between were closed long ago, and are not told."""
    ReferenceCounter.objects.update_or_create(body=body, defaults={"last": number - 1})
