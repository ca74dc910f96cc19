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
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Which hosts are called: those of the region and its partition. A proxy writes them down and connects to none. */
class EndpointsTest {
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("key", "secret");

    /** As good as {@code AWS_ENDPOINT_URL}, which a test cannot set: the SDK looks at the property first. */
    private static final String OF_THE_PROCESS = "aws.endpointUrl";

    private final String before = System.getProperty(OF_THE_PROCESS);
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
        if (before == null) {
            System.clearProperty(OF_THE_PROCESS);
        } else {
            System.setProperty(OF_THE_PROCESS, before);
        }
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
        callOthers(region);

        assertThat(asked).allMatch(host -> host.endsWith(".amazonaws.com:443"));
    }

    /** It is meant for other programs, and would get the requests of everybody who deploys here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://elsewhere.example.invalid", "https://elsewhere.example.invalid:8443/path", "", "::"})
    void anEndpointOfTheProcessDoesNotCount(String endpoint) {
        System.setProperty(OF_THE_PROCESS, endpoint);

        call("us-east-1", true, Optional.empty());
        callOthers("us-east-1");
        callAsAForm();

        assertThat(asked)
                .containsOnly(
                        "ecs-fips.us-east-1.amazonaws.com:443",
                        "sts-fips.us-east-1.amazonaws.com:443",
                        "codedeploy.us-east-1.amazonaws.com:443",
                        "elasticloadbalancing.us-east-1.amazonaws.com:443",
                        "logs.us-east-1.amazonaws.com:443",
                        "api.ecr.us-east-1.amazonaws.com:443",
                        "ecs.us-east-1.amazonaws.com:443",
                        "sts.us-east-1.amazonaws.com:443");
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
        try (AwsClients clients = clients(false)) {
            SdkException e = catchThrowableOfType(
                    SdkException.class,
                    () -> clients.sts("eu-central-1", Optional.empty()).identity(KEYS));

            assertThat(AwsFailure.isTransient(e)).isEqualTo(passes);
            assertThat(AwsFailure.explained(e)).startsWith("HTTP status " + answered);
        }
    }

    private void call(String region, boolean fips, Optional<URI> endpoint) {
        try (AwsClients clients = clients(fips)) {
            assertThatThrownBy(() ->
                            clients.ecs(access(region, endpoint)).polling().describeServices("c1", List.of("web")))
                    .isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> clients.sts(region, endpoint).identity(KEYS))
                    .isInstanceOf(SdkException.class);
        }
    }

    private void callOthers(String region) {
        try (AwsClients clients = clients(false)) {
            EcsApi ecs = clients.ecs(access(region, Optional.empty())).polling();
            assertThatThrownBy(() -> ecs.codeDeploy().deployments(List.of("d-A1B2C3D4E")))
                    .isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> ecs.loadBalancers().host("arn")).isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> ecs.logs(region).newest("group", "stream", 1))
                    .isInstanceOf(SdkException.class);
            EcrApi ecr = clients.ecr(access(region, Optional.empty()));
            assertThatThrownBy(() -> ecr.put(PutImageRequest.builder().build())).isInstanceOf(SdkException.class);
        }
    }

    private void callAsAForm() {
        AwsAccess access = access("us-east-1", Optional.empty());
        try (AwsClients clients = clients(false);
                EcsClient ecs = clients.impatientEcs(access);
                StsClient sts = clients.impatientSts(access)) {
            assertThatThrownBy(ecs::listClusters).isInstanceOf(SdkException.class);
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkException.class);
        }
    }

    private AwsClients clients(boolean fips) {
        HttpProxy settings = new HttpProxy("127.0.0.1", proxy.getLocalPort(), "", "", Set.of());
        return new AwsClients(Optional.of(settings), fips, Duration.ofMillis(1));
    }

    private static AwsAccess access(String region, Optional<URI> endpoint) {
        return new AwsAccess(region, endpoint, StaticCredentialsProvider.create(KEYS));
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
