"""A small site with a row of every kind, someone of every role, and the address of every route that takes a form."""

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from parvis.channels import actions as channels
from parvis.channels.asking import Asked
from parvis.contributions import actions as contributions
from parvis.ledger.ids import new_public_id
from parvis.moderation import actions as moderation
from parvis.notifications.letters import token
from parvis.people import actions as people
from parvis.processes.models import Office, Promise, Question
from tests import factories
from tests.amendments.makers import make_carried
from tests.answer_desk.making import make_answers
from tests.coauthors.makers import make_joint
from tests.house_rules.test_routes import ROUTES
from tests.house_rules.test_routes import browser as browser_of
from tests.outcomes.making import make_chamber
from tests.provenance.making import make_words
from tests.rehearsal.making import make_rehearsal

ROLES = ("anonymous", "participant", "author", "moderator", "organiser", "clerk", "decider", "guarantor", "operator")
OURS = {"sec-fetch-site": "same-origin"}


@dataclass
class World:
    process: object
    draft: object
    people: dict
    rows: dict

    def browser(self, role: str) -> Client:
        """Signed in as this role, with fresh proofs; it sends what a page of ours would."""
        return browser_of(self.people[role])

    def address(self, name: str, language: str = "fr", **changes) -> str:
        """The address of a route by its name, its arguments taken from the rows here."""
        if name.startswith("/"):
            return name
        wanted = {**USUAL, **SPECIAL.get(name, {})}
        found = {}
        for parameter in ROUTES[name].pattern.regex.groupindex:
            word = wanted[parameter]
            found[parameter] = word[1:] if word.startswith("=") else self.rows[word]
        with translation.override(language):
            return reverse(name, kwargs={**found, **changes})


TABLES = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
COUNTERS = {"Limit", "PrivateLink"}  # how often receipts and private links are looked up: what a reader spends
USUAL = {
    "slug": "process",
    "public_id": "contribution",
    "article_slug": "article",
    "code": "receipt",
    "pk": "=1",
    "name": "=nothing",
    "office": "office",
}
SPECIAL = {
    **{f"amendments:{name}": {"slug": "member"} for name in ("member", "change_member")},
    **{f"amendments:{name}": {"public_id": "to_carry"} for name in ("carry", "adapt")},
    **{f"amendments:{name}": {"public_id": "carrying"} for name in ("check", "withdraw")},
    "amendments:carried": {"public_id": "carried"},
    **{f"amendments:{name}": {"slug": "carried_text"} for name in ("many", "many_tried", "bundle")},
    "amendments:bundle_file": {"slug": "carried_text", "number": "=1", "format": "=zip"},
    "amendments:tabled": {"slug": "carried_text", "number": "=1", "format": "=docx"},
    "amendments:sheet": {"public_id": "carrying"},
    "amendments:duty": {"public_id": "duty"},
    **{f"coauthors:{name}": {"public_id": "joint"} for name in ("invite", "own")},
    "coauthors:sign": {"token": "to_sign_together"},
    "answer_desk:answer_idea": {"public_id": "node"},
    "answer_desk:draft": {"public_id": "prepared"},
    **{f"answer_desk:service{what}": {"token": "link"} for what in ("", "_download", "_preview", "_write_sheet")},
    "answer_desk:service_answer": {"token": "link", "sort": "=c"},
    "decisions:shown": {"public_id": "answer"},
    "channels:enter": {"code": "sheet"},
    "channels:undo": {"code": "entered"},
    "channels:printed": {"batch": "batch"},
    "channels:slip": {"code": "slip"},
    "contributions:download": {"format": "=csv"},
    "contributions:groups_file": {"format": "=csv"},
    "contributions:people_file": {"format": "=json"},
    "contributions:five_step": {"start": "=a0", "public_id": "proposal"},
    "contributions:new": {"kind": "=proposal"},
    "follow_up:check": {"public_id": "milestone_done"},
    "follow_up:check_by_receipt": {"public_id": "milestone_done"},
    "follow_up:compare": {"public_id": "node"},
    "follow_up:download": {"format": "=csv"},
    "follow_up:evidence": {"public_id": "photo"},
    "follow_up:hide_check": {"public_id": "check"},
    "follow_up:prove": {"public_id": "milestone"},
    "follow_up:settle": {"public_id": "milestone"},
    "moderation:journal": {"format": "=json"},
    "site:office_file": {"format": "=csv"},
    "site:promises_file": {"format": "=csv"},
    "moderation:answer": {"public_id": "contested"},
    "moderation:check": {"public_id": "organisation"},
    "moderation:contest": {"public_id": "decision"},
    "moderation:refuse": {"public_id": "organisation"},
    "moderation:restore": {"public_id": "decision"},
    "people:revoke": {"public_id": "staff"},
    "deputies:revoke": {"public_id": "deputy"},
    "processes:calendar": {"slug": "draft"},
    "processes:act": {"public_id": "=none"},
    "processes:correct": {"of": "=title"},
    "processes:edit": {"slug": "draft"},
    "processes:lengthen": {"kind": "=contributions"},
    "processes:admissibility": {"slug": "petition"},
    "processes:announce": {"slug": "draft"},
    "processes:lines": {"slug": "draft", "what": "=documents"},
    "notifications:promise": {"public_id": "promise"},
    "handover:file": {"public_id": "handover"},
    "notifications:unsubscribe": {"token": "token"},
    "processes:office": {"slug": "office"},
    "processes:promise": {"public_id": "promise"},
    "processes:publish": {"slug": "draft"},
    "processes:sign": {"slug": "draft"},
    "synthesis:answer_dispute": {"public_id": "dispute"},
    "synthesis:change": {"public_id": "node"},
    "synthesis:download": {"format": "=json"},
    "synthesis:node": {"public_id": "node"},
    "synthesis:rename": {"public_id": "node"},
    "synthesis:suggestion": {"public_id": "suggestion"},
    "synthesis:versions": {"public_id": "node"},
    "synthesis:write": {"public_id": "node"},
    "outcomes:list": {"slug": "chamber"},
    "outcomes:listed": {"slug": "chamber", "public_id": "listed"},
    "outcomes:read": {"slug": "chamber"},
    "outcomes:stages": {"public_id": "settled"},
    "outcomes:take_back": {"public_id": "stage"},
    **{f"provenance:{name}": {"slug": "worded", "number": "=2"} for name in ("version", "article")},
    "provenance:file": {"slug": "worded", "number": "=2", "format": "=csv"},
    "provenance:followed": {"public_id": "left"},
    "texts:import": {"slug": "draft"},
    **{f"texts:{name}": {"slug": "amended"} for name in ("anchors", "new_version", "tabling", "versions")},
    "texts:anchor": {"slug": "amended", "public_id": "anchor"},
    "texts:download": {"slug": "amended", "number": "=1", "kind": "=html"},
    **{f"texts:{name}": {"slug": "amended", "number": "=1"} for name in ("former", "former_article")},
    **{f"texts:{name}": {"slug": "amended", "number": "=2"} for name in ("changes", "article_changes")},
    **{f"rehearsal:{name}": {"slug": "rehearsal"} for name in ("room", "people", "gather", "reset", "drop")},
    **{
        f"workshop:{name}": {"public_id": "design", "name": "=subject"}
        for name in ("design", "discard", "make", "page", "step", "summary")
    },
}
# Who fills in the form of each route that takes one; "anonymous" too where visitors may.
FORMS = {
    "notifications:unsubscribe": ["anonymous"],
    "account_logout": ["participant"],
    "account_reauthenticate": ["participant"],
    "channels:assist": ["clerk"],
    "channels:enter": ["clerk"],
    "channels:number": ["anonymous", "clerk"],
    "channels:undo": ["clerk"],
    "contributions:edit": ["author"],
    "contributions:five_code": ["anonymous"],
    "contributions:five_forget": ["anonymous"],
    "contributions:five_review": ["anonymous", "participant"],
    "contributions:five_step": ["anonymous", "participant"],
    "contributions:follow": ["participant"],
    "contributions:follow_process": ["participant"],
    "contributions:my_quarter": ["author"],
    "contributions:new": ["anonymous", "participant"],
    "contributions:report": ["participant"],
    "contributions:stance": ["anonymous", "participant"],
    "contributions:withdraw": ["author"],
    **{f"amendments:{name}": ["carrier"] for name in ("carry", "adapt", "withdraw")},
    **{f"amendments:{name}": ["organiser"] for name in ("add_member", "change_member", "duty")},
    "amendments:check": ["clerk"],
    "answer_desk:announce": ["organiser"],
    "answer_desk:answer": ["organiser"],
    "answer_desk:answer_idea": ["organiser"],
    "answer_desk:assign": ["organiser"],
    "answer_desk:close": ["organiser"],
    "answer_desk:draft": ["organiser"],
    "answer_desk:link": ["organiser"],
    "answer_desk:preview": ["organiser"],
    "answer_desk:selection": ["organiser"],
    "answer_desk:service_answer": ["anonymous"],
    "answer_desk:service_preview": ["anonymous"],
    "answer_desk:service_write_sheet": ["anonymous"],
    "answer_desk:sign": ["decider"],
    "answer_desk:undo": ["organiser"],
    "answer_desk:write_sheet": ["organiser"],
    "coauthors:invite": ["author"],
    "coauthors:own": ["clerk"],
    "coauthors:sign": ["participant"],
    "decisions:reply": ["author"],
    "decisions:reply_by_receipt": ["anonymous"],
    "deputies:deputies": ["decider"],
    "deputies:revoke": ["decider"],
    "exchange:consents": ["participant"],
    "exchange:delete_account": ["participant"],
    "follow_up:add_milestone": ["organiser"],
    "follow_up:change_mind": ["decider"],
    "follow_up:check": ["author"],
    "follow_up:check_by_receipt": ["anonymous"],
    "follow_up:compare": ["organiser"],
    "follow_up:end": ["organiser"],
    "follow_up:hide_check": ["moderator"],
    "follow_up:prove": ["organiser"],
    "follow_up:report": ["organiser"],
    "follow_up:settle": ["organiser"],
    "follow_up:write": ["organiser"],
    "handover:hand_over": ["organiser"],
    "mfa_activate_totp": ["participant"],
    "mfa_add_webauthn": ["participant"],
    "mfa_authenticate": ["anonymous"],
    "mfa_deactivate_totp": ["moderator"],
    "mfa_edit_webauthn": ["moderator"],
    "mfa_generate_recovery_codes": ["moderator"],
    "mfa_reauthenticate": ["moderator"],
    "mfa_reauthenticate_webauthn": ["moderator"],
    "mfa_remove_webauthn": ["moderator"],
    "moderation:answer": ["second"],
    "moderation:check": ["moderator"],
    "moderation:contest": ["author"],
    "moderation:hide": ["moderator"],
    "moderation:keep": ["moderator"],
    "moderation:refuse": ["moderator"],
    "moderation:restore": ["moderator"],
    "people:account": ["participant"],
    "people:code": ["anonymous"],
    "people:email": ["participant"],
    "people:email_code": ["participant"],
    "people:organisations": ["participant"],
    "people:revoke": ["operator"],
    "people:sign_in": ["anonymous"],
    "people:sign_out": ["participant"],
    "people:sign_out_everywhere": ["participant"],
    "people:staff": ["operator"],
    "processes:admissibility": ["organiser"],
    "processes:announce": ["organiser"],
    "processes:calendar": ["organiser"],
    "processes:another": ["organiser"],
    "processes:close": ["organiser"],
    "processes:correct": ["organiser"],
    "processes:edit": ["organiser"],
    "processes:lengthen": ["organiser"],
    "processes:lines": ["organiser"],
    "processes:new": ["organiser"],
    **{f"workshop:{name}": ["organiser"] for name in ("designs", "discard", "load", "make", "step")},
    "processes:office": ["organiser"],
    "processes:promise": ["organiser"],
    "processes:publish": ["organiser"],
    "processes:quarters": ["organiser"],
    "processes:quiet": ["organiser"],
    "processes:sign": ["organiser"],
    "processes:stop": ["organiser"],
    "synthesis:add": ["organiser"],
    "synthesis:begin": ["organiser"],
    "synthesis:answer_dispute": ["guarantor"],
    "synthesis:change": ["organiser"],
    "synthesis:dispute": ["author"],
    "synthesis:dispute_by_receipt": ["anonymous"],
    "synthesis:later": ["organiser"],
    "synthesis:place": ["organiser"],
    "synthesis:publish": ["guarantor"],
    "synthesis:put_outside": ["organiser"],
    "synthesis:rename": ["organiser"],
    "synthesis:run_help": ["organiser"],
    "synthesis:suggestion": ["organiser"],
    "synthesis:take_back": ["organiser"],
    "synthesis:write": ["guarantor"],
    "rehearsal:drop": ["organiser"],
    "rehearsal:gather": ["organiser"],
    "rehearsal:people": ["organiser"],
    "rehearsal:reset": ["organiser"],
    "rehearsal:show": ["organiser"],
    **{f"texts:{name}": ["organiser"] for name in ("anchor", "anchors", "new_version", "tabling")},
    "texts:explanations": ["organiser"],
    "texts:import": ["organiser"],
    "outcomes:read": ["organiser"],
    "outcomes:stages": ["clerk"],
    "outcomes:take_back": ["clerk"],
}


def build() -> World:
    process = factories.make_process(slug="open")
    draft = factories.make_process(slug="draft-canary", published_at=None)
    bill = factories.make_bill(process)
    author = factories.make_person("author@example.org")
    contribution = factories.make_contribution(process, author=author)
    factories.make_territory(parent=process.territory)
    people_here = {
        "anonymous": None,
        "participant": factories.make_person("participant@example.org"),
        "author": author,
        **{role: factories.make_staff(role, email=f"{role}@example.org") for role in ROLES[3:]},
        "second": factories.make_staff("moderator", email="second@example.org"),
        "carrier": factories.make_staff(email="carrier@example.org"),  # a second factor, and no role
    }
    rows = {
        "process": process.slug,
        "draft": draft.slug,
        "petition": factories.make_petition(slug="petition").slug,
        "contribution": contribution.public_id,
        "proposal": factories.make_contribution(process).public_id,
        "article": bill.articles.first().slug,
        "staff": people_here["clerk"].public_id,
        "rehearsal": make_rehearsal(draft, people_here["organiser"]).slug,
    }
    receipt = contributions.issue_receipt(
        participant=contribution.participant, channel="web", contributions=[contribution]
    )
    rows |= factories.make_amended() | make_carried(people_here["carrier"]) | make_chamber() | make_words()
    rows |= make_joint(author, people_here["clerk"])
    rows |= factories.make_synthesis(process, contribution)
    rows["handover"] = factories.make_handover(process).public_id
    rows |= factories.make_follow_up(process, contribution, rows["node"])
    rows |= make_answers(process, contribution, rows["node"])
    rows |= {"receipt": receipt.code, **paper(process, people_here), **hidden(process, author, people_here)}
    organisation = people.declare_organisation(person=author, name="Les Amis", represents="Nous", interests="Aucun")
    question = Question.objects.create(process=process, position=1, text={"fr": "Quoi ?", "en": "What?"})
    office = Office.objects.create(slug="office", name={"fr": "Service", "en": "Office"})
    due = (timezone.now() + timedelta(days=10)).date()
    promise = Promise.objects.create(
        process=process, office=office, what={"fr": "Répondre", "en": "Answer"}, due_on=due
    )
    rows |= {"organisation": organisation.public_id, "question": question.public_id, "promise": promise.public_id}
    rows["office"] = office.slug
    rows["deputy"] = factories.make_deputy(office, people_here["decider"]).public_id
    rows["token"] = token("nobody")
    rows["design"] = factories.make_design().public_id
    return World(process, draft, people_here, rows)


def paper(process, people_here, slip: str = "SLJPCQDEFG") -> dict:
    """A sheet that waits, another that is entered, and the receipt of someone helped."""
    process.is_open = True
    asked, batch = Asked(contributions=[factories.make_contribution(process)]), new_public_id()
    waiting, entered = channels.print_sheets(process=process, asked=asked, batch=batch, copies=2)
    said = channels.Said(answers=[(asked.contributions[0], "agree")])
    channels.enter_sheet(sheet=entered, clerk=people_here["clerk"], said=said)
    channels.help_someone(process=process, code=slip, said=said)
    return {"sheet": waiting.receipt.code, "entered": entered.receipt.code, "batch": batch, "slip": slip}


def hidden(process, author, people_here) -> dict:
    """Two contributions hidden by a moderator; the author contested the second."""
    decisions = [
        moderation.hide(
            contribution=factories.make_contribution(process, author=author),
            moderator=people_here["moderator"],
            ground=ground,
            reason="Une raison que tout le monde peut lire.",
        )
        for ground in ("elsewhere", "insult")
    ]
    moderation.contest(decision=decisions[1], words="Regardez encore, ces mots ne blessent personne.")
    return {"decision": decisions[0].public_id, "contested": decisions[1].public_id}


def rows_of_all_tables() -> dict[str, str]:
    """A digest of each table of ours, by its name."""
    found = {}
    for model in TABLES:
        if model.__name__ not in COUNTERS:
            found[model.__name__] = str(
                hash(tuple(repr(sorted(row.items())) for row in model.objects.order_by("pk").values()))
            )
    return found
