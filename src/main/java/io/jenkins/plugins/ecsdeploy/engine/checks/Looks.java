package io.jenkins.plugins.ecsdeploy.engine.checks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Takes looks at once, but not all of them: who checks must not have AWS throttle those who deploy. */
final class Looks {
    /** At 100 ms a call these are 80 calls a second, spread over five services of AWS. */
    private static final int AT_ONCE = 8;

    private Looks() {}

    /** All findings, in the order of the looks. No thread waits for another. */
    static CompletableFuture<List<Finding>> take(List<Look> looks, Executor threads) {
        AtomicReferenceArray<List<Finding>> found = new AtomicReferenceArray<>(looks.size());
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < looks.size(); i = next.getAndIncrement()) {
                found.set(i, looks.get(i).findings());
            }
        };
        CompletableFuture<?>[] workers = IntStream.range(0, Math.min(AT_ONCE, looks.size()))
                .mapToObj(i -> CompletableFuture.runAsync(worker, threads))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(workers)
                .thenApply(all -> IntStream.range(0, looks.size())
                        .mapToObj(found::get)
                        .flatMap(List::stream)
                        .toList());
    }
}
