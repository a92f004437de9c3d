"""parvis text: what the pages of the desk do to a text, and the files its page gives."""

from datetime import UTC, date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from analysis import bills
from parvis.processes.kinds import TextStage
from parvis.texts import actions, downloads
from parvis.texts.forms import read
from parvis.texts.models import BillVersion, Convention
from parvis.texts.tabling import set_tabling
from parvis.texts.views_tabling import what_follows


class Command(BaseCommand):
    help = gettext_noop("Bring in a new version of a text, say until when it is amended, or write it as a file.")
    examples = gettext_noop("""Examples:
  parvis text version tree-bill 12.html --stage committee --check   which articles are followed; saves nothing
  parvis text version tree-bill 12.html --stage committee --body "Law committee" --text-number 12
  parvis text tabling tree-bill --until 2027-03-14T17:00 --source https://example.org/deadline
  parvis text write tree-bill text.xml              the version under discussion, as Akoma Ntoso
  parvis text write tree-bill first.pdf --number 1  a former version, printed

The name of the file written says the format: .xml, .docx, .pdf, .html or .md (docs/formats/texts.md).""")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)

        def act(name, words):
            one = acts.add_parser(name, help=words)
            one.add_argument("slug", help=_("the process, as its address names it"))
            return one

        version = act("version", _("bring in the text as it now stands"))
        version.add_argument("file", type=Path, help=_("HTML, DOCX, Akoma Ntoso, Markdown or plain text"))
        version.add_argument("--stage", choices=TextStage.values, required=True)
        version.add_argument("--body", default="", help=_("the chamber or body it comes from"))
        version.add_argument("--text-number", default="", help=_("the number given to the text"))
        version.add_argument("--on", type=date.fromisoformat, help=_("the date of the text, as 2027-03-14"))
        version.add_argument("--source-url", default="", help=_("where it was published"))
        version.add_argument("--convention", choices=Convention.values)
        version.add_argument("--check", action="store_true", help=_("only say what it would do"))
        tabling = act("tabling", _("say until when the chamber takes amendments"))
        tabling.add_argument("--until", type=moment, help=_("as 2027-03-14T18:00, in UTC unless it says otherwise"))
        tabling.add_argument("--source", default="", help=_("the address of the page that says so"))
        tabling.add_argument("--convention", choices=Convention.values)
        write = act("write", _("write a version as a file"))
        write.add_argument("target", type=Path, help=_("the file to write"))
        write.add_argument("--number", type=int, help=_("the version; else the one under discussion"))

    def handle(self, *, act, slug, **options):
        versions = BillVersion.objects.filter(bill__process__slug=slug).select_related("bill__process__pact")
        version = versions.order_by("-number").first()
        if version is None:
            raise CommandError(_("There is no such version of a text in %(slug)s.") % {"slug": slug})
        if act != "write" and version.bill.process.stopped_at:
            raise CommandError(_("This process was stopped: its text no longer changes."))
        getattr(self, f"do_{act}")(version, **options)

    def do_version(self, former, *, file, stage, body, text_number, on, source_url, convention, check, **options):
        try:
            found = read(file.read_bytes())
        except OSError as error:
            raise CommandError(str(error))
        except bills.Unreadable as error:
            raise CommandError(_(str(error)))
        for remark in found.remarks:
            self.stdout.write(_("Line %(line)s:") % {"line": remark.line} + f" {_(remark.message) % remark.values}")
        changes = what_follows(former, found)
        kinds = [one.kind for one in changes]
        told = {"new": kinds.count("new"), "gone": kinds.count("gone")}
        told["followed"] = len(kinds) - told["new"] - told["gone"]
        words = _("Articles followed: %(followed)d; new: %(new)d; gone: %(gone)d.")
        self.stdout.write(words % told)
        if check:
            return
        said = {"stage": stage, "body": body, "text_number": text_number, "on": on, "source_url": source_url}
        said["convention"] = convention or former.convention
        try:
            version = actions.add_version(bill=former.bill, read=found, said=actions.Published(**said))
        except ValueError:
            raise CommandError(_("Nothing was saved: no article was recognised, or this is the text under discussion."))
        waiting = version.anchors.waiting().count()
        words = _("Version %(number)d is under discussion. Modifications to confirm at the desk: %(n)d.")
        self.stdout.write(words % {"number": version.number, "n": waiting})

    def do_tabling(self, version, *, until, source, convention, **options):
        if until and not source:
            raise CommandError(_("Give the page where this deadline was published."))
        source = source or version.tabling_source
        said = {"closes_at": until or version.tabling_closes_at, "convention": convention or version.convention}
        done = set_tabling(version=version, source=source, **said)
        self.stdout.write(_("Saved. The public record keeps what was said before.") if done else _("Nothing changed."))

    def do_write(self, version, *, target, number, **options):
        kind = target.suffix.removeprefix(".")
        if kind not in downloads.FORMATS:
            raise CommandError(
                _("%(name)s does not say a format: end it in .xml, .docx, .pdf, .html or .md.") % {"name": target}
            )
        process = version.bill.process
        found = version.bill.versions.filter(number=number).first() if number else version
        if found is None or not found.read.children:
            raise CommandError(_("There is no such version of a text in %(slug)s.") % {"slug": process.slug})
        write, _kind = downloads.FORMATS[kind]
        try:
            target.write_bytes(write(downloads.tell(process, found)))
        except OSError as error:
            raise CommandError(str(error))
        self.stdout.write(_("Written: %(target)s.") % {"target": target})


def moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
