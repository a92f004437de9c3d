from django.db import migrations

from parvis.texts import trees


def first_versions(apps, schema_editor):
    """Each text so far is its first version."""
    Bill, BillVersion, Article = (apps.get_model("texts", name) for name in ("Bill", "BillVersion", "Article"))
    Pact = apps.get_model("processes", "Pact")
    for bill in Bill.objects.select_related("process").iterator():
        stage = Pact.objects.filter(process=bill.process_id).values_list("text_stage", flat=True).first() or ""
        said = {"stage": stage, "text_number": bill.number, "source_url": bill.source_url}
        version = BillVersion.objects.create(bill=bill, number=1, **said)
        Article.objects.filter(bill=bill).update(version=version)
        version.tree = trees.from_rows(version)
        version.save(update_fields=["tree"])


class Migration(migrations.Migration):
    dependencies = [("texts", "0002_versions"), ("processes", "0001_initial")]

    operations = [migrations.RunPython(first_versions, migrations.RunPython.noop)]
