"""What a request tells of its browser."""

import pytest
from django.test import RequestFactory

from ours.people.browser import device_of, local_path, network_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", "Firefox, Android"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130.0.0.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} SamsungBrowser/26.0 Chrome/122.0", "Samsung Internet, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari, Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) CriOS/130.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_device(agent, device):
    assert device_of(RequestFactory(headers={"User-Agent": agent}).get("/")) == device


@pytest.mark.parametrize(
    ("remote", "forwarded", "behind_proxy", "network"),
    [
        ("192.0.2.7", None, False, "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9", False, "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9", True, "203.0.113.9"),
        ("192.0.2.7", "10.9.8.7, 203.0.113.9", True, "203.0.113.9"),  # the first was written by the browser
        ("192.0.2.7", None, True, "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", None, False, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", None, False, "192.0.2.7"),
        ("", None, False, ""),
        ("192.0.2.7", "no address", True, ""),
    ],
)
def test_network(settings, remote, forwarded, behind_proxy, network):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert network_of(RequestFactory(headers=headers, REMOTE_ADDR=remote).get("/")) == network


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/", "/"),
        ("/problems/17/?a=b#c", "/problems/17/?a=b#c"),
        (None, ""),
        ("", ""),
        ("problems/17/", ""),
        ("//evil.example/", ""),
        ("///evil.example/", ""),
        ("/\\evil.example/", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("\t//evil.example/", ""),
        ("/" + "a" * 2000, ""),
    ],
)
def test_local_path(wanted, path):
    assert local_path(wanted) == path
