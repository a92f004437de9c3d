from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.ui.translated import TranslatedField


class Territory(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField(_("Name"))
    kind = models.CharField(max_length=40, default="city")  # country, region, city…: a word, no rule hangs on it
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    population = models.PositiveIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=200, blank=True)  # who counted, and when: shown beside the number
    outline = models.JSONField(null=True, blank=True)  # GeoJSON geometry, WGS 84

    class Meta:
        verbose_name_plural = "territories"
        constraints = [
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="territory_is_not_its_own_part")
        ]

    def __str__(self) -> str:
        return str(self.name)
