import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import parvis.ledger.ids
import parvis.processes.signature


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0005_correction"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Part of the file"),
                    ("legal_act", "Legal act that calls the vote"),
                    ("neutral_file", "Neutral file: arguments for and against"),
                ],
                max_length=16,
                verbose_name="What it is",
            ),
        ),
        migrations.AddField(
            model_name="pact",
            name="cosigners",
            field=models.TextField(blank=True, verbose_name="Other offices that sign"),
        ),
        migrations.AddField(
            model_name="pact",
            name="frozen",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="pact",
            name="fingerprint",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="pact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fingerprint", ""), ("frozen", "")),
                    models.Q(models.Q(("frozen", ""), _negated=True), models.Q(("fingerprint", ""), _negated=True)),
                    _connector="OR",
                ),
                name="pact_frozen_with_its_fingerprint",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="closed_early",
            field=models.CharField(
                blank=True,
                choices=[("safety", "People’s safety"), ("legal_order", "A legal order")],
                editable=False,
                max_length=16,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="phase",
            name="phase_only_lengthened",
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_closes_at", None),
                    ("closes_at__gte", models.F("first_closes_at")),
                    models.Q(("closed_early", ""), _negated=True),
                    _connector="OR",
                ),
                name="phase_only_lengthened",
            ),
        ),
        migrations.AddField(
            model_name="process",
            name="former",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="successors",
                to="processes.process",
            ),
        ),
        migrations.AddField(
            model_name="process",
            name="quiet_from",
            field=models.DateField(blank=True, null=True, verbose_name="Election period: from"),
        ),
        migrations.AddField(
            model_name="process",
            name="quiet_until",
            field=models.DateField(blank=True, null=True, verbose_name="Election period: until"),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    ("quiet_until__gte", models.F("quiet_from")),
                    _connector="OR",
                ),
                name="process_quiet_from_before_until",
            ),
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=parvis.ledger.ids.new_public_id, editable=False, max_length=23, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("fingerprint", models.CharField(max_length=64)),
                ("signed_on", models.DateField(verbose_name="Date of the signed act")),
                ("act_number", models.CharField(blank=True, max_length=80, verbose_name="Number of the signed act")),
                (
                    "scan",
                    models.FileField(
                        blank=True,
                        upload_to=parvis.processes.signature.scan_path,
                        verbose_name="Scan of the signed act",
                    ),
                ),
                ("scan_fingerprint", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="processes.process"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("process", "name", "fingerprint"), name="an_office_signs_a_pact_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act_number", ""), ("scan", "")),
                            models.Q(
                                models.Q(("act_number", ""), _negated=True),
                                models.Q(("scan", ""), _negated=True),
                                models.Q(("scan_fingerprint", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signed_act_filed_with_number_and_scan",
                    ),
                ],
            },
        ),
    ]
