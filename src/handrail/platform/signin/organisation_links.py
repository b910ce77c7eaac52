"""Which account an organisation's sign-in opens: each link has a mac, so that a planted row opens none."""

import json

from allauth.socialaccount.models import SocialAccount

from handrail.platform.audit.macs import compute_row_mac, macs_equal

MAC = "mac"


def compute_link_mac(link: SocialAccount, *, like: bytes | None = None) -> bytes:
    """Over whose account it is, and who opens it. `like` is the mac that it is compared with."""
    said = ["organisation link", link.pk, link.user_id, link.provider, link.uid]
    return compute_row_mac(json.dumps(said, separators=(",", ":")), like=like)


def is_link_intact(link: SocialAccount) -> bool:
    """Whether Handrail wrote the row as it is."""
    try:
        kept = bytes.fromhex(link.extra_data.get(MAC, ""))
    except ValueError:
        return False
    return macs_equal(compute_link_mac(link, like=kept), kept)
