"""Everything the instance holds about one person. A test fails when a table points to people and is not listed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from parvis.contributions.actions.participants import key_of
from parvis.contributions.models import Contribution, Participant
from parvis.ledger.clock import database_now
from parvis.people.models import Person
from parvis.processes.models import Process

FORMAT, VERSION = "parvis/my-data", 1


OF_OTHERS = {  # words somebody else wrote: given while anyone may read them
    "contribution__title": Case(
        When(contribution__hidden_at=None, contribution__withdrawn_at=None, then="contribution__title"),
        default=Value(""),
    )
}


@dataclass(frozen=True)
class Table:
    """Rows found through one relation. given: names of the fields given, "__" following a relation."""

    key: str  # name in the file
    title: Any
    relation: str  # "app.Model.field"
    given: str
    of: str = "person"  # what the relation points to: person, participant or contribution

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.given.split())

    @property
    def model(self):
        return apps.get_model(self.relation.rpartition(".")[0])

    def rows(self, targets) -> Iterator[dict]:
        field = self.relation.rpartition(".")[2]
        found = self.model.objects.filter(**{f"{field}__in": targets}).order_by("pk")
        others = {column: words for column, words in OF_OTHERS.items() if column in self.columns}
        for row in found.values(*(column for column in self.columns if column not in others), **others).iterator():
            yield {column: row[column] for column in self.columns}


SAID = (
    "public_id process__slug kind parent__public_id signature organisation__name language channel title body reason "
    "base side link category place wish said_at published_at edited_at withdrawn_at hidden_at"
)
TABLES = (
    Table("addresses", _("Other addresses"), "account.EmailAddress.user", "email verified"),
    Table("second_factors", _("Second factors"), "mfa.Authenticator.user", "type created_at last_used_at"),
    Table("roles", _("Roles"), "people.RoleGrant.person", "role granted_at revoked_at"),
    Table("roles_given", _("Roles given to others"), "people.RoleGrant.granted_by", "role granted_at"),
    Table("roles_taken_back", _("Roles taken back from others"), "people.RoleGrant.revoked_by", "role revoked_at"),
    Table("identifiers", _("Other identifiers, kept as digests"), "people.Identifier.person", "kind"),
    Table("codes", _("Codes sent"), "people.Code.person", "purpose address created_at used_at"),
    Table(
        "organisations",
        _("Organisations declared"),
        "people.Organisation.declared_by",
        "name represents interests declared_at checked_at refused_at refusal",
    ),
    Table("organisations_seen", _("Organisations checked"), "people.Organisation.checked_by", "name checked_at"),
    Table("rehearsals", _("Rehearsals I take part in"), "processes.Process.rehearsed_by", "slug created_at"),
    Table("designs", _("Processes designed"), "workshop.Design.begun_by", "public_id begun_at changed_at"),
    Table("processes_made", _("Processes created"), "processes.Process.created_by", "slug created_at"),
    Table(
        "corrections",
        _("Words of processes put right"),
        "processes.Correction.corrected_by",
        "process__slug of motive corrected_at",
    ),
    Table("offices", _("Offices held"), "processes.OfficeHolder.person", "office__slug name since until"),
    Table(
        "deputies",
        _("Deputies I named"),
        "deputies.Deputy.holder",
        "office__slug name act_number since until named_at revoked_at",
    ),
    Table(
        "deputy_of",
        _("What I sign by delegation"),
        "deputies.Deputy.person",
        "office__slug name act_number since until named_at revoked_at",
    ),
    Table(
        "promise_reminders",
        _("Reminders of what was owed"),
        "processes.Reminder.person",
        "promise__public_id due_on days_before sent_at",
    ),
    Table("owed_letters", _("Weekly letters of what was owed"), "processes.OwedLetter.person", "week sent_at"),
    Table(
        "signing_letters",
        _("Letters of what waited for my signature"),
        "notifications.SigningLetter.person",
        "process__slug what count sent_at settled_at",
    ),
    Table("openings", _("Told that a process opened"), "processes.OpeningNotice.person", "process__slug sent_at"),
    Table(
        "signatures",
        _("Pacts signed, or signed acts filed"),
        "processes.Signature.person",
        "process__slug name signed_on act_number recorded_at",
    ),
    Table(
        "reports",
        _("Reports made"),
        "contributions.Report.person",
        "contribution__public_id ground words made_at settled_at",
    ),
    Table(
        "follows",
        _("What I follow"),
        "contributions.Follow.person",
        "process__slug contribution__public_id promise__public_id territory__slug since",
    ),
    Table("rhythm", _("How often I am written to"), "notifications.Rhythm.person", "pace"),
    Table(
        "letters",
        _("Letters about what I follow"),
        "notifications.Digest.person",
        "edition__pace edition__until handed_at sent_at",
    ),
    Table(
        "letters_refused",
        _("Refusal of letters by my address"),
        "notifications.Undeliverable.person",
        "status told_at",
    ),
    Table("sheets_printed", _("Sheets printed"), "channels.Sheet.printed_by", "public_id printed_at"),
    Table("sheets_entered", _("Sheets entered"), "channels.Sheet.entered_by", "public_id entered_at"),
    Table(
        "moderation",
        _("Contributions hidden"),
        "moderation.Decision.moderator",
        "contribution__public_id ground reason hidden_at",
    ),
    Table(
        "moderation_undone",
        _("Contributions restored"),
        "moderation.Decision.restored_by",
        "contribution__public_id restored_because restored_at",
    ),
    Table(
        "contests_answered",
        _("Contests answered"),
        "moderation.Contest.answered_by",
        "decision__public_id answer upheld answered_at",
    ),
    Table(
        "read",
        _("Contributions read for a synthesis"),
        "synthesis.Reading.read_by",
        "contribution__public_id read_at",
    ),
    Table(
        "placed",
        _("Contributions placed in a synthesis"),
        "synthesis.Attachment.attached_by",
        "contribution__public_id node__public_id outside attached_at",
    ),
    Table(
        "synthesis_texts",
        _("Texts signed in a synthesis"),
        "synthesis.NodeVersion.author",
        "node__public_id number language author_name written_at",
    ),
    Table(
        "suggestions_decided",
        _("Suggestions of the programme accepted or refused"),
        "synthesis.Suggestion.decided_by",
        "public_id kind decision decided_at",
    ),
    Table(
        "syntheses_published",
        _("Syntheses published"),
        "synthesis.Publication.published_by",
        "synthesis__process__slug number published_at",
    ),
    Table(
        "objections_answered",
        _("Objections answered"),
        "synthesis.Dispute.answered_by",
        "public_id answer answered_at",
    ),
    Table(
        "answers_drafted",
        _("Answers drafted"),
        "answer_desk.Draft.written_by",
        "public_id contribution__public_id node__public_id reason written_at",
    ),
    Table(
        "answers_checked",
        _("Answers checked"),
        "answer_desk.Draft.checked_by",
        "public_id contribution__public_id node__public_id checked_at",
    ),
    Table(
        "answers_signed",
        _("Answers signed"),
        "answer_desk.Draft.signer",
        "public_id contribution__public_id node__public_id signed_by signed_at",
    ),
    Table(
        "answers_announced",
        _("Days announced for answers"),
        "answer_desk.Batch.announced_by",
        "process__slug publish_on announced_at",
    ),
    Table(
        "given_to_services",
        _("What I gave to services"),
        "answer_desk.Assignment.assigned_by",
        "service__name contribution__public_id node__public_id due_on assigned_at",
    ),
    Table(
        "private_links",
        _("Private links made for services"),
        "answer_desk.PrivateLink.made_by",
        "service__name process__slug made_at revoked_at",
    ),
    Table(
        "participations",
        _("Processes I took part in"),
        "contributions.Participant.id",
        "process__slug channel checked created_at",
        of="participant",
    ),
    Table(
        "merged",
        _("Participations counted with mine"),
        "contributions.Participant.merged_into",
        "process__slug channel created_at",
        of="participant",
    ),
    Table(
        "consents",
        _("Consents"),
        "contributions.Consent.participant",
        "participant__process__slug wording channel given_at withdrawn_at",
        of="participant",
    ),
    Table("contributions", _("Contributions"), "contributions.Contribution.participant", SAID, of="participant"),
    Table(
        "stances",
        _("Opinions"),
        "contributions.Stance.participant",
        "contribution__public_id contribution__title value channel taken_at",
        of="participant",
    ),
    Table(
        "former_stances",
        _("Former opinions"),
        "contributions.StanceRevision.participant",
        "contribution__public_id value channel replaced_at",
        of="participant",
    ),
    Table(
        "receipts",
        _("Receipts"),
        "contributions.Receipt.participant",
        "code process__slug channel issued_at received_at answers",
        of="participant",
    ),
    Table(
        "reality_checks",
        _("What I said of what was done"),
        "follow_up.RealityCheck.participant",
        "milestone__public_id value words given_at hidden_at",
        of="participant",
    ),
    Table(
        "versions",
        _("Former versions of my contributions"),
        "contributions.Version.contribution",
        "contribution__public_id number title body reason wish place link category replaced_at",
        of="contribution",
    ),
    Table(
        "hidden",
        _("Moderation of my contributions"),
        "moderation.Decision.contribution",
        "contribution__public_id ground reason hidden_at restored_at restored_because",
        of="contribution",
    ),
    Table(
        "places",
        _("Where syntheses put my contributions"),
        "synthesis.Attachment.contribution",
        "contribution__public_id node__public_id outside attached_at",
        of="contribution",
    ),
    Table(
        "objections",
        _("Where I said “that is not what I said”"),
        "synthesis.Dispute.contribution",
        "contribution__public_id words raised_at answer answered_at",
        of="contribution",
    ),
    Table(
        "replies",
        _("Whether answers answered me"),
        "decisions.Reply.contribution",
        "contribution__public_id answer__public_id satisfied words said_at",
        of="contribution",
    ),
    Table(
        "contests",
        _("My contests"),
        "moderation.Contest.decision__contribution",
        "decision__contribution__public_id words made_at answer upheld answered_at",
        of="contribution",
    ),
)
ACCOUNT = tuple(
    "public_id email display_name language receipts_by_mail created_at confirmed_at last_login warned_at".split()
)


def participants(person: Person):
    """The participants a person is, in every process whose key still exists, with those counted together."""
    keys = [key_of(process, person) for process in Process.objects.exclude(sealed_key=None).only("sealed_key")]
    mine = Participant.objects.filter(key__in=keys)
    return Participant.objects.filter(
        Q(pk__in=mine.values("pk"))
        | Q(pk__in=mine.exclude(merged_into=None).values("merged_into"))
        | Q(merged_into__in=mine.values("pk"))
    )


def collect(person: Person) -> Iterator[tuple[Table, Iterator[dict]]]:
    """Each table with its rows, one table at a time; rows are read as they are consumed."""
    found = list(participants(person).values_list("pk", flat=True))
    said = list(Contribution.objects.filter(participant__in=found).values_list("pk", flat=True))
    targets = {"person": [person.pk], "participant": found, "contribution": said}
    for table in TABLES:
        yield table, table.rows(targets[table.of])


def as_document(person: Person) -> dict:
    """The whole of it, ready for JSON: see docs/formats/my-data.md."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": database_now(),
        "account": {field: getattr(person, field) for field in ACCOUNT},
        **{table.key: list(rows) for table, rows in collect(person)},
    }
