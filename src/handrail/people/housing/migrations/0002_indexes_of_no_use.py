from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("housing", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "CheckDraft": ["case", "changed_by"],
                "ChildPlacementSearch": ["began_by", "placed_by"],
                "ChildPlacementStep": ["by"],
                "Dispute": ["opened_by", "settled_by", "settled_body"],
                "HousingRefusal": ["area", "recorded_by"],
                "LostEvidence": ["recorded_by"],
                "MissingEpisode": ["recorded_by"],
                "NothingFits": ["recorded_by"],
                "PlaceRequirements": ["changed_by"],
                "Stay": ["case", "confirmed_by", "ended_by"],
                "StayNight": ["unit"],
                "SuitabilityCheck": ["case", "signed_by", "overruled_by"],
                "UnitBooking": ["unit"],
            }
        )
    ]
