"""The few icons of the house: lines drawn on a square of 24."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "agree": "M5 13l4.5 4.5L19 7",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "bell": "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3v5M15.5 3v5",
    "check": "M5 13l4.5 4.5L19 7",
    "chevron": "M6 9.5l6 6 6-6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3.5 2.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "download": "M12 3.5v11M7.5 10.5L12 15l4.5-4.5M4.5 20h15",
    "experience": "M12 20.5S4 15.5 4 9.8A4.3 4.3 0 0 1 12 7.6a4.3 4.3 0 0 1 8 2.2c0 5.7-8 10.7-8 10.7z",
    "feed": "M5 18.5h.01M5 12a7 7 0 0 1 7 7M5 5.5A13.5 13.5 0 0 1 18.5 19",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5v.01",
    "law": "M12 4v16M7 20h10M5 7l7-1.5L19 7M5 7l-2.5 6.5h5zM19 7l-2.5 6.5h5z",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "mixed": "M4 12c2.7-4.5 5.3-4.5 8 0s5.3 4.5 8 0",
    "pen": "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
    "people": "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.5"
    "M18 13.8a6.5 6.5 0 0 1 3.5 5.7",
    "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5a7.5 7.5 0 0 1 15 0",
    "place": "M12 21.5s7-6.2 7-11.5a7 7 0 0 0-14 0c0 5.3 7 11.5 7 11.5zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
    "receipt": "M6 3.5h12v17l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM9 8.5h6M9 12.5h6",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L20.5 20.5",
    "source": "M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16.5h5",
    "speech": "M4 5h16v11h-8.5L7 20v-4H4z",
    "useful": "M7.5 20.5V11l4-7.5c1.7 0 2.5 1.2 2.2 2.8L13 10h6.5l-1.5 8.5c-.2 1.2-1 2-2.2 2zM3.5 11h4v9.5h-4z",
    "warning": "M12 4l9 16H3zM12 10v4.5M12 17.3v.01",
}


@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """An inline SVG, silent for screen readers unless it has a label. Raises KeyError for a name that is not drawn."""
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" {}><path d="{}"/></svg>',
        voice,
        PATHS[name],
    )
