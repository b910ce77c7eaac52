"""A case with referrals out in every state, services in every state, and a list that was read in."""

from support.offers_pages import sent  # noqa: F401
