"""Templates whose values are found and written the short way: a page has hundreds of them.

What is short is what nearly all of them are: an entry of a dictionary or an attribute, which is text. Whatever else
Django knows how to find or to write, and whatever is missing, is left to Django.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.base import Lexer, Parser, Variable, VariableNode, render_value_in_context
from django.template.loaders import base, cached
from django.utils.safestring import SafeString

MISSING = object()


class Name(Variable):
    """Of a value, with those of its parts: {{ contribution.parent.title }}."""

    __slots__ = ()
    lookups: tuple[str, ...]

    def resolve(self, context):
        names = self.lookups
        for known in reversed(context.dicts):
            if names[0] in known:
                value = known[names[0]]
                break
        else:
            return super().resolve(context)
        try:
            for name in names[1:]:
                if callable(value):
                    break
                if type(value) is dict:
                    value = value.get(name, MISSING)
                elif hasattr(type(value), "__getitem__"):
                    value = MISSING
                else:
                    value = getattr(value, name, MISSING)
        except Exception:  # some of them a page keeps to itself
            value = MISSING
        return super().resolve(context) if value is MISSING or callable(value) else value


class Written(VariableNode):
    def render(self, context):
        value = self.filter_expression.resolve(context)
        if type(value) is SafeString:
            return value
        if type(value) is str and context.autoescape:
            return escape(value)
        return render_value_in_context(value, context)

    render_annotated = render  # what it would be annotated with is for the pages of errors of developers


class Reader(Parser):
    def compile_filter(self, token):
        found = super().compile_filter(token)
        if found.is_var and found.var.lookups and not found.var.translate:
            found.var.__class__ = Name
        return found

    def extend_nodelist(self, nodelist, node, token):
        if type(node) is VariableNode:
            node.__class__ = Written
        super().extend_nodelist(nodelist, node, token)


class Page(Template):
    def compile_nodelist(self):
        if self.engine.debug:
            return super().compile_nodelist()
        tokens = Lexer(self.source).tokenize()
        reader = Reader(tokens, self.engine.template_libraries, self.engine.template_builtins, self.origin)
        nodes = reader.parse()
        self.extra_data = reader.extra_data
        return nodes


class Pages(base.Loader):
    get_contents: Callable[[Origin], Any]  # that of what keeps them

    def get_template(self, template_name, skip=None):
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip and origin in skip:
                tried.append((origin, "already extended"))
                continue
            try:
                source = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "no such file"))
                continue
            return Page(source, origin, template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, Pages):
    """Keeps what Pages reads."""
