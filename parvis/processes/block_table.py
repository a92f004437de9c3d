"""The nineteen blocks, in words: what is blocked, unless what, why, and the way out.

code: (action, unless, why, way out, name of the address where the way out begins)
"""

from django.utils.translation import gettext_noop

TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "L01": (
        gettext_noop("Opening a process"),
        gettext_noop("everything the pact asks for is written, and every office named in it has signed"),
        gettext_noop(
            "People cannot be asked to take part while they are not told what their words can change, nor who answers."
        ),
        gettext_noop("Write what is missing, then have the pact signed."),
        "processes:publish",
    ),
    "L02": (
        gettext_noop("Calling a process a co-construction"),
        gettext_noop("there is a shared text, and a phase in which people who are not staff can propose edits to it"),
        gettext_noop(
            "Writing together needs a text that people can change; without one the word would promise too much."
        ),
        gettext_noop("Add the shared text and the phase of co-drafting, or choose “concertation”."),
        "processes:edit",
    ),
    "L03": (
        gettext_noop("Calling a process a referendum"),
        gettext_noop("the legal act that calls the vote is attached"),
        gettext_noop(
            "Without that act nobody is bound by the vote: asking for an opinion is a consultation, and must say so."
        ),
        gettext_noop("Attach the legal act, or choose “consultation”."),
        "processes:edit",
    ),
    "L04": (
        gettext_noop("Calling a process a concertation"),
        gettext_noop(
            "there are two real options, a guarantor or a follow-up committee, and the decision is not taken yet"
        ),
        gettext_noop("Discussing before the choice needs a choice, someone who watches, and a decision still to take."),
        gettext_noop("Write the options and name the guarantor, or choose “consultation” or “information”."),
        "processes:edit",
    ),
    "L05": (
        gettext_noop("Lowering what was signed, once the process is open"),
        gettext_noop("never"),
        gettext_noop(
            "People took part on these terms: what ties their words to the decision cannot shrink afterwards."
        ),
        gettext_noop("Stop the process with a public reason, then open another. The spelling alone can be put right."),
        "processes:stop",
    ),
    "L06": (
        gettext_noop("Changing a date that was announced"),
        gettext_noop("the phase is made longer, with a public notice"),
        gettext_noop("People organised themselves around these dates: they are never brought forward."),
        gettext_noop("Choose a later day and write the public notice that explains it."),
        "processes:calendar",
    ),
    "L07": (
        gettext_noop("Closing contributions before the announced day"),
        gettext_noop("people’s safety or a legal order demands it, with a public reason"),
        gettext_noop("Whoever meant to speak on the last day must still be able to."),
        gettext_noop("Wait for the announced day; or name the danger or the order, with the reason."),
        "processes:close",
    ),
    "L08": (
        gettext_noop("Saying that a decision takes the contributions into account"),
        gettext_noop("the synthesis is published and every contribution has its place in it"),
        gettext_noop(
            "Nobody can take into account what was not read: a published synthesis must give its place to every "
            "contribution, and to one at least."
        ),
        gettext_noop(
            "Publish the synthesis with every contribution in it, or mark the decision “decided before the synthesis”."
        ),
        "synthesis:work",
    ),
    "L09": (
        gettext_noop("Marking the process as answered or closed"),
        gettext_noop(
            "every contribution above the threshold has its own answer with its reason, and every idea has one"
        ),
        gettext_noop("People were promised an answer, and some have none."),
        gettext_noop("Answer what is still owed: the list is at the desk."),
        "decisions:owed",
    ),
    "L10": (
        gettext_noop("Publishing an answer without its reason"),
        gettext_noop(
            "it holds a status, a reason of at least 80 characters and, when it keeps something, where in the decision"
        ),
        gettext_noop("An answer that does not say why is not an answer."),
        gettext_noop("Choose the status, write the reason, and give the place in the decision when something is kept."),
        "",
    ),
    "L11": (
        gettext_noop("Changing a published answer"),
        gettext_noop("a new version is added; the former one stays readable and those who follow it are told"),
        gettext_noop("People have read this answer, and may have quoted it: it cannot change under their eyes."),
        gettext_noop("Write a new version: the former one stays beside it."),
        "",
    ),
    "L12": (
        gettext_noop("Deleting a contribution"),
        gettext_noop(
            "moderation puts it in the public bin with its reason; its author can contest, and counts are kept"
        ),
        gettext_noop("What was said in public is not made to vanish."),
        gettext_noop("Hide it with its reason: it goes to the public bin, where its author can contest."),
        "moderation:bin",
    ),
    "L13": (
        gettext_noop("Asking for contributions under “information”"),
        gettext_noop("never"),
        gettext_noop("An information asks nothing: what people would write would be tied to no decision."),
        gettext_noop("Take the phase of contributions out, or choose another link to the decision."),
        "processes:edit",
    ),
    "L14": (
        gettext_noop("Showing results by group"),
        gettext_noop("each group shown has at least 11 people"),
        gettext_noop("In a smaller group, someone’s opinion could be guessed."),
        gettext_noop("Merge groups until each one has at least 11 people."),
        "contributions:people",
    ),
    "L15": (
        gettext_noop("Handing over a shared text"),
        gettext_noop(
            "its version is frozen with its fingerprint, with disagreements left and every amendment, kept or refused"
        ),
        gettext_noop("Whoever decides must receive the very text people wrote, with what they did not agree on."),
        gettext_noop("Freeze the version, list the disagreements left and the amendments adopted and refused."),
        "handover:hand_over",
    ),
    "L16": (
        gettext_noop("Announcing how many participants support something"),
        gettext_noop(
            "the figure says how many are registered and verified, how far they resemble the population, and when"
        ),
        gettext_noop("A number without its base says more than it knows."),
        gettext_noop("Give the base with the figure: registered, verified, representativeness, dates."),
        "contributions:people",
    ),
    "L17": (
        gettext_noop("Ending the follow-up"),
        gettext_noop("each commitment is done, given up with its reason, or a year past its date with a last report"),
        gettext_noop("Something promised is still neither done nor given up."),
        gettext_noop("Report on each commitment: done, or given up with its reason."),
        "follow_up:desk",
    ),
    "L18": (
        gettext_noop("Setting a threshold that few contributions can reach"),
        gettext_noop("its reason is shown on the page"),
        gettext_noop(
            "The threshold for an answer is above 1% of the people expected, or above what nine in ten "
            "contributions gathered in the last comparable process."
        ),
        gettext_noop("Lower the threshold, or write the reason: it is shown with the pact."),
        "processes:edit",
    ),
    "L19": (
        gettext_noop("Ending contributions too late to table what they propose"),
        gettext_noop("at least two working days are left before the chamber stops taking amendments"),
        gettext_noop("People would propose amendments that nobody has the time to check, to carry and to table."),
        gettext_noop("Choose an earlier end, or put the deadline of the chamber right if it is wrong."),
        "texts:tabling",
    ),
}
