"""A version of a text as a file to keep."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from parvis import access

from . import downloads
from .views import find, pick


@access.door("processes.read")
@require_safe
def download(request, slug, number, kind):
    process, versions = find(request, slug)
    version, _before = pick(versions, int(number))
    told = downloads.tell(process, version)
    if not told.read.children:
        raise Http404
    etag = quote_etag(downloads.mark(told, kind))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        write, content_type = downloads.FORMATS[kind]
        response = HttpResponse(write(told), content_type=content_type)
        name = downloads.file_name(told, kind)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    return response
