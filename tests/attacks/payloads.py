"""Hostile texts: what people with bad intentions type into a field. More than sixty, written for this corpus.

PWN is what a payload would call if it ran; the crawl fails as soon as a dialog opens, a script errs, the content policy
is broken or an outside address is asked for.
"""

PWN = "alert(1)"

HTML = [
    f"<script>{PWN}</script>",
    f"<ScRiPt >{PWN}</sCrIpT >",
    "<script src=//evil.example/x.js></script>",
    f"</title><script>{PWN}</script>",
    f"</textarea><script>{PWN}</script>",
    f"</style><script>{PWN}</script>",
    f"</noscript><script>{PWN}</script>",
    f"--><script>{PWN}</script><!--",
    f"]]><script>{PWN}</script>",
    f"<img src=x onerror={PWN}>",
    f"<img src=x onerror='{PWN}'//",
    f"<svg onload={PWN}>",
    f"<svg><script>{PWN}</script></svg>",
    f"<svg><animate onbegin={PWN} attributeName=x dur=1s>",
    f"<math><mtext></mtext><script>{PWN}</script></math>",
    f"<body onload={PWN}>",
    f"<details open ontoggle={PWN}><summary>x</summary></details>",
    f"<input autofocus onfocus={PWN}>",
    f"<select autofocus onfocus={PWN}></select>",
    f"<video><source onerror={PWN}></video>",
    f"<audio src=x onerror={PWN}>",
    f"<marquee onstart={PWN}>x</marquee>",
    f'<iframe srcdoc="<script>{PWN}</script>"></iframe>',
    f'<iframe src="javascript:{PWN}"></iframe>',
    f'<object data="javascript:{PWN}"></object>',
    f'<embed src="javascript:{PWN}">',
    f'<form action="javascript:{PWN}"><button>x</button></form>',
    f'<a href="javascript:{PWN}">x</a>',
    f'<a href="jav&#x09;ascript:{PWN}">x</a>',
    f'<a href=" javascript:{PWN}">x</a>',
    f'<a href="data:text/html,<script>{PWN}</script>">x</a>',
    '<a href="//evil.example/">x</a>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<style>@import "https://evil.example/x.css";</style>',
    '<p style="background:url(https://evil.example/x.png)">x</p>',
    f"<template><script>{PWN}</script></template>",
    '<div hx-get="https://evil.example/" hx-trigger="load">x</div>',
    f'<div hx-on:load="{PWN}">x</div>',
    f'"><script>{PWN}</script>',
    f"'><script>{PWN}</script>",
    f'" onmouseover="{PWN}',
    f"' autofocus onfocus='{PWN}",
    f"`${{{PWN}}}`",
    f"&lt;script&gt;{PWN}&lt;/script&gt;",
    f"&#60;script&#62;{PWN}&#60;/script&#62;",
    f"%3Cscript%3E{PWN}%3C/script%3E",
    f"\\u003cscript\\u003e{PWN}\\u003c/script\\u003e",
]

MARKDOWN = [
    f"[x](javascript:{PWN})",
    f"[x](JaVaScRiPt:{PWN})",
    f"[x](javascript&colon;{PWN})",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](https://parvis.example@evil.example/)",
    "![x](https://evil.example/x.png)",
    f'![x](x "onerror={PWN}")',
    f"<javascript:{PWN}>",
    f"[x]: javascript:{PWN}\n\n[x]",
    "x" * 300 + "[" * 60 + "](" * 60,
    "> " * 80 + "x",
]

TEMPLATES = [
    "{{ 7|add:7 }}",
    "{% include 'ui/base.html' %}",
    "{{ settings.SECRET_KEY }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
]

CELLS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "＝1+1", "|x", "%x"]

UNICODE = [
    "a\u202eb\u202cc",  # right-to-left override
    "\u2066isolé\u2069",
    "in\u200bvi\u200csi\u200dble\ufeff",
    "\U000e0041\U000e0042tags",
    "Z" + "\u0301" * 40,  # a flood of accents
    "аdmіnіstrаtіоn",  # Cyrillic in Latin clothes
    "nul\x00l",
    "bell\x07 escape\x1b[31m",
    "lone \ud83d surrogate".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]

SQL = ["' OR 1=1 --", "'); DROP TABLE people_person; --", '" UNION SELECT email FROM people_person --']

ALL = HTML + MARKDOWN + TEMPLATES + CELLS + UNICODE + SQL
assert len(ALL) >= 60
