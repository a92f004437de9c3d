"""The pact printed on one page, in the type of the house."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from parvis.ledger.clock import database_now

from . import signing
from .models import Process
from .pact_card import pact_card
from .stages import last_day, opening, today

HERE = Path(__file__).parent
STYLE = HERE / "printed" / "pact.css"
FONTS = HERE.parent / "ui" / "static" / "ui" / "fonts"
SIZES = (10, 9.25, 8.5, 7.75, 7)  # points: the largest that holds on one page
KEPT = 32  # printed pacts kept in each process, 60 kB each at most


def pact_pdf(process: Process, language: str) -> bytes:
    """The pact as a tagged PDF (PDF/UA), on one A4 page as long as it can be read."""
    return _printed(pact_page(process, language))


def pact_page(process: Process, language: str) -> str:
    """The same as HTML, before it is laid out."""
    with translation.override(language):
        card = pact_card(
            process.pact, list(process.promises.select_related("office")), today(database_now()), whole=True
        )
        context = {
            "process": process,
            "pact": card,
            "signers": [signer for signer in signing.signers(process) if signer.signature],
            "phases": [
                {
                    "label": phase.get_kind_display(),
                    "opens": phase.opens_at and opening(phase.opens_at),
                    "last": phase.closes_at and last_day(phase.closes_at),
                }
                for phase in process.phases.in_order()
            ],
            "address": settings.PARVIS_ORIGIN + reverse("processes:pact", args=[process.slug]),
            "instance": settings.PARVIS_NAME,
            "language": language,
        }
        return render_to_string("processes/pact_printed.html", context)


@lru_cache(maxsize=KEPT)
def _printed(page: str) -> bytes:
    from weasyprint import CSS, HTML  # long to load, and only here
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    nothing, fonts_only = URLFetcher(allowed_protocols=()), URLFetcher(allowed_protocols=("file",))
    source, fonts = HTML(string=page, url_fetcher=nothing), FontConfiguration()
    for size in SIZES:
        style = STYLE.read_text().replace("FONTS", FONTS.as_uri()).replace("SIZE", f"{size}pt")
        sheet = CSS(string=style, url_fetcher=fonts_only, font_config=fonts)
        document = source.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
        if len(document.pages) == 1:
            break
    return document.write_pdf(pdf_variant="pdf/ua-1")
