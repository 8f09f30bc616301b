package io.longwire.ws.codec;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;

/**
 * What a {@link WebSocketProtocol} tells. Every buffer is borrowed: valid until the call returns, its position and limit may be
 * moved and its bytes changed.
 *
 * <p>A callback may call {@link WebSocketProtocol#close}, {@link WebSocketProtocol#fail} and {@link WebSocketProtocol#release},
 * and may encode messages; it must not call {@link WebSocketProtocol#receive}. It may throw: see there.
 */
public interface ProtocolEvents {
    /**
     * A whole message.
     *
     * @param payload text has been validated
     * @param ascii whether every byte is below 0x80; says nothing when the kind is binary
     */
    void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii);

    /**
     * A part of a message, instead of {@link #onMessage} where parts were asked for.
     *
     * @param payload text has been validated, but may end inside a code point; empty only when it is the last part
     * @param last whether the message ends with this part
     */
    void onPart(MessageKind kind, ByteBuffer payload, boolean last);

    /** A Ping came; told after the Pong was handed to {@link #control}. */
    void onPing(ByteBuffer payload);

    /** A Pong came. */
    void onPong(ByteBuffer payload);

    /** This control frame is to be sent; {@link MessageEncoder#control} makes its bytes. After a Close there is no other. */
    void control(ControlFrame kind, ByteBuffer payload);

    /**
     * The peer's Close frame came; told after the answer was handed to {@link #control}, if this side had not sent a Close.
     *
     * @param code its status code, {@link io.longwire.ws.Closed#NO_STATUS} when it had none
     * @param text its text, empty when it had none
     */
    void onCloseReceived(int code, String text);

    /**
     * The peer broke the protocol or a limit; told after the Close frame was handed to {@link #control}, if this side had not
     * sent one. Nothing is read any more.
     */
    void onViolation(Violation violation);
}
