"""`handrail remind`: may run at any time; says what it did."""

import datetime

import time_machine

from handrail.site import remind
from support.calls import (
    call,  # noqa: F401
    draft,  # noqa: F401
)


def test_it_says_what_it_did_and_does_it_once(cast, call, capsys):  # noqa: F811
    noon = call.deadline - datetime.timedelta(hours=12)  # a deadline is the last moment of its day
    with time_machine.travel(noon):
        assert remind.main([]) == 0
        assert remind.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "New in the outbox: 2. Sent: 4. Could not be delivered: 0.",
        "New in the outbox: 0. Sent: 0. Could not be delivered: 0.",
    ]
