package io.longwire.ws.broadcast;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Retention;
import io.longwire.ws.broadcast.spi.Stretch;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The topics of this process: a {@link Roster} for each name that has subscribers. */
final class LocalTopics implements Topics {
    private static final int MOST_PRESENT = 10_000;

    final BroadcastSettings settings;
    final Counts counts;
    private final Rules rules;
    private final Node node;
    private final ConcurrentMap<String, Roster> rosters = new ConcurrentHashMap<>();
    private final AtomicLong tags = new AtomicLong();
    /** A key of its own for each server and client, so that one's connections are unknown to the other. */
    private final AttributeKey<Member> memberKey = AttributeKey.of("ws.broadcast.member");

    LocalTopics(BroadcastSettings settings, Counts counts, Rules rules, Node node) {
        this.settings = settings;
        this.counts = counts;
        this.rules = rules;
        this.node = node;
    }

    @Override
    public Topic topic(String name) {
        if (name.isEmpty() || name.length() > settings.maxNameLength()) {
            throw new IllegalArgumentException("a topic's name has 1 to " + settings.maxNameLength() + " characters");
        }
        for (int i = 0; i < name.length(); ) {
            int character = name.codePointAt(i);
            if (Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE) {
                throw new IllegalArgumentException(
                        "a topic's name has no control characters and no unpaired surrogates");
            }
            i += Character.charCount(character);
        }
        return new LocalTopic(this, name, rules.of(name));
    }

    @Override
    public void configure(String names, TopicOptions options) {
        rules.add(names, options);
    }

    @Override
    public TopicOptions options(String name) {
        return rules.of(name);
    }

    @Override
    public int send(String user, Message message) {
        return node.send(user, message);
    }

    @Override
    public int disconnect(String user, CloseReason reason) {
        return node.disconnect(user, reason);
    }

    @Override
    public int size() {
        return rosters.size();
    }

    Member meet(WebSocket socket, Lane lane) {
        var member = new Member(socket, lane, this);
        socket.attribute(memberKey, member);
        node.meet(member);
        return member;
    }

    void part(Member member) {
        node.part(member);
    }

    Member member(WebSocket socket) {
        Member member = socket.attribute(memberKey);
        if (member == null) {
            throw new IllegalArgumentException(
                    "the connection is not one of the server or client that these topics belong to");
        }
        return member;
    }

    Seat join(LocalTopic topic, Member member, SubscribeOptions options) {
        while (true) {
            Roster roster = rosters.computeIfAbsent(topic.name(), name -> roster(topic));
            var seat = new Seat(member, roster, overflow(topic, member, options), options.rendering());
            if (roster.join(seat, topic.options().maxSubscribers())) {
                return seat;
            }
            // Its last member left after we found it.
            rosters.remove(topic.name(), roster);
        }
    }

    /** For a connection that has ended: a seat in a roster that nobody finds. */
    Seat nowhere(LocalTopic topic, Member member) {
        return new Seat(member, roster(topic), Overflow.DISCONNECT, null);
    }

    private Roster roster(LocalTopic topic) {
        TopicOptions options = topic.options();
        return new Roster(
                topic.name(),
                roster ->
                        isCarried(options) ? new Feed(topic.name(), roster, options.recoverable(), node.feeds) : null);
    }

    private static Overflow overflow(LocalTopic topic, Member member, SubscribeOptions options) {
        Overflow own = options.overflow() == null ? topic.options().overflow() : options.overflow();
        if (own != null) {
            return own;
        }
        Overflow ofSocket = member.socket.overflow();
        return ofSocket == Overflow.BLOCK ? Overflow.DISCONNECT : ofSocket;
    }

    void entered(LocalTopic topic, Member member, SubscribeOptions options) {
        if (topic.options().presence()) {
            node.attendance.enter(topic.name(), new Present(node.name(member), member.user, options.info()));
        }
    }

    void leave(Seat seat) {
        Feed feed = seat.roster.feed;
        if (seat.roster.leave(seat)) {
            rosters.remove(seat.topic(), seat.roster);
            if (feed != null) {
                feed.close();
            }
        }
        if (feed != null) {
            // What hangs on it is not called under a member's lock.
            seat.member.lane.later(() -> {
                seat.over();
                feed.part(seat);
            });
        }
        if (rules.of(seat.topic()).presence()) {
            node.attendance.leave(seat.topic(), node.name(seat.member));
        }
    }

    /** Whether publications go through the backplane: because it keeps them, or because there are other nodes. */
    private boolean isCarried(TopicOptions options) {
        return options.recoverable() || node.feeds.shared();
    }

    boolean offer(LocalTopic topic, Message message, long except) {
        if (isCarried(topic.options())) {
            return !publish(topic, message, "", except).toCompletableFuture().isCompletedExceptionally();
        }
        Roster roster = rosters.get(topic.name());
        return count(roster == null || roster.offer(new Publication(Position.NONE, message), except));
    }

    CompletionStage<Published> publish(LocalTopic topic, Message message, String key, long except) {
        Roster roster = rosters.get(topic.name());
        if (!isCarried(topic.options())) {
            return offer(topic, message, except)
                    ? CompletableFuture.completedFuture(Published.UNKEPT)
                    : CompletableFuture.failedFuture(new PublishFailed("an event loop lags", false, null));
        } else if (!count(roster == null || roster.hasRoom())) {
            return CompletableFuture.failedFuture(new PublishFailed("an event loop lags", false, null));
        }
        String left = except == Member.NOBODY ? "" : node.name(except);
        if (topic.options().recoverable()) {
            return node.feeds.outbox.publish(
                    outgoing(topic.name(), Envelope.of(message, left), key, retention(topic.options())));
        }
        return node.carry(outgoing(topic.name(), Envelope.of(message, left), "", Retention.NONE), () -> {
            if (roster != null) {
                roster.publish(new Publication(Position.NONE, message), except);
            }
        });
    }

    private Outgoing outgoing(String topic, ByteBuffer data, String key, Retention retention) {
        String tag = node.tag + Long.toString(tags.incrementAndGet(), Character.MAX_RADIX);
        return new Outgoing(topic, tag, data, key, retention);
    }

    private Retention retention(TopicOptions options) {
        return new Retention(options.historySize(), options.historyTime(), settings.keyTime());
    }

    private boolean count(boolean accepted) {
        (accepted ? counts.published() : counts.overflowed()).add(1);
        return accepted;
    }

    CompletionStage<History> history(LocalTopic topic, int limit, @Nullable Position since) {
        if (!topic.options().recoverable()) {
            throw new IllegalStateException(topic + " has no history");
        } else if (limit < 1) {
            throw new IllegalArgumentException("a history of " + limit);
        }
        return since == null
                ? node.feeds.broker().newest(topic.name(), limit).thenApply(all -> history(null, all))
                : node.feeds.broker().recover(topic.name(), since, limit).thenApply(all -> history(since, all));
    }

    private static History history(@Nullable Position since, Stretch stretch) {
        List<Publication> publications = stretch.publications().stream()
                .map(one -> Envelope.read(one.data(), one.position()).map(Envelope::publication))
                .flatMap(Optional::stream)
                .toList();
        if (since == null) {
            return new History(new Verdict.Subscribed(stretch.top()), publications);
        }
        return new History(
                stretch.status() == Status.OK
                        ? new Verdict.Recovered(stretch.top(), publications.size())
                        : new Verdict.Gap(since, stretch.top(), Feed.reason(stretch.status())),
                publications);
    }

    CompletionStage<List<Present>> presence(LocalTopic topic) {
        if (!topic.options().presence()) {
            throw new IllegalStateException(topic + " has no presence");
        }
        return node.feeds.backplane.registry().present(topic.name(), MOST_PRESENT);
    }

    /** Tells a topic's subscribers on all nodes that somebody came or went. */
    void tell(String topic, Present member, boolean joined) {
        TopicEvent event = joined ? new TopicEvent.Joined(member) : new TopicEvent.Left(member);
        Roster roster = rosters.get(topic);
        Runnable here = () -> {
            if (roster != null) {
                roster.publish(event, Member.NOBODY);
            }
        };
        if (isCarried(rules.of(topic))) {
            node.carry(outgoing(topic, Envelope.of(member, joined), "", Retention.NONE), here);
        } else {
            here.run();
        }
    }

    int subscribers(String topic) {
        Roster roster = rosters.get(topic);
        return roster == null ? 0 : roster.size();
    }
}
