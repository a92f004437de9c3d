"""What is owed, for those who decide and who organise."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access

from .. import owing


@access.door("decisions.owe")
@require_safe
def owed(request):
    """What those who decide find when they sign in: the nearest day first, then what reaches most people."""
    found = owing.by_process(request.user.display_name)
    count = sum(one.count + len(one.nodes) for one in found)
    return render(request, "decisions/owed.html", {"found": found, "count": count})
