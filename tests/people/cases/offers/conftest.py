"""A provider without an account, and a link to a referral to it."""

from support.referral_links import agreed, debt_desk, made  # noqa: F401
