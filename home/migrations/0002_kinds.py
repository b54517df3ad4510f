from django.db import migrations, models

import core.published.registry


class Migration(migrations.Migration):
    """The kinds to choose from are those that are registered; nothing changes in the database."""

    dependencies = [("home", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="listingpage",
            name="kind",
            field=models.CharField(
                blank=True, choices=core.published.registry.kind_choices, max_length=20, verbose_name="soort"
            ),
        ),
    ]
