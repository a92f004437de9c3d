from django.db import models
from django.db.models.functions import Now

from parvis.amendments.models import Carrying
from parvis.texts.models import Article, BillVersion


class Words(models.Model):
    """Who brought in each passage of an article, blanks left out, in its order.

    passages: [paragraph from 0, start, end, kind, source, version it first stood in, [what it resembles]], as
    analysis.provenance.Passage tells them; a source or a resemblance is a key of parvis.provenance.sources.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="words")
    passages = models.JSONField(default=list)
    worked_out_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "words"

    def __str__(self) -> str:
        return str(self.article)


class Followed(models.Model):
    """Words an amendment carried from here brought, in a later version of the text.

    article: of that version, None when it is gone. stand, left: numbers of words. places: [paragraph from 0, start,
    end] in that article; gone: [words, version that first left them out]. proven: its wording was carried out without a
    doubt; otherwise nothing is counted.
    """

    carrying = models.ForeignKey(Carrying, models.CASCADE, related_name="followed")
    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="followed")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="followed")
    stand = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    places = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    proven = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "followed"
        ordering = ["version__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["carrying", "version"], name="words_followed_once_in_a_version")]

    def __str__(self) -> str:
        return f"{self.carrying}, {self.version}"
