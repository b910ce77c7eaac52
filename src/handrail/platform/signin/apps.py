"""Django's name for this package, and what listens to signing in."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Signing in."""

    name = "handrail.platform.signin"
    label = "signin"

    def ready(self) -> None:
        """Connect the receivers, once the models are there."""
        from handrail.platform.signin import session_limits, sign_in_records  # noqa: F401, PLC0415 - need the models
