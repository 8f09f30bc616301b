package io.longwire.ws.broadcast;

import io.longwire.ws.Message;

/**
 * A message that was published.
 *
 * @param position where it stands in the topic's history; {@link Position#NONE} when it is not kept
 */
public record Publication(Position position, Message message) implements TopicEvent {}
