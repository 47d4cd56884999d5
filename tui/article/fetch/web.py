"""Fetch one page from the web, within a deadline, up to a size, and only from public addresses.

A host name is resolved once, and the address is checked and then connected to, so that it cannot change after the
check. Redirects are treated the same way.
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
from tui.article.fetch.compressed import Unpacked, unpack_deflate, unpack_gzip
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
_SAVE_IT = "save the page in a browser and open that file"
_STATUS = {
    401: f"requires a login; log in with a browser, {_SAVE_IT}",
    402: f"requires payment; {_SAVE_IT}",
    403: f"does not let quoth fetch the page; {_SAVE_IT}",
    404: "has no such page; check the URL",
    410: "has removed the page; look for a copy in a web archive",
    429: "has received too many requests from you; try again later",
    451: "may not show the page for legal reasons; look for a copy in a web archive",
}
_UNTRUSTED = {
    10: "has expired",
    18: "is self-signed",
    19: "comes from an authority that this machine does not trust",
    20: "comes from an authority that this machine does not trust",
    23: "was revoked",
    62: "belongs to another site",
}
"""The meaning of OpenSSL's verification codes."""


class _Refused(Exception):  # noqa: N818
    """A host has an address from which fetching is not allowed."""


class _TimeUpError(BaseException):
    """The deadline has passed. Not an `Exception`, so that no library in between can catch it."""


def fetch(source: str, options: Options, report: Report = say_nothing) -> Raw:
    """Fetch a page.

    Args:
        source: an http or https URL.
        options: whether the network and private addresses are allowed; the deadline.
        report: receives progress.

    Raises:
        SourceError: the page cannot be fetched.
    """
    name = shown(source)
    if options.offline:
        raise SourceError(f"{name} was not fetched because quoth is offline (--offline); {_SAVE_IT}.")
    if not _is_sound(source):
        raise SourceError(f"{name} is not a valid URL; check its spelling.")
    host = shown(urlsplit(source).hostname or "")
    received = [0]
    try:
        with _deadline(options.limits.fetch):
            return _fetch(source, name, options, report, received)
    except _TimeUpError:
        raise make_late_error(name, host, options.limits.fetch, received[0]) from None


def make_late_error(name: str, host: str, seconds: float, received: int) -> SourceError:
    """Return the error for a passed deadline."""
    got = f"only {received:,} bytes arrived" if received else f"{host} sent nothing"
    return SourceError(f"{name} did not arrive within {seconds:g} seconds ({got}); try again, or {_SAVE_IT}.")


def _is_sound(url: str) -> bool:
    """Whether `url` is valid and names a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and (port is None or 0 < port < 65536)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise `_TimeUpError` after `seconds`, whatever the code is waiting for.

    Only the main thread can be interrupted; elsewhere the limit on single reads has to suffice.
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
            page = _body(response, name, host, report, received)
        finally:
            response.close()
        kind = response.headers.get("Content-Type", "")
        charset = _CHARSET.search(kind)
        raw = Raw(
            source=source,
            name=name,
            data=page.data[:LIMIT],
            cut=len(page.data) > LIMIT,
            is_truncated=not page.is_whole,
            charset=options.charset or (charset.group(1) if charset else None),
            media=kind.partition(";")[0].strip().lower(),
            url=_public(url),
        )
        check_filled(raw)
        return raw
    raise SourceError(f"{name} has too many redirects; {_SAVE_IT}.")


def _request(url: str, name: str, host: str, options: Options) -> "BaseHTTPResponse":
    from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError

    try:
        proxy = _proxy(url)
    except ValueError:
        raise SourceError(
            f"{name} was not fetched: the proxy set in the environment is not a valid URL; correct it."
        ) from None
    if proxy is not None and proxy.scheme not in {"http", "https"}:
        raise SourceError(
            f"{name} was not fetched: the environment sets a kind of proxy that quoth cannot use "
            f"({shown(proxy.scheme)}); set an HTTP proxy, or {_SAVE_IT}."
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
        raise _explain(error, name, host, reached, options) from None


def _next(url: str, location: str, name: str) -> str:
    """Return the URL to which a redirect leads."""
    with suppress(ValueError):
        target = urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
        if is_url(target) and _is_sound(target):
            return target
    raise SourceError(f"{name} redirects to {shown(location)[:80]}, which is not a web page; check the URL.")


def _check(response: "BaseHTTPResponse", name: str, host: str) -> None:
    if response.status != 200:
        what = _STATUS.get(response.status)
        if what is None:
            what = "has a problem; try again later" if response.status >= 500 else f"did not send the page; {_SAVE_IT}"
        raise SourceError(f"{name} was not fetched: {host} {what} (status {response.status}).")
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if _NO_ARTICLE.match(media):
        raise SourceError(f"{name} is not an article but {shown(media)}; use the URL of the page that shows it.")


def _body(response: "BaseHTTPResponse", name: str, host: str, report: Report, received: list[int]) -> Unpacked:
    """Return the unpacked page, at most one byte more than `LIMIT`, and whether all of it came."""
    from urllib3.exceptions import HTTPError

    parts: list[bytes] = []
    is_whole = True
    try:
        while received[0] <= LIMIT and (part := response.read1(_CHUNK, decode_content=False)):
            parts.append(part[: LIMIT + 1 - received[0]])
            received[0] += len(parts[-1])
            report(f"Fetching {host}: {received[0] >> 10:,} KB", 0)
    except (HTTPError, OSError):  # a short Content-Length, a broken chunk, a reset
        is_whole = False
        if not parts:
            raise SourceError(
                f"{host} closed the connection before sending {name}; try again, or {_SAVE_IT}."
            ) from None
    page = _decode_body(response.headers.get("Content-Encoding", ""), b"".join(parts))
    if parts and not page.data:
        raise SourceError(f"{name} arrived damaged; try again, or {_SAVE_IT}.")
    return Unpacked(page.data, is_whole and page.is_whole)


def _decode_body(coding: str, body: bytes) -> Unpacked:
    """Undo the content coding of a body (RFC 9110, section 8.4); what we do not ask for is left as it is."""
    coding = coding.strip().lower()
    if coding in {"gzip", "x-gzip"}:
        return unpack_gzip(body, LIMIT + 1)
    if coding == "deflate":
        return unpack_deflate(body, LIMIT + 1)
    return Unpacked(body, is_whole=True)


def _proxy(url: str) -> SplitResult | None:
    """Return the proxy that the environment sets for `url`, or None."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme.lower()) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    return urlsplit(proxy if "://" in proxy else f"http://{proxy}")


def _manager(url: str, proxy: SplitResult | None, options: Options) -> "PoolManager":
    """Return the pool manager: for checked direct connections, or for connections through `proxy`."""
    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(url)
    if proxy is not None:
        # The proxy resolves names itself, so only what this machine resolves can be checked.
        with suppress(socket.gaierror, UnicodeError):
            _resolve_checked(
                parts.hostname or "", parts.port or (443 if parts.scheme.lower() == "https" else 80), options
            )
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
        return _connect(connection.host.strip("[]"), connection.port or connection.default_port, options)

    class Plain(HTTPConnection):
        _new_conn = connect

    class Encrypted(HTTPSConnection):
        _new_conn = connect

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _connect(host: str, port: int, options: Options) -> socket.socket:
    """Return a connection to an address of `host` that was checked before."""
    trouble: OSError | None = None
    for address in _resolve_checked(host, port, options):
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


def _resolve_checked(host: str, port: int, options: Options) -> list[addresses.Address]:
    found = addresses.resolve(host, port)
    if not options.private:
        for address in found:
            if not addresses.is_public(address.ip):
                raise _Refused(address.ip)
    return found


def _explain(error: BaseException, name: str, host: str, reached: str, options: Options) -> SourceError:
    """Return the error for a failed request; `reached` is the host or proxy that quoth tried to connect to."""
    for cause in _causes(error):
        if isinstance(cause, _Refused):
            which = f"{host} resolves to {cause}, an" if str(cause) != host else f"{host} is an"
            return SourceError(
                f"{name} was not fetched: {which} address in a private network or on this machine; "
                "to fetch it anyway, start quoth with --allow-private."
            )
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _UNTRUSTED.get(cause.verify_code, "cannot be trusted")
            return SourceError(
                f"{name} was not fetched: the certificate of {host} {why}; check the URL and this machine's clock."
            )
        if isinstance(cause, ssl.SSLError):
            return SourceError(
                f"{name} was not fetched: {host} does not offer a secure connection (TLS); check the URL."
            )
        if isinstance(cause, (socket.gaierror, UnicodeError)):
            return SourceError(f"{name} was not fetched: {_explain_unknown_host(host, reached)}.")
        if isinstance(cause, TimeoutError):
            return make_late_error(name, host, options.limits.fetch, 0)
        if isinstance(cause, OSError) and cause.errno:
            reason = (cause.strerror or str(cause)).lower()
            return SourceError(f"{name} was not fetched: {reached} cannot be reached ({reason}); check your network.")
    return SourceError(f"{name} was not fetched: {host} sent an invalid answer; try again, or {_SAVE_IT}.")


def _explain_unknown_host(host: str, reached: str) -> str:
    if reached == host:
        return f"there is no host {host}; check the URL and your network"
    return f"{reached}, which is set in the environment, was not found; check its name"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error` and its causes, innermost first."""
    chain: list[BaseException] = []
    while isinstance(error, BaseException) and error not in chain:
        chain.append(error)
        reason = getattr(error, "reason", None)
        error = reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__
    return reversed(chain)


def _public(url: str) -> str:
    """Return `url` without user name and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
