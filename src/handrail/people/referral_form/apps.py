from django.apps import AppConfig


class ReferralFormConfig(AppConfig):
    name = "handrail.people.referral_form"
    label = "referral_form"
