"""Times of a rota as people write them: by the clock of London, also in the two nights when it changes."""

import datetime

from django.core.exceptions import ValidationError

from handrail.platform.kernel.dates import LONDON, format_day, format_time, make_london_time, to_utc
from handrail.platform.kernel.messages import msg


def make_rota_moment(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """That time of that day; one that occurs twice is the first. Raises ValidationError for one that never occurs."""
    moment = make_london_time(day, hour)
    if to_utc(moment).astimezone(LONDON).time() != hour:
        raise ValidationError(
            msg(
                "There is no {time} on {day}: the clocks go forward. Choose another time.",
                time=format_time(hour),
                day=format_day(day),
            )
        )
    return moment
