import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("texts", "0003_first_versions")]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="articles", to="texts.billversion"
            ),
        ),
    ]
