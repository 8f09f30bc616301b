package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out whether topics with a history kept their word. Publishers tell it what was acknowledged, subscribers what they were told, each
 * in its order; at the end {@link #check} says what was lost, doubled, out of order, or missing without a word. Any thread.
 *
 * <p>A subscriber is one client in one topic, over all its connections: one that comes back goes on where it was.
 */
public final class HistoryChecker {
    /**
     * What was found.
     *
     * @param acknowledged publications whose publishers were told a position
     * @param delivered publications that subscribers were told
     * @param lost acknowledged ones that a subscriber should have at the end and has not, or that something else stands in the place of
     * @param duplicated told twice to one subscriber, or standing at a second place of the history
     * @param reordered told after a later one
     * @param silentGaps publications left out without a verdict that says so
     * @param toldGaps gaps that subscribers were told of
     */
    public record Report(
            long acknowledged,
            long delivered,
            long lost,
            long duplicated,
            long reordered,
            long silentGaps,
            long toldGaps) {
        /** Whether nothing is wrong; gaps that are told are not. */
        public boolean isClean() {
            return lost + duplicated + reordered + silentGaps == 0;
        }

        @Override
        public String toString() {
            return "acknowledged " + acknowledged + " delivered " + delivered + " lost " + lost + " duplicated "
                    + duplicated + " reordered " + reordered + " silent-gaps " + silentGaps + " told-gaps " + toldGaps;
        }
    }

    private record Line(String topic, String epoch) {}

    private static final class View {
        String epoch = "";
        long next = 1;
        boolean waiting = true;
        final Set<Long> missing = new HashSet<>();
    }

    private final Map<Line, NavigableMap<Long, String>> acknowledged = new HashMap<>();
    private final Map<Line, Map<Long, String>> told = new HashMap<>();
    /** By id, the first place it was seen at. */
    private final Map<Line, Map<String, Long>> places = new HashMap<>();
    /** By topic, then subscriber. */
    private final Map<String, Map<String, View>> views = new HashMap<>();

    private long delivered;
    private long duplicated;
    private long reordered;
    private long silent;
    private long mixed;
    private long gaps;

    /** Has been told nothing yet. */
    public HistoryChecker() {}

    /**
     * A publication was acknowledged.
     *
     * @param id what its payload says, different for each
     */
    public synchronized void acknowledged(String topic, Position at, String id) {
        acknowledged
                .computeIfAbsent(new Line(topic, at.epoch()), line -> new TreeMap<>())
                .put(at.offset(), id);
    }

    /** A subscriber was told a publication. */
    public synchronized void seen(String subscriber, String topic, Position at, String id) {
        delivered++;
        View view = view(subscriber, topic);
        place(new Line(topic, at.epoch()), at.offset(), id);
        if (view.waiting || !view.epoch.equals(at.epoch())) {
            silent++;
            jump(view, at.epoch(), at.offset() + 1);
        } else if (at.offset() >= view.next) {
            for (long left = view.next; left < at.offset(); left++) {
                view.missing.add(left);
            }
            view.next = at.offset() + 1;
        } else if (view.missing.remove(at.offset())) {
            reordered++;
        } else {
            duplicated++;
        }
    }

    /** A subscriber was told a verdict. */
    public synchronized void told(String subscriber, String topic, Verdict verdict) {
        View view = view(subscriber, topic);
        Position at = verdict.at();
        if (verdict instanceof Verdict.Recovered recovered) {
            long from = at.offset() - recovered.count() + 1;
            // Nothing is known of one that was told nothing before: it may come from a page that was open longer.
            boolean whole = view.waiting || (view.epoch.equals(at.epoch()) && from <= view.next);
            silent += whole ? 0 : Math.max(1, from - view.next);
            if (view.waiting || !whole) {
                jump(view, at.epoch(), from);
            }
        } else {
            gaps += verdict instanceof Verdict.Gap ? 1 : 0;
            // Who subscribes anew without a position has given up what was before.
            jump(view, at.epoch(), at.offset() + 1);
        }
    }

    /** A subscriber is no more: nothing has to come to it. */
    public synchronized void gone(String subscriber, String topic) {
        View view = view(subscriber, topic);
        silent += view.missing.size();
        views.computeIfPresent(topic, (name, all) -> {
            all.remove(subscriber);
            return all;
        });
    }

    /** What is wrong, of all that was said, when everything that is on its way has come. */
    public synchronized Report check() {
        long lost = mixed;
        long missing = silent;
        for (Map.Entry<String, Map<String, View>> topic : views.entrySet()) {
            for (View view : topic.getValue().values()) {
                missing += view.missing.size();
                NavigableMap<Long, String> all = acknowledged.get(new Line(topic.getKey(), view.epoch));
                if (all != null && !view.waiting) {
                    lost += all.tailMap(view.next, true).size();
                    lost += view.missing.stream().filter(all::containsKey).count();
                }
            }
        }
        for (Map.Entry<Line, NavigableMap<Long, String>> line : acknowledged.entrySet()) {
            Map<Long, String> seen = told.getOrDefault(line.getKey(), Map.of());
            lost += line.getValue().entrySet().stream()
                    .filter(one -> !one.getValue().equals(seen.getOrDefault(one.getKey(), one.getValue())))
                    .count();
        }
        long count = acknowledged.values().stream().mapToLong(Map::size).sum();
        return new Report(count, delivered, lost, duplicated, reordered, missing, gaps);
    }

    private void place(Line line, long offset, String id) {
        String same = told.computeIfAbsent(line, key -> new HashMap<>()).putIfAbsent(offset, id);
        if (same == null) {
            Long first = places.computeIfAbsent(line, key -> new HashMap<>()).putIfAbsent(id, offset);
            duplicated += first == null ? 0 : 1;
        } else {
            mixed += same.equals(id) ? 0 : 1;
        }
    }

    private View view(String subscriber, String topic) {
        return views.computeIfAbsent(topic, name -> new HashMap<>()).computeIfAbsent(subscriber, name -> new View());
    }

    private static void jump(View view, String epoch, long next) {
        view.missing.clear();
        view.epoch = epoch;
        view.next = next;
        view.waiting = false;
    }
}
