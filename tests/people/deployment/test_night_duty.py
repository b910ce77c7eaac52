"""Who may be sent tonight: the rota of one night, and what keeps somebody of it back."""

import datetime

import pytest
import time_machine
from django.test import Client

from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.actions.trainings import add_training_of_practitioner
from handrail.directory.practitioners.models import PractitionerTraining
from handrail.people.deployment.queries.night_duty import get_tonight_duty
from handrail.people.deployment.rules.night_duty import get_current_or_next_night
from handrail.people.deployment.rules.periods import Period
from handrail.platform.kernel.dates import make_london_time
from support.cast import sign_in
from support.deployment import deploy_to_every_victim, on_the_register

pytestmark = pytest.mark.django_db
TUESDAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
EVENING = "2026-11-24T20:00:00+00:00"


def at(day, hour):
    return make_london_time(day, datetime.time(hour))


def trained(by, who, until):
    """Safeguarding, a year ago, valid until a day."""
    done = PractitionerTraining(
        practitioner=who, kind="safeguarding", completed_on=TUESDAY - 365 * DAY, valid_until=until
    )
    add_training_of_practitioner(done, by=by)
    return who


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("now", "begins", "ends"),
    [
        (at(TUESDAY, 10), at(TUESDAY, 18), at(TUESDAY + DAY, 8)),  # the night that comes
        (at(TUESDAY, 23), at(TUESDAY, 23), at(TUESDAY + DAY, 8)),  # what is left of it
        (at(TUESDAY, 3), at(TUESDAY, 3), at(TUESDAY, 8)),  # the one that began yesterday
    ],
)
def test_a_night_lasts_from_six_to_eight_and_is_tonight_until_it_ends(now, begins, ends):
    assert get_current_or_next_night(now) == Period(begins, ends)


@pytest.mark.one_engine
def test_the_night_in_which_the_clocks_go_back_is_an_hour_longer():
    night = get_current_or_next_night(at(datetime.date(2026, 10, 24), 12))
    assert night.length == datetime.timedelta(hours=15)


def test_vetting_and_training_that_ended_keep_somebody_of_the_rota_back(cast):
    by = cast.lead.actor
    with time_machine.travel(EVENING, tick=False):
        deploy_to_every_victim(by, required_trainings=["safeguarding"])
        trained(by, on_the_register(by, "Ada Ready"), TUESDAY)
        trained(by, on_the_register(by, "Bea Lapsed"), TUESDAY - DAY)
        ended = on_the_register(by, "Cal Unvetted", vetted_until=TUESDAY - DAY)
        trained(by, ended, TUESDAY + DAY)
        trained(by, on_the_register(by, "Dee Off", shift=None), TUESDAY + DAY)
        away = trained(by, on_the_register(by, "Eve Away"), TUESDAY + DAY)
        add_availability(away.pk, kind="away", spans=[(at(TUESDAY, 12), at(TUESDAY + DAY, 12))], by=by)
        found = get_tonight_duty(by)
        page = sign_in(Client(), cast.lead).get("/deployment/tonight/").content.decode()
    said = [(row.candidate.name, [finding.tag for finding in row.kept_back]) for row in found.rows]
    assert said == [
        ("Ada Ready", []),
        ("Bea Lapsed", ["Training ended"]),
        ("Cal Unvetted", ["Vetting ended"]),
    ]
    assert found.on_register == 5
    assert "Safeguarding: ended on 23 November 2026." in page
    assert page.index("Ada Ready") < page.index("On the rota, cannot be sent") < page.index("Bea Lapsed")


@pytest.mark.one_engine
def test_whoever_sends_nobody_does_not_read_the_rota(cast):
    for person in (cast.worker, cast.outsider, cast.commissioner):
        assert sign_in(Client(), person).get("/deployment/tonight/").status_code == 403
