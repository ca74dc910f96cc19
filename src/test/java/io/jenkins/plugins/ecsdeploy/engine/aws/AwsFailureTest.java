package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Failures that are not in AWS's own words. */
class AwsFailureTest {
    private HttpServer server;
    private int status;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "500, true",
        "502, true",
        "503, true",
        "504, true",
        "529, true",
        "501, false",
        "505, false",
        "511, false",
        "407, false",
        "301, false"
    })
    void someStatusesPassAndSomeNeverDo(int answered, boolean passes) {
        status = answered;

        SdkException e = failure();

        assertThat(AwsFailure.isTransient(e)).isEqualTo(passes);
        assertThat(AwsFailure.text(e)).isEqualTo("HTTP status " + answered);
    }

    /** The SDK's words refer to the cause, which no reader of a form or a log sees. */
    @Test
    void aHostThatIsNotThereIsNamed() {
        for (String words : List.of("sts.example.com", "sts.example.com: Name or service not known")) {
            SdkException e = SdkClientException.create(
                    "Received an UnknownHostException when attempting to interact with a service. See cause for the exact"
                            + " endpoint that is failing to resolve. (SDK Attempt Count: 2)",
                    new UnknownHostException(words));

            assertThat(AwsFailure.explained(e))
                    .startsWith("there is no host sts.example.com. Check the region and the endpoint");
        }
    }

    @Test
    void anErrorWithoutACodeKeepsItsWords() {
        status = 501;
        body = "{\"message\":\"not here\"}";

        assertThat(AwsFailure.text(failure())).isEqualTo("HTTP status 501: not here");
    }

    @Test
    void whatIsNotImplementedIsUnavailable() {
        status = 501;
        body = "{\"__type\":\"InternalFailure\",\"message\":\"not implemented\"}";

        SdkException e = failure();

        assertThat(AwsFailure.isUnavailable(e)).isTrue();
        assertThat(AwsFailure.text(e)).isEqualTo("InternalFailure: not implemented");
    }

    @Test
    void aServerThatIsNotTrustedIsMisconfigured() {
        assertThat(AwsFailure.isMisconfigured(
                        sdk(new SSLHandshakeException("").initCause(new CertificateException("unknown")))))
                .isTrue();
        assertThat(AwsFailure.isMisconfigured(sdk(new SSLPeerUnverifiedException("another host"))))
                .isTrue();
        assertThat(AwsFailure.isMisconfigured(sdk(new SSLHandshakeException("closed by the other side"))))
                .isFalse();
    }

    private static SdkException sdk(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    private SdkException failure() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1))) {
            return catchThrowableOfType(
                    SdkException.class,
                    () -> clients.ecs(new AwsAccess(
                                    "eu-central-1",
                                    Optional.of(endpoint),
                                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))))
                            .polling()
                            .describeServices("c1", List.of("web")));
        }
    }
}
