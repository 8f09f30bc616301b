package io.longwire.ws.broadcast;

/** Something that a subscriber of a topic is told, all subscribers in one order. */
public sealed interface TopicEvent permits Publication, Verdict, TopicEvent.Joined, TopicEvent.Left {
    /** Somebody became present. */
    record Joined(Present member) implements TopicEvent {}

    /** Somebody is present no more. */
    record Left(Present member) implements TopicEvent {}
}
