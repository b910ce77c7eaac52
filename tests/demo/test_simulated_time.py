"""The clock of the loader: set to any moment that has been, never to one that is still to come."""

from datetime import timedelta

from django.utils import timezone

from handrail.demo.simulated_time import use_simulated_clock

HOUR = timedelta(hours=1)


def test_it_shows_the_moment_that_it_was_set_to() -> None:
    long_ago = timezone.now() - 70 * HOUR
    with use_simulated_clock(timezone.now()) as clock:
        clock.moment = long_ago
        assert timezone.now() == long_ago
    assert timezone.now() > long_ago + 69 * HOUR


def test_what_would_be_done_later_today_is_done_now() -> None:
    for begins in (timezone.now(), timezone.now() + 5 * HOUR):
        with use_simulated_clock(begins) as clock:
            clock.moment += HOUR
            assert clock.moment == timezone.now()
        assert clock.moment <= timezone.now()
