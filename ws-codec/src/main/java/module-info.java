/** The protocol without input and output. */
module io.longwire.ws.codec {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports io.longwire.ws.codec;
    exports io.longwire.ws.codec.deflate;
    exports io.longwire.ws.codec.handshake;

    provides io.longwire.ws.spi.ExtensionProvider with
            io.longwire.ws.codec.deflate.DeflateProvider;
}
