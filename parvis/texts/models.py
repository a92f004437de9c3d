from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process
from parvis.ui.translated import TranslatedField
from parvis.ui.words import ordinal

from .querysets import ArticleQuerySet


class Bill(models.Model):
    """A text under discussion. Its articles are contributions of the institution."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="bill")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    title = models.CharField(_("Title of the text"), max_length=400)
    language = models.CharField(max_length=2, default="fr")
    number = models.CharField(_("Number"), max_length=40, blank=True)
    source_url = models.URLField(_("Where the text was published"), blank=True)


class Article(models.Model):
    """An article of a bill: `number` as the text writes it ("1er", "4 bis"), `position` its order of reading."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="articles")
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="article")
    number = models.CharField(max_length=40)
    slug = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    explanation = TranslatedField(_("In plain words"), blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "position"], name="one_article_at_a_position"),
            models.UniqueConstraint(fields=["bill", "slug"], name="one_article_per_slug"),
        ]

    def __str__(self) -> str:
        return gettext("Article %(number)s") % {"number": ordinal(self.number)}

    def get_absolute_url(self) -> str:
        return reverse("texts:article", args=[self.bill.process.slug, self.slug])

    @property
    def paragraphs(self) -> list[str]:
        """Alinéas, in order: the body of the contribution holds one a line; the rows of a table (| a | b |) are one."""
        paragraphs: list[str] = []
        for line in self.contribution.body.split("\n"):
            if line.startswith("|") and paragraphs and paragraphs[-1].startswith("|"):
                paragraphs[-1] += f"\n{line}"
            else:
                paragraphs.append(line)
        return paragraphs
