"""parvis answers: what the pages of the desk do, with the same refusals."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.answer_desk import actions, sheets
from parvis.answer_desk.models import Draft
from parvis.decisions import outcomes, owing
from parvis.processes.models import Process


class Command(BaseCommand):
    help = gettext_noop("Prepare and publish the answers of a process; what the rules forbid is refused alike.")
    examples = gettext_noop("""Examples:
  parvis answers owed where-to-plant                what waits for an answer
  parvis answers download where-to-plant owed.xlsx  the same, to be filled in
  parvis answers take where-to-plant owed.xlsx      write what was filled in, or say line by line what is refused
  parvis answers publish where-to-plant             publish what was announced for today or before
  parvis answers close where-to-plant               say that everyone is answered (L09)
  parvis answers recount where-to-plant             put right what lists show, when `parvis verify` finds it wrong

A refusal says its rule (L09 to L11), its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        for name, words in (
            ("owed", _("say what waits for an answer")),
            ("download", _("write it to a spreadsheet")),
            ("take", _("write the drafts of a spreadsheet, all or nothing")),
            ("publish", _("publish what was announced for today or before")),
            ("close", _("say that everyone is answered")),
            ("recount", _("work out again which answer holds for each contribution")),
        ):
            one = acts.add_parser(name, help=words)
            one.add_argument("slug", help=_("the process, as its address names it"))
            if name in ("download", "take"):
                one.add_argument("file", type=Path)

    def handle(self, *, act, slug, **options):
        process = Process.objects.with_clock().select_related("pact").filter(slug=slug).first()
        if process is None:
            raise CommandError(_("There is no process named %(slug)s.") % {"slug": slug})
        try:
            getattr(self, f"do_{act}")(process, **options)
        except (actions.Refused, sheets.NotASheet, OSError) as refusal:
            raise CommandError(str(refusal))

    def do_owed(self, process, **options):
        for about in sheets.owed(process):
            self.stdout.write(f"{sheets.mark(about)}  {about}")
        waiting = Draft.objects.filter(process=process, published_at=None)
        self.stdout.write(
            _("%(owed)d owed; drafts waiting: %(drafts)d.")
            % {"owed": owing.contributions(process).count(), "drafts": waiting.count()}
        )

    def do_download(self, process, *, file, **options):
        file.write_bytes(sheets.write(sheets.owed(process)))
        self.stdout.write(str(file))

    def do_take(self, process, *, file, **options):
        lines = sheets.read(process, file.read_bytes())
        refused = [line for line in lines if line.state == "refused"]
        for line in refused:
            told = _("Line %(n)d, %(title)s: %(why)s") % {"n": line.number, "title": line.title, "why": line.why}
            self.stderr.write(told)
        if refused:
            raise CommandError(_("Nothing was written: put these lines right first."))
        for line in lines:
            if line.lacks and line.state != "same":
                words = _("Line %(n)d, %(title)s. Before it is checked: %(lacks)s")
                lacks = {"n": line.number, "title": line.title, "lacks": " ".join(line.lacks)}
                self.stdout.write(words % lacks)
        done = sheets.apply(process, lines, by=None)
        self.stdout.write(ngettext("%(n)s answer written.", "%(n)s answers written.", done) % {"n": done})

    def do_publish(self, process, **options):
        done = actions.publish_due(process)
        self.stdout.write(ngettext("%(n)s answer is public.", "%(n)s answers are public.", done) % {"n": done})

    @transaction.atomic
    def do_recount(self, process, **options):
        changed = outcomes.settle(pk for pk, _holds, _kept in outcomes.differing(process.contributions.all()))
        words = ngettext("%(n)s contribution put right.", "%(n)s contributions put right.", changed)
        self.stdout.write(words % {"n": changed})

    def do_close(self, process, **options):
        kept = actions.close_answers(process)
        self.stdout.write(
            _("The promise of answers is kept, with its evidence.")
            if kept
            else _("Everything is answered. No promise of answers waits here.")
        )
