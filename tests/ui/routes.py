"""A few pages for the tests of the frame, so that they depend on no domain."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from parvis import access
from parvis.ui.gallery_content import content


@access.public
def parts(request):
    return render(request, "ui/gallery.html", content())


@access.public
def broken(request):
    raise RuntimeError("on purpose")


@access.public
def unknown_filter(request):
    raise BadRequest("There is no filter <b>height</b>.")


@access.public
def closed(request):
    raise PermissionDenied


@access.public
def machine(request):
    return HttpResponse("ok", content_type="text/plain")


site = [path("", parts, name="home"), path("p/", parts, name="processes"), path("parts/", parts, name="parts")]
urlpatterns = [
    path("health/", machine),
    *i18n_patterns(
        path("", include((site, "site"))),
        path("", include("parvis.ui.urls")),
        path("broken/", broken),
        path("filter/", unknown_filter),
        path("closed/", closed),
    ),
]
handler400 = "parvis.ui.errors.bad_request"
handler403 = "parvis.ui.errors.forbidden"
handler404 = "parvis.ui.errors.not_found"
handler500 = "parvis.ui.errors.server_error"
