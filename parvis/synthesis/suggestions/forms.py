from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.contributions.models import Contribution
from parvis.ui.translated import Translated

from ..forms import IdeaForm, choices, offer
from ..models import Node
from ..outline import Branch
from .models import Kind, Suggestion


class ThemeForm(IdeaForm):
    """The idea a theme becomes; its telling words are only a start."""

    def __init__(self, data=None, *, suggestion: Suggestion, branches: list[Branch]):
        title = Translated({suggestion.process.language: suggestion.words} if suggestion.words else {})
        super().__init__(data, branches=branches, initial={"title": title}, auto_id="theme_%s")


class UnderForm(forms.Form):
    """members: public ids of those to place. Of copies all go together: they are one text."""

    node = forms.ChoiceField(
        label=gettext_lazy("Idea"),
        error_messages={
            "required": gettext_lazy("Choose an idea."),
            "invalid_choice": gettext_lazy("This idea was removed meanwhile: choose another one."),
        },
    )
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Contributions to place there"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick the contributions to place."),
            "invalid_choice": gettext_lazy("One of these contributions is no longer shown: choose again."),
        },
    )

    def __init__(self, data=None, *, suggestion: Suggestion, branches: list[Branch], members: list[Contribution]):
        node = suggestion.node.public_id if suggestion.node else ""
        super().__init__(data, initial={"node": node}, auto_id="under_%s")
        self.nodes: dict[str, Node] = {branch.node.public_id: branch.node for branch in branches}
        offer(self, "node", [("", _("Choose an idea")), *choices(branches)])
        if suggestion.kind == Kind.COPY:
            del self.fields["members"]
        else:
            offer(self, "members", [(one.public_id, str(one)) for one in members])

    @property
    def chosen(self) -> Node:
        return self.nodes[self.cleaned_data["node"]]
