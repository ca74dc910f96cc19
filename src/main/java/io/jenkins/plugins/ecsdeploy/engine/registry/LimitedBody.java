package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of an answer, no more of it than wanted: whoever sends more is cut off. */
final class LimitedBody implements BodySubscriber<byte[]> {
    /** More was sent than is taken. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("the answer is larger than " + limit + " bytes");
        }
    }

    private final int limit;
    private final boolean all;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /** @param all whether a part is of no use: then a larger body is a {@link TooLarge} */
    LimitedBody(int limit, boolean all) {
        this.limit = limit;
        this.all = all;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int room = Math.min(part.remaining(), limit - bytes.size());
            byte[] taken = new byte[room];
            part.get(taken);
            bytes.write(taken, 0, room);
            if (part.hasRemaining()) {
                end();
                return;
            }
        }
    }

    private void end() {
        subscription.cancel();
        if (all) {
            body.completeExceptionally(new TooLarge(limit));
        } else {
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
