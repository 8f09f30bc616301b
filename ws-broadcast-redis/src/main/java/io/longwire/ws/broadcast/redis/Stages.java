package io.longwire.ws.broadcast.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Many questions. */
final class Stages {
    /** So many at once: more keep Redis from everything else for too long. */
    private static final int BATCH = 512;

    private Stages() {}

    /** The answers of all, in order. */
    static <T> CompletionStage<List<T>> all(List<? extends CompletionStage<T>> stages) {
        var futures = stages.stream().map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    }

    /** Asks for batches, each when the one before was answered. */
    static <A, B> CompletionStage<List<B>> inTurn(List<A> all, Function<List<A>, CompletionStage<List<B>>> ask) {
        List<B> answers = new ArrayList<>();
        CompletionStage<List<B>> turn = CompletableFuture.completedStage(answers);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<A> batch = List.copyOf(all.subList(from, Math.min(from + BATCH, all.size())));
            turn = turn.thenCompose(done -> ask.apply(batch)).thenApply(more -> {
                answers.addAll(more);
                return answers;
            });
        }
        return turn;
    }
}
