import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('directory', '0002_who_it_is_for_and_since_when'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='service',
            name='key',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['name', 'id'], name='service_by_name'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['kind', 'name', 'id'], name='service_by_kind_and_name'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['public', 'name', 'id'], name='service_published_by_name'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('nrm_point__in', ('any', 'referred', 'reasonable', 'conclusive'))), name='service_nrm_point_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('ages__in', ('unknown', 'any', 'limits'))), name='service_ages_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('genders__in', ('unknown', 'any', 'women', 'men'))), name='service_genders_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('dependants__in', ('unknown', 'yes', 'no'))), name='service_dependants_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('public_funds__in', ('unknown', 'not_needed', 'needed'))), name='service_public_funds_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('status_rule__in', ('unknown', 'any', 'leave', 'asylum', 'none', 'other'))), name='service_status_rule_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('interpreters__in', ('unknown', 'yes', 'no'))), name='service_interpreters_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('capacity_rule__in', ('unknown', 'not_limited', 'number'))), name='service_capacity_rule_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('cost__in', ('unknown', 'free', 'priced', 'varies'))), name='service_cost_is_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ages', 'limits'), models.Q(('min_age__isnull', False), ('max_age__isnull', False), _connector='OR')), models.Q(models.Q(('ages', 'limits'), _negated=True), ('max_age__isnull', True), ('min_age__isnull', True)), _connector='OR'), name='service_ages_have_limits'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('min_age__isnull', True), ('max_age__isnull', True), ('max_age__gte', models.F('min_age')), _connector='OR'), name='service_ages_in_order'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('min_age__isnull', True), ('min_age__lte', 120), _connector='OR'), models.Q(('max_age__isnull', True), ('max_age__lte', 120), _connector='OR')), name='service_ages_of_people'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('capacity__isnull', False), ('capacity_rule', 'number')), models.Q(models.Q(('capacity_rule', 'number'), _negated=True), ('capacity__isnull', True), ('free_now__isnull', True)), _connector='OR'), name='service_capacity_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('free_now__isnull', True), ('free_on__isnull', True)), models.Q(('free_now__isnull', False), ('free_now__lte', models.F('capacity')), ('free_on__isnull', False)), _connector='OR'), name='service_free_within_capacity'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cost', 'priced'), ('cost_pence__isnull', False), ('cost_pence__lte', 10000000)), models.Q(models.Q(('cost', 'priced'), _negated=True), ('cost_pence__isnull', True)), _connector='OR'), name='service_price_has_its_pence'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('safe_house', False), models.Q(('address', ''), ('postcode', ''), ('public', False), ('town', '')), _connector='OR'), name='service_safe_house_has_no_address'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'safe_house'), _negated=True), ('safe_house', True), _connector='OR'), name='service_safe_house_says_so'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('public', False), models.Q(('kind__in', ('place_of_safety', 'safe_house', 'flat', 'hotel_room')), _negated=True), _connector='OR'), name='service_no_bed_is_published'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['service', '-since', '-id'], name='standing_newest'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'funded', 'open', 'paused', 'closed'))), name='standing_state_is_known'),
        ),
    ]
