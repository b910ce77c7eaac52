"""Every check for records that contradict each other: what `handrail check records` and its page are made of."""

from handrail.areas.calls.record_checks import CHECKS as CALLS
from handrail.directory.stores.record_checks import CHECKS as STORES
from handrail.people.bags.record_checks import CHECKS as BAGS
from handrail.people.cases.events.record_checks import CHECKS as EVENTS
from handrail.people.cases.record_checks import CHECKS as CASES
from handrail.people.conferences.record_checks import CHECKS as CONFERENCES
from handrail.people.contacts.record_checks import CHECKS as CONTACTS
from handrail.people.deployment.record_checks import CHECKS as DEPLOYMENT
from handrail.people.housing.record_checks import CHECKS as HOUSING
from handrail.people.information_requests.record_checks import CHECKS as INFORMATION_REQUESTS
from handrail.people.money.record_checks import CHECKS as MONEY
from handrail.platform.record_checks.record_check import RecordCheck

RECORD_CHECKS: tuple[RecordCheck, ...] = (
    *HOUSING,
    *EVENTS,
    *CASES,
    *CONTACTS,
    *MONEY,
    *DEPLOYMENT,
    *CONFERENCES,
    *INFORMATION_REQUESTS,
    *BAGS,
    *STORES,
    *CALLS,
)
