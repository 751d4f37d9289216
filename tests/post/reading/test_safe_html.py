"""HTML of mails loads nothing, runs nothing, and stays inside its place."""

import pytest

from ours.post.reading import limits
from ours.post.reading.html import read_html, rough_text

HARMLESS = {
    '<p style="position:fixed" class=x id=y onclick=z hx-get=/a data-hx-get=/b>t</p>': "<p>t</p>",
    "<script>alert(1)</script><style>p{color:red}</style><title>t</title>x": "x",
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>': "",
    '<math><mi xlink:href="data:x,<script>alert(1)</script>">x</mi></math>': "",
    '<a href="javascript:alert(1)">x</a>': '<a rel="noopener noreferrer nofollow">x</a>',
    '<a href="data:text/html,x">x</a>': '<a rel="noopener noreferrer nofollow">x</a>',
    '<a href="/problems/1">x</a>': '<a rel="noopener noreferrer nofollow">x</a>',
    '<a href="https://a.example/?b&c" target=_top>x</a>': (
        '<a href="https://a.example/?b&amp;c" rel="noopener noreferrer nofollow">x</a>'
    ),
    '<img src="https://evil.example/t.gif">x': "x",
    '<img src="https://evil.example/t.gif" alt="<script>alert(1)</script>">': "[&lt;script&gt;alert(1)&lt;/script&gt;]",
    '<img src="cid:plan@x">': "[plan.png]",
    '<img src="cid:unknown@x">': "",
    '<img src=x onerror="alert(1)">': "",
    '<link rel=stylesheet href="https://evil.example/a.css"><base href="https://evil.example">x': "x",
    '<meta http-equiv=refresh content="0;url=https://evil.example">x': "x",
    '<iframe src="https://evil.example">a</iframe><object data=x>b</object><embed src=x>x': "x",
    '<form action="https://evil.example"><input name=password><button>Go</button></form>': "Go",
    '<video src="https://evil.example" poster=x></video><audio src=x></audio>x': "x",
    '<table background="https://evil.example"><tr><td width=9999 colspan=2>x': (
        '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'
    ),
    "<!--[if mso]><p>x</p><![endif]--><!-- y -->z": "z",
    "</div></body></html><p>x": "<p>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>": "&lt;p title=''&gt;",
    "a < b & c": "a &lt; b &amp; c",
}


@pytest.mark.parametrize("page", HARMLESS)
def test_what_is_left_of_a_page(page: str) -> None:
    assert read_html(page, {"plan@x": "plan.png"})[0] == HARMLESS[page]


TEXTS = {
    "<p>a<br><br>b</p><p>c</p>": "a\n\nb\n\nc",
    "<div>a</div><div>b</div>": "a\nb",
    "<ul><li><p>one</p></li><li>two</li></ul>x": "- one\n\n- two\n\nx",
    "<ol><li>one<li>two</ol>": "1. one\n2. two",
    "<blockquote><p>q</p><blockquote>qq</blockquote></blockquote>r": "> q\n>\n> > qq\n>\nr",
    "<table><tr><td>Name</td><td>Ann</td></tr><tr><td>Age<td>3</table>": "Name Ann\nAge 3",
    '<a href="https://x.example/">https://x.example</a>': "https://x.example",
    '<a href="https://x.example/a">here</a>, <a href="mailto:a@b.example">Ann</a>': (
        "here <https://x.example/a>, Ann <a@b.example>"
    ),
    "<pre>a\n  b\n</pre>c": "a\n  b\n\nc",
    "a<hr>b": "a\n" + "_" * 32 + "\nb",
    "1 &lt; 2 &amp;&nbsp;3": "1 < 2 & 3",
    "a\n b\t c": "a b c",
}


@pytest.mark.parametrize("page", TEXTS)
def test_the_text_of_a_page(page: str) -> None:
    assert read_html(page, {})[1] == TEXTS[page]


def test_a_page_nested_to_exhaust_is_read_roughly() -> None:
    page = "<style>p{}</style><p>The tills</p><p>fail &amp; jam.</p>" + "<div>" * (limits.HTML_DEPTH + 1)
    assert read_html(page, {}) == ("", "The tills\nfail & jam.")
    assert rough_text(page) == "The tills\nfail & jam."
