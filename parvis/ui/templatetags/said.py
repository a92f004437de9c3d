"""Django's {% translate "words" %}, said once in each language and kept: a page has some fifty of them."""

from django.template import Library
from django.template.base import Node, Variable
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = Library()


@register.tag
def translate(parser, token):
    node = do_translate(parser, token)
    return Said(node) if says_always_the_same(node) else node


def says_always_the_same(node: TranslateNode) -> bool:
    """Neither the words nor their context come from a variable or go through a filter."""
    parts = [part for part in (node.filter_expression, node.message_context) if part]
    return not any(part.filters or (isinstance(part.var, Variable) and part.var.literal is None) for part in parts)


class Said(Node):
    child_nodelists = ()

    def __init__(self, node: TranslateNode):
        self.name, node.asvar = node.asvar, None
        self.node = node
        self.words: dict[str | None, str] = {}  # by language

    def render(self, context):
        language = get_language()
        words = self.words.get(language)
        if words is None:
            words = self.words[language] = self.node.render(context)
        if not self.name:
            return words
        context[self.name] = words
        return ""
