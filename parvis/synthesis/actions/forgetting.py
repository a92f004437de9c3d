"""When someone leaves and takes their words along: no text keeps them, in any of its versions."""

from django.db import transaction
from django.db.models import QuerySet

from parvis.contributions.models import Contribution

from ..models import Citation, Dispute, NodeVersion

LEFT_OUT = "[…]"


@transaction.atomic
def forget_words(contributions: QuerySet[Contribution] | list[int]) -> None:
    """Destroy the words quoted from these contributions, and what their authors objected; what cites them stays."""
    quoted = Citation.objects.filter(contribution__in=contributions).exclude(quote="")
    for version in NodeVersion.objects.filter(citations__in=quoted).distinct():
        quotes = set(quoted.filter(version=version).values_list("quote", flat=True))
        NodeVersion.objects.filter(pk=version.pk).update(body=_without(version.body, quotes))
        for citation in version.citations.all():
            sentence = _without(citation.sentence, quotes)
            if sentence != citation.sentence:
                Citation.objects.filter(pk=citation.pk).update(sentence=sentence)
    for citation in list(quoted):
        told = {"version_id": citation.version_id, "contribution_id": citation.contribution_id, "quote": LEFT_OUT}
        same = Citation.objects.filter(position=citation.position, **told).exists()
        row = Citation.objects.filter(pk=citation.pk)
        if same:
            row.delete()
        else:
            row.update(quote=LEFT_OUT)
    Dispute.objects.filter(contribution__in=contributions).update(words="")


def _without(text: str, quotes: set[str]) -> str:
    for quote in sorted(quotes, key=len, reverse=True):
        text = text.replace(quote, LEFT_OUT)
    return text
