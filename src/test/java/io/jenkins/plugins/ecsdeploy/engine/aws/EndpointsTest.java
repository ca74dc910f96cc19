package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Which hosts are called: those of the region and its partition. A proxy writes them down and connects to none. */
class EndpointsTest {
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("key", "secret");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket proxy;
    private int status = 403;

    EndpointsTest() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::refuse, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, ecs.eu-central-1.amazonaws.com, sts.eu-central-1.amazonaws.com",
        "us-east-1, ecs.us-east-1.amazonaws.com, sts.us-east-1.amazonaws.com",
        "cn-north-1, ecs.cn-north-1.amazonaws.com.cn, sts.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1, ecs.us-gov-west-1.amazonaws.com, sts.us-gov-west-1.amazonaws.com"
    })
    void callsTheRegionInItsPartition(String region, String ecs, String sts) {
        call(region, false, Optional.empty());

        assertThat(asked).containsOnly(ecs + ":443", sts + ":443");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, ecs-fips.us-east-1.amazonaws.com, sts-fips.us-east-1.amazonaws.com",
        "us-gov-west-1, ecs-fips.us-gov-west-1.amazonaws.com, sts.us-gov-west-1.amazonaws.com"
    })
    void callsFipsEndpointsWhereJenkinsIsToUseSuchCryptographyOnly(String region, String ecs, String sts) {
        call(region, true, Optional.empty());

        assertThat(asked).containsOnly(ecs + ":443", sts + ":443");
    }

    /** A Jenkinsfile says the region, and so does the log configuration of a container. */
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example/x", "evil.example/#", "x@evil.example/", "us-east-1.evil.example/?"
            })
    void aRegionCannotHoldAnotherHost(String region) {
        call(region, false, Optional.empty());

        assertThat(asked).allMatch(host -> host.endsWith(".amazonaws.com:443"));
    }

    @Test
    void anEndpointThatWasSetIsTakenAsItIs() {
        call("us-east-1", true, Optional.of(URI.create("https://aws.example.invalid")));

        assertThat(asked).containsOnly("aws.example.invalid:443");
    }

    @ParameterizedTest
    @CsvSource({"403, false", "407, false", "503, true"})
    void aProxyThatRefusesIsNoPassingFault(int answered, boolean passes) {
        status = answered;
        HttpProxy settings = new HttpProxy("127.0.0.1", proxy.getLocalPort(), "", "", Set.of());
        try (AwsClients clients = new AwsClients(Optional.of(settings), Duration.ofMillis(1))) {
            SdkException e = catchThrowableOfType(
                    SdkException.class,
                    () -> clients.sts("eu-central-1", Optional.empty()).identity(KEYS));

            assertThat(AwsFailure.isTransient(e)).isEqualTo(passes);
            assertThat(AwsFailure.explained(e)).startsWith("HTTP status " + answered);
        }
    }

    private void call(String region, boolean fips, Optional<URI> endpoint) {
        HttpProxy settings = new HttpProxy("127.0.0.1", proxy.getLocalPort(), "", "", Set.of());
        try (AwsClients clients = new AwsClients(Optional.of(settings), fips, Duration.ofMillis(1))) {
            assertThatThrownBy(
                            () -> clients.ecs(new AwsAccess(region, endpoint, StaticCredentialsProvider.create(KEYS)))
                                    .polling()
                                    .describeServices("c1", List.of("web")))
                    .isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> clients.sts(region, endpoint).identity(KEYS))
                    .isInstanceOf(SdkException.class);
        }
    }

    /** Answers what is no reason to try again. */
    private void refuse() {
        while (!proxy.isClosed()) {
            try (Socket socket = proxy.accept()) {
                String line = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                        .readLine();
                asked.add(line.split(" ")[1]);
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return;
            }
        }
    }
}
