package io.jenkins.plugins.ecsdeploy.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** A signed call below the SDK's client: sends any text, shows the answer's own text. */
public final class RawCall {

    private final EcsEmulator emulator;

    /** For calls of the emulator's user "jenkins". */
    public RawCall(EcsEmulator emulator) {
        this.emulator = emulator;
    }

    /** The answer's HTTP status and text. */
    public record Answer(int status, String body) {}

    /** Calls an action of ECS with that body. */
    public Answer call(String action, String body) {
        return call("ecs", "AmazonEC2ContainerServiceV20141113." + action, body);
    }

    /** Calls an action of CodeDeploy with that body. */
    public Answer codeDeploy(String action, String body) {
        return call("codedeploy", "CodeDeploy_20141006." + action, body);
    }

    private Answer call(String service, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(emulator.endpoint())
                .encodedPath("/")
                .putHeader("X-Amz-Target", target)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", String.valueOf(bytes.length))
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(EmulatorClients.forSdk(emulator.credentials()))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, emulator.region()));
        try (SdkHttpClient client = ApacheHttpClient.create()) {
            HttpExecuteResponse answer = client.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElseThrow())
                            .build())
                    .call();
            String text = new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(answer.httpResponse().statusCode(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
