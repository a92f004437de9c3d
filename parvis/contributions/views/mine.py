"""“My participation”: everything said, with its state; every answer, to change or take back; receipts; follows."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access

from ..mine import participations


@access.door("people.be_signed_in")
@require_safe
def my_participation(request):
    """process: the slug of the only one shown, in full."""
    slug = request.GET.get("process", "")
    mine = participations(request.user, slug=slug)
    if slug and not mine:
        raise Http404(slug)
    follows = request.user.follows.select_related("process", "contribution", "promise__process").order_by("-pk")
    context = {"mine": mine, "follows": follows, "only": slug}
    return render(request, "contributions/mine.html", context)
