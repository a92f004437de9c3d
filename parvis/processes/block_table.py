"""The eighteen blocks, in words: what is blocked, unless what, why, and the way out.

code: (action, unless, why, way out, name of the address where the way out begins)
"""

from django.utils.translation import gettext_noop as said

TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "L01": (
        said("Opening a process"),
        said("everything the pact asks for is written, and every office named in it has signed"),
        said(
            "People cannot be asked to take part while they are not told what their words can change, nor who answers."
        ),
        said("Write what is missing, then have the pact signed."),
        "processes:publish",
    ),
    "L02": (
        said("Calling a process a co-construction"),
        said("there is a shared text, and a phase in which people who are not staff can propose edits to it"),
        said("Writing together needs a text that people can change; without one the word would promise too much."),
        said("Add the shared text and the phase of co-drafting, or choose “concertation”."),
        "processes:edit",
    ),
    "L03": (
        said("Calling a process a referendum"),
        said("the legal act that calls the vote is attached"),
        said("Without that act nobody is bound by the vote: asking for an opinion is a consultation, and must say so."),
        said("Attach the legal act, or choose “consultation”."),
        "processes:edit",
    ),
    "L04": (
        said("Calling a process a concertation"),
        said("there are two real options, a guarantor or a follow-up committee, and the decision is not taken yet"),
        said("Discussing before the choice needs a choice, someone who watches, and a decision still to take."),
        said("Write the options and name the guarantor, or choose “consultation” or “information”."),
        "processes:edit",
    ),
    "L05": (
        said("Lowering what was signed, once the process is open"),
        said("never"),
        said("People took part on these terms: what ties their words to the decision cannot shrink afterwards."),
        said("Stop the process with a public motive, then open another. The spelling alone can be put right."),
        "processes:stop",
    ),
    "L06": (
        said("Changing a date that was announced"),
        said("the phase is made longer, with a public notice"),
        said("People organised themselves around these dates: they are never brought forward."),
        said("Choose a later day and write the public notice that explains it."),
        "processes:calendar",
    ),
    "L07": (
        said("Closing contributions before the announced day"),
        said("people’s safety or a legal order demands it, with its public motive"),
        said("Whoever meant to speak on the last day must still be able to."),
        said("Wait for the announced day; or name the danger or the order, with its motive."),
        "processes:close",
    ),
    "L08": (
        said("Saying that a decision takes the contributions into account"),
        said("the synthesis is published and every contribution has its place in it"),
        said(
            "Nobody can take into account what was not read: some contributions have no place in a published synthesis."
        ),
        said(
            "Publish the synthesis with every contribution in it, or mark the decision “decided before the synthesis”."
        ),
        "",
    ),
    "L09": (
        said("Marking the process as answered or closed"),
        said("every contribution above the threshold has its own answer with its motive, and every idea has one"),
        said("People were promised an answer, and some have none."),
        said("Answer what is still owed: the list is at the desk."),
        "decisions:owed",
    ),
    "L10": (
        said("Publishing an answer without its motive"),
        said(
            "it holds a status, a reason of at least 80 characters and, when it keeps something, where in the decision"
        ),
        said("An answer that does not say why is not an answer."),
        said("Choose the status, write the reason, and give the place in the decision when something is kept."),
        "",
    ),
    "L11": (
        said("Changing a published answer"),
        said("a new version is added; the former one stays readable and those who follow it are told"),
        said("People have read this answer, and may have quoted it: it cannot change under their eyes."),
        said("Write a new version: the former one stays beside it."),
        "",
    ),
    "L12": (
        said("Deleting a contribution"),
        said("moderation puts it in the public bin with its reason; its author can contest, and counts are kept"),
        said("What was said in public is not made to vanish."),
        said("Hide it with its reason: it goes to the public bin, where its author can contest."),
        "moderation:bin",
    ),
    "L13": (
        said("Asking for contributions under “information”"),
        said("never"),
        said("An information asks nothing: what people would write would be tied to no decision."),
        said("Take the phase of contributions out, or choose another link to the decision."),
        "processes:edit",
    ),
    "L14": (
        said("Showing results by group"),
        said("each group shown has at least 11 people"),
        said("In a smaller group, someone’s opinion could be guessed."),
        said("Merge groups until each one has at least 11 people."),
        "",
    ),
    "L15": (
        said("Handing over a shared text"),
        said(
            "its version is frozen with its fingerprint, with disagreements left and every amendment, kept or refused"
        ),
        said("Whoever decides must receive the very text people wrote, with what they did not agree on."),
        said("Freeze the version, list the disagreements left and the amendments adopted and refused."),
        "",
    ),
    "L16": (
        said("Announcing how many participants support something"),
        said("the figure says how many are registered and verified, how far they resemble the population, and when"),
        said("A number without its base says more than it knows."),
        said("Give the base with the figure: registered, verified, representativeness, dates."),
        "",
    ),
    "L17": (
        said("Ending the follow-up"),
        said("each commitment is done, given up with its motive, or a year past its date with a last report"),
        said("Something promised is still neither done nor given up."),
        said("Report on each commitment: done, or given up with its motive."),
        "",
    ),
    "L18": (
        said("Setting a threshold that few contributions can reach"),
        said("its motive is shown on the page"),
        said(
            "The threshold for an answer is above 1 % of the people expected, or above what nine in ten "
            "contributions gathered in the last comparable process."
        ),
        said("Lower the threshold, or write the motive: it is shown with the pact."),
        "processes:edit",
    ),
}
