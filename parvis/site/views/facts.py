"""Pages that say who answers for the site, what it keeps, and how well it can be used."""

import platform

import django
from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ui import page_cache

from ..privacy import kept


def operator() -> dict:
    return {
        "legal_entity": settings.PARVIS_LEGAL_ENTITY,
        "host_name": settings.PARVIS_HOST_NAME,
        "contact": settings.PARVIS_CONTACT,
        "dpo": settings.PARVIS_DPO,
        "origin": settings.PARVIS_ORIGIN,
    }


@page_cache.cached()
@access.public
@require_safe
def legal(request):
    return render(request, "site/legal.html", operator())


@page_cache.cached()
@access.public
@require_safe
def privacy(request):
    return render(request, "site/privacy.html", {**operator(), "kept": kept()})


@page_cache.cached()
@access.public
@require_safe
def accessibility(request):
    return render(request, "site/accessibility.html", operator())


@page_cache.cached()
@access.public
@require_safe
def about(request):
    made_with = [("Python", platform.python_version()), ("Django", django.get_version())]
    return render(request, "site/about.html", {**operator(), "made_with": made_with})
