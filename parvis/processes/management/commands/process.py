"""parvis process: what the pages of the desk do to a process, with the same refusals."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.processes import actions, changes, petitions, scans, signing
from parvis.processes.blocks import Blocked, Forbidden, refuse
from parvis.processes.corrections import passages
from parvis.processes.models import Admissibility, Phase, Process, Urgency
from parvis.processes.pacts import missing
from parvis.ui.translated import Translated, from_terminal


class Command(BaseCommand):
    help = gettext_noop("Do to a process what its organiser does at the desk; what the rules forbid is refused alike.")
    examples = gettext_noop("""Examples:
  parvis process check where-to-plant             what it lacks before it opens
  parvis process change where-to-plant promise_days 60
  parvis process file where-to-plant "Camille Aubier" 2027-14 2027-02-01 act.pdf
  parvis process open where-to-plant
  parvis process lengthen where-to-plant 2027-06-30T18:00 --notice "The mail was late."
  parvis process admissible shade-in-schools yes --signed-by "Camille Aubier, president"
  parvis process stop where-to-plant --motive "A court cancelled the plan."

A refusal says its rule (L01 to L19), its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)

        def act(name, words):
            one = acts.add_parser(name, help=words)
            one.add_argument("slug", help=_("the process, as its address names it"))
            return one

        act("check", _("say what it lacks before it opens"))
        act("open", _("publish it"))
        change = act("change", _("write a field of the pact of a draft, or its title or summary"))
        change.add_argument("field", choices=[*changes.OF_PROCESS, *changes.OF_PACT])
        change.add_argument("value", help=_('a text, a number, a date, or {"fr": "…", "en": "…"}'))
        correct = act("correct", _("put the words of a public process right"))
        correct.add_argument("passage", help=_("as the address of its page names it: title, negotiable…"))
        correct.add_argument("words")
        correct.add_argument("--motive", default="", help=_("public"))
        file = act("file", _("file an act signed on paper"))
        file.add_argument("name", help=_("who signed, as the pact names them"))
        file.add_argument("number")
        file.add_argument("date", type=datetime.fromisoformat, help=_("as 2027-03-14"))
        file.add_argument("scan", type=Path, help=_("PDF, PNG or JPEG"))
        dates = act("schedule", _("write the dates of a phase of a draft"))
        dates.add_argument("phase", choices=Phase.Kind.values)
        dates.add_argument("opens", type=moment, help=_("as 2027-03-14T18:00, in UTC unless it says otherwise"))
        dates.add_argument("closes", type=moment)
        lengthen = act("lengthen", _("move the end of a phase later"))
        lengthen.add_argument("closes", type=moment)
        lengthen.add_argument("--phase", choices=Phase.Kind.values, default=Phase.Kind.CONTRIBUTIONS)
        lengthen.add_argument("--notice", default="", help=_("public"))
        close = act("close", _("close contributions before the announced day"))
        close.add_argument("--ground", default="", help=", ".join(Urgency.values))
        close.add_argument("--motive", default="", help=_("public"))
        admit = act("admissible", _("publish whether a petition is admissible"))
        admit.add_argument("verdict", choices=["yes", "no"])
        admit.add_argument("--signed-by", required=True, help=_("name and function"))
        admit.add_argument("--reason", default="", help=_("public"))
        admit.add_argument("--ground", default="", choices=Admissibility.Ground.values, help=_("when it is not"))
        admit.add_argument("--competent", default="", help=_("who is, when it lies outside the powers of the office"))
        admit.add_argument("--forwarded", action="store_true", help=_("the petition was sent to them"))
        stop = act("stop", _("stop it for good"))
        stop.add_argument("--motive", required=True, help=_("public"))
        act("another", _("make a draft that takes a stopped process up"))

    def handle(self, *, act, slug, **options):
        process = Process.objects.with_clock().select_related("pact", "territory").filter(slug=slug).first()
        if process is None:
            raise CommandError(_("There is no process named %(slug)s.") % {"slug": slug})
        try:
            getattr(self, f"do_{act}")(process, **options)
        except Blocked:
            raise  # its code, its reason and the way out are printed for every command
        except Forbidden as refusal:
            raise CommandError(str(refusal))

    def say(self, sentence: str, **values) -> None:
        self.stdout.write(sentence % values)

    def do_check(self, process, **options):
        for lack in missing(process):
            self.stdout.write(f"{lack.code}  {lack.sentence}")
        for sentence in signing.unsigned(process):
            self.stdout.write(f"L01  {sentence}")

    def do_open(self, process, **options):
        actions.publish_process(process)
        self.say(_("%(slug)s is public."), slug=process.slug)

    def do_change(self, process, *, field, value, **options):
        try:
            changes.change_pact(process, **{field: read_value(process, value)})
        except (ValidationError, TypeError) as wrong:
            raise CommandError("; ".join(getattr(wrong, "messages", [str(wrong)])))
        self.say(_("Written."))

    def do_correct(self, process, *, passage, words, motive, **options):
        found = next((one for one in passages(process) if one.name == passage), None)
        if found is None:
            known = ", ".join(one.name for one in passages(process))
            raise CommandError(_("These can be put right: %(known)s.") % {"known": known})
        actions.correct(
            found, words=from_terminal(words, process.language), motive=from_terminal(motive, process.language), by=None
        )
        self.say(_("Put right; the former words stay readable."))

    def do_file(self, process, *, name, number, date, scan, **options):
        try:
            content = scans.read(scan.read_bytes())
        except (OSError, scans.NotAScan) as wrong:
            raise CommandError(str(wrong))
        signing.file_act(process, name=name, number=number, signed_on=date.date(), scan=content, by=None)
        self.say(_("Signed by %(name)s."), name=name)

    def do_schedule(self, process, *, phase, opens, closes, **options):
        written = {row.kind: (row.opens_at, row.closes_at, row.note) for row in process.phases.all()}
        changes.set_calendar(process, written | {phase: (opens, closes, Translated())})
        self.say(_("Written."))

    def do_lengthen(self, process, *, phase, closes, notice, **options):
        row = process.phases.filter(kind=phase).first()
        if row is None:
            refuse("L06", process, before=None, after=closes)
        actions.extend_phase(row, closes_at=closes, notice=from_terminal(notice, process.language))
        self.say(_("The new date is public, with its notice."))

    def do_close(self, process, *, ground, motive, **options):
        changes.close_contributions(process, ground=ground, motive=from_terminal(motive, process.language))
        self.say(_("Contributions are closed. The reason stands beside the dates."))

    def do_admissible(self, process, *, verdict, signed_by, reason, ground, competent, forwarded, **options):
        if not signed_by.strip():
            raise CommandError(_("Say who signs."))
        made = petitions.reply(
            process,
            admissible=verdict == "yes",
            signed_by=signed_by,
            reason=from_terminal(reason, process.language),
            ground=ground,
            competent=from_terminal(competent, process.language),
            forwarded=forwarded,
        )
        self.say(str(petitions.verdict(made)))

    def do_stop(self, process, *, motive, **options):
        if not motive.strip():
            raise CommandError(_("Write the public reason."))
        actions.stop_process(process, reason=motive)
        self.say(_("%(slug)s is stopped."), slug=process.slug)

    def do_another(self, process, **options):
        self.say(_("The draft is %(slug)s."), slug=changes.open_another(process).slug)


def moment(text: str) -> datetime:
    """Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def read_value(process: Process, text: str):
    return json.loads(text) if text.startswith("{") else text
