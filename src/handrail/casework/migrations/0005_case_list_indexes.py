"""Each filter and each order of the list of cases is served by an index."""

from django.db import migrations, models

OPEN, CLOSED = models.Q(closed_at__isnull=True), models.Q(closed_at__isnull=False)
AT_RISK = models.Q(danger__in=("in_danger", "hurt", "both", "unsure"))
INDEXES = (
    models.Index(
        fields=["owner", "closed_at", "-opened_at"], name="case_list_at_risk", condition=OPEN & AT_RISK
    ),
    models.Index(fields=["owner", "-opened_at"], name="case_list_open", condition=OPEN),
    models.Index(fields=["owner", "-opened_at"], name="case_list_closed", condition=CLOSED),
    models.Index(fields=["owner", "phase", "-opened_at"], name="case_list_phase", condition=OPEN),
    models.Index(fields=["owner", "stage", "-opened_at"], name="case_list_stage", condition=OPEN),
    models.Index(fields=["owner", "area", "-opened_at"], name="case_list_area", condition=OPEN),
    models.Index(fields=["point_of_contact", "-opened_at"], name="case_list_contact", condition=OPEN),
    models.Index(
        fields=["owner", "-opened_at"],
        name="case_list_no_stand_in",
        condition=OPEN & models.Q(stand_in__isnull=True),
    ),
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_squashed_0004_referrals_out")]

    operations = [migrations.AddIndex(model_name="case", index=index) for index in INDEXES]
