from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "handrail.followups"
    label = "followups"
    verbose_name = "Follow-ups"
