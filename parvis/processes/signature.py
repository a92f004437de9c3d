"""One office puts its name to the pact."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import new_public_id


def scan_path(signature: "Signature", filename: str) -> str:
    """A name of our own: what people call their files is theirs."""
    return f"acts/{signature.public_id}.{filename.rpartition('.')[2]}"


class Signature(models.Model):
    """An office signed what the pact said: with its account, or on paper, the organiser filing the signed act.

    fingerprint: SHA-256 of what was signed, hexadecimal; the signature holds as long as the pact still says it.
    """

    process = models.ForeignKey("processes.Process", models.CASCADE, related_name="signatures")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=160)  # as the pact names who signs
    fingerprint = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_on = models.DateField(_("Date of the signed act"))
    act_number = models.CharField(_("Number of the signed act"), max_length=80, blank=True)
    scan = models.FileField(_("Scan of the signed act"), upload_to=scan_path, blank=True)
    scan_fingerprint = models.CharField(max_length=64, blank=True)  # SHA-256 of the file
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "name", "fingerprint"], name="an_office_signs_a_pact_once"),
            models.CheckConstraint(
                condition=Q(act_number="", scan="") | (~Q(act_number="") & ~Q(scan="") & ~Q(scan_fingerprint="")),
                name="signed_act_filed_with_number_and_scan",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The scan of the act, for those that were filed."""
        return reverse("processes:act", args=[self.process.slug, self.public_id]) if self.scan else ""
