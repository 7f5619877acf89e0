"""The same work on other machines: Dask's executor behind the address of a scheduler. An extra of the package.

Whoever reaches a scheduler runs code on its workers. So one that listens on this machine alone is taken as it is, and
any other over TLS only, with a certificate of one's own, as Dask's settings name it (``distributed.comm.tls``). Files
come to a worker within the work and go back within its result. A worker with another Fineprint, Python or library
does nothing. One that ends in the middle has its work done again by the others.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from .cache import code_digest

#: Seconds to wait for a scheduler, and for its first worker.
_PATIENCE = 30
_NOT_INSTALLED = "--scheduler needs Dask, which is not installed here; install fineprint-book[cluster]"


class ClusterError(OSError):
    """A scheduler can't be used, or its workers can't; says why and what to do."""


def wrong_address(address: str) -> str | None:
    """Why an address is none that work may be sent to, or None."""
    parts = urlsplit(address)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if parts.scheme not in ("tcp", "tls") or not host or not port:
        return "not the address of a scheduler; write tls://HOST:PORT, or tcp://127.0.0.1:PORT for one on this machine"
    if parts.scheme == "tcp" and not _is_loopback(host):
        return "work for another machine goes over TLS with a client certificate only; write tls:// in place of tcp://"
    return None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def cluster_submit(address: str, work: Callable[[Any], Any]) -> Iterator[tuple[Callable[[Any], Future[Any]], int]]:
    """What hands an item of work to a scheduler's workers, and how many of those there are. Raises ClusterError."""
    if wrong := wrong_address(address):
        raise ClusterError(f"{address}: {wrong}")
    try:
        from distributed import Client  # noqa: PLC0415 - an extra of the package
        from distributed.scheduler import KilledWorker  # noqa: PLC0415
        from distributed.security import Security  # noqa: PLC0415
    except ImportError as missing:
        raise ClusterError(_NOT_INSTALLED) from missing
    security = Security(require_encryption=True) if address.startswith("tls:") else Security()
    if security.require_encryption and not (
        security.tls_ca_file and security.tls_client_cert and security.tls_client_key
    ):
        raise ClusterError(
            f"{address}: no client certificate; name ca-file and client cert and key under distributed.comm.tls in "
            "Dask's settings"
        )
    try:
        client = Client(address, security=security, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TypeError, ValueError) as reason:
        raise ClusterError(f"{address}: no scheduler answers ({reason}); start one, or leave --scheduler out") from None
    try:
        number = _same_versions(client, address)
        # Each worker is sent the work once, and can be sent it again.
        held = client.submit(bytes, pickle.dumps(work), pure=False)
        expected = code_digest()
        with client.get_executor(pure=False) as executor:

            def submit(item: Any) -> Future[Any]:
                future: Future[Any] = executor.submit(run_on_worker, expected, held, pickle.dumps(item))
                return future

            try:
                yield submit, number
            except KilledWorker as killed:
                raise ClusterError(
                    f"{address}: one piece of work ended several workers; look at the memory they have"
                ) from killed
            except BaseException:
                executor.shutdown(wait=False)
                raise
    finally:
        client.close()


def _same_versions(client: Any, address: str) -> int:
    """How many workers there are, once each is known to have this process's code and libraries, and one thread."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        digests = client.run(code_digest)
    except TimeoutError:
        raise ClusterError(f"{address}: this scheduler has no worker; start one with dask worker") from None
    except Exception as reason:  # noqa: BLE001 - whatever a worker raises, it is no use
        raise ClusterError(f"{address}: a worker can't run Fineprint ({reason}); install the same one there") from None
    if others := sorted(worker for worker, digest in digests.items() if digest != code_digest()):
        raise ClusterError(f"{address}: {_other(others[0])}")
    threads: dict[str, int] = client.nthreads()
    if several := sorted(worker for worker, number in threads.items() if number > 1):
        raise ClusterError(f"{several[0]} works in several threads; start workers with --nthreads 1 --nworkers auto")
    return sum(threads.values())


def _other(worker: str) -> str:
    return f"{worker} has another Fineprint, Python or library; install the same ones there"


def run_on_worker(expected: str, work: bytes, item: bytes) -> Any:
    """Runs on a worker: the work on an item, if the code here is that of who asks. Raises ClusterError otherwise."""
    # A worker may have come after the others were asked.
    if code_digest() != expected:
        raise ClusterError(_other("a worker that came later"))
    return _work(work)(pickle.loads(item))


@lru_cache(maxsize=2)
def _work(pickled: bytes) -> Any:
    return pickle.loads(pickled)
