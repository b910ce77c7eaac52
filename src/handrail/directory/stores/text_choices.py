"""Who for a bag is, for which season, why its contents changed, and how bags move. Each is one closed list."""

from django.db.models import TextChoices


class BagWearer(TextChoices):
    """Who for it is packed. It says nothing of who may have it."""

    ANYONE = "anyone", "Anyone"
    WOMEN = "women", "Women"
    MEN = "men", "Men"
    GIRLS = "girls", "Girls"
    BOYS = "boys", "Boys"


class BagSize(TextChoices):
    """Of the clothes in it."""

    ANY = "any", "One size"
    SMALL = "small", "Small"
    MEDIUM = "medium", "Medium"
    LARGE = "large", "Large"
    EXTRA = "extra", "Extra large"
    CHILD = "child", "Child"
    BABY = "baby", "Baby"


class BagSeason(TextChoices):
    """When it is handed out."""

    ALL = "all", "All year"
    SUMMER = "summer", "Summer"
    WINTER = "winter", "Winter"


class BagContentsChangeReason(TextChoices):
    """Why the contents of a bag changed."""

    FIRST = "first", "First used"
    TOLD = "told", "Feedback"
    FIT = "fit", "It did not fit the person"
    SUPPLY = "supply", "What can be bought or was given"
    SEASON = "season", "The time of year"
    COST = "cost", "What it costs"


class StockMovementKind(TextChoices):
    """Why bags were counted in or out."""

    DELIVERED = "delivered", "Delivered"
    CORRECTED = "corrected", "Count corrected"
    ISSUED = "issued", "Given to a person"
    RETURNED = "returned", "Came back"
    WRITTEN_OFF = "written_off", "Written off"


INWARD = (StockMovementKind.DELIVERED, StockMovementKind.RETURNED)
OUTWARD = (StockMovementKind.ISSUED, StockMovementKind.WRITTEN_OFF)
