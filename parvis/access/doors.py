"""Doors: each view names the rule that guards it."""

from functools import wraps

from .verdicts import RULES, require

PUBLIC = "public"


def door(name: str):
    """Guard a view by a rule.

    A rule about the person alone is asked before the view runs. A rule about a row must be asked by the view, with
    access.require, once it has found the row; DoorMiddleware fails the request when it was not.
    """

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not RULES[name].about_a_row:
                require(request, name)
            return view(request, *args, **kwargs)

        guarded.access_rule = name  # type: ignore[attr-defined]
        return guarded

    return guard


def public(view):
    """Declare that anyone may call this view and that it shows nothing a rule would hide."""
    view.access_rule = PUBLIC
    return view
