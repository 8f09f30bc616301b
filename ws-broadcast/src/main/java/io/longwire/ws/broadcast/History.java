package io.longwire.ws.broadcast;

import java.util.List;

/**
 * A part of a topic's history.
 *
 * @param verdict whether it is what was asked for: {@link Verdict.Gap} when it cannot be told whole
 * @param publications the oldest first, up to the verdict's position; none with a gap
 */
public record History(Verdict verdict, List<Publication> publications) {}
