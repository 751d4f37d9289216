"""Files that pretend to be something else, and names that are more than names. Made here, none taken from anywhere."""

import gzip
import io
import zipfile
from typing import NamedTuple

SCRIPT = b"<script>ran(1)</script>"
PAGE = b"<!doctype html><html><body onload=ran(1)>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="ran(1)"><script>ran(1)</script></svg>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


class Beast(NamedTuple):
    """A file as somebody sends it: its name, the type they say, its bytes."""

    name: str
    says: str
    data: bytes


def _zipped(name: str, data: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return kept.getvalue()


def _bomb(layers: int) -> bytes:
    data = bytes(4_000_000)
    for layer in range(layers):
        data = _zipped(f"{layer}.zip", data)
    return data


BODIES = {
    "page": PAGE,
    "page-after-mark": b"\xef\xbb\xbf" + PAGE,
    "page-utf16": b"\xff\xfe" + PAGE.decode().encode("utf-16-le"),
    "page-utf7": b"+ADw-script+AD4-ran(1)+ADw-/script+AD4-",
    "page-late": b" " * 2000 + PAGE,
    "svg": SVG,
    "svg-doctype": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG,
    "svgz": gzip.compress(SVG),
    "xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>ran(1)</script></html>',
    "xslt": b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#a"?><a id="a">' + SCRIPT + b"</a>",
    "gif-and-script": b"GIF89a/*\0\0\0\0*/=1;ran(1);//" + SCRIPT,
    "png-and-page": PNG + PAGE,
    "jpeg-and-page": b"\xff\xd8\xff\xfe\0\x20" + PAGE,
    "webp-and-page": b"RIFF\x20\0\0\0WEBPVP8 " + PAGE,
    "pdf": PDF,
    "pdf-and-page": PDF + PAGE,
    "script": b"ran(1)",
    "module": b"export default ran(1)",
    "style": b"body{background:url(javascript:ran(1))}",
    "archive": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "application": b"<hta:application><script>ran(1)</script>",
    "exe": b"MZ\x90\0" + bytes(60) + b"PE\0\0",
    "elf": b"\x7fELF\2\1\1" + bytes(64),
    "jar": _zipped("META-INF/MANIFEST.MF", b"Main-Class: A\n"),
    "swf": b"FWS\x09" + bytes(30),
    "wasm": b"\0asm\1\0\0\0",
    "shortcut": b"[InternetShortcut]\r\nURL=javascript:ran(1)\r\n",
    "launcher": b"[Desktop Entry]\nType=Application\nExec=touch /tmp/ran\n",
    "bomb": _bomb(2),
    "bomb-gz": gzip.compress(bytes(20_000_000)),
    "traversal": _zipped("../../../../tmp/ran", b"ran"),
    "sheet": _zipped("xl/worksheets/sheet1.xml", b"<f>HYPERLINK(1)</f>"),
    "csv": b"day,number\n=cmd|' /C calc'!A0,1\n@SUM(1),2\n\"+1\",3\n",
    "empty-name": b"x",
}
SAYS = [
    *("text/html", "image/png", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/pdf", "image/gif"),
    *("text/javascript", "text/plain; charset=utf-7", "text/css", "application/wasm", "multipart/related", "*/*", ""),
    *("text/html\r\nX-Smuggled: 1", "image/png, text/html", "TEXT/HTML", "text/csv", "text/plain", "message/rfc822"),
]
NAMES = [
    *(
        "photo.png",
        "photo.png.html",
        "photo.html.png",
        "photo.png;.html",
        "photo.svg",
        "run.exe",
        "page.htm",
        ".htaccess",
    ),
    *(
        "a\r\nX-Smuggled: 1\r\n.html",
        'a".html',
        "a'; filename=b.html",
        "../../../etc/passwd",
        "..\\..\\win.ini",
        "/etc/x",
    ),
    *(
        "invoice\u202egpj.exe",
        "invoice\u2066fdp\u2069.exe",
        "a\0.png",
        "a%00.png",
        "a%0d%0aX-Smuggled:1.png",
        "-rf",
        "…",
    ),
    *(
        "a\u2028b.html",
        "名.html",
        "x" * 400 + ".html",
        "<img src=x onerror=ran(1)>.png",
        "con.txt",
        "a.png ",
        "a.png.",
        "~",
    ),
    *(
        "=1+1.csv",
        "{{7*7}}.html",
        "C:\\fakepath\\a.html",
        "a;b=c.png",
        "a/b.html",
        "file:///etc/passwd",
        "\ud83d\ude00.html",
    ),
]


def zoo(size: int) -> list[Beast]:
    """So many files, with every body, every name and every type among them where there are enough."""
    bodies = list(BODIES.items())
    found = []
    for number in range(size):
        kind, data = bodies[number % len(bodies)]
        turn = number // len(bodies)
        name = NAMES[(number + 5 * turn) % len(NAMES)]
        found.append(Beast(name, SAYS[(number + 3 * turn) % len(SAYS)], data + f"{kind} {number}".encode()))
    return found
