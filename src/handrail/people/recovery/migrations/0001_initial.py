import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import handrail.platform.kernel.ids
import handrail.platform.vault.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('records', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='goal_by_case')],
            },
        ),
        migrations.CreateModel(
            name='GoalVersion',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('is_newest', models.BooleanField(default=True)),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('first', handrail.platform.vault.fields.SealedField(null=True)),
                ('steps', handrail.platform.vault.fields.SealedField(null=True)),
                ('helpers', handrail.platform.vault.fields.SealedField(null=True)),
                ('on', models.DateField()),
                ('state', models.CharField(choices=[('going_on', 'Going on'), ('reached', 'Reached'), ('set_aside', 'Set aside')], default='going_on', error_messages={'blank': 'Choose how it stands'}, max_length=10, verbose_name='How does it stand?')),
                ('state_on', models.DateField(blank=True, null=True)),
                ('state_words', handrail.platform.vault.fields.SealedField(null=True)),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='recovery.goal')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['going_on', 'reached', 'set_aside'])), name='goal_state_is_known'), models.UniqueConstraint(fields=('goal', 'version'), name='goal_one_per_version'), models.UniqueConstraint(condition=models.Q(('is_newest', True)), fields=('goal',), name='goal_one_newest_version'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'going_on'), ('state_on__isnull', True)), models.Q(models.Q(('state', 'going_on'), _negated=True), ('state_on__isnull', False)), _connector='OR'), name='goal_that_ended_has_its_day', violation_error_code='state_on', violation_error_message='Say on which day they reached it, or set it aside.')],
            },
        ),
        migrations.CreateModel(
            name='GoalNeed',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.need')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='recovery.goalversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'need'), name='goal_meets_a_need_once')],
            },
        ),
        migrations.CreateModel(
            name='Hesitation',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('police', 'The police'), ('nrm', 'The NRM'), ('support', 'Support'), ('name', 'Giving their name')], error_messages={'blank': 'Choose what they hold back from'}, max_length=8, verbose_name='What do they hold back from?')),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='hesitation_by_case'), models.Index(fields=['on'], name='hesitation_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('about__in', ['police', 'nrm', 'support', 'name'])), name='hesitation_about_is_known')],
            },
        ),
        migrations.CreateModel(
            name='HesitationChange',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('turned', models.CharField(choices=[('changed', 'They changed their mind'), ('partly', 'A little: they will go part of the way')], error_messages={'blank': 'Choose how far it changed'}, max_length=8, verbose_name='How far did it change?')),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('hesitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='recovery.hesitation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('turned__in', ['changed', 'partly'])), name='what_changed_turned_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ChangeCause',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='causes', to='recovery.hesitationchange')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code__in', ['support_worker', 'own_language', 'cared_for', 'safe_place', 'one_person', 'legal_advice', 'explained', 'met_the_police', 'others_went', 'family_safe', 'something_else'])), name='change_cause_is_known'), models.UniqueConstraint(fields=('change', 'code'), name='change_cause_once')],
            },
        ),
        migrations.CreateModel(
            name='HesitationReason',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('hesitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='recovery.hesitation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code__in', ['told_by_exploiter', 'immigration', 'treated_as_offender', 'police_before', 'reprisal', 'no_place', 'language', 'the_process', 'work_and_money', 'shame', 'no_trust', 'another_reason'])), name='hesitation_reason_is_known'), models.UniqueConstraint(fields=('hesitation', 'code'), name='hesitation_reason_once')],
            },
        ),
        migrations.CreateModel(
            name='LocalProvider',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('contact', handrail.platform.vault.fields.SealedField(null=True)),
                ('added_at', models.DateTimeField()),
                ('until', models.DateField(blank=True, null=True)),
                ('ended_because', handrail.platform.vault.fields.SealedField(null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(error_messages={'blank': 'Choose a charity', 'invalid': 'Choose a charity', 'null': 'Choose a charity'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.body', verbose_name='Which charity?')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='local_provider_by_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('case', 'body'), name='local_provider_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='local_provider_days'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='local_provider_ended_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('until__isnull', True)), models.Q(('ended_at__isnull', False), ('until__isnull', False)), _connector='OR'), name='local_provider_until_and_ended')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeReview',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(max_length=20)),
                ('on', models.DateField()),
                ('silent', models.BooleanField(default=False)),
                ('words', handrail.platform.vault.fields.SealedField(null=True)),
                ('placed', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1, far from what I want'), (2, '2'), (3, '3, half way'), (4, '4'), (5, '5, as I want it')], help_text='Theirs to choose, or to leave. It is never added to anything.', null=True, verbose_name='Where would they put it themselves?')),
                ('asker', models.CharField(choices=[('worker', 'The worker who writes this down'), ('colleague', 'A colleague who does not work with them'), ('independent', 'Somebody from outside our organisation'), ('themselves', 'Nobody: they wrote it themselves')], error_messages={'blank': 'Choose who asked'}, max_length=12, verbose_name='Who asked?')),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'outcome', 'on', 'id'], name='look_back_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ('consistent_support', 'housing', 'safety', 'medical', 'purpose', 'education', 'trauma_informed'))), name='look_back_outcome_is_known'), models.CheckConstraint(condition=models.Q(('asker__in', ['worker', 'colleague', 'independent', 'themselves'])), name='look_back_asker_is_known'), models.CheckConstraint(condition=models.Q(('placed__isnull', True), models.Q(('placed__gte', 1), ('placed__lte', 5)), _connector='OR'), name='look_back_placed_on_the_scale'), models.CheckConstraint(condition=models.Q(models.Q(('placed__isnull', True), ('silent', True), ('words__isnull', True)), models.Q(('silent', False), ('words__isnull', False)), _connector='OR'), name='look_back_words_or_silence')],
            },
        ),
        migrations.CreateModel(
            name='CaseFeedback',
            fields=[
                ('id', models.UUIDField(default=handrail.platform.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('thanks', 'Something that was good'), ('idea', 'Something to do better'), ('complaint', 'Complaint')], error_messages={'blank': 'Choose what it is'}, max_length=10, verbose_name='What is it?')),
                ('words', handrail.platform.vault.fields.SealedField()),
                ('on', models.DateField()),
                ('wish', models.CharField(choices=[('in_person', 'In person'), ('call', 'By phone'), ('text', 'By text or WhatsApp'), ('letter', 'In writing'), ('through', 'Through somebody they choose'), ('none', 'They want no answer')], error_messages={'blank': 'Choose how they wish to be answered'}, max_length=10, verbose_name='How do they wish to be answered?')),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('answer', handrail.platform.vault.fields.SealedField(null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('about', models.ForeignKey(blank=True, help_text='Then it is shown to those who answer and to you, and never to the one it is about.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Is it about one of us?')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-id'], name='feedback_by_case'), models.Index(condition=models.Q(('answered_on__isnull', True)), fields=['answer_by', 'id'], name='feedback_to_answer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['thanks', 'idea', 'complaint'])), name='feedback_of_us_kind_is_known'), models.CheckConstraint(condition=models.Q(('wish__in', ['in_person', 'call', 'text', 'letter', 'through', 'none'])), name='feedback_wish_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_by__isnull', True), ('answered_on__isnull', True)), models.Q(('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='feedback_answered_on_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('answered_on__isnull', True)), models.Q(('answer__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='feedback_answered_in_words'), models.CheckConstraint(condition=models.Q(models.Q(('answer_by__isnull', True), ('wish', 'none')), models.Q(models.Q(('wish', 'none'), _negated=True), ('answer_by__isnull', False)), _connector='OR'), name='feedback_answer_has_a_day', violation_error_message='Enter the day by which they hear from us'), models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('on')), _connector='OR'), name='feedback_answered_after_it_was_said')],
            },
        ),
    ]
