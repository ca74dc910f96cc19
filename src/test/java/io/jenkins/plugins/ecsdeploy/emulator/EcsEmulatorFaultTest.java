package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AccessDeniedException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServerException;

class EcsEmulatorFaultTest extends EmulatorTestBase {
    @Test
    void aLostAnswerIsOfACallThatWasDone() {
        emulator.clearCalls();
        emulator.faults().lostAnswer("UpdateService");
        assertThatThrownBy(() -> update("web:2")).isInstanceOf(SdkClientException.class);
        assertThat(web.deploymentArns()).hasSize(2);
        assertThat(emulator.calls("UpdateService")).singleElement().satisfies(call -> {
            assertThat(call.done()).isTrue();
            assertThat(call.answered()).isFalse();
            assertThat(call.request().path("taskDefinition").asText()).isEqualTo("web:2");
        });
        update("web:2");
        assertThat(web.deploymentArns()).hasSize(2);
    }

    @Test
    void aCutConnectionIsOfACallThatWasNotDone() {
        emulator.faults().cut("UpdateService");
        assertThatThrownBy(() -> update("web:2")).isInstanceOf(SdkClientException.class);
        assertThat(web.deploymentArns()).hasSize(1);
        assertThat(emulator.calls("UpdateService")).singleElement().satisfies(call -> {
            assertThat(call.done()).isFalse();
            assertThat(call.status()).isZero();
        });
    }

    @Test
    void aClientThatRetriesAsTheSdkDoesRepeatsALostMutation() {
        emulator.faults().lostAnswer("RegisterTaskDefinition");
        try (EcsClient retrying = EcsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(() -> EmulatorClients.forSdk(emulator.credentials()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            retrying.registerTaskDefinition(r -> r.family("x")
                    .containerDefinitions(c -> c.name("x").image("x").memory(64)));
        }
        assertThat(emulator.calls("RegisterTaskDefinition")).hasSize(2).allMatch(Call::done);
    }

    @Test
    void errorsComeInTheOrderInWhichTheyWereSetAndEnd() {
        emulator.faults().throttle("DescribeServices", 2);
        emulator.faults().serverError(Faults.ALL, 1, 503);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::describe)
                    .isInstanceOfSatisfying(
                            EcsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException"));
        }
        assertThatThrownBy(this::describe)
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        assertThat(describe().status()).isEqualTo("ACTIVE");
        assertThat(emulator.calls("DescribeServices"))
                .extracting(Call::error)
                .containsExactly("ThrottlingException", "ThrottlingException", "ServerException", null);
    }

    @Test
    void aFaultCanLetCallsPassFirst() {
        emulator.faults().throttle("DescribeServices", 1);
        emulator.faults().after(1);
        describe();
        assertThatThrownBy(this::describe).isInstanceOf(EcsException.class);
        describe();
    }

    @Test
    void aDeniedActionNamesIdentityActionAndResource() {
        emulator.faults().deny("DescribeServiceDeployments");
        String arn = web.deploymentArns().get(0);
        assertThatThrownBy(() -> deployment(arn))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("arn:aws:iam::123456789012:user/jenkins is not authorized to perform:"
                        + " ecs:DescribeServiceDeployments on resource: " + arn);
        emulator.faults().allow("DescribeServiceDeployments");
        assertThat(deployment(arn).serviceDeploymentArn()).isEqualTo(arn);
    }

    @Test
    void aBudgetIsABucketOfTokensOnTheEmulatorsClock() {
        emulator.faults().budget(Faults.ALL, 2, 4);
        for (int i = 0; i < 4; i++) {
            describe();
        }
        assertThatThrownBy(this::describe).hasMessageContaining("Rate exceeded");
        emulator.clock().advance(Duration.ofMillis(500));
        describe();
        assertThatThrownBy(this::describe).hasMessageContaining("Rate exceeded");
    }

    @Test
    void anAnswerCanBeHeldBackUntilTheClockHasGoneOn() throws Exception {
        emulator.faults().latency("UpdateService", 1, Duration.ofMinutes(1));
        CompletableFuture<?> answer = CompletableFuture.supplyAsync(() -> update("web:2"));
        while (emulator.calls("UpdateService").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(web.deploymentArns()).hasSize(2);
        pass(59);
        assertThat(answer).isNotDone();
        pass(1);
        answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void anyErrorOfAwsCanBePlayed() {
        emulator.faults().concurrentRegistrations(1);
        assertThatThrownBy(() -> ecs.registerTaskDefinition(r -> r.family("x")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Too many concurrent attempts to create a new revision");
        emulator.faults().expiredToken("DescribeServices", 1);
        assertThatThrownBy(this::describe).hasMessageContaining("is expired");
    }
}
