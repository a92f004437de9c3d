"""A version of a text as files, told in docs/formats/texts.md: its words never change, neither do they."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from analysis.bills import Bill
from parvis.ledger.canonical import canonical
from parvis.processes.models import Process
from parvis.processes.rehearsing import BAND
from parvis.processes.stages import today
from parvis.ui.words import day

from . import printing
from .models import BillVersion

LOOK = 2  # counts up when a file is made otherwise, so that no old one is given
COUNTRIES = {"fr-an": "fr", "fr-senat": "fr", "uk-commons": "gb", "uk-lords": "gb", "eu-ep": "eu"}


@dataclass(frozen=True)
class Told:
    """A version with what its files say of it. front, author, publisher: in the language of the text; address: of its
    page."""

    process: Process
    version: BillVersion
    read: Bill
    front: tuple[str, ...]
    author: str
    publisher: str
    address: str

    @property
    def language(self) -> str:
        return self.version.bill.language

    @property
    def published_on(self) -> date:
        return today(self.version.published_at)


def tell(process: Process, version: BillVersion) -> Told:
    bill = version.bill
    read = version.read
    with translation.override(bill.language):
        front = [str(process.title), str(version), version.body, day(version.on) if version.on else ""]
        author, publisher = version.body or str(process.pact.decider_body), settings.PARVIS_NAME
        if process.is_rehearsal:
            front.insert(0, str(BAND))
            publisher = f"{publisher} – {BAND}"
        address = reverse("texts:former", args=[process.slug, version.number])
    read = replace(read, title=read.title or bill.title)
    return Told(process, version, read, tuple(filter(None, front)), author, publisher, settings.PARVIS_ORIGIN + address)


def mark(told: Told, kind: str) -> str:
    """Changes whenever the file would."""
    said = {"look": LOOK, "kind": kind, "tree": told.version.tree, "title": told.read.title, "front": list(told.front)}
    said |= {"address": told.address, "by": [told.author, told.publisher], "country": told.version.convention}
    return hashlib.sha256(canonical(said)).hexdigest()[:32]


def file_name(told: Told, kind: str) -> str:
    return f"{told.process.slug}-v{told.version.number}.{kind}"


def as_akoma_ntoso(told: Told) -> bytes:
    from analysis.akoma_ntoso import Document, to_akoma_ntoso

    version = told.version
    first = version.bill.versions.order_by("number").values_list("on", "published_at").first() or (None, None)
    began = first[0] or (today(first[1]) if first[1] else told.published_on)
    document = Document(
        name=told.process.slug,
        on=began,
        version_on=version.on or told.published_on,
        made_on=told.published_on,
        language=told.language,
        country=COUNTRIES[version.convention],
        author=told.author,
        publisher=told.publisher,
        number=version.number,
    )
    return to_akoma_ntoso(told.read, document)


def as_html(told: Told) -> bytes:
    return _page(told, on_sheets=False).encode()


def as_docx(told: Told) -> bytes:
    from analysis.docx_files import to_docx

    return to_docx(
        told.read,
        language=told.language,
        header=" – ".join((*told.front, told.address)),
        publisher=told.publisher,
        made_at=told.version.published_at,
    )


def as_pdf(told: Told) -> bytes:
    return printing.kept_pdf(mark(told, "pdf"), partial(_page, told, on_sheets=True))


def _page(told: Told, *, on_sheets: bool) -> str:
    return printing.as_page(
        told.process, told.read, language=told.language, front=told.front, address=told.address, on_sheets=on_sheets
    )


@task(priority=-10)  # letters go first
def print_text(process: str) -> None:
    """The version under discussion, so that its first reader does not wait. process: public id."""
    versions = BillVersion.objects.filter(bill__process__public_id=process).select_related("bill__process__pact")
    version = versions.order_by("-number").first()
    if version is not None and version.read.children:
        as_pdf(tell(version.bill.process, version))


def as_markdown(told: Told) -> bytes:
    from analysis.bills_markdown import to_markdown

    return f"{to_markdown(told.read, told.language)}\n<!-- {' – '.join((*told.front, told.address))} -->\n".encode()


FORMATS: dict[str, tuple[Callable[[Told], bytes], str]] = {
    "xml": (as_akoma_ntoso, "application/akn+xml"),
    "html": (as_html, "text/html; charset=utf-8"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
}
