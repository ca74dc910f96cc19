package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The connections to AWS, which can be replaced while calls are under way: when the proxy changes, new calls go over the
 * new connections, and the old ones are closed when the last call over them has ended.
 */
final class Connections implements SdkHttpClient {
    /** Guarded by the lock of {@link Connections}. */
    private static final class Pool {
        private final SdkHttpClient http;
        private int calls;
        private boolean replaced;

        private Pool(SdkHttpClient http) {
            this.http = http;
        }

        private boolean isDone() {
            return replaced && calls == 0;
        }
    }

    private Pool current;

    Connections(SdkHttpClient http) {
        current = new Pool(http);
    }

    void replace(SdkHttpClient http) {
        leaveCurrent(new Pool(http));
    }

    /** From now on no call can be made. */
    @Override
    public void close() {
        leaveCurrent(null);
    }

    @Override
    public String clientName() {
        return "Apache";
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            private Optional<ExecutableHttpRequest> running = Optional.empty();
            private boolean aborted;

            @Override
            public HttpExecuteResponse call() throws IOException {
                Pool pool = enter();
                try {
                    return whole(begin(pool).call());
                } finally {
                    end(pool);
                }
            }

            @Override
            public synchronized void abort() {
                aborted = true;
                running.ifPresent(ExecutableHttpRequest::abort);
            }

            private synchronized ExecutableHttpRequest begin(Pool pool) throws IOException {
                if (aborted) {
                    throw new IOException("The call was aborted");
                }
                running = Optional.of(pool.http.prepareRequest(request));
                return running.get();
            }
        };
    }

    /** An answer whose body has come, so that its connection is not needed any more. Answers of ECS are small. */
    private static HttpExecuteResponse whole(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return answer;
        }
        try (InputStream body = answer.responseBody().get()) {
            return HttpExecuteResponse.builder()
                    .response(answer.httpResponse())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.readAllBytes())))
                    .build();
        }
    }

    private synchronized Pool enter() throws IOException {
        if (current == null) {
            throw new IOException("The connections to AWS are closed");
        }
        current.calls++;
        return current;
    }

    private void end(Pool pool) {
        boolean done;
        synchronized (this) {
            pool.calls--;
            done = pool.isDone();
        }
        if (done) {
            pool.http.close();
        }
    }

    private void leaveCurrent(Pool next) {
        Pool before;
        boolean done;
        synchronized (this) {
            before = current;
            current = next;
            if (before != null) {
                before.replaced = true;
            }
            done = before != null && before.isDone();
        }
        if (done) {
            before.http.close();
        }
    }
}
