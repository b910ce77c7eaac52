"""What housing keeps: zones, places, units, agreements with their rates, numbers to ring."""

from handrail.directory.housing.models.agreement import Agreement, SubsistenceRate
from handrail.directory.housing.models.duty_number import DutyNumber
from handrail.directory.housing.models.place import Place
from handrail.directory.housing.models.unit import Unit
from handrail.directory.housing.models.zone import Zone

__all__ = ["Agreement", "DutyNumber", "Place", "SubsistenceRate", "Unit", "Zone"]
