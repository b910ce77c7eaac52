"""A link between an account and its owner's sign-in at their organisation."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.signin.actions.passwords import mail_owner_of_changed_sign_in_methods
from handrail.platform.signin.organisation_links import MAC, compute_link_mac


@transaction.atomic
def add_mac_to_organisation_sign_in_link(*, link: SocialAccount, by: Actor) -> None:
    """A new link gets its mac, and its owner is told."""
    link.extra_data = {MAC: compute_link_mac(link).hex()}
    link.save(update_fields=["extra_data"])
    write_audit_record(
        who=by.who, verb="linked a sign-in of their organisation", about=None, why=link.provider
    )
    mail_owner_of_changed_sign_in_methods(user_id=by.user_id)


@transaction.atomic
def remove_own_organisation_sign_in_link(*, provider: str, by: Actor) -> bool:
    """Take the link away; False where there is none."""
    gone, _ = SocialAccount.objects.filter(user=by.user_id, provider=provider).delete()
    if gone:
        write_audit_record(
            who=by.who, verb="unlinked a sign-in of their organisation", about=None, why=provider
        )
        mail_owner_of_changed_sign_in_methods(user_id=by.user_id)
    return bool(gone)
