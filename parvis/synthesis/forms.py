from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.forms.base import BODY, Words, signed
from parvis.ui.optional import needed_later
from parvis.ui.translated import TranslatedFormField

from .actions.texts import Problem
from .models import Node
from .outline import Branch

REASON = 2_000
TITLE = 160


def reason(**kwargs) -> Words:
    return Words(at_most=REASON, at_least=12, lines=3, **kwargs)


def offer(form: forms.BaseForm, name: str, found: list) -> None:
    """Choices of a field that are known only here."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = found


def choices(branches: list[Branch]) -> list[tuple[str, str]]:
    return [(branch.node.public_id, branch.indented) for branch in branches]


class PlaceForm(forms.Form):
    """One idea from the list, several among boxes, or a new one: any of them is enough."""

    node = forms.ChoiceField(
        label=gettext_lazy("Idea"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This idea was removed meanwhile: choose another one.")},
    )
    more = forms.MultipleChoiceField(
        label=gettext_lazy("Other ideas it also speaks of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("One of these ideas was removed meanwhile: choose again.")},
    )
    title = Words(label=gettext_lazy("Its title"), at_most=TITLE, at_least=2)
    under = forms.ChoiceField(label=gettext_lazy("Under"), required=False)

    def __init__(self, *args, branches: list[Branch], **kwargs):
        super().__init__(*args, **kwargs)
        self.nodes: dict[str, Node] = {branch.node.public_id: branch.node for branch in branches}
        offer(self, "node", [("", _("Choose an idea")), *choices(branches)])
        offer(self, "more", choices(branches))
        offer(self, "under", [("", _("At the top")), *choices(branches)])
        self.fields["node"].widget.attrs["autofocus"] = True
        needed_later(self, "node", "title")  # one of them is enough

    def clean(self):
        typed = super().clean() or {}
        if not (self.errors or typed.get("node") or typed.get("more") or typed.get("title")):
            self.add_error("node", _("Choose an idea, or write the title of a new one."))
        return typed

    @property
    def chosen(self) -> list[Node]:
        named = dict.fromkeys(filter(None, [self.cleaned_data["node"], *self.cleaned_data["more"]]))
        return [self.nodes[public_id] for public_id in named]

    @property
    def parent(self) -> Node | None:
        return self.nodes.get(self.cleaned_data["under"])


class OutsideForm(forms.Form):
    """Reasons already given are offered again: the same ground is said in the same words."""

    reason = Words(
        label=gettext_lazy("Why it is outside the subject"),
        help_text=gettext_lazy("Everyone can read it, its author first. Say where it could be heard."),
        enter=gettext_lazy("Write why it is outside the subject: everyone can read it."),
        at_most=REASON,
        at_least=12,
        widget=forms.TextInput({"list": "reasons"}),
    )


class IdeaForm(forms.Form):
    title = TranslatedFormField(label=gettext_lazy("Title of the idea"), max_length=TITLE)
    under = forms.ChoiceField(label=gettext_lazy("Under"), required=False)

    def __init__(self, *args, branches: list[Branch], **kwargs):
        super().__init__(*args, **kwargs)
        self.nodes = {branch.node.public_id: branch.node for branch in branches}
        offer(self, "under", [("", _("At the top")), *choices(branches)])

    @property
    def parent(self) -> Node | None:
        return self.nodes.get(self.cleaned_data["under"])


class RenameForm(forms.Form):
    title = TranslatedFormField(label=gettext_lazy("Title of the idea"), max_length=TITLE)


class TextForm(forms.Form):
    body = Words(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Cite a contribution by its mark, such as [#4Fk9Zq]; quote its exact words, no others."),
        enter=gettext_lazy("Write the text of this idea."),
        at_most=BODY,
        lines=16,
    )
    author_name = signed(
        hint=gettext_lazy("Your name as everyone will read it, with your function."),
        enter=gettext_lazy("Say who writes: a synthesis is signed."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)

    def refuse(self, problems: list[Problem]) -> None:
        self.add_error("body", [ValidationError(told(problem)) for problem in problems])


def told(problem: Problem) -> str:
    """What is wrong with a sentence, and how to put it right."""
    words = {
        "sentence": problem.sentence.said(),
        "about": problem.about,
        "nearest": problem.nearest,
    }
    if problem.kind == "unknown":
        return _("“%(sentence)s”: no contribution shown here has the mark #%(about)s. Copy it from the list.") % words
    if problem.kind == "ambiguous":
        return _("“%(sentence)s”: several contributions begin with #%(about)s. Write more of the mark.") % words
    if problem.kind == "open":
        return _("“%(sentence)s”: a quotation opens or closes alone. Complete the pair.") % words
    if problem.kind == "uncited":
        return (
            _(
                "“%(sentence)s”: “%(about)s” comes from no contribution. "
                "Add its mark to the sentence, or take the quotation marks off."
            )
            % words
        )
    if problem.nearest:
        return _("“%(sentence)s”: “%(about)s” is not what was said. The nearest real words are: “%(nearest)s”.") % words
    return _("“%(sentence)s”: “%(about)s” is not in what is cited. Look for the contribution that says it.") % words


class AnswerForm(forms.Form):
    answer = reason(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("The author reads it, and the guarantor. Say what was changed, or why nothing was."),
        enter=gettext_lazy("Write the answer."),
    )


class DisputeForm(forms.Form):
    """about: "" for being outside the subject, "node <public id>" or "citation <key>"."""

    about = forms.ChoiceField(
        label=gettext_lazy("What is not what you said"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is not what you said.")},
    )
    words = reason(
        label=gettext_lazy("What you meant"),
        help_text=gettext_lazy("Those who write the synthesis and the guarantor read it; it is not shown to others."),
        enter=gettext_lazy("Write what you meant."),
    )

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "about", choices)
        if len(choices) == 1:
            self.fields["about"].initial = choices[0][0]
