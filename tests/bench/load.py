"""A client that keeps a server busy over a few connections that stay open, and notes how long each answer takes."""

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 8


@dataclass(frozen=True)
class Load:
    """What came of it: answers in a second, and how many seconds each took, the fastest first."""

    rate: float
    seconds: Sequence[float]

    def share(self, share: float) -> float:
        """Within how many seconds this share of them (0 to 1) was answered."""
        return self.seconds[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


@dataclass
class Connection:
    """One connection, with what it waits for."""

    socket: socket.socket
    begun: float = 0.0
    received: bytes = b""

    def sends(self, request: bytes) -> None:
        """Send one request; an answer in two pieces is not to wait until the first has been acknowledged."""
        self.begun, self.received = time.perf_counter(), b""
        self.socket.sendall(request)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def is_answered(self) -> bool:
        """Take what has come, and tell whether that is a whole answer; anything but 200 is a failure."""
        piece = self.socket.recv(65536)
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not piece or (found and b" 200 " not in head[:20]):
            raise AssertionError(f"answered {head[:60]!r}")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return bool(found) and len(body) >= int(length)


def load(port: int, requests: Sequence[bytes], connections: int = CONNECTIONS) -> Load:
    """Send these, each connection the next one as soon as it has its answer."""
    waiting = iter(requests)
    seconds: list[float] = []
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            made = Connection(socket.create_connection(("127.0.0.1", port), timeout=10))
            made.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(made.socket, selectors.EVENT_READ, made)
        begun = time.perf_counter()
        for key in selector.get_map().values():
            key.data.sends(next(waiting))
        while len(seconds) < len(requests):
            for key, _ in selector.select(10):
                if key.data.is_answered():
                    seconds.append(time.perf_counter() - key.data.begun)
                    if request := next(waiting, None):
                        key.data.sends(request)
        spent = time.perf_counter() - begun
        for key in selector.get_map().values():
            key.data.socket.close()
    return Load(len(requests) / spent, sorted(seconds))
