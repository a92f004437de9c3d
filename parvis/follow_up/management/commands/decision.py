"""parvis decision: what the desk does to a decision, with the same refusals."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.follow_up import actions, facts
from parvis.follow_up.forms import DecisionForm
from parvis.follow_up.models import Decision
from parvis.processes.models import Office, Process
from parvis.ui.translated import from_terminal

VOTES = ("votes_for", "votes_against", "abstentions")


class Command(BaseCommand):
    help = gettext_noop("Publish what was decided, or end the follow-up; what the rules forbid is refused alike.")
    examples = gettext_noop("""Examples:
  parvis decision publish where-to-plant --office council --title "The tree plan" --on 2027-03-14
                          --url https://example.org/plan --votes 24 3 1
  parvis decision publish where-to-plant … --takes-account   say that it takes the contributions into account (L08)
  parvis decision pending where-to-plant                     commitments neither done nor given up
  parvis decision end where-to-plant                         nothing more will be reported (L17)

A refusal says its rule (L08, L17), its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)

        def act(name, words):
            one = acts.add_parser(name, help=words)
            one.add_argument("slug", help=_("the process, as its address names it"))
            return one

        publish = act("publish", _("publish what was decided, or put it right"))
        publish.add_argument("--office", required=True, help=_("who decided, as the address of its page names it"))
        publish.add_argument("--title", required=True, help=_('a text, or {"fr": "…", "en": "…"}'))
        publish.add_argument("--on", required=True, help=_("as 2027-03-14"))
        publish.add_argument("--url", default="", help=_("where its text is"))
        publish.add_argument("--text", default="", help=_("its text, when it is nowhere else"))
        publish.add_argument("--votes", nargs=3, metavar=("FOR", "AGAINST", "ABSTENTIONS"))
        publish.add_argument("--takes-account", action="store_true", help=_("it takes the contributions into account"))
        act("pending", _("say which commitments are neither done nor given up"))
        act("end", _("end the follow-up"))

    def handle(self, *, act, slug, **options):
        process = Process.objects.with_clock().select_related("pact").filter(slug=slug).first()
        if process is None:
            raise CommandError(_("There is no process named %(slug)s.") % {"slug": slug})
        if not process.is_at_work:
            raise CommandError(_("This process is not published yet: nothing was decided in it."))
        getattr(self, f"do_{act}")(process, **options)

    def do_publish(self, process, *, office, title, on, url, text, votes, takes_account, **options):
        """What the form of the desk takes, and refuses with the same words."""
        found = Office.objects.filter(slug=office).first()
        if found is None:
            known = ", ".join(Office.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(
                _("No office is named %(slug)s. There are: %(known)s.") % {"slug": office, "known": known}
            )
        typed = {"office": found.pk, "decided_on": on, "url": url, "takes_account": takes_account}
        typed |= dict(zip(VOTES, votes or (), strict=False))
        for name, words in (("title", title), ("body", text)):
            typed |= {f"{name}_{code}": part for code, part in from_terminal(words, process.language).items()}
        form = DecisionForm(typed)
        if not form.is_valid():
            raise CommandError(" ".join(str(error) for errors in form.errors.values() for error in errors))
        decision = actions.publish_decision(process, **form.cleaned_data)
        self.stdout.write(_("Published: %(title)s") % {"title": decision})

    def do_pending(self, process, **options):
        for milestone in facts.pending(process):
            self.stdout.write(f"{milestone.public_id}  {milestone.due_on}  {milestone.title}")

    def do_end(self, process, **options):
        decision = Decision.objects.filter(process=process).first()
        if decision is None:
            raise CommandError(_("No decision is published: there is nothing to follow up."))
        actions.end_follow_up(decision)
        self.stdout.write(_("The follow-up is ended."))
