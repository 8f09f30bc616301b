package io.longwire.ws.conformance.peers;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a peer saw, by kind and number of its connection. A peer that dies says so wherever somebody waits. */
final class Reports {
    /** Far more than anything takes, so that a test fails instead of hanging. */
    static final long DEADLINE_SECONDS = 60;

    private final Map<String, CompletableFuture<String>> reports = new ConcurrentHashMap<>();
    private final CompletableFuture<String> gone = new CompletableFuture<>();

    private CompletableFuture<String> about(String kind, String number) {
        return reports.computeIfAbsent(kind + " " + number, key -> new CompletableFuture<>());
    }

    void add(String kind, String number, String words) {
        about(kind, number).complete(words);
    }

    void gone(String why) {
        gone.completeExceptionally(new AssertionError(why));
    }

    /** Waits until the peer has reported this. */
    String await(String kind, String number) {
        try {
            return (String) CompletableFuture.anyOf(gone, about(kind, number)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the peer does not tell: " + kind + " " + number, e);
        }
    }
}
