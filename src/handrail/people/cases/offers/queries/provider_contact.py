"""How a service's provider can be reached: on Handrail, by telephone at its office, by letter."""

from dataclasses import dataclass

from handrail.directory.models import Service
from handrail.people.cases.offers.text_choices import ReferralMethod
from handrail.platform.access.body_and_colleague_choices import has_body_user_with_permission
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg


@dataclass(frozen=True, slots=True)
class ProviderContact:
    """The office that takes referrals, as the directory has it: nobody types a number to which a code is told."""

    provider: str
    office: str
    phone: str
    address: str
    has_accounts: bool

    @property
    def methods(self) -> tuple[ReferralMethod, ...]:
        """The ways in which a referral can be sent, the quickest first. A letter always can."""
        ways = (
            (ReferralMethod.HANDRAIL, self.has_accounts),
            (ReferralMethod.LINK, bool(self.phone)),
            (ReferralMethod.LETTER, True),
        )
        return tuple(way for way, possible in ways if possible)


def get_provider_contact(service: Service) -> ProviderContact:
    """How to reach the provider of a service: one statement, and one for the provider where it was not fetched."""
    provider = service.provider
    lines = (service.address, service.town, service.postcode)
    return ProviderContact(
        provider=provider.name,
        office=msg("{provider}, {service}", provider=provider.name, service=service.name),
        phone=service.contact_phone,
        address=join_texts(line for line in lines if line),
        has_accounts=has_body_user_with_permission(provider.pk, Permission.OFFER),
    )


def get_provider_contact_for_service_id(service_id: int) -> ProviderContact:
    """How to reach the provider of a service that is there."""
    return get_provider_contact(Service.objects.select_related("provider").get(pk=service_id))


def raise_unless_referral_method_possible(method: ReferralMethod, contact: ProviderContact) -> None:
    """Raise ActionNotPossibleError, with what to do, where a referral cannot be sent so."""
    if method in contact.methods:
        return
    if method is ReferralMethod.HANDRAIL:
        raise ActionNotPossibleError(
            msg("{provider} has no accounts on Handrail. Send a link or a letter.", provider=contact.provider)
        )
    raise ActionNotPossibleError(
        msg(
            "The directory has no telephone number for {provider}. Add the organisation’s number to the service, "
            "or send a letter.",
            provider=contact.provider,
        )
    )
