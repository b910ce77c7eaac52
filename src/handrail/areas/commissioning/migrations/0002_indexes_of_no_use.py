from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("commissioning", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "AwardAmendment": ["award"],
                "AwardQuarter": ["changed_by", "award"],
                "Claim": ["changed_by", "award"],
                "ClauseCitation": ["clause"],
                "CommissionedService": ["changed_by", "body"],
                "LineNotice": ["changed_by", "line"],
                "PlannedStop": ["changed_by", "line"],
                "RenewalOption": ["changed_by", "review"],
                "RenewalReview": ["changed_by", "line"],
                "ReviewContribution": ["review"],
                "ReviewFigure": ["changed_by", "review"],
                "ReviewRisk": ["changed_by", "review"],
                "SpecificationClause": ["changed_by", "line"],
                "StageMove": ["line"],
                "SurvivorWords": ["changed_by", "review", "language", "written_by"],
                "UnderspendDecision": ["award"],
            }
        )
    ]
