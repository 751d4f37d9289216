"""Where the product could reach outward: every import and call that can, and a trap that hears whoever does."""

import ast
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CAN = (
    "socket ssl http urllib.request urllib.error urllib3 smtplib imaplib poplib ftplib telnetlib nntplib xmlrpc "
    "socketserver asyncio selectors multiprocessing subprocess ctypes webbrowser importlib aiosmtpd imap_tools "
    "requests httpx aiohttp websockets pycurl paramiko typst css_inline granian psycopg pysqlite3 django.core.mail"
).split()
CALLS = (
    "urlopen urlretrieve open_connection create_connection create_datagram_endpoint getaddrinfo gethostbyname "
    "start_server create_server open_unix_connection system popen Popen spawn fork execv execve __import__ "
    "import_module create_subprocess_exec create_subprocess_shell dlopen"
).split()


def reaching(root: Path) -> set[tuple[str, str]]:
    """(file, what it imports or calls that could reach outward) of all Python below a folder."""
    found = set()
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            for name in _names(node):
                if any(name == one or name.startswith(f"{one}.") for one in CAN) or name in CALLS:
                    found.add((str(path.relative_to(root)), name))
    return found


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if isinstance(node, ast.ImportFrom):
        whole = [f"{node.module}.{one.name}" for one in node.names]
        return [node.module or ""] if any(node.module == one for one in CAN) else whole
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
        return [node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id]
    return []


class Trap:
    """A port on loopback that counts who comes, and every address that this process asked for or connected to."""

    def __init__(self, port: int) -> None:
        self.port, self.came, self.asked = port, 0, list[str]()

    @property
    def addresses(self) -> list[str]:
        """Addresses that lead to the trap or further inside, in many ways of writing them."""
        inside = "127.0.0.1 localhost 127.1 2130706433 0x7f000001 0177.0.0.1 0.0.0.0 [::1] [::ffff:127.0.0.1]".split()
        found = [f"http://{host}:{self.port}/{number}" for number, host in enumerate(inside)]
        found += [f"{scheme}://127.0.0.1:{self.port}/x" for scheme in ("ftp", "gopher", "dict", "ldap", "ws", "https")]
        found += [f"//127.0.0.1:{self.port}/x", f"http://user:word@127.0.0.1:{self.port}/x", "http://169.254.169.254/"]
        return [*found, "file:///etc/passwd", f"\\\\127.0.0.1@{self.port}\\x"]


_hearing: list[Trap] = []  # one at most; what hears cannot be taken away again


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _hearing and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        told = arguments[1] if event != "socket.getaddrinfo" else arguments[:2]
        if not _is_its_own(told):
            _hearing[0].asked.append(f"{event} {told}")


def _is_its_own(told: object) -> bool:
    """Databases beside us, which are reached by Unix sockets."""
    return isinstance(told, str | bytes)


sys.addaudithook(_hear)


@contextmanager
def trap() -> Iterator[Trap]:
    """Hear everybody who reaches outward meanwhile: this process by its audit events, all others by the port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(50)
        laid = Trap(door.getsockname()[1])
        threading.Thread(target=_wait, args=(door, laid), daemon=True).start()
        _hearing.append(laid)
        try:
            yield laid
        finally:
            _hearing.clear()


def _wait(door: socket.socket, laid: Trap) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        laid.came += 1
        line.close()


_LOADING = """
<img src="{}">
<img srcset="{} 2x" src=x>
<img lowsrc="{}" data-src="{}">
<img src="cid:a" style="background:url({})">
<picture><source srcset="{}"><img></picture>
<link rel=stylesheet href="{}">
<link rel=preconnect href="{}"><link rel=prefetch href="{}"><link rel=dns-prefetch href="{}">
<style>@import url({});</style>
<style>p { background: url({}) }</style><p>x
<style>@font-face { font-family: a; src: url({}) } * { font: 1em a }</style>
<p style="background:url({})">x
<p style="list-style-image:url({})">x
<body background="{}">
<table background="{}"><td>x</table>
<iframe src="{}"></iframe>
<frameset><frame src="{}"></frameset>
<object data="{}"></object>
<embed src="{}">
<applet code="{}">
<video poster="{}" src="{}"></video>
<audio src="{}" autoplay></audio>
<input type=image src="{}">
<meta http-equiv=refresh content="0;url={}">
<base href="{}"><img src=x>
<svg><image href="{}"/></svg>
<svg><use xlink:href="{}#a"/></svg>
<svg><style>@import "{}"</style></svg>
<math><mi xlink:href="{}">x</mi></math>
<script src="{}"></script>
<form action="{}"><button>x</form><script>document.forms[0].submit()</script>
<a href="{}" ping="{}">x</a>
<bgsound src="{}">
<!--[if gte mso 9]><v:fill src="{}"/><![endif]-->
<blockquote cite="{}">x</blockquote>
"""


def mails_that_load(address: str) -> list[str]:
    """HTML of mails that would fetch something from an address when it is shown, read or turned into text."""
    return _LOADING.strip().replace("{}", address).split("\n")
