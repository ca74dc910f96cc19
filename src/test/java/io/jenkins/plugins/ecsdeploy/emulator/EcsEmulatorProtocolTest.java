package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The protocol below the actions: what is no proper request is refused as AWS refuses it. */
class EcsEmulatorProtocolTest extends EmulatorTestBase {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

    @Test
    void anUnsignedRequestIsRefused() throws Exception {
        HttpResponse<String> answer = post(TARGET + "ListClusters", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void anUnknownServiceIsNotFound() throws Exception {
        assertThat(post("Other.Action", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownActionIsRefused() {
        assertThat(codeOf("NoSuchAction", "{}")).isEqualTo("UnknownOperationException");
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (String body : new String[] {"{", "[]", "\"x\"", "{}{}", "{\"a\":1,\"a\":2}", "{'a':1}"}) {
            assertThat(codeOf("ListClusters", body)).as(body).isEqualTo("SerializationException");
        }
    }

    @Test
    void wrongTypesAreRefusedAtEveryDepth() {
        String start = "{\"family\":\"x\",\"containerDefinitions\":";
        String[] bodies = {
            "{\"family\":1}",
            "{\"family\":\"x\",\"cpu\":256}",
            start + "{}}",
            start + "[1]}",
            start + "[{\"name\":\"x\",\"memory\":\"128\"}]}",
            start + "[{\"essential\":\"true\"}]}",
            start + "[{\"memory\":128.5}]}",
            start + "[{\"dockerLabels\":{\"a\":1}}]}",
            start + "[{\"environment\":[{\"name\":\"A\",\"value\":true}]}]}",
            start + "[{\"command\":[\"sh\",1]}]}",
        };
        for (String body : bodies) {
            assertThat(codeOf("RegisterTaskDefinition", body)).as(body).isEqualTo("SerializationException");
        }
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        // The signature is over the body: a request with another one is not what was signed.
        AtomicReference<String> code = new AtomicReference<>();
        try (EcsClient client = EcsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(() -> EmulatorClients.forSdk(emulator.credentials()))
                .httpClient(new TamperingHttpClient())
                .build()) {
            client.listClusters();
        } catch (AwsServiceException e) {
            code.set(e.awsErrorDetails().errorCode());
        }
        assertThat(code).hasValue("InvalidSignatureException");
    }

    private String codeOf(String action, String body) {
        try (EcsClient client = client(new Replaced(action, body))) {
            client.listClusters();
            return null;
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private EcsClient client(ExecutionInterceptor interceptor) {
        return EcsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(() -> EmulatorClients.forSdk(emulator.credentials()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(c -> c.addExecutionInterceptor(interceptor))
                .build();
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(emulator.endpoint())
                                .header("X-Amz-Target", target)
                                .header("Content-Type", "application/x-amz-json-1.1")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Sends another action and body than the client was asked for, properly signed. */
    private record Replaced(String action, String body) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder()
                    .putHeader("X-Amz-Target", TARGET + action)
                    .putHeader(
                            "Content-Length",
                            String.valueOf(SdkBytes.fromUtf8String(body).asByteArray().length))
                    .build();
        }

        @Override
        public Optional<RequestBody> modifyHttpContent(
                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return Optional.of(RequestBody.fromString(body));
        }
    }
}
