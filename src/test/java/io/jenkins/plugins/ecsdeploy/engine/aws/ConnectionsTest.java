package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

class ConnectionsTest {
    private static final HttpExecuteRequest REQUEST = HttpExecuteRequest.builder()
            .request(SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(URI.create("http://127.0.0.1"))
                    .build())
            .build();

    private interface Meanwhile {
        void run() throws IOException;
    }

    /** Answers with its name. */
    private static final class Http implements SdkHttpClient {
        private final String name;
        private Meanwhile meanwhile = () -> {};
        private boolean closed;
        private boolean aborted;

        private Http(String name) {
            this.name = name;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    meanwhile.run();
                    if (closed) {
                        throw new IOException("closed under a call");
                    }
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    aborted = true;
                }
            };
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Http before = new Http("before");
    private final Http after = new Http("after");
    private final Connections connections = new Connections(before);

    @Test
    void whatIsReplacedIsClosedWhenItsLastCallHasEnded() throws IOException {
        before.meanwhile = () -> {
            before.meanwhile = () -> {
                connections.replace(after);
                assertThat(before.closed).isFalse();
            };
            assertThat(call()).isEqualTo("before");
            assertThat(before.closed).as("while the first call goes on").isFalse();
            assertThat(call()).isEqualTo("after");
        };

        assertThat(call()).isEqualTo("before");
        assertThat(before.closed).isTrue();
        assertThat(after.closed).isFalse();
    }

    @Test
    void withoutCallsItIsClosedAtOnce() throws IOException {
        connections.replace(after);

        assertThat(before.closed).isTrue();
        assertThat(call()).isEqualTo("after");
    }

    @Test
    void aCallThatFailsHasEndedToo() {
        before.meanwhile = () -> {
            connections.replace(after);
            throw new IOException("broken");
        };

        assertThatThrownBy(this::call).hasMessage("broken");
        assertThat(before.closed).isTrue();
    }

    /** A retry of the SDK prepares its request anew; what is prepared is not under way. */
    @Test
    void aCallGoesOverTheConnectionsOfTheMomentWhenItIsMade() throws IOException {
        ExecutableHttpRequest prepared = connections.prepareRequest(REQUEST);
        connections.replace(after);

        assertThat(words(prepared.call())).isEqualTo("after");
    }

    @Test
    void nothingIsCalledAfterTheEnd() throws IOException {
        before.meanwhile = connections::close;

        assertThat(call()).isEqualTo("before");
        assertThat(before.closed).isTrue();
        assertThatThrownBy(this::call).hasMessage("The connections to AWS are closed");
        connections.close();
    }

    @Test
    void anAbortReachesTheCallThatRuns() throws IOException {
        ExecutableHttpRequest call = connections.prepareRequest(REQUEST);
        before.meanwhile = call::abort;
        call.call();
        assertThat(before.aborted).isTrue();

        ExecutableHttpRequest late = connections.prepareRequest(REQUEST);
        late.abort();
        assertThatThrownBy(late::call).hasMessage("The call was aborted");
    }

    private String call() throws IOException {
        return words(connections.prepareRequest(REQUEST).call());
    }

    private static String words(HttpExecuteResponse answer) throws IOException {
        return new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
}
