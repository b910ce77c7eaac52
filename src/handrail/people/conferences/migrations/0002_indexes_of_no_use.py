from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("conferences", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Conference": ["changed_by", "case", "area", "asked_by", "words_language"],
                "ConferenceAction": ["conference", "member", "set_by"],
                "ConferenceActionEnd": ["escalated_to"],
                "ConferenceArea": ["changed_by", "area"],
                "ConferenceBasisReview": ["conference"],
                "ConferenceItem": ["conference"],
                "ConferenceMeeting": ["conference", "called_by", "recorded_by"],
                "ConferenceMember": ["changed_by", "user", "signed_by", "added_by"],
                "ConferenceSlice": ["cut_by"],
                "JointVisit": ["changed_by", "case", "language", "recorded_by"],
                "MeetingAttendance": ["meeting"],
                "MeetingMove": ["meeting"],
                "MeetingTelling": ["changed_by"],
            }
        )
    ]
