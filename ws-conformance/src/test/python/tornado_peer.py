"""Tornado, as server and as client, doing what it is told (see npm/peer.js)."""
import asyncio
from itertools import product

from lines import MAX_BYTES, SCHEMES, client_context, obey_lines, say
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

DEFLATE = {"off": None, "on": {}}


def agreed(number, subprotocol, headers):
    deflate = "permessage-deflate" in headers.get("Sec-WebSocket-Extensions", "")
    say("agreed", number, subprotocol or "-", "on" if deflate else "off")


def obey(connection, message, cut):
    if isinstance(message, bytes) or not message.startswith("!"):
        connection.write_message(message, binary=isinstance(message, bytes))
        return
    command, *words = message.split(" ")
    if command == "!close":
        connection.close(int(words[0]), " ".join(words[1:])) if words else connection.close()
    elif command == "!cut":
        cut()
    elif command == "!ping":
        connection.ping(words[0].encode())


class Server(WebSocketHandler):
    def initialize(self, deflate):
        self.deflate = deflate

    def get_compression_options(self):
        return self.deflate

    def select_subprotocol(self, subprotocols):
        return "echo" if "echo" in subprotocols else None

    def open(self, number):
        self.number = number
        agreed(number, self.selected_subprotocol, self._headers)

    def on_message(self, message):
        obey(self, message, self.ws_connection.stream.close)

    def on_pong(self, data):
        self.write_message("pong " + data.decode())

    def on_close(self):
        say("ended", self.number, self.close_code or 1005, self.close_reason or "")


async def connect(number, url, deflate, subprotocols):
    try:
        connection = await websocket_connect(
            HTTPRequest(url, ssl_options=client_context(url)),
            compression_options=DEFLATE[deflate],
            subprotocols=subprotocols or None,
            max_message_size=MAX_BYTES,
        )
    except HTTPClientError as refused:
        say("refused", number, refused.code)
        return
    connection.on_pong = lambda data: connection.write_message("pong " + data.decode())
    agreed(number, connection.selected_subprotocol, connection.headers)
    stream = connection.protocol.stream
    while (message := await connection.read_message()) is not None:
        obey(connection, message, stream.close)
    say("ended", number, connection.close_code or 1005, connection.close_reason or "")


async def main():
    for (scheme, context), (name, deflate) in product(SCHEMES.items(), DEFLATE.items()):
        application = Application(
            [(r"/(\d+)", Server, {"deflate": deflate})], websocket_max_message_size=MAX_BYTES, log_function=lambda _: None
        )
        sockets = bind_sockets(0, "127.0.0.1")
        HTTPServer(application, ssl_options=context).add_sockets(sockets)
        say("listening", f"{scheme}-{name}", sockets[0].getsockname()[1])
    await obey_lines(connect)


asyncio.run(main())
