"""Shelves of hostile texts: a process and a row of each kind around it, whose every word is hostile.

The texts are written straight into the database, past the forms (which are tested with theirs), in every field that
holds words someone typed. A shelf holds one text or some, one a line; a field too narrow for them all holds the next
ones that fit, row after row.
"""

import json
from datetime import timedelta

from django.utils import timezone

from parvis.amendments.models import Carrying, Duty, Member
from parvis.answer_desk.models import Draft
from parvis.channels import actions as channels
from parvis.channels.asking import Asked
from parvis.coauthors import actions as coauthors
from parvis.coauthors.models import CoSignature
from parvis.contributions import actions as contributions
from parvis.contributions.actions.receipts import new_code
from parvis.contributions.models import Contribution, DeclaredCount, ImportBatch, Report, Version
from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Answer, Reply
from parvis.deputies.models import Deputy
from parvis.follow_up.models import Evidence, Milestone, MindChange, RealityCheck
from parvis.handover.models import Handover
from parvis.ledger.ids import new_public_id
from parvis.moderation import actions as moderation
from parvis.moderation.models import Contest, Decision
from parvis.notifications import letters
from parvis.people.models import Organisation
from parvis.processes.models import (
    Admissibility,
    Correction,
    DecisionStep,
    Document,
    Fact,
    Meeting,
    Office,
    OfficeHolder,
    Process,
    Promise,
    Question,
    Signature,
)
from parvis.synthesis import actions as synthesis
from parvis.synthesis.models import Attachment, Citation, Dispute, NodeVersion
from parvis.synthesis.suggestions.models import Help, Suggestion
from parvis.ui.translated import Translated
from tests import factories
from tests.amendments.makers import make_carried, make_member
from tests.answer_desk.making import make_answers
from tests.attacks import hostile_bills
from tests.attacks.soaking import LONG_ENOUGH, PAYLOADS, soak, word, words
from tests.factories import day_here
from tests.rehearsal.making import make_rehearsal


class Shelf:
    """kinds: a contribution of each; rows: what an argument of a route may name, as in tests/attacks/world.py."""

    def __init__(self, payloads: list[str], author, moderator, clerk, decider, organiser, carrier):
        self.payloads, self.author, self.moderator, self.decider = payloads, author, moderator, decider
        self.process = factories.make_process()
        self.closed, self.later = (factories.make_process(open=is_open) for is_open in (False, True))
        self.draft = factories.make_process(published_at=None, territory=self.process.territory)
        self.bill = factories.make_bill(self.process, articles=1)
        self.article = self.bill.articles.get()
        self.kinds = self.spoken()
        decision = self.hide(self.kinds["hidden"])
        contested = self.hide(self.speak("proposal"))
        moderation.contest(decision=contested, words="x")
        restored = self.hide(self.speak("proposal"))
        moderation.contest(decision=restored, words="x")
        moderation.restore(decision=restored, moderator=moderator, reason="x")
        self.receipt = contributions.issue_receipt(
            participant=self.kinds["proposal"].participant, channel="web", contributions=[self.kinds["proposal"]]
        )
        promise = self.around()
        batch = new_public_id()
        self.process.is_open = True
        asked = Asked(contributions=[self.kinds["proposal"]])
        waiting, entered = channels.print_sheets(process=self.process, asked=asked, batch=batch, copies=2)
        channels.enter_sheet(
            sheet=entered, clerk=clerk, said=channels.Said(answers=[(self.kinds["proposal"], "agree")])
        )
        slip = new_code()
        channels.help_someone(
            process=self.process, code=slip, said=channels.Said(answers=[(self.kinds["proposal"], "agree")])
        )
        self.rows = {
            "slip": slip,
            "staff": clerk.public_id,
            "process": self.process.slug,
            "draft": self.draft.slug,
            "petition": self.process.slug,
            "closed": self.closed.slug,
            "later": self.later.slug,
            "article": self.article.slug,
            "article_id": self.article.contribution.public_id,
            "contribution": self.kinds["proposal"].public_id,
            "receipt": self.receipt.code,
            "decision": decision.public_id,
            "contested": contested.public_id,
            "promise": promise.public_id,
            "token": letters.token("nobody"),
            "sheet": waiting.receipt.code,
            "batch": batch,
            **{kind: row.public_id for kind, row in self.kinds.items()},
            **(followed := self.followed()),
            **self.prepared(followed["node"]),
        }
        self.rows |= {
            "handover": self.handed(promise.office),
            "office": promise.office.slug,
            "design": self.designed(),
            **self.synthesised(followed["node"]),
            "rehearsal": make_rehearsal(self.process, organiser).slug,
            **self.carried(carrier),
            **hostile_bills.in_versions(payloads),
            **hostile_bills.worded(payloads),
            **self.signed_together(clerk),
        }

    def carried(self, carrier) -> dict[str, str]:
        """What members did with a modification, checked and tabled; and what offices owe and refused."""
        made, now = make_carried(carrier), timezone.now()
        amendment = self.kinds["modification"]
        version = self.article.version
        for more in range(4):  # narrow fields take some rows to hold every text
            member = make_member(None)
            wordless = {"amendment": amendment, "version": version, "article": self.article, "member": member}
            checked = {"checked_at": now, "checked_by": "x", "check_verdict": "clear", "tabled_at": now}
            one = Carrying.objects.create(
                **wordless, **checked, decision="adapted", motive="x" * 80, wording="x", signed_by="x", number=str(more)
            )
            office = Office.objects.create(slug=f"owes-{member.pk}", name={"fr": "x"})
            day = day_here() + timedelta(days=9)
            promise = Promise.objects.create(process=self.process, office=office, due_on=day, what={"fr": "x"})
            told = {"motive": "x" * 80, "signed_by": "x", "refused_at": now}
            duty = Duty.objects.create(amendment=amendment, office=office, promise=promise, people=3, **told)
            soak(self.payloads, member, duty)
            said = words(Carrying, self.payloads)
            Carrying.objects.filter(pk=one.pk).update(**{**said, "number": said["number"] if more == 0 else str(more)})
        seat = Member.objects.get(slug=made["member"])
        soak(self.payloads, seat, *Duty.objects.filter(public_id=made["duty"], refused_at__isnull=False))
        waits = Contribution.objects.get(public_id=made["to_carry"])
        soak(self.payloads, waits, waits.process.bill)
        return made | {"carried": amendment.public_id}

    def signed_together(self, clerk) -> dict[str, str]:
        """A modification people signed with its author, each under a hostile name; a narrow field takes some rows."""
        one = self.kinds["modification"]
        for person in (clerk, *(factories.make_person() for _n in range(6))):
            who = factories.make_participant(self.process, person)
            soak(self.payloads, CoSignature.objects.create(contribution=one, participant=who))
        Contribution.objects.filter(pk=one.pk).update(co_authors=7)
        return {"joint": one.public_id, "to_sign_together": coauthors.invite(one)}

    def designed(self) -> str:
        """A design whose every text is hostile."""
        design, text = factories.make_design(), "\n".join(self.payloads)
        hostile = {name: dict.fromkeys(("fr", "en"), text) for name, v in design.answers.items() if isinstance(v, dict)}
        design.answers |= {**hostile, "decider_name": text[:120], "new_place": text[:120], "cosigners": text}
        design.save()
        return design.public_id

    def speak(self, kind: str, **fields) -> Contribution:
        given = {**words(Contribution, self.payloads), **fields}
        if kind != "modification":
            given["base"] = ""
        return factories.make_contribution(self.process, kind, author=self.author, **given)

    def spoken(self) -> dict[str, Contribution]:
        organisation = Organisation.objects.create(declared_by=self.author)
        waiting = Organisation.objects.create(declared_by=self.author)
        refused = Organisation.objects.create(declared_by=self.author, refused_at=timezone.now(), refusal="x")
        Organisation.objects.filter(pk=organisation.pk).update(checked_at=timezone.now())
        heading = factories.make_heading(self.process)
        soak(self.payloads, organisation, waiting, refused, heading, self.article.contribution)
        proposal = self.speak("proposal", organisation=organisation, heading=heading)
        article = self.article.contribution
        modification = self.speak("modification", parent=article)
        return {
            "proposal": proposal,
            "for": self.speak("argument", parent=proposal),
            "against": self.speak("argument", parent=proposal, side="against"),
            "source": self.speak("source", parent=proposal, link="https://example.org/"),
            "experience": self.speak("experience"),
            "modification": modification,
            "sub": self.speak("modification", parent=modification, base=modification.body),
            "removal": self.speak("modification", parent=article, body=""),
            "addition": self.speak("modification", parent=article, base=""),
            "hidden": self.speak("proposal"),
        }

    def hide(self, contribution):
        return moderation.hide(contribution=contribution, moderator=self.moderator, ground="elsewhere", reason="x")

    def followed(self) -> dict[str, str]:
        """A decision, what was asked and what was then done, every word of it hostile."""
        node = synthesis.add_node(process=self.process, title=Translated(fr="x"))
        synthesis.place(contribution=self.kinds["proposal"], nodes=[node], by=None)
        synthesis.publish(self.process, by=None)
        made = factories.make_follow_up(self.process, self.kinds["proposal"], node.public_id)
        process, steps, today = self.process, Milestone.objects.filter(process=self.process), day_here()
        pictures = Evidence.objects.filter(milestone__in=steps)
        shown = words(Evidence, self.payloads)
        pictures.update(words=shown["words"])  # a photo holds no figure
        for more in range(3):  # a narrow field takes some rows to hold every text
            Evidence.objects.create(milestone=steps[0], kind="figure", **words(Evidence, self.payloads))
            idea, said = synthesis.add_node(process=process, title=Translated(fr=f"x{more}")), {"fr": "x"}
            process.decision.rows.create(node=idea, asked=said, decided=said, status="not_kept")
            process.follow_up_reports.create(number=2 + more, words=said, signed_by="x", reported_on=today)
            office = process.decision.office
            MindChange.objects.create(process=process, office=office, words=said, signed_by="x")
        checks = RealityCheck.objects.filter(milestone__in=steps)
        soak(self.payloads, node, process.decision, *process.decision.rows.all(), *steps, *checks)
        soak(self.payloads, *process.follow_up_reports.all(), *process.mind_changes.all())
        steps.filter(done_on=None).update(given_up_on=today)
        return {"node": node.public_id, **made}

    def synthesised(self, public_id: str) -> dict[str, str]:
        """What was written of the idea, suggested for it, and said against it."""
        node, now = self.process.nodes.get(public_id=public_id), timezone.now()
        Attachment.objects.create(contribution=self.kinds["source"], outside="x")
        for row, answer in ((self.kinds["proposal"], {}), (self.kinds["source"], {"answer": "x", "answered_at": now})):
            Dispute.objects.create(contribution=row, words="x", **answer)
        for place, process in enumerate((self.process, self.closed, self.later, self.draft)):
            Help.objects.create(process=process, is_on=True, stage="done")
            version = NodeVersion.objects.create(node=node, number=10 + place, body="x", author_name="x")
            Citation.objects.create(version=version, contribution=self.kinds["proposal"], position=1, sentence="x")
            told = {"decision": "refused", "decided_at": now, "decided_by_name": "x"} if place else {}
            Suggestion.objects.create(
                process=self.process,
                kind="near",
                node=node,
                score=0.5,
                method="x",
                version="1",
                mark=str(place),
                **told,
            )
        of_node = Citation.objects.filter(version__node=node)
        soak(
            self.payloads,
            *node.versions.all(),
            *of_node,
            *Attachment.objects.filter(node=None, contribution__process=self.process),
        )
        soak(self.payloads, *Dispute.objects.filter(contribution=self.kinds["source"]))
        Dispute.objects.filter(contribution=self.kinds["proposal"]).update(
            words=word(Dispute._meta.get_field("words"), self.payloads)
        )
        soak(self.payloads, *Help.objects.filter(process__in=[self.process, self.closed, self.later, self.draft]))
        soak(self.payloads, *self.process.suggestions.exclude(decision=""))
        self.process.suggestions.filter(decision="").update(
            words=word(Suggestion._meta.get_field("words"), self.payloads)
        )

        synthesis.publish(self.process, by=None)  # readers see it, too
        soak(self.payloads, node)
        open_dispute = Dispute.objects.get(contribution=self.kinds["proposal"], answered_at=None)
        return {"dispute": open_dispute.public_id, "suggestion": self.process.suggestions.first().public_id}

    def handed(self, office: Office) -> str:
        """What was handed over, with disagreements left."""
        told = {"text": {"articles": []}, "adopted": [], "refused": [], "synthesis": {}}
        content = json.dumps(told | {"disagreements": self.payloads})
        frozen = {"content": content, "fingerprint": "0" * 64}
        return Handover.objects.create(process=self.process, number=1, office=office, **frozen).public_id

    def prepared(self, node: str) -> dict[str, str]:
        """Answers at each step of the desk, and what an author replied to one."""
        name = f"{self.process.pk} {' '.join(self.payloads)}"[:160]
        made = make_answers(self.process, self.kinds["proposal"], node, service=name)
        office, now = Office.objects.get(slug="desk"), timezone.now()
        whole = {"process": self.process, "office": office, "status": "kept_partly", "reason": LONG_ENOUGH}
        signed = {"checked_at": now, "signed_at": now, "state": "signed", "bulk": new_public_id()}
        drafts = [
            Draft.objects.get(public_id=made["prepared"]),
            Draft(contribution=self.kinds["experience"], state="checked", checked_at=now, **whole),
            Draft(contribution=self.kinds["modification"], **signed, **whole),
        ]
        for draft in drafts[1:]:
            draft.save()
        answer = Answer.objects.get(public_id=made["answer"])
        reply = Reply(answer=answer, contribution=self.kinds["proposal"], satisfied=False, words="x")
        reply.save()
        soak(self.payloads, *drafts, answer, reply)
        return {**made, "own_answer": self.kinds["proposal"].answers.get().public_id}

    def around(self) -> Promise:
        """What is neither said by people nor on paper; everything of it full of the payload."""
        process, now, today = self.process, timezone.now(), day_here()
        proposal = self.kinds["proposal"]
        office = Office.objects.create(slug=f"office-{process.pk}", name={})
        batch = ImportBatch.objects.create(process=process, source="republique-numerique", digest="0" * 64)
        said = {"reason": "x" * 80, "signed_by": "x", "place": "x"}
        answers = [
            publish_answer(contribution=row, office=office, status="kept_partly", **said)
            for row in (proposal, self.kinds["modification"], self.kinds["experience"])
        ]
        promise = Promise.objects.create(process=process, office=office, due_on=today + timedelta(days=9))
        evidence = {"fr": "x"}
        days = {"due_on": today, "kept_on": today}
        kept = Promise.objects.create(process=process, office=office, kind="admissibility", evidence=evidence, **days)
        rows = [
            *(process.territory, process, self.closed, self.later, self.draft),
            *(row.pact for row in (process, self.closed, self.later, self.draft)),
            *(self.bill, self.article, office, batch, promise, kept, *process.phases.all(), *answers),
            *(Version.objects.create(contribution=row, number=1) for row in self.kinds.values()),
            Report.objects.create(contribution=proposal, person=self.author, ground="advert"),
            *(
                DeclaredCount.objects.create(
                    contribution=proposal, measure=value, channel="web", value=3, provenance="x", batch=batch
                )
                for value in ("agree", "mixed", "disagree")
            ),
            Correction.objects.create(process=process, of="title", motive=evidence),
            Correction.objects.create(process=process, of="negotiable", motive=evidence),
            DecisionStep.objects.create(process=process, position=1, title={}),
            Document.objects.create(process=process, title={}, body=evidence),
            Meeting.objects.create(process=process, title={}, place={}, at=now + timedelta(days=3)),
            Question.objects.create(process=process, position=1, text={}),
        ]
        for petition in (process, self.closed, self.later, self.draft):
            refusal = {"ground": "outside_powers", "competent": evidence, "reason": evidence, "signed_by": "x"}
            rows.append(
                Admissibility.objects.create(
                    process=petition, office=office, admissible=False, replied_on=today, **refusal
                )
            )
        holder, deputy = self.decider, factories.make_staff("decider")
        days = {"since": today - timedelta(days=1), "until": today + timedelta(days=9)}
        for more in range(4):  # narrow fields take some rows to hold every text
            since = today - timedelta(days=more)
            until = None if more == 0 else since + timedelta(days=1)
            rows += [
                OfficeHolder.objects.create(office=office, name="x", since=since, until=until, person=holder),
                Deputy.objects.create(
                    office=office, holder=holder, person=deputy, name="x", act_number="x", answers=True, **days
                ),
                Fact.objects.create(process=process, position=more, words=evidence, source="x"),
                factories.make_territory(parent=process.territory),
            ]
            name = word(Signature._meta.get_field("name"), self.payloads)  # the number comes with the scan of the act
            Signature.objects.create(process=process, name=name, fingerprint=f"{more:064}", signed_on=since)
        decisions = Decision.objects.filter(contribution__process=process)
        soak(self.payloads, *rows, *decisions, *Contest.objects.filter(decision__in=decisions))
        # What shows some of the words: a process that was stopped, others that came by an import, a date moved.
        Process.objects.filter(pk__in=[process.pk, self.draft.pk]).update(source="")
        Process.objects.filter(pk=self.closed.pk).update(stopped_at=now)
        Promise.objects.filter(pk=promise.pk).update(new_due_on=today + timedelta(days=19))
        process.phases.update(first_closes_at=now + timedelta(days=1))
        return promise


def build(people: dict, shelves: list[list[str]]) -> list[Shelf]:
    """people: by role; "author" signs every contribution. Each payload is the name of someone too."""
    for payload in PAYLOADS:
        soak([payload], factories.make_staff("clerk", second_factor=False))
    soak([PAYLOADS[0]], *people.values())
    first = factories.make_staff("moderator")  # who hid; what is contested goes to another
    staff = [people[role] for role in ("clerk", "decider", "organiser", "carrier")]
    return [Shelf(payloads, people["author"], first, *staff) for payloads in shelves]
