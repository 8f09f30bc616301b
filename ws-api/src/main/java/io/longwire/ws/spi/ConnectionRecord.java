package io.longwire.ws.spi;

import java.time.Duration;

/**
 * What a connection did in its life.
 *
 * @param open how long it was open
 * @param messagesIn whole messages received
 * @param bytesIn bytes received, frames and control frames included
 * @param messagesOut whole messages handed to the socket
 * @param bytesOut bytes handed to the socket, frames and control frames included
 * @param peakBufferedBytes the most bytes that ever waited to be sent
 */
public record ConnectionRecord(
        Duration open, long messagesIn, long bytesIn, long messagesOut, long bytesOut, long peakBufferedBytes) {}
