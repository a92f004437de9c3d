"""parvis people"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from analysis.small_groups import LEAST
from parvis.contributions import group_files, groups, who
from parvis.contributions.asked_groups import only
from parvis.contributions.kinds import DISCUSSED
from parvis.contributions.models import Contribution
from parvis.processes.models import Process


class Command(BaseCommand):
    help = gettext_noop("Say who took part in a process, or what groups of people answered to a contribution.")
    examples = gettext_noop("""Examples:
  parvis people where-to-plant                                    who took part, as CSV
  parvis people where-to-plant --format json
  parvis people where-to-plant --contribution 3yWq0cPzV1xkD2nLh8RtaB   results by group

A group of fewer than 11 people is refused (L14), with its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        parser.add_argument("slug", help=_("the process, as its address names it"))
        parser.add_argument("--contribution", default="", metavar="ID", help=_("as its address names it"))
        parser.add_argument("--format", choices=list(group_files.TYPES), default="csv")
        parser.add_argument("--least", default=str(LEAST), help=_("the smallest group wanted"))
        parser.add_argument("--group", default="", metavar="TABLE=NAME", help=_("one group, as channel=paper"))

    def handle(self, *, slug, contribution, format, least, group, **options):
        process = Process.objects.published().select_related("territory", "pact").filter(slug=slug).first()
        if process is None:
            raise CommandError(_("No published process is called %(name)s.") % {"name": slug})
        table, _sep, name = group.partition("=")
        tables = (who.QUARTER, who.CHANNEL) if contribution else who.TABLES
        if group and not (name and table in tables):
            words = _("Write the group as TABLE=NAME, as channel=paper. Tables: %(tables)s.")
            raise CommandError(words % {"tables": ", ".join(tables)})
        asked = {"least": least, table: name} if name else {"least": least}
        try:
            content = self.results(process, contribution, asked) if contribution else self.people(process, asked)
        except ValueError:
            raise CommandError(_("Write the smallest group as a whole number, in figures."))
        self.stdout.write(group_files.written(content, format), ending="")

    def people(self, process: Process, asked: dict[str, str]) -> dict:
        found = who.read(process)
        return group_files.people(process, found, only(process, found.tables, asked))

    def results(self, process: Process, public_id: str, asked: dict[str, str]) -> dict:
        row = self.contribution(process, public_id)
        found = groups.read(row)
        return group_files.results(row, found, only(process, found.tables, asked))

    def contribution(self, process: Process, public_id: str) -> Contribution:
        rows = Contribution.objects.said().select_related("process__territory")
        found = rows.filter(process=process, kind__in=DISCUSSED, public_id=public_id).first()
        if found is None:
            raise CommandError(_("No contribution of this process that people agree with or not has this identifier."))
        return found
