from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("cases", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Channel": ["case", "asked_by"],
                "Circumstances": ["changed_by"],
                "ClockSetting": ["body", "set_by"],
                "Due": ["case"],
                "DutyToNotifyReport": ["prepared_by", "sent_by"],
                "Referral": ["changed_by", "case", "to_body", "sent_by", "answered_by", "outcome_by"],
                "ReferralLink": ["made_by"],
                "SafestContactWay": ["case", "asked_by"],
            }
        )
    ]
