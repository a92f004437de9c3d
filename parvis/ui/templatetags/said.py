"""Django's translate, url, extends, include and static tags, worked out once and kept: a page has dozens of them."""

from functools import lru_cache

from django.conf import settings
from django.template import Library
from django.template.base import FilterExpression, Node, NodeList, Template, Variable
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.template.loader_tags import ExtendsNode, IncludeNode, do_extends, do_include
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from .. import addresses

register = Library()


def spoken(context) -> str | None:
    """The language of the template being drawn, asked once for all its tags."""
    once = context.render_context.dicts[-1]
    if spoken not in once:
        once[spoken] = get_language()
    return once[spoken]


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
        language = spoken(context)
        words = self.words.get(language)
        if words is None:
            words = self.words[language] = self.node.render(context)
        if not self.name:
            return words
        context[self.name] = words
        return ""


@register.tag
def url(parser, token):
    node = do_url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)


class Address(URLNode):
    def render(self, context):
        name = self.view_name.resolve(context)
        args = tuple([arg.resolve(context) for arg in self.args])
        kwargs = tuple([(key, arg.resolve(context)) for key, arg in self.kwargs.items()])
        try:
            found = addresses.kept(name, args, kwargs, spoken(context), settings.ROOT_URLCONF)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found)
        context[self.asvar] = found
        return ""


def is_constant(name: FilterExpression | Node) -> bool:
    """Whether a template is named by its name, and not by a variable."""
    return isinstance(name, FilterExpression) and not (name.filters or isinstance(name.var, Variable))


@register.tag
def extends(parser, token):
    node = do_extends(parser, token)
    node.__class__ = Extension
    return node


class Extension(ExtendsNode):
    parent: Template | None = None

    def get_parent(self, context):
        if self.parent is not None:
            return self.parent
        parent = super().get_parent(context)
        if not isinstance(parent.nodelist, Frame):
            parent.nodelist = Frame(parent.nodelist)
        if is_constant(self.parent_name):
            self.parent = parent
        return parent


class Frame(NodeList):
    """Nodes of a page others extend: its blocks are looked for once, not each time one of them is drawn."""

    def __init__(self, nodes):
        super().__init__(nodes)
        self.found: dict[type, list] = {}

    def get_nodes_by_type(self, nodetype):
        if nodetype not in self.found:
            self.found[nodetype] = super().get_nodes_by_type(nodetype)
        return self.found[nodetype]


@register.tag
def include(parser, token):
    node = do_include(parser, token)
    if is_constant(node.template):
        node.__class__ = Inclusion
    return node


class Inclusion(IncludeNode):
    found: Template | None = None

    def render(self, context):
        if self.found is None:
            self.found = context.template.engine.get_template(self.template.resolve(context))
        values = {name: var.resolve(context) for name, var in self.extra_context.items()}
        if self.isolated_context:
            return self.found.render(context.new(values))
        with context.push(**values):
            return self.found.render(context)


@register.tag
def static(parser, token):
    return File.handle_token(parser, token)


class File(StaticNode):
    @classmethod
    @lru_cache(maxsize=256)
    def handle_simple(cls, path):
        return super().handle_simple(path)
