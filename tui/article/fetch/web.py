"""Fetching one page from the web: within one deadline, up to a size, and from public addresses alone.

The address that a host's name stands for is looked up once, checked, and connected to: nobody can give another one
after the check. Every redirect goes the same way.
"""

import re
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tui import __version__
from tui.article.fetch import addresses
from tui.article.fetch.source import LIMIT, Raw, Report, check_filled, is_url, say_nothing, shown
from tui.article.model import SourceError
from tui.article.options import Options

if TYPE_CHECKING:
    from types import FrameType

    from urllib3 import BaseHTTPResponse, PoolManager

AGENT = f"quoth/{__version__} (a reader for the terminal; fetches what its user opens)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"
_HOPS = 10
_CHUNK = 1 << 16
_NO_ARTICLE = re.compile(
    r"(?:image|audio|video|font)/|(?:text|application)/(?:x-)?(?:javascript|ecmascript|css|json)\b"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_SAVE_IT = "save the page from a browser and open that file"
_STATUS = {
    401: f"asks for a login; log in with a browser, and {_SAVE_IT}",
    402: f"asks for payment; {_SAVE_IT}",
    403: f"refuses to give the page to quoth; {_SAVE_IT}",
    404: "has no such page; check the address",
    410: "has taken the page away; look for a copy in an archive",
    429: "has had too many requests from here; try again later",
    451: "may not show the page here for legal reasons; look for a copy in an archive",
}
_UNTRUSTED = {
    10: "has expired",
    18: "was signed by nobody else",
    19: "comes from an authority that this machine does not know",
    20: "comes from an authority that this machine does not know",
    23: "was revoked",
    62: "belongs to another host",
}
"""What OpenSSL's verification codes mean."""


class _Refused(Exception):  # noqa: N818
    """A host has an address that may not be fetched from."""


class _TimeUpError(BaseException):
    """The deadline has passed. Not an `Exception`: no library on the way may swallow it."""


def fetch(source: str, options: Options, report: Report = say_nothing) -> Raw:
    """Fetch a page.

    Args:
        source: an http or https URL.
        options: whether the network, and private addresses, may be reached; the deadline.
        report: hears how far it is.

    Raises:
        SourceError: why there is no page.
    """
    name = shown(source)
    if options.offline:
        raise SourceError(f"{name} was not fetched, since quoth was started with --offline; {_SAVE_IT}.")
    if not _is_sound(source):
        raise SourceError(f"{name} is no web address; check how it is written.")
    host = shown(urlsplit(source).hostname or "")
    received = [0]
    try:
        with _deadline(options.limits.fetch):
            return _fetch(source, name, options, report, received)
    except _TimeUpError:
        raise late(name, host, options.limits.fetch, received[0]) from None


def late(name: str, host: str, seconds: float, received: int) -> SourceError:
    """What to say when the deadline has passed."""
    got = f"only {received:,} bytes of it came" if received else f"{host} sent nothing"
    return SourceError(f"{name} did not arrive within {seconds:g} seconds ({got}); try again, or {_SAVE_IT}.")


def _is_sound(url: str) -> bool:
    """Whether `url` can be taken apart, and names a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and (port is None or 0 < port < 65536)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise `_TimeUpError` after `seconds`, whatever is being waited for.

    Only a main thread can be interrupted so; elsewhere, the limit on single reads must do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def up(_number: int, _frame: "FrameType | None") -> NoReturn:
        raise _TimeUpError

    before = signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _fetch(source: str, name: str, options: Options, report: Report, received: list[int]) -> Raw:
    url = source
    for _ in range(_HOPS):
        host = shown(urlsplit(url).hostname or "")
        report(f"Fetching {host}", 0)
        response = _request(url, name, host, options)
        try:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                url = _next(url, location, name)
                continue
            _check(response, name, host)
            data = _body(response, name, host, report, received)
        finally:
            response.close()
        kind = response.headers.get("Content-Type", "")
        charset = _CHARSET.search(kind)
        raw = Raw(
            source=source,
            name=name,
            data=data[:LIMIT],
            cut=len(data) > LIMIT,
            charset=options.charset or (charset.group(1) if charset else None),
            media=kind.partition(";")[0].strip().lower(),
            url=_public(url),
        )
        check_filled(raw)
        return raw
    raise SourceError(f"{name} redirects from page to page without end; open it in a browser and {_SAVE_IT}.")


def _request(url: str, name: str, host: str, options: Options) -> "BaseHTTPResponse":
    from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError

    try:
        proxy = _proxy(url)
    except ValueError:
        raise SourceError(f"{name} was not fetched: the proxy that the environment names is no address.") from None
    if proxy is not None and proxy.scheme not in {"http", "https"}:
        raise SourceError(
            f"{name} was not fetched: the environment names a proxy of a kind that quoth cannot use "
            f"({shown(proxy.scheme)}); name an HTTP proxy, or {_SAVE_IT}."
        )
    try:
        return _manager(url, proxy, options).request(
            "GET",
            url.partition("#")[0],
            headers={"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            preload_content=False,
            redirect=False,
            retries=False,
            timeout=options.limits.fetch,
        )
    except (HTTPError, LocationParseError, InvalidHeader, OSError, ValueError, _Refused) as error:
        reached = host if proxy is None else f"the proxy {shown(proxy.hostname or '')}"
        raise _explained(error, name, host, reached, options) from None


def _next(url: str, location: str, name: str) -> str:
    """Where a redirect leads."""
    with suppress(ValueError):
        target = urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
        if is_url(target) and _is_sound(target):
            return target
    raise SourceError(f"{name} redirects to {shown(location)[:80]}, which is no web page; it was not opened.")


def _check(response: "BaseHTTPResponse", name: str, host: str) -> None:
    if response.status != 200:
        what = _STATUS.get(response.status)
        if what is None:
            what = "is in trouble; try again later" if response.status >= 500 else f"gave no page; {_SAVE_IT}"
        raise SourceError(f"{name} was not fetched: {host} {what} (status {response.status}).")
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if _NO_ARTICLE.match(media):
        raise SourceError(f"{name} is no article but {shown(media)}; give the address of the page that shows it.")


def _body(response: "BaseHTTPResponse", name: str, host: str, report: Report, received: list[int]) -> bytes:
    """The page, unpacked, at most one byte more than `LIMIT`."""
    from urllib3.exceptions import DecodeError, HTTPError

    parts: list[bytes] = []
    try:
        while received[0] <= LIMIT and (part := response.read1(_CHUNK, decode_content=True)):
            parts.append(part[: LIMIT + 1 - received[0]])
            received[0] += len(parts[-1])
            report(f"Fetching {host}: {received[0] >> 10:,} KB", 0)
    except DecodeError:
        raise SourceError(f"{name} was sent compressed and is damaged; try again, or {_SAVE_IT}.") from None
    except (HTTPError, OSError):
        if not parts:
            raise SourceError(f"{host} broke off before it sent {name}; try again, or {_SAVE_IT}.") from None
    return b"".join(parts)


def _proxy(url: str) -> SplitResult | None:
    """The proxy that the environment names for `url`; None if there is none."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme.lower()) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    return urlsplit(proxy if "://" in proxy else f"http://{proxy}")


def _manager(url: str, proxy: SplitResult | None, options: Options) -> "PoolManager":
    """What makes the connection: straight and checked, or through `proxy`."""
    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(url)
    if proxy is not None:
        # The proxy looks names up for itself: what this machine knows of them is all that can be checked.
        with suppress(socket.gaierror, UnicodeError):
            _checked(parts.hostname or "", parts.port or (443 if parts.scheme.lower() == "https" else 80), options)
        return ProxyManager(urlunsplit(proxy), ssl_context=_tls(parts.scheme), proxy_headers=_proxy_login(proxy))
    manager = PoolManager(ssl_context=_tls(parts.scheme))
    manager.pool_classes_by_scheme = _pools(options)
    return manager


def _proxy_login(proxy: SplitResult) -> dict[str, str] | None:
    from urllib.parse import unquote

    from urllib3.util import make_headers

    if not proxy.username:
        return None
    return dict(make_headers(proxy_basic_auth=f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"))


def _tls(scheme: str) -> ssl.SSLContext | None:
    if scheme.lower() != "https":
        return None
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _pools(options: Options) -> dict[str, Any]:
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    def connect(connection: HTTPConnection) -> socket.socket:
        return _connected(connection.host.strip("[]"), connection.port or connection.default_port, options)

    class Plain(HTTPConnection):
        _new_conn = connect

    class Encrypted(HTTPSConnection):
        _new_conn = connect

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _connected(host: str, port: int, options: Options) -> socket.socket:
    """A connection to an address of `host` that was checked before."""
    trouble: OSError | None = None
    for address in _checked(host, port, options):
        connection = socket.socket(address.family, socket.SOCK_STREAM)
        try:
            connection.settimeout(options.limits.fetch)
            connection.connect(address.place)
        except OSError as error:
            connection.close()
            trouble = error
            continue
        return connection
    raise trouble or OSError("no address")


def _checked(host: str, port: int, options: Options) -> list[addresses.Address]:
    found = addresses.resolve(host, port)
    if not options.private:
        for address in found:
            if not addresses.is_public(address.ip):
                raise _Refused(address.ip)
    return found


def _explained(error: BaseException, name: str, host: str, reached: str, options: Options) -> SourceError:
    """One sentence for whatever went wrong on the way to the page; `reached` is what was to be connected to."""
    for cause in _causes(error):
        if isinstance(cause, _Refused):
            which = f"{host} stands for {cause}, an" if str(cause) != host else f"{host} is an"
            return SourceError(
                f"{name} was not fetched: {which} address in a private network or on this machine; "
                "start quoth with --allow-private if you mean it."
            )
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _UNTRUSTED.get(cause.verify_code, "cannot be trusted")
            return SourceError(
                f"{name} was not fetched: the certificate of {host} {why}; check the address, and this machine's clock."
            )
        if isinstance(cause, ssl.SSLError):
            return SourceError(f"{name} was not fetched: {host} speaks no TLS that is safe today; check the address.")
        if isinstance(cause, (socket.gaierror, UnicodeError)):
            return SourceError(f"{name} was not fetched: {_nobody(host, reached)}.")
        if isinstance(cause, TimeoutError):
            return late(name, host, options.limits.fetch, 0)
        if isinstance(cause, OSError) and cause.errno:
            reason = (cause.strerror or str(cause)).lower()
            return SourceError(f"{name} was not fetched: {reached} cannot be reached ({reason}); check the network.")
    return SourceError(f"{name} was not fetched: {host} gave no sensible answer; try again, or {_SAVE_IT}.")


def _nobody(host: str, reached: str) -> str:
    if reached == host:
        return f"no host is called {host}; check the address and the network"
    return f"{reached} that the environment names is not known; check it"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """`error` and what lies behind it, the innermost first."""
    chain: list[BaseException] = []
    while isinstance(error, BaseException) and error not in chain:
        chain.append(error)
        reason = getattr(error, "reason", None)
        error = reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__
    return reversed(chain)


def _public(url: str) -> str:
    """`url` without a login."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
