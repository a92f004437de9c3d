from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_initial")]

    operations = [
        migrations.AddField(model_name="pact", name="clauses", field=models.JSONField(blank=True, default=dict)),
    ]
