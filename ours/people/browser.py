"""What a request tells of the browser behind it: its kind, where it comes from, where it wants to go."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# (what its User-Agent holds, how people call it); the first that fits counts, since most also claim to be others.
_BROWSERS = [
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
_MACHINES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def device_of(request: HttpRequest) -> str:
    """The browser as its owner knows it: "Firefox, Android"; empty where it does not say."""
    agent = request.headers.get("User-Agent", "")
    found = (next((name for sign, name in table if sign in agent), "") for table in (_BROWSERS, _MACHINES))
    return ", ".join(name for name in found if name)


def network_of(request: HttpRequest) -> str:
    """The network address that limits count by: an IPv4 address, or the /64 that an IPv6 address lies in.

    What proxies say is believed only where the installation is set to stand behind one, and then only the last word,
    which is that proxy's own.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def local_path(wanted: str | None) -> str:
    """`wanted` if it is a path of this installation, else nothing: nobody is sent elsewhere after signing in."""
    wanted = wanted or ""
    if not wanted.startswith("/") or len(wanted) > 2000:
        return ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
