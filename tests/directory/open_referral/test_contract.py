"""The API against its own description: nothing that is sent brings a fault, nor an answer that it does not speak of."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
EXAMPLES = 25


@pytest.fixture
def _connections_stay() -> Iterator[None]:
    """A server closes what it no longer needs after each request; here the test's own transaction goes on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def schema(cast, _connections_stay):
    add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Drop-in",
        kind="group",
        phases=["before"],
        state="open",
        everywhere=True,
        public=True,
    )
    return schemathesis.openapi.from_wsgi("/api/open-referral/openapi.json", get_wsgi_application())


@pytest.mark.one_engine
def test_whatever_is_sent_is_answered_as_described(schema, settings):
    settings.ALLOWED_HOSTS = ["*"]
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 9
    for operation in operations:
        _try(operation)


def _try(operation) -> None:
    modes = [schemathesis.GenerationMode.POSITIVE]
    if list(operation.iter_parameters()):  # where nothing can be sent, nothing can be sent wrongly
        modes.append(schemathesis.GenerationMode.NEGATIVE)
    for mode in modes:
        cases = operation.as_strategy(generation_mode=mode)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @_given(cases)
        def tried(case) -> None:
            case.call_and_validate(checks=list(CHECKS))

        tried()


def _given(cases):
    from hypothesis import given  # noqa: PLC0415 - beside its one use

    return given(case=cases)
