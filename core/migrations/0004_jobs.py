from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_limits'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobState',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False, verbose_name='taak')),
                ('lease_until', models.DateTimeField(null=True, verbose_name='bezet tot')),
                ('leased_by', models.CharField(blank=True, max_length=32, verbose_name='bezet door')),
                ('last_run', models.DateTimeField(null=True, verbose_name='laatst gedaan')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='laatste fout')),
                ('next_run', models.DateTimeField(verbose_name='volgende keer')),
            ],
            options={
                'verbose_name': 'stand van een taak',
                'verbose_name_plural': 'stand van de taken',
            },
        ),
    ]
