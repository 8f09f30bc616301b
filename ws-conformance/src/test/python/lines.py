"""What the Python peers have in common: lines of stdin are tasks, lines of stdout are what was seen (see npm/peer.js)."""
import asyncio
import ssl
import sys

MAX_BYTES = 8 << 20


def server_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    return context


def client_context(url):
    return ssl.create_default_context(cafile=sys.argv[3]) if url.startswith("wss:") else None


SCHEMES = {"ws": None, "wss": server_context()}


def say(*words):
    print(*words, flush=True)


async def obey_lines(connect):
    """Calls connect(number, url, deflate, subprotocols) for each line, until the end of stdin."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    say("ready")
    running = set()
    while line := await reader.readline():
        _, number, url, deflate, *subprotocols = line.decode().split()
        task = asyncio.create_task(connect(number, url, deflate, subprotocols))
        running.add(task)
        task.add_done_callback(running.discard)
        task.add_done_callback(lambda done: done.exception() and sys.exit(repr(done.exception())))
