import re
from collections.abc import Callable

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis import bills
from analysis.bills_plain import read_markdown, read_plain, to_plain, typable
from parvis.ui.optional import needed_later
from parvis.ui.words import number

from .dossiers import Step, UnreadableDossier, read_dossier

MOST_BYTES = 3_000_000
MOST_ARTICLES = 5_000  # some seconds to write


class SourceForm(forms.Form):
    """A file or a pasted text: a bill in Akoma Ntoso, DOCX, HTML, Markdown or plain text, or its calendar in JSON."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        required=False,
        help_text=gettext_lazy(
            "HTML as the chamber publishes it, Word (DOCX), Akoma Ntoso (XML), Markdown or plain text, up to 3 MB; or "
            "the dossier of the bill in JSON, for the path of the decision."
        ),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the text"), required=False, strip=False, widget=forms.Textarea({"rows": 8})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_later(self, "file", "pasted")  # one of the two

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 3 MB: give the bill without its annexes."))
        return file

    def clean(self):
        data = super().clean()
        if self.errors or data is None:
            return data
        content = data["file"].read() if data.get("file") else data.get("pasted", "").encode()
        if not content.strip():
            raise ValidationError(_("Choose a file, or paste the text."))
        self.steps: list[Step] = []
        try:
            if content.lstrip()[:1] == b"{":
                self.steps = read_dossier(content)
            else:
                self.bill = read(content)
        except UnreadableDossier as error:
            raise ValidationError(_("The dossier could not be read. %(why)s") % {"why": error})
        except bills.Unreadable as error:
            raise ValidationError(_(str(error)))
        return data


def read(content: bytes) -> bills.Bill:
    """Known by its content, whatever its name. Raises Unreadable."""
    from analysis.docx_files import looks_like_docx, read_docx

    if looks_like_docx(content):
        return with_care(read_docx(content))
    text = bills.decode(content)
    return reader_of(text)(text)


def with_care(bill: bills.Bill) -> bills.Bill:
    """Say so when the lines shown next, corrected by hand, would not give this bill back."""
    if bill.articles and read_plain(to_plain(bill)) != bill:
        message = bills.gettext_noop(
            "Some numbers or headings are not written as bills write them: compare the text below with its source."
        )
        bill.remarks.insert(0, bills.Remark(1, message))
    return bill


def reader_of(text: str) -> Callable[[str], bills.Bill]:
    from analysis.akoma_ntoso import looks_like_xml, read_akoma_ntoso

    if looks_like_xml(text):
        return lambda text: with_care(typable(read_akoma_ntoso(text)))
    start = text[:5000].lower()
    if any(mark in start for mark in ("<html", "<!doctype", "<p", "<div")):
        from analysis.bills_html import read_html  # at its first use: long to load

        return read_html
    return read_markdown if re.search(r"^#{1,6} ", text, re.MULTILINE) else read_plain


class TextForm(forms.Form):
    """The text as it will be saved, corrected by hand: one line a paragraph, « Article 4 » announces an article."""

    title = forms.CharField(label=gettext_lazy("Title of the text"), max_length=400)
    number = forms.CharField(label=gettext_lazy("Number"), max_length=40, required=False)
    source_url = forms.URLField(
        label=gettext_lazy("Where the text was published"), required=False, assume_scheme="https"
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=gettext_lazy("The text, to correct"),
        strip=False,
        widget=forms.Textarea({"rows": 28, "class": "law-text", "spellcheck": "true"}),
        help_text=gettext_lazy(
            "One line is one paragraph. A line “Article 4 – Its heading” or “Chapter II – Its heading” begins an "
            "article or a division. A backslash before a line keeps it a paragraph."
        ),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            self.bill = read_plain(text)
        except bills.Unreadable as error:
            raise ValidationError(_(str(error)))
        if not self.bill.articles:
            raise ValidationError(_("No article was recognised: begin each with a line “Article 1”, “Article 2”…"))
        if len(self.bill.articles) > MOST_ARTICLES:
            words = _("The text has more than %(most)s articles: give a part of it.")
            raise ValidationError(words % {"most": number(MOST_ARTICLES)})
        return text


def text_form_of(bill: bills.Bill, language: str) -> TextForm:
    return TextForm(initial={"title": bill.title[:400], "language": language, "text": to_plain(bill, language)})
