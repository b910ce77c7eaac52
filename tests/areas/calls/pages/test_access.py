"""A call that is not out yet is hidden from whoever it will ask."""

import pytest


@pytest.mark.parametrize("who", ["neighbour", "commissioner"])
def test_a_call_that_is_not_out_is_not_there(cast, full, signed_in, who):
    client = signed_in(getattr(cast, who))
    there, missing = (client.get(f"/calls/{code}/") for code in (full.later.code, "no-such-call"))
    assert there.status_code == missing.status_code == 403
    assert full.later.title not in there.content.decode()
