from django import template

from parvis.contributions.models import Contribution

from ..suggestions import reading

register = template.Library()


@register.simple_tag
def suggested(contribution: Contribution) -> list[reading.Shown]:
    """What is suggested of it. One query."""
    return reading.about(contribution)
