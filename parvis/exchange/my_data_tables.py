"""The tables that hold something about a person: where each is found, and what is given of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

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


ROWS = {  # what a relation points to: "key: relation: fields given", a table a line, or more when it is long
    "person": """
    addresses: account.EmailAddress.user: email verified
    second_factors: mfa.Authenticator.user: type created_at last_used_at
    roles: people.RoleGrant.person: role granted_at revoked_at
    roles_given: people.RoleGrant.granted_by: role granted_at
    roles_taken_back: people.RoleGrant.revoked_by: role revoked_at
    identifiers: people.Identifier.person: kind
    codes: people.Code.person: purpose address created_at used_at
    organisations: people.Organisation.declared_by: name represents interests declared_at checked_at refused_at
        refusal
    organisations_seen: people.Organisation.checked_by: name checked_at
    rehearsals: processes.Process.rehearsed_by: slug created_at
    designs: workshop.Design.begun_by: public_id begun_at changed_at
    processes_made: processes.Process.created_by: slug created_at
    corrections: processes.Correction.corrected_by: process__slug of motive corrected_at
    offices: processes.OfficeHolder.person: office__slug name since until
    deputies: deputies.Deputy.holder: office__slug name act_number since until named_at revoked_at
    deputy_of: deputies.Deputy.person: office__slug name act_number since until named_at revoked_at
    seats: amendments.Member.person: slug kind name function group since until
    checks: amendments.Carrying.checker: public_id amendment__public_id checked_by check_verdict check_note checked_at
    promise_reminders: processes.Reminder.person: promise__public_id due_on days_before sent_at
    owed_letters: processes.OwedLetter.person: week sent_at
    signing_letters: notifications.SigningLetter.person: process__slug what count sent_at settled_at
    openings: processes.OpeningNotice.person: process__slug sent_at
    signatures: processes.Signature.person: process__slug name signed_on act_number recorded_at
    reports: contributions.Report.person: contribution__public_id ground words made_at settled_at
    follows: contributions.Follow.person: process__slug contribution__public_id promise__public_id
        territory__slug since
    rhythm: notifications.Rhythm.person: pace
    letters: notifications.Digest.person: edition__pace edition__until handed_at sent_at
    letters_refused: notifications.Undeliverable.person: status told_at
    anchors_confirmed: texts.Anchor.confirmed_by: amendment__public_id version__number decision reason confirmed_at
    chamber_files_read: outcomes.ListFile.read_by: version__bill__process__slug version__number name read_at
    stages_told: outcomes.Stage.told_by: public_id carrying__amendment__public_id kind on told_at
    sheets_printed: channels.Sheet.printed_by: public_id printed_at
    sheets_entered: channels.Sheet.entered_by: public_id entered_at
    moderation: moderation.Decision.moderator: contribution__public_id ground reason hidden_at
    moderation_undone: moderation.Decision.restored_by: contribution__public_id restored_because restored_at
    contests_answered: moderation.Contest.answered_by: decision__public_id answer upheld answered_at
    read: synthesis.Reading.read_by: contribution__public_id read_at
    placed: synthesis.Attachment.attached_by: contribution__public_id node__public_id outside attached_at
    synthesis_texts: synthesis.NodeVersion.author: node__public_id number language author_name written_at
    suggestions_decided: synthesis.Suggestion.decided_by: public_id kind decision decided_at
    syntheses_published: synthesis.Publication.published_by: synthesis__process__slug number published_at
    objections_answered: synthesis.Dispute.answered_by: public_id answer answered_at
    answers_drafted: answer_desk.Draft.written_by: public_id contribution__public_id node__public_id reason
        written_at
    answers_checked: answer_desk.Draft.checked_by: public_id contribution__public_id node__public_id checked_at
    answers_signed: answer_desk.Draft.signer: public_id contribution__public_id node__public_id signed_by signed_at
    answers_announced: answer_desk.Batch.announced_by: process__slug publish_on announced_at
    given_to_services: answer_desk.Assignment.assigned_by: service__name contribution__public_id node__public_id
        due_on assigned_at
    private_links: answer_desk.PrivateLink.made_by: service__name process__slug made_at revoked_at
    """,
    "participant": """
    participations: contributions.Participant.id: process__slug channel checked created_at
    merged: contributions.Participant.merged_into: process__slug channel created_at
    consents: contributions.Consent.participant: participant__process__slug wording channel given_at withdrawn_at
    quarters: contributions.Residence.participant: participant__process__slug territory__slug given_at
    contributions: contributions.Contribution.participant:
        public_id process__slug kind parent__public_id signature organisation__name language channel title body
        reason base side link category place wish said_at published_at edited_at withdrawn_at hidden_at
    stances: contributions.Stance.participant: contribution__public_id contribution__title value channel taken_at
    co_signatures: coauthors.CoSignature.participant: contribution__public_id contribution__title signature version
        signed_at lapsed_at withdrawn_at removed_at
    former_stances: contributions.StanceRevision.participant: contribution__public_id value channel replaced_at
    receipts: contributions.Receipt.participant: code process__slug channel issued_at received_at answers
    reality_checks: follow_up.RealityCheck.participant: milestone__public_id value words given_at hidden_at
    """,
    "contribution": """
    versions: contributions.Version.contribution: contribution__public_id number title body reason wish place
        link category replaced_at
    invitations: coauthors.Invitation.contribution: contribution__public_id made_at closed_at
    anchors: texts.Anchor.amendment: amendment__public_id version__number state decision reason confirmed_at
    hidden: moderation.Decision.contribution: contribution__public_id ground reason hidden_at restored_at
        restored_because
    places: synthesis.Attachment.contribution: contribution__public_id node__public_id outside attached_at
    objections: synthesis.Dispute.contribution: contribution__public_id words raised_at answer answered_at
    replies: decisions.Reply.contribution: contribution__public_id answer__public_id satisfied words said_at
    contests: moderation.Contest.decision__contribution: decision__contribution__public_id words made_at answer
        upheld answered_at
    """,
}
TITLES = {
    "addresses": _("Other addresses"),
    "second_factors": _("Second factors"),
    "roles": _("Roles"),
    "roles_given": _("Roles given to others"),
    "roles_taken_back": _("Roles taken back from others"),
    "identifiers": _("Other identifiers, kept as digests"),
    "codes": _("Codes sent"),
    "organisations": _("Organisations declared"),
    "organisations_seen": _("Organisations checked"),
    "rehearsals": _("Rehearsals I take part in"),
    "designs": _("Processes designed"),
    "processes_made": _("Processes created"),
    "corrections": _("Words of processes put right"),
    "offices": _("Offices held"),
    "deputies": _("Deputies I named"),
    "deputy_of": _("What I sign by delegation"),
    "seats": _("Seats I sign from, as a member who may carry"),
    "checks": _("Legal checks of what members carry"),
    "anchors_confirmed": _("Modifications I placed in a new version of a text"),
    "promise_reminders": _("Reminders of what was owed"),
    "owed_letters": _("Weekly letters of what was owed"),
    "signing_letters": _("Letters of what waited for my signature"),
    "openings": _("Told that a process opened"),
    "signatures": _("Pacts signed, or signed acts filed"),
    "reports": _("Reports made"),
    "follows": _("What I follow"),
    "rhythm": _("How often I am written to"),
    "letters": _("Letters about what I follow"),
    "letters_refused": _("Refusal of letters by my address"),
    "chamber_files_read": _("Files of a chamber I read in"),
    "stages_told": _("What I told of amendments in the chamber"),
    "sheets_printed": _("Sheets printed"),
    "sheets_entered": _("Sheets entered"),
    "moderation": _("Contributions hidden"),
    "moderation_undone": _("Contributions restored"),
    "contests_answered": _("Contests answered"),
    "read": _("Contributions read for a synthesis"),
    "placed": _("Contributions placed in a synthesis"),
    "synthesis_texts": _("Texts signed in a synthesis"),
    "suggestions_decided": _("Suggestions of the programme accepted or refused"),
    "syntheses_published": _("Syntheses published"),
    "objections_answered": _("Objections answered"),
    "answers_drafted": _("Answers drafted"),
    "answers_checked": _("Answers checked"),
    "answers_signed": _("Answers signed"),
    "answers_announced": _("Days announced for answers"),
    "given_to_services": _("What I gave to services"),
    "private_links": _("Private links made for services"),
    "participations": _("Processes I took part in"),
    "merged": _("Participations counted with mine"),
    "consents": _("Consents"),
    "quarters": _("Quarters I said I live in"),
    "contributions": _("Contributions"),
    "stances": _("Opinions"),
    "co_signatures": _("Modifications signed with their author"),
    "former_stances": _("Former opinions"),
    "receipts": _("Receipts"),
    "reality_checks": _("What I said of what was done"),
    "versions": _("Former versions of my contributions"),
    "invitations": _("Links I made for others to sign my modifications"),
    "anchors": _("Where my modifications stand in new versions of a text"),
    "hidden": _("Moderation of my contributions"),
    "places": _("Where syntheses put my contributions"),
    "objections": _("Where I said “that is not what I said”"),
    "replies": _("Whether answers answered me"),
    "contests": _("My contests"),
}
TABLES = tuple(
    Table(key.strip(), TITLES[key.strip()], relation, given, of)
    for of, told in ROWS.items()
    for key, relation, given in (line.split(": ") for line in re.sub(r"\n {8,}", " ", told).strip().splitlines())
)
