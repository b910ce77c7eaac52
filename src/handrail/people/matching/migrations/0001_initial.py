import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import handrail.platform.kernel.ids
import handrail.platform.vault.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('records', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RematchRequest',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='records.case')),
                ('asked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CasePair',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('across', models.BooleanField(default=False)),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('found_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('', 'Not answered'), ('same', 'The same person'), ('not_same', 'Not the same person'), ('not_sure', 'Not sure')], default='', max_length=8)),
                ('because', handrail.platform.vault.fields.SealedField(null=True)),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('two', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
            ],
            options={
                'indexes': [models.Index(fields=['two'], name='pair_by_second')],
                'constraints': [models.UniqueConstraint(fields=('one', 'two'), name='pair_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('two'))), name='pair_lower_number_first'), models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'same', 'not_same', 'not_sure'])), name='pair_verdict_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('changed_by__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('changed_by__isnull', False)), _connector='OR'), name='pair_verdict_names_who_gave_it'), models.CheckConstraint(condition=models.Q(('across', False), ('verdict', ''), _connector='OR'), name='pair_across_has_no_verdict')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='access.file')),
                ('happened_on', models.DateField()),
                ('happened_at', models.TimeField()),
                ('jurisdiction', models.CharField(max_length=8)),
                ('came_to_light', models.CharField(choices=[('police', 'A police operation'), ('inspection', 'An inspection or another organisation’s visit'), ('told', 'One of them, or somebody they know, told us'), ('public', 'A member of the public'), ('other', 'In another way'), ('not_said', 'Not said')], max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.area')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.body')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-happened_on'], name='incident_by_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('came_to_light__in', ['police', 'inspection', 'told', 'public', 'other', 'not_said'])), name='incident_came_to_light_is_known'), models.CheckConstraint(condition=models.Q(('jurisdiction__in', ['england', 'wales'])), name='incident_jurisdiction_is_known')],
            },
        ),
        migrations.CreateModel(
            name='IncidentFact',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('place', 'Where'), ('crime', 'Crime reference'), ('led_by', 'Who led it'), ('came', 'How it came to light'), ('later', 'Known later')], max_length=8)),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('said_at', models.DateTimeField()),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='matching.incident')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['place', 'crime', 'led_by', 'came', 'later'])), name='fact_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='CopiedFact',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('place', 'Where'), ('crime', 'Crime reference'), ('led_by', 'Who led it'), ('came', 'How it came to light'), ('later', 'Known later')], max_length=8)),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('copied_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('copied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='matching.incidentfact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'fact'), name='fact_copied_once_to_a_case'), models.CheckConstraint(condition=models.Q(('kind__in', ['place', 'crime', 'led_by', 'came', 'later'])), name='copied_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='IncidentOpening',
            fields=[
                ('token', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='matching.incident')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='IncidentMember',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='records.case')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='matching.incident')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.incidentopening')),
            ],
        ),
        migrations.CreateModel(
            name='MatchSweepProgress',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='looked_until_one_row')],
            },
        ),
        migrations.CreateModel(
            name='OwnNote',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('answer', handrail.platform.vault.fields.SealedField()),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('written_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.body')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'body', '-id'], name='own_note_newest')],
            },
        ),
        migrations.CreateModel(
            name='PairSide',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered'), ('yes', 'Yes, with any organisation'), ('not_police', 'Yes, but not with the police'), ('leave', 'Leave it')], default='', error_messages={'blank': 'Choose an answer'}, max_length=10, verbose_name='Would your organisation speak with the other?')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.body')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='matching.casepair')),
            ],
            options={
                'indexes': [models.Index(fields=['body', '-id'], name='side_by_body')],
                'constraints': [models.UniqueConstraint(fields=('pair', 'case'), name='side_once'), models.UniqueConstraint(fields=('pair', 'body'), name='side_one_for_each_body'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'yes', 'not_police', 'leave'])), name='side_answer_is_known'), models.CheckConstraint(condition=models.Q(('answer', ''), ('changed_by__isnull', False), _connector='OR'), name='side_answer_names_who_gave_it')],
            },
        ),
        migrations.CreateModel(
            name='CaseJoin',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('because', handrail.platform.vault.fields.SealedField()),
                ('joined_at', models.DateTimeField()),
                ('parted_because', handrail.platform.vault.fields.SealedField(null=True)),
                ('parted_at', models.DateTimeField(null=True)),
                ('joined_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('parted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('parted_at__isnull', True)), fields=['leading'], name='join_live_by_leading')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('parted_at__isnull', True)), fields=('other',), name='join_one_live_for_a_case'), models.CheckConstraint(condition=models.Q(('leading', models.F('other')), _negated=True), name='join_of_two_cases'), models.CheckConstraint(condition=models.Q(models.Q(('parted_at__isnull', True), ('parted_by__isnull', True)), models.Q(('parted_at__isnull', False), ('parted_by__isnull', False)), _connector='OR'), name='join_parted_at_and_by_together')],
            },
        ),
    ]
