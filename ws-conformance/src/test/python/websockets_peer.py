"""The websockets library, as server and as client, doing what it is told (see npm/peer.js)."""
import asyncio
from http import HTTPStatus
from itertools import product

import websockets
from lines import MAX_BYTES, SCHEMES, client_context, obey_lines, say
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, ServerPerMessageDeflateFactory

BITS = {"server_max_window_bits": 9, "client_max_window_bits": 9}
ALONE = {"server_no_context_takeover": True, "client_no_context_takeover": True}
SERVER = {
    "off": None,
    "on": [ServerPerMessageDeflateFactory()],
    "no-takeover": [ServerPerMessageDeflateFactory(**ALONE)],
    "small-windows": [ServerPerMessageDeflateFactory(**BITS)],
}
CLIENT = {
    "off": None,
    "on": [ClientPerMessageDeflateFactory(client_max_window_bits=True)],
    "no-takeover": [ClientPerMessageDeflateFactory(**ALONE)],
    "small-windows": [ClientPerMessageDeflateFactory(**BITS)],
}


async def close(socket, code, *text):
    await socket.close(int(code), " ".join(text))


async def cut(socket):
    socket.transport.abort()


async def ping(socket, payload):
    await (await socket.ping(payload))
    await socket.send("pong " + payload)


async def fragments(socket, words):
    async def parts():
        for i, part in enumerate(words.split("|")):
            yield part
            if i == 0:
                await socket.ping("between")

    await socket.send(parts())


COMMANDS = {"!close": close, "!cut": cut, "!ping": ping, "!fragments": fragments}


async def obey(socket, number):
    extensions = getattr(socket, "protocol", socket).extensions
    say("agreed", number, socket.subprotocol or "-", "on" if extensions else "off")
    tasks = []  # the answer to a Ping is seen only while messages are read
    try:
        async for message in socket:
            if isinstance(message, str) and message.startswith("!"):
                command, *words = message.split(" ")
                tasks.append(asyncio.create_task(COMMANDS[command](socket, *words)))
            else:
                await socket.send(message)
    except websockets.ConnectionClosed:
        pass  # how, is told below
    await socket.wait_closed()
    say("ended", number, socket.close_code, socket.close_reason)


# The library has two generations, which hand things over differently.
async def serve(socket, *_):
    path = socket.request.path if hasattr(socket, "request") else socket.path
    await obey(socket, path[1:])


async def refuse_unknown(first, second):
    path = first if isinstance(first, str) else second.path
    if path[1:].isdigit():
        return None
    return (HTTPStatus.NOT_FOUND, [], b"") if path is first else first.respond(HTTPStatus.NOT_FOUND, "")


async def connect(number, url, deflate, subprotocols):
    try:
        socket = await websockets.connect(
            url,
            ssl=client_context(url),
            extensions=CLIENT[deflate],
            compression=None,
            subprotocols=subprotocols or None,
            max_size=MAX_BYTES,
        )
    except websockets.InvalidHandshake as refused:
        status = refused.response.status_code if hasattr(refused, "response") else refused.status_code
        say("refused", number, status)
        return
    await obey(socket, number)


async def main():
    for (scheme, context), (name, extensions) in product(SCHEMES.items(), SERVER.items()):
        server = await websockets.serve(
            serve,
            "127.0.0.1",
            0,
            ssl=context,
            extensions=extensions,
            compression=None,
            subprotocols=["echo"],
            max_size=MAX_BYTES,
            process_request=refuse_unknown,
        )
        say("listening", f"{scheme}-{name}", next(iter(server.sockets)).getsockname()[1])
    await obey_lines(connect)


asyncio.run(main())
