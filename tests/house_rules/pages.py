"""Every page of the site and who opens it, over the rows of world.py."""

from dataclasses import dataclass

# The hidden first one is for the Enter key.
BUTTON = "main form :is(.actions, p, div) button:not([name=change], [type=button])"
NEW = "contributions:new"
LIST = "contributions:list"


@dataclass(frozen=True)
class Page:
    """press: selector of the button to press once there; status: what the page answers when it is opened."""

    route: str
    role: str = "anonymous"
    query: str = ""
    given: tuple[tuple[str, str], ...] = ()  # arguments of the route, when not the usual ones
    press: str = ""
    status: int = 200

    def __str__(self):
        extra = "".join(f" {name}={value}" for name, value in self.given)
        return f"{self.role}: {self.route}{extra}{self.query}{' (sent)' if self.press else ''}"


def sent(route: str, role: str = "anonymous", query: str = "", *given, press: str = BUTTON):
    """The page of a form, sent with nothing typed."""
    return Page(route, role, query, given, press)


ANONYMOUS = [
    *map(
        Page,
        """site:home site:processes site:process site:promises site:office site:agenda site:meetings site:legal
        site:privacy site:accessibility site:about site:guide_all site:method_all site:formats_all processes:pact
        processes:path processes:rules texts:bill texts:article contributions:detail contributions:versions
        contributions:five contributions:five_step contributions:five_review contributions:receipt
        contributions:receipt_form channels:sheet channels:printed decisions:answers moderation:bin exchange:data
        people:sign_in health""".split(),
    ),
    *(Page(f"texts:{name}") for name in ("versions", "former", "former_article", "changes")),
    Page("texts:versions", given=(("slug", "process"),)),
    *map(Page, ("outcomes:list", "outcomes:listed")),
    Page("outcomes:list", given=(("slug", "empty"),)),
    *map(Page, ("provenance:version", "provenance:article")),
    Page("provenance:version", given=(("slug", "amended"),)),
    Page("provenance:article", given=(("article_slug", "=article-2"),)),
    *(Page("provenance:followed", given=(("public_id", name),)) for name in ("stands", "left", "not_carried", "ended")),
    Page("texts:article_changes", given=(("article_slug", "=article-1er"),)),
    *(Page("contributions:detail", given=(("public_id", name),)) for name in ("carried_over", "confirmed", "ended")),
    Page("texts:former_article", given=(("article_slug", "=article-3"),)),
    *(Page(f"amendments:{name}") for name in ("members", "member", "carried")),
    Page("amendments:carried", given=(("public_id", "to_carry"),)),
    Page("coauthors:sign"),
    Page("coauthors:sign", given=(("token", "no_longer_signed"),), status=410),
    Page("contributions:detail", given=(("public_id", "joint"),)),
    Page("amendments:many", given=(("slug", "=joint"),)),
    *(Page("contributions:detail", given=(("public_id", name),)) for name in ("to_carry", "carried", "tabled")),
    *(Page(f"amendments:{name}", given=(("slug", "carried_text"),)) for name in ("many", "many_tried")),
    *(Page("amendments:many", given=(("slug", slug),)) for slug in ("process", "amended")),
    Page("amendments:many_tried", query="?a={to_carry}&a={carried}&a=x", given=(("slug", "carried_text"),)),
    Page("processes:pact", given=(("slug", "carried_text"),)),
    Page("contributions:people"),
    Page("contributions:people", given=(("slug", "answering"),)),
    Page("contributions:people", query="?least=3", status=409),
    Page("contributions:groups"),
    *(Page("site:process", given=(("slug", slug),)) for slug in ("answering", "decided", "empty", "soon", "examining")),
    *(Page("decisions:answers", given=(("slug", slug),)) for slug in ("answering", "decided")),
    Page("notifications:process"),
    Page("notifications:unsubscribe"),
    Page("notifications:unsubscribe", given=(("token", "=absent"),), status=404),
    Page("site:guide", given=(("name", "=residents"),)),
    Page("site:method", given=(("name", "=people"),)),
    Page("site:formats", given=(("name", "=contributions"),)),
    Page("site:process", given=(("slug", "announced"),)),
    *(Page("site:process", given=(("slug", slug),)) for slug in ("petition", "refused")),
    *(
        Page(LIST, query=f"?kind={kind}&order=newest")
        for kind in ("proposal", "modification", "experience", "argument", "source", "article")
    ),
    *(
        Page("contributions:detail", given=(("public_id", kind),))
        for kind in ("proposal", "modification", "sub", "experience", "answered", "hidden")
    ),
    *(Page("contributions:versions", given=(("public_id", kind),)) for kind in ("modification", "edited")),
    Page(LIST, query="?order=newest&kind=proposal&q=zzzz"),
    Page(LIST, query="?order=newest&kind=proposal", given=(("slug", "empty"),)),
    Page("moderation:bin", given=(("slug", "empty"),)),
    Page("processes:path", given=(("slug", "empty"),)),
    Page("contributions:receipt", given=(("code", "=ABCDEFGHJK"),), status=404),
    sent("people:sign_in"),
    *(
        Page(f"synthesis:{name}")
        for name in ("tree", "node", "versions", "outside", "publications", "dispute_by_receipt")
    ),
    *(Page(route, given=(("slug", "answering"),)) for route in ("synthesis:tree", "synthesis:outside")),
    Page("synthesis:tree", given=(("slug", "empty"),)),
    Page("synthesis:suggestions"),
    Page("handover:handed_over"),
    Page("handover:handed_over", given=(("slug", "empty"),)),
    Page("synthesis:suggestions", given=(("slug", "empty"),)),
    *(Page(f"follow_up:{name}") for name in ("decision", "milestones", "check_by_receipt")),
    *(
        Page(f"follow_up:{name}", given=(("slug", slug),))
        for name in ("decision", "milestones")
        for slug in ("decided", "empty")
    ),
]
SIGNED_IN = [
    *(
        Page(route, "participant")
        for route in """site:home texts:article contributions:detail site:me people:account
        people:email people:organisations people:second_factor exchange:consents exchange:my_data exchange:other_address
        exchange:delete_account account_reauthenticate mfa_index mfa_activate_totp mfa_add_webauthn mfa_list_webauthn
        contributions:report contributions:five_step notifications:follows notifications:process""".split()
    ),
    *(
        Page(NEW, "participant", query, (("kind", f"={kind}"),))
        for kind, query in (
            ("proposal", ""),
            ("experience", ""),
            ("modification", "?parent={article_id}"),
            ("modification", "?parent={article_id}&what=removal"),
            ("modification", "?parent={article_id}&what=article"),
            ("modification", "?parent={modification}"),
            ("argument", "?parent={proposal}"),
            ("source", "?parent={proposal}"),
        )
    ),
    *(
        sent(NEW, "participant", query, ("kind", f"={kind}"))
        for kind, query in (
            ("proposal", ""),
            ("experience", ""),
            ("modification", "?parent={article_id}"),
            ("argument", "?parent={proposal}"),
            ("source", "?parent={proposal}"),
        )
    ),
    *(
        Page(route, "author")
        for route in """site:me contributions:detail contributions:edit contributions:withdraw
        contributions:received people:organisations exchange:my_data moderation:contest""".split()
    ),
    sent("moderation:contest", "author"),
    *(Page(route, "author") for route in ("coauthors:invite", "coauthors:sign")),
    Page("contributions:detail", "author", given=(("public_id", "joint"),)),
    *(Page(route, "clerk") for route in ("site:me", "coauthors:own", "coauthors:sign")),
    *(
        Page(route, "clerk", given=(("public_id", "joint_changed"),))
        for route in ("coauthors:own", "contributions:detail")
    ),
    Page("coauthors:sign", "participant"),
    sent("coauthors:sign", "participant"),
    sent("notifications:follows", "participant", press="main form:last-of-type .actions button"),
    Page("synthesis:dispute", "author"),
    sent("synthesis:dispute", "author"),
    Page("follow_up:check", "author"),
    Page("contributions:my_quarter", "author"),
    sent("contributions:report", "participant"),
    sent("exchange:delete_account", "participant"),
    sent("people:organisations", "participant"),
    sent("people:email", "participant"),
    sent("exchange:other_address", "participant"),
    *(
        Page(route, "moderator")
        for route in """mfa_deactivate_totp mfa_edit_webauthn mfa_remove_webauthn
        mfa_list_webauthn mfa_generate_recovery_codes mfa_view_recovery_codes mfa_reauthenticate mfa_index
        """.split()
    ),
]
DESK = [
    *(
        Page(route, "moderator")
        for route in """moderation:queue moderation:hide moderation:restore
        moderation:organisations""".split()
    ),
    Page("moderation:answer", "second"),
    Page("ui:gallery", "moderator"),
    sent("moderation:hide", "moderator", press="main form:has(textarea) .actions button"),
    sent("moderation:restore", "moderator"),
    sent("moderation:answer", "second"),
    sent("moderation:organisations", "moderator", press="main details form button"),
    *(
        Page(route, "organiser")
        for route in """processes:desk processes:dashboard processes:new processes:edit
        processes:calendar processes:lengthen processes:lines processes:publish processes:stop processes:promise
        processes:owed processes:offices processes:office processes:announce
        texts:import texts:explanations decisions:owed""".split()
    ),
    Page("processes:dashboard", "organiser", given=(("slug", "draft"),)),
    Page("processes:edit", "organiser", given=(("slug", "process"),)),
    Page("processes:calendar", "organiser", given=(("slug", "process"),)),
    Page("processes:lines", "organiser", given=(("what", "=questions"),)),
    Page("processes:lines", "organiser", given=(("what", "=meetings"),)),
    Page("processes:lines", "organiser", given=(("what", "=promises"),)),
    sent("processes:new", "organiser"),
    *(
        Page("processes:correct", "organiser", given=(("of", f"={name}"),))
        for name in ("title", "negotiable", "legal_basis")
    ),
    sent("processes:correct", "organiser", "", ("of", "=title")),
    sent("processes:lengthen", "organiser"),
    Page("processes:close", "organiser"),
    sent("processes:close", "organiser"),
    Page("processes:quiet", "organiser"),
    Page("processes:quarters", "organiser"),
    sent("processes:quarters", "organiser"),
    Page("processes:admissibility", "organiser"),
    sent("processes:admissibility", "organiser"),
    Page("processes:admissibility", "organiser", given=(("slug", "refused"),)),
    Page("processes:publish", "organiser", given=(("slug", "to_sign"),)),
    Page("processes:sign", "organiser"),
    Page("processes:sign", "organiser", given=(("slug", "to_sign"),)),
    sent("processes:sign", "organiser", "", ("slug", "to_sign"), press="main form[enctype] .actions button"),
    Page("processes:sign", "decider", given=(("slug", "to_sign"),)),
    Page("processes:to_sign", "decider"),
    Page("site:watch", "guarantor"),
    sent("processes:promise", "organiser"),
    sent("processes:office", "organiser"),
    *(Page(f"answer_desk:{name}", "organiser") for name in ("answer", "answer_idea", "board", "draft")),
    Page("answer_desk:selection", "organiser", "?c={proposal}&n={node}"),
    Page("answer_desk:selection", "organiser"),
    Page("answer_desk:board", "organiser", given=(("slug", "answering"),)),
    Page("answer_desk:queue", "organiser"),
    Page("answer_desk:queue", "organiser", "?state=all&order=reach"),
    Page("answer_desk:queue", "organiser", "?state=back&mine=yes"),
    Page("answer_desk:sign", "decider"),
    Page("deputies:deputies", "decider"),
    sent("deputies:deputies", "decider", press="main .desk-form .actions button"),
    sent("answer_desk:draft", "organiser", press="main form:last-of-type .actions button"),
    sent("answer_desk:selection", "organiser", "?c={proposal}", press="main form:last-of-type .actions button"),
    Page("answer_desk:service"),
    Page("answer_desk:service", given=(("token", "closed"),), status=410),
    Page("answer_desk:service_answer"),
    Page("decisions:shown"),
    Page("decisions:shown", given=(("public_id", "own_answer"),)),
    Page("decisions:reply_by_receipt"),
    Page("decisions:reply", "author"),
    sent("decisions:reply", "author"),
    *(Page(f"synthesis:{name}", "organiser") for name in ("work", "write", "publish", "disputes", "answer_dispute")),
    Page("handover:hand_over", "organiser"),
    Page("synthesis:work", "organiser", given=(("slug", "answering"),)),
    Page("synthesis:work", "organiser", "?c={proposal}"),
    Page("synthesis:work", "organiser", "?c={mine}"),
    sent("synthesis:work", "organiser", press="form.placing .actions button"),
    sent("synthesis:write", "organiser", "", ("public_id", "bare")),
    sent("synthesis:answer_dispute", "organiser"),
    *(Page(f"workshop:{name}", "organiser") for name in ("designs", "load", "summary", "page")),
    *(
        Page("workshop:step", "organiser", given=(("name", f"={name}"),))
        for name in ("subject", "decided", "dates", "means", "link", "needs", "law")
    ),
    sent("workshop:step", "organiser", "", ("name", "=open"), press="nav.pages .button:not(.quiet)"),
    sent("workshop:load", "organiser"),
    *(Page("synthesis:help", "organiser", f"?kind={kind}") for kind in ("copy", "theme", "near")),
    Page("synthesis:help", "organiser", given=(("slug", "answering"),)),
    *(
        Page("synthesis:suggestion", "organiser", given=(("public_id", name),))
        for name in ("copies", "theme", "near", "suggestion")
    ),
    sent("synthesis:suggestion", "organiser", press="form.placing .actions button"),
    *(
        Page(f"follow_up:{name}", "organiser")
        for name in ("desk", "write", "compare", "change_mind", "add_milestone", "settle", "prove", "report")
    ),
    *(sent(f"follow_up:{name}", "organiser") for name in ("change_mind", "add_milestone", "settle", "prove", "report")),
    sent("follow_up:write", "organiser", "", ("slug", "empty")),
    Page("follow_up:hide_check", "moderator"),
    sent("follow_up:hide_check", "moderator"),
    *(Page(f"amendments:{name}", "carrier") for name in ("desk", "carry", "adapt", "withdraw", "member")),
    Page("amendments:desk", "carrier", "?text={carried_text}&article=article-4"),
    Page("amendments:carry", "carrier", given=(("public_id", "carried"),)),
    sent("amendments:carry", "carrier", press="main details button[name=act]"),
    sent("amendments:adapt", "carrier"),
    *(Page("amendments:bundle", role, given=(("slug", "carried_text"),)) for role in ("carrier", "organiser", "clerk")),
    Page("amendments:bundle", "organiser", given=(("slug", "amended"),)),
    *(Page(f"amendments:{name}", "clerk") for name in ("checks", "check")),
    sent("amendments:check", "clerk"),
    *(Page(f"amendments:{name}", "organiser") for name in ("duties", "duty", "desk_members", "change_member")),
    *(sent(f"amendments:{name}", "organiser") for name in ("duty", "add_member")),
    sent("texts:import", "organiser"),
    Page("outcomes:read", "organiser"),
    Page("outcomes:read", "organiser", given=(("slug", "soon"),)),
    sent("outcomes:read", "organiser"),
    Page("outcomes:stages", "clerk"),
    sent("outcomes:stages", "clerk", "", press="main form:last-of-type .actions button"),
    *(Page(f"texts:{name}", "organiser") for name in ("anchors", "anchor", "new_version", "tabling")),
    *(Page("texts:anchors", "organiser", f"?state={state}") for state in ("stale", "satisfied", "changed", "done")),
    sent("texts:anchor", "organiser", press="main form:has([name=reason]) .actions button"),
    sent("texts:new_version", "organiser"),
    Page("rehearsal:mine", "organiser"),
    Page("rehearsal:mine", "clerk"),
    Page("rehearsal:show", "organiser", given=(("slug", "empty"),)),
    Page("rehearsal:room", "organiser"),
    Page("rehearsal:room", "decider"),
    Page("processes:calendar", "organiser", given=(("slug", "rehearsal"),), status=404),
    Page("notifications:answers_on_paper", "clerk"),
    *(Page(route, "clerk") for route in ("channels:counter", "channels:enter", "channels:assist", "channels:slip")),
    Page("channels:assist", "clerk", "?article={article}"),
    sent("channels:assist", "clerk", "?article={article}"),
    sent("channels:enter", "clerk"),
    Page("channels:counter", "clerk", "?code=ABCD", status=422),
    Page("people:staff", "operator"),
    sent("people:staff", "operator"),
    Page("people:revoke", "operator", "?role=clerk"),
]
REFUSED = [
    Page("site:me", status=403),
    Page("moderation:queue", "participant", status=403),
    Page(LIST, query="?kind=nothing", status=400),
    Page("site:process", given=(("slug", "=nowhere"),), status=404),
]
PAGES = [*ANONYMOUS, *SIGNED_IN, *DESK, *REFUSED]
# Reached by filling forms: written as small stories in test_accessibility.py.
IN_STORIES = {
    "people:code",
    "contributions:five_code",
    "contributions:five_receipt",
    "people:email_code",
    "exchange:other_code",
    "exchange:other_confirm",
    "mfa_authenticate",
    "mfa_reauthenticate_webauthn",
}
# Routes that draw no page: they lead elsewhere, give a file or only take a form.
NO_PAGE = {
    "/": "leads to the language of the browser",
    "/robots.txt": "file",
    "/sitemap.xml": "file",
    "/.well-known/security.txt": "file",
    **dict.fromkeys(("contributions:similar", "contributions:wording"), "part of a page"),
    **dict.fromkeys(("site:card", "site:process_card", "texts:card", "contributions:card"), "picture"),
    "ui:manifest": "file",
    **dict.fromkeys(("notifications:calendar", "notifications:feed"), "file"),
    **dict.fromkeys(("notifications:promise", "notifications:place", "notifications:write_again"), "form of a page"),
    "contributions:download": "file",
    **dict.fromkeys(("contributions:people_file", "contributions:groups_file"), "file"),
    "contributions:feed": "file",
    **dict.fromkeys(("site:promises_file", "site:office_file", "site:agenda_calendar"), "file"),
    **dict.fromkeys(("amendments:bundle_file", "amendments:sheet", "amendments:tabled"), "file"),
    "moderation:journal": "file",
    "processes:act": "file",
    "processes:another": "form",
    **dict.fromkeys((f"rehearsal:{name}" for name in ("people", "gather", "reset", "drop")), "form of a page"),
    "processes:frozen": "file",
    "processes:printed": "file",
    "exchange:process_zip": "file",
    "exchange:my_data_file": "file",
    "account_login": "leads to people:sign_in",
    "contributions:five_start": "leads to the first question",
    "account_logout": "form",
    "deputies:revoke": "form",
    **dict.fromkeys(("workshop:make", "workshop:discard"), "form"),
    "workshop:design": "leads to the question where one left off",
    "channels:number": "form",
    "channels:undo": "form",
    "contributions:five_forget": "form",
    "contributions:my_receipt": "form",
    **dict.fromkeys((f"answer_desk:{name}" for name in ("announce", "assign", "close", "link", "undo")), "form"),
    **dict.fromkeys(("answer_desk:preview", "answer_desk:write_sheet"), "form"),
    **dict.fromkeys(("answer_desk:service_preview", "answer_desk:service_write_sheet"), "form"),
    **dict.fromkeys(("answer_desk:download", "answer_desk:service_download"), "file"),
    "contributions:follow": "form",
    "follow_up:download": "file",
    "follow_up:end": "form",
    "follow_up:evidence": "file",
    "synthesis:add": "form",
    "synthesis:begin": "form",
    "synthesis:change": "form",
    "synthesis:download": "file",
    "texts:download": "file",
    "outcomes:take_back": "form",
    "provenance:file": "file",
    "handover:file": "file",
    "synthesis:later": "form",
    "synthesis:place": "form",
    "synthesis:put_outside": "form",
    "synthesis:rename": "form",
    "synthesis:run_help": "form",
    "synthesis:take_back": "form",
    "contributions:follow_process": "form",
    "contributions:stance": "form",
    "moderation:check": "form",
    "moderation:keep": "form",
    "moderation:refuse": "form",
    "people:forget_addresses": "form",
    "people:sign_out": "form",
    "people:sign_out_everywhere": "form",
}
