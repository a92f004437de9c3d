from django.db import migrations

PLACED_KINDS = ["proposal", "modification", "experience", "statement"]
VISIBLE = {"published_at__isnull": False, "hidden_at": None, "withdrawn_at": None}


def show(apps, schema_editor):
    """Readers see of each published synthesis what stands in it, its places as they were last announced."""
    Synthesis, ShownNode = apps.get_model("synthesis", "Synthesis"), apps.get_model("synthesis", "ShownNode")
    for synthesis in Synthesis.objects.filter(published_at__isnull=False):
        rows = []
        tree(apps, synthesis.process_id, None, "", rows)
        for order, row in enumerate(rows, start=1):
            row.order = order
        ShownNode.objects.bulk_create(rows)
        measure(apps, synthesis)


def tree(apps, process, parent, prefix, rows):
    Node, NodeVersion = apps.get_model("synthesis", "Node"), apps.get_model("synthesis", "NodeVersion")
    Attachment, ShownNode = apps.get_model("synthesis", "Attachment"), apps.get_model("synthesis", "ShownNode")
    visible = {f"contribution__{field}": value for field, value in VISIBLE.items()}
    siblings = Node.objects.filter(process=process, parent=parent, removed_at=None).order_by("position", "pk")
    for n, node in enumerate(siblings, start=1):
        number = f"{prefix}{n}"
        rows.append(
            ShownNode(
                process_id=process,
                node=node,
                parent_id=parent,
                number=number,
                depth=number.count(".") + 1,
                version=NodeVersion.objects.filter(node=node).order_by("number").last(),
                count=Attachment.objects.filter(node=node, announced__isnull=False, **visible).count(),
            )
        )
        tree(apps, process, node.pk, f"{number}.", rows)


def measure(apps, synthesis):
    Contribution = apps.get_model("contributions", "Contribution")
    base = Contribution.objects.filter(process=synthesis.process_id, kind__in=PLACED_KINDS, **VISIBLE)
    placed = {"attachments__announced__isnull": False}
    synthesis.total = base.count()
    synthesis.read = base.filter(reading__isnull=False).count()
    synthesis.attached = base.filter(attachments__node__isnull=False, **placed).distinct().count()
    synthesis.outside = base.filter(attachments__node=None, **placed).distinct().count()
    synthesis.save()


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0003_editions")]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
