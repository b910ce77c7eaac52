"""How properties are tried in every run."""

from hypothesis import HealthCheck, settings


def let_them_take_their_time() -> None:
    """On a loaded machine an example is slow to draw and to try, and nothing is wrong with it."""
    settings.register_profile("loaded", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("loaded")
