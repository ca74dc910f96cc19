package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.HttpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Which hosts are called, whatever is around. A proxy writes them down and connects to none. */
class OptionalEndpointsTest {
    private static final String OF_THE_PROCESS = "aws.endpointUrl";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket proxy;

    OptionalEndpointsTest() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::refuse, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        System.clearProperty(OF_THE_PROCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, iam.amazonaws.com, amazonaws.com",
        "cn-north-1, iam.cn-north-1.amazonaws.com.cn, amazonaws.com.cn",
        "us-gov-west-1, iam.us-gov.amazonaws.com, amazonaws.com"
    })
    void callsTheRegionInItsPartition(String region, String iam, String domain) {
        call(region);

        assertThat(asked)
                .containsOnly(
                        iam + ":443",
                        "secretsmanager." + region + "." + domain + ":443",
                        "ssm." + region + "." + domain + ":443",
                        "bucket.s3." + region + "." + domain + ":443");
    }

    @Test
    void anEndpointOfTheProcessDoesNotCount() {
        System.setProperty(OF_THE_PROCESS, "http://elsewhere.example.invalid");

        call("eu-central-1");

        assertThat(asked).isNotEmpty().allMatch(host -> host.endsWith(".amazonaws.com:443"));
    }

    /** The region of a secret is a part of its ARN, which a Jenkinsfile says. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example/x", "x@evil.example/", "us-east-1.evil.example/?"})
    void aRegionCannotHoldAnotherHost(String region) {
        call(region);

        assertThat(asked).allMatch(host -> host.endsWith(".amazonaws.com:443"));
    }

    private void call(String region) {
        HttpProxy settings = new HttpProxy("127.0.0.1", proxy.getLocalPort(), "", "", Set.of());
        try (AwsClients clients = new AwsClients(Optional.of(settings), Duration.ofMillis(1))) {
            EcsApi ecs = clients.ecs(new AwsAccess(
                    "us-east-1",
                    Optional.empty(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))));
            List.<ThrowingCallable>of(
                            () -> new RolesApi(ecs, region).find("role"),
                            () -> new SecretsApi(ecs, region).find("secret"),
                            () -> new ParametersApi(ecs, region).existing(List.of("parameter")),
                            () -> new FilesApi(ecs, region).look("bucket", "key"))
                    .forEach(call -> assertThatThrownBy(call).isInstanceOf(SdkException.class));
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
                        .write("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return;
            }
        }
    }
}
