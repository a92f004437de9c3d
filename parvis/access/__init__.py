"""One door for permissions.

A *rule* says whether a person may do something to one row, and why not; a *scope* says the same of many rows as a
filter; a *door* ties a view to its rule. Page, API, export, feed, mail and search ask here and nowhere else. This
package knows no domain: rules live in each app's rules.py. It must never say no without a reason a person can read.
"""

from .doors import door, public
from .verdicts import Refused, Verdict, guard, no, require, rule, scope, scoped, verdict, yes

__all__ = [
    "Refused",
    "Verdict",
    "door",
    "guard",
    "no",
    "public",
    "require",
    "rule",
    "scope",
    "scoped",
    "verdict",
    "yes",
]
