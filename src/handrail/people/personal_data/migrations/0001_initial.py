import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import handrail.platform.kernel.ids
import handrail.platform.vault.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('records', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessRequest',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('received_on', models.DateField()),
                ('identity_note', handrail.platform.vault.fields.SealedField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(default='open', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_requests', to='records.case')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_on'], name='access_request_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered'])), name='access_request_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='access_request_answered_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(('answered_at__isnull', False), ('state', 'answered')), _connector='OR'), name='access_request_answered_with_a_moment'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('case',), name='access_request_one_open_for_a_case')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('asked_on', models.DateField()),
                ('recorded_at', models.DateTimeField(editable=False)),
                ('answer', models.CharField(blank=True, default='', max_length=12)),
                ('answer_words', handrail.platform.vault.fields.SealedField(null=True)),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='correction_requests', to='records.case')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-id'], name='correction_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['', 'corrected', 'completed', 'not_changed'])), name='correction_answer_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='correction_answered_with_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('file_id', models.UUIDField()),
                ('together', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('because', models.CharField(max_length=20)),
                ('state', models.CharField(default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('rows_erased', models.PositiveIntegerField(default=0)),
                ('rows_kept', models.PositiveIntegerField(default=0)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.body')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['body', 'state', '-id'], name='erasure_by_body')],
                'constraints': [models.CheckConstraint(condition=models.Q(('because__in', ['asked', 'kept_long_enough', 'entered_in_error', 'other'])), name='erasure_reason_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'done', 'refused'])), name='erasure_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('file_id',), name='erasure_one_live_for_a_file'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='erasure_decided_at_and_by_together'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='erasure_by_two_people')],
            },
        ),
        migrations.CreateModel(
            name='ItemDecision',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('item', models.CharField(max_length=150)),
                ('decision', models.CharField(blank=True, max_length=12)),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='personal_data.accessrequest')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('decision__in', ['', 'third_party', 'withheld'])), name='item_decision_is_known'), models.CheckConstraint(condition=models.Q(('decision', ''), ('words__isnull', False), _connector='OR'), name='item_left_out_with_a_reason'), models.UniqueConstraint(fields=('request', 'item'), name='item_decided_once')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('because', models.CharField(max_length=12)),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('placed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_words', handrail.platform.vault.fields.SealedField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='records.case')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['case'], name='hold_live_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('because__in', ['court', 'police', 'inquiry', 'complaint', 'other'])), name='hold_reason_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='hold_lifted_at_and_by_together'), models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('case', 'because'), name='hold_one_live_for_each_reason')],
            },
        ),
        migrations.CreateModel(
            name='RestrictionPeriod',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('because', models.CharField(max_length=20)),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_words', handrail.platform.vault.fields.SealedField(null=True)),
                ('began_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='records.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('because__in', ['disputed', 'objected', 'needed_by_person', 'unlawful'])), name='restriction_reason_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='restriction_ended_at_and_by_together'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case',), name='restriction_one_live_for_a_case')],
            },
        ),
        migrations.CreateModel(
            name='RetentionDecision',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('keep_until', models.DateField()),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('decided_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_decisions', to='records.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-id'], name='retention_decision_newest')],
            },
        ),
    ]
