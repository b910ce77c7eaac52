"""Three cases: a referral in the making, a report that names nobody, and a referral that was handed to a force."""

from support.referral_form_pages import forms  # noqa: F401
