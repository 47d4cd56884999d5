"""Fetching: from public addresses alone, within one deadline, up to a size; what goes wrong is one sentence."""

import socket
import time

import pytest
from web_server import serving, unused_port

from tui.analysis.model import Analysis
from tui.article import SourceError, open_source
from tui.article.fetch import addresses, web
from tui.article.fetch.source import LIMIT
from tui.article.limits import Limits
from tui.article.options import Options
from tui.export.formats import named
from tui.export.options import Layout

NEAR = Options(private=True, limits=Limits(fetch=5))
HASTY = Options(private=True, limits=Limits(fetch=0.4))


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def refused(url, options=NEAR):
    with pytest.raises(SourceError) as caught:
        web.fetch(url, options)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def test_a_page_is_fetched_with_one_request_and_an_honest_name(server):
    server.asked.clear()
    told = []
    raw = web.fetch(f"{server.url}/story", NEAR, lambda doing, at: told.append(doing))
    assert raw.data.startswith(b"<html>")
    assert (raw.media, raw.charset, raw.url) == ("text/html", "utf-8", f"{server.url}/story")
    ((path, headers),) = server.asked
    assert path == "/story"
    assert headers["User-Agent"].startswith("quoth/")
    assert any("KB" in one for one in told)


def test_the_article_of_a_page_opens_in_the_end(server):
    article = open_source(f"{server.url}/redirect?/story", options=NEAR)
    assert article.metadata.title.value == "Mill closes after a century"
    assert article.metadata.url.value == f"{server.url}/story"
    assert "and nobody wanted it any more" in article.text


@pytest.mark.parametrize("path", ["story", "redirect?/story", "redirect?//127.0.0.1/story"])
def test_addresses_of_this_machine_are_refused_unless_they_are_allowed(server, path):
    server.asked.clear()
    assert "--allow-private" in refused(f"{server.url}/{path}", Options())
    assert server.asked == []


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_however_an_address_is_written(host):
    sentence = refused(f"http://{host}:{unused_port()}/", Options(limits=Limits(fetch=3)))
    assert "--allow-private" in sentence or "there is no host" in sentence  # there may be no IPv6


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("8.8.8.8", True), ("2606:4700:4700::1111", True),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("::127.0.0.1", False),
        ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True), ("64:ff9b:1::1", False),
        ("not an address", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(ip, public):
    assert addresses.is_public(ip) is public


def test_a_name_that_has_one_private_address_among_others_is_refused(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert "10.0.0.1" in refused("http://news.example/", Options())


def test_the_address_that_was_checked_is_the_one_connected_to(server, monkeypatch):
    """A name that stands for another address at the second look gains nothing: there is no second look."""
    asked = []
    port = int(server.url.rpartition(":")[2])

    def look_up(host, *_args, **_kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert web.fetch(f"http://news.example:{port}/story", NEAR).data.startswith(b"<html>")
    assert asked == ["news.example"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "data:text/html,x"]
)
def test_redirects_to_other_things_than_web_pages_are_refused(server, target):
    assert "not a web page" in refused(f"{server.url}/redirect?{target}")


def test_a_redirect_is_checked_at_its_own_hop(server, monkeypatch):
    """The first page is allowed, the second is on an address that is not."""
    port = int(server.url.rpartition(":")[2])
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1" or real(ip))
    for target in ("http://10.1.2.3/", "http://192.168.0.1/admin"):
        assert "private network" in refused(
            f"http://127.0.0.1:{port}/redirect?{target}", Options(limits=Limits(fetch=2))
        )


def test_redirects_without_end_are_refused(server):
    assert "too many redirects" in refused(f"{server.url}/loop")


@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "does not let quoth"), (404, "no such page"), (429, "too many"), (451, "legal"), (503, "later")],
)
def test_a_status_is_explained(server, status, said):
    assert said in refused(f"{server.url}/status?{status}")


def test_pictures_and_empty_pages_are_refused(server):
    assert "image/png" in refused(f"{server.url}/picture")
    assert "is empty" in refused(f"{server.url}/empty")


def test_a_bomb_is_unpacked_up_to_the_limit_alone(server):
    raw = web.fetch(f"{server.url}/bomb", NEAR)
    assert (len(raw.data), raw.cut) == (LIMIT, True)


def test_what_is_packed_is_unpacked_and_what_is_damaged_is_said(server):
    assert web.fetch(f"{server.url}/packed", NEAR).data.startswith(b"<html>")
    assert "damaged" in refused(f"{server.url}/broken-gzip")


@pytest.mark.parametrize("path", ["drip", "drip-head", "silence"])
def test_there_is_one_deadline_whatever_the_server_does(server, path):
    began = time.monotonic()
    assert "0.4 seconds" in refused(f"{server.url}/{path}", HASTY)
    assert time.monotonic() - began < 2


def test_the_charset_of_the_header_is_a_claim_like_any_other(server):
    assert "Montréal" in web.fetch(f"{server.url}/latin", NEAR).decoded.text


def test_offline_means_offline(server):
    server.asked.clear()
    assert "--offline" in refused(f"{server.url}/story", Options(offline=True, private=True))
    assert server.asked == []


def test_a_port_that_nobody_listens_at(server):
    assert "cannot be reached (connection refused)" in refused(f"http://127.0.0.1:{unused_port()}/")


@pytest.mark.parametrize("url", ["http://", "http:///story", "http://[::1", "http://example.org:99999/"])
def test_what_is_no_address_is_said(url):
    assert "not a valid URL" in refused(url)


def test_the_proxy_of_the_environment_is_used(server, monkeypatch):
    server.asked.clear()
    monkeypatch.setenv("http_proxy", server.url)
    assert web.fetch("http://news.invalid/story", Options(limits=Limits(fetch=3))).data.startswith(b"<html>")
    assert server.asked[0][0] == "http://news.invalid/story"
    monkeypatch.setenv("https_proxy", server.url)
    assert "news.invalid" in refused("https://news.invalid/story", Options(limits=Limits(fetch=3)))
    assert server.asked[1][0] == "news.invalid:443"


def test_a_proxy_is_not_asked_for_private_addresses(server, monkeypatch):
    server.asked.clear()
    monkeypatch.setenv("http_proxy", server.url)
    assert "--allow-private" in refused("http://10.0.0.1/", Options())
    assert server.asked == []


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("socks5://127.0.0.1:1080", "a kind of proxy that quoth cannot use (socks5); set an HTTP proxy"),
        ("127.0.0.1:{port}", "the proxy 127.0.0.1 cannot be reached (connection refused)"),
        ("http://[::1", "the proxy set in the environment is not a valid URL"),
        ("http://proxy.invalid:3128", "the proxy proxy.invalid, which is set in the environment, was not found"),
    ],
)
def test_a_proxy_that_fails_is_named(server, monkeypatch, proxy, said):
    monkeypatch.setenv("http_proxy", proxy.format(port=unused_port()))
    assert said in refused("http://news.invalid/story", Options(limits=Limits(fetch=3)))


@pytest.mark.parametrize(
    ("certificate", "said"),
    [("self-signed.pem", "certificate of 127.0.0.1"), ("expired.pem", "certificate of 127.0.0.1")],
)
def test_tls_errors_are_one_sentence(certificate, said):
    with serving(certificate) as secure:
        assert said in refused(f"{secure.url}/story")


def test_a_server_without_tls_is_one_sentence(server):
    assert "TLS" in refused(server.url.replace("http:", "https:") + "/story")


def test_a_login_in_an_address_stays_out_of_the_article(server):
    raw = web.fetch(server.url.replace("//", "//ada:secret@") + "/story", NEAR)
    assert raw.url == f"{server.url}/story"


@pytest.mark.parametrize("path", ["short", "broken-chunk", "reset", "cut-gzip", "cut-deflate"])
def test_a_page_that_breaks_off_is_told_and_exported(server, path):
    raw = web.fetch(f"{server.url}/{path}", NEAR)
    assert raw.is_truncated
    article = open_source(f"{server.url}/{path}", options=NEAR)
    assert "after a hundred years" in article.text
    (message,) = [notice.message for notice in article.notices]
    assert "breaks off: the end of the article may be missing; reload it" in message
    analyzed = [(article, Analysis("", "", ""))]
    for name in ("text", "markdown", "html", "json", "jsonl"):
        written = " ".join("".join(named(name).write(analyzed, Layout())).split())
        assert "breaks off: the end of the article may be missing" in written, name


@pytest.mark.parametrize("path", ["story", "packed", "deflate", "raw-deflate"])
def test_a_page_that_is_whole_has_no_notice(server, path):
    article = open_source(f"{server.url}/{path}", options=NEAR)
    assert "when the council meets for the next time" in article.text
    assert not article.notices
