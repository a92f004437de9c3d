"""The bundle as files for the services of a chamber: docs/formats/bundle."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from analysis.chamber_lists import Tabled
from parvis.contributions.base import base
from parvis.contributions.wordings import drafted
from parvis.processes.models import Process
from parvis.processes.rehearsing import BAND
from parvis.processes.stages import today
from parvis.texts.downloads import COUNTRIES
from parvis.texts.models import BillVersion
from parvis.ui.words import ordinal

from .actions.duties import address
from .bundle import Sheet
from .sub_amendments import name, wording

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Bundle:
    """sheets: in the order of discussion."""

    process: Process
    version: BillVersion
    sheets: Sequence[Sheet]

    @property
    def language(self) -> str:
        return self.version.bill.language

    @property
    def made_at(self):
        """When the last of it was signed or numbered: the same bundle is the same file."""
        moments = [one.carrying.tabled_at or one.carrying.signed_at for one in self.sheets]
        return max(moments, default=self.version.published_at)

    @property
    def publisher(self) -> str:
        return f"{settings.PARVIS_NAME} – {BAND}" if self.process.is_rehearsal else settings.PARVIS_NAME


def target(sheet: Sheet, convention: str) -> str:
    """As the chamber names the place, in the language of the text."""
    number = ordinal(sheet.article.number)
    if not sheet.adds:
        return _("Article %(number)s") % {"number": number}
    if convention == "fr-senat":
        return _("Additional article after article %(number)s") % {"number": number}
    return _("After article %(number)s") % {"number": number}


def as_docx(bundle: Bundle) -> bytes:
    from analysis.docx_files import amendments_docx

    version = bundle.version
    with translation.override(bundle.language):
        rests_on = base(bundle.process).words
        pages = [_page(bundle, one, rests_on) for one in bundle.sheets]
        title = _("Amendments to %(title)s") % {"title": version.bill.title}
        header = " – ".join(filter(None, (bundle.publisher, version.bill.title[:200], str(version), version.body)))
    return amendments_docx(
        pages,
        title=title,
        header=header,
        language=bundle.language,
        publisher=bundle.publisher,
        made_at=bundle.made_at,
    )


def _page(bundle: Bundle, sheet: Sheet, rests_on: str):
    from analysis.docx_files import AmendmentPage

    one, version = sheet.carrying, bundle.version
    title = _title(sheet)
    notes = [sheet.origin, *([rests_on] if sheet.shown else [])]
    if one.decision == one.Decision.ADAPTED:
        notes.append(_("Adapted by its member: the comparison with the wording people supported is public."))
    if sheet.same:
        notes.append(_("The same words are carried by: %(names)s.") % {"names": "; ".join(map(_signed, sheet.same))})
    notes.append(address(sheet.carrying))
    numbered = _("Text no. %(number)s") % {"number": version.text_number} if version.text_number else ""
    return AmendmentPage(
        over=[line for line in (version.bill.title, str(version), numbered) if line],
        title=title,
        by=[_("tabled by"), one.signed_by],
        target=target(sheet, one.convention),
        wording=wording(one, sheet.amends).splitlines(),
        reasons_title=_("Explanatory statement"),
        reasons=one.explanation.splitlines(),
        notes=notes,
    )


def _title(sheet: Sheet) -> str:
    number = sheet.carrying.number
    if sheet.amends is None:
        return _("Amendment no. %(number)s") % {"number": number} if number else _("Amendment (not numbered yet)")
    said = {"number": number, "amendment": name(sheet.amends)}
    if number:
        return _("Sub-amendment no. %(number)s to %(amendment)s") % said
    return _("Sub-amendment (not numbered yet) to %(amendment)s") % said


def _signed(other) -> str:
    return f"{other.signed_by} ({other.number})" if other.number else other.signed_by


def _row(sheet: Sheet, place: str) -> Tabled:
    one = sheet.carrying
    return Tabled(
        number=one.number,
        place=place,
        paragraph=str(sheet.paragraph or ""),
        author=one.signed_by,
        group=one.member.group,
        wording=wording(one, sheet.amends),
        reason="\n".join(sheet.reasons),
        parent=(sheet.amends.number or sheet.amends.public_id) if sheet.amends else "",
        tabled_on=today(one.tabled_at) if one.tabled_at else None,
        url=address(sheet.carrying),
    )


def as_senate_csv(bundle: Bundle) -> bytes:
    from analysis.chamber_tables import senate_csv

    rows = []
    for sheet in bundle.sheets:
        article = f"Article {sheet.article.number}"  # as the Sénat writes it, whoever asks
        place = f"art. add. après {article}" if sheet.adds else article
        rows.append((_row(sheet, place), sheet.carrying.member.page_url))
    return senate_csv(rows)


def as_assembly_csv(bundle: Bundle) -> bytes:
    from analysis.chamber_tables import assembly_csv

    rows = []
    for sheet in bundle.sheets:
        number = sheet.article.number
        rows.append((_row(sheet, f"Après l'article {number}" if sheet.adds else f"Article {number}"), sheet.adds))
    return assembly_csv(rows, title=bundle.version.bill.title, number=bundle.version.text_number)


def as_akoma_zip(bundle: Bundle) -> bytes:
    """One document for each amendment, named by its place in the order of discussion and its number."""
    file = BytesIO()
    text, moment = _document(bundle), timezone.localtime(bundle.made_at).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder, translation.override(bundle.language):
        for place, sheet in enumerate(bundle.sheets, start=1):
            name = UNSAFE.sub("-", sheet.carrying.number) or sheet.carrying.public_id
            folder.writestr(zipfile.ZipInfo(f"{place:04}-{name}.xml", moment), _akoma(sheet, text))
    return file.getvalue()


def _akoma(sheet: Sheet, text) -> bytes:
    from analysis.akoma_ntoso import AmendmentSheet, amendment_xml

    one = sheet.carrying
    return amendment_xml(
        AmendmentSheet(
            text=text,
            number=one.number or one.public_id,
            article="" if sheet.adds or sheet.amends else sheet.article.number,
            target=f"{target(sheet, one.convention)} – {_title(sheet)}"
            if sheet.amends
            else target(sheet, one.convention),
            wording=wording(one, sheet.amends),
            operations=_operations(sheet),
            reasons=sheet.reasons,
            author=one.signed_by,
            on=today(one.tabled_at or one.signed_at),
        )
    )


def _operations(sheet: Sheet) -> tuple:
    """What it does, when the frozen words are still those the software would write for it; () otherwise."""
    if sheet.amends:  # it changes another document
        return ()
    one = sheet.carrying
    found = drafted("\n".join(sheet.before), "\n".join(one.paragraphs), sheet.article.number, one.convention)
    return found.operations if found and found.wording == one.wording else ()


def _document(bundle: Bundle):
    from analysis.akoma_ntoso import Document

    version, process = bundle.version, bundle.process
    published = today(version.published_at)
    first = version.bill.versions.order_by("number").only("on", "published_at").first() or version
    return Document(
        name=process.slug,
        on=first.on or today(first.published_at),
        version_on=version.on or published,
        made_on=published,
        language=bundle.language,
        country=COUNTRIES[version.convention],
        author=version.body or str(process.pact.decider_body),
        publisher=bundle.publisher,
        number=version.number,
    )


FORMATS = {
    "docx": (as_docx, DOCX),
    "senat.csv": (as_senate_csv, "text/csv; charset=utf-8"),
    "assemblee.csv": (as_assembly_csv, "text/csv; charset=utf-8"),
    "zip": (as_akoma_zip, "application/zip"),
}
