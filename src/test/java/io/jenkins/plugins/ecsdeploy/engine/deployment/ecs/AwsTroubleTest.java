package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Throttling, broken answers and lost answers delay a deployment; they neither lose it nor do anything twice. */
class AwsTroubleTest extends DeploymentTestBase {
    private DeployRequest request;

    @BeforeEach
    void request() {
        request = image("registry/web:2").build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterTaskDefinition", "UpdateService"})
    void aLostAnswerToAChangeIsNotRepeated(String action) {
        emulator.faults().lostAnswer(action);

        deploy(request);

        succeededOnce();
        assertThat(calls(action)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterTaskDefinition", "UpdateService"})
    void aConnectionCutBeforeAChangeIsTriedAgain(String action) {
        emulator.faults().cut(action);

        deploy(request);

        succeededOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterTaskDefinition", "UpdateService", "DescribeServices"})
    void throttlingIsWaitedOut(String action) {
        emulator.faults().throttle(action, 1);

        deploy(request);

        succeededOnce();
    }

    @Test
    void serverErrorsWhileFollowingAreOutlasted() {
        begin(request);
        time.pass(Duration.ofSeconds(10));
        emulator.faults().serverError("DescribeServices", 15, 503);

        time.passUntilIdle();

        succeededOnce();
        assertThat(host.log).filteredOn(line -> line.contains("trying again")).hasSize(1);
    }

    @Test
    void concurrentRegistrationsOfAFamilyAreWaitedOut() {
        emulator.faults().concurrentRegistrations(1);

        deploy(request);

        succeededOnce();
    }

    @Test
    void aTimeoutCountsWhileAwsDoesNotAnswer() {
        begin(image("registry/web:2").timeout(Duration.ofMinutes(3)).build());
        time.pass(Duration.ofSeconds(10));
        emulator.faults().serverError("DescribeServices", 200, 503);

        time.pass(Duration.ofMinutes(5));

        assertThat(host.failure).hasMessageContaining("did not end within 3 minutes (timeoutMinutes)");
    }

    /** Calls that fail are made ever more rarely, and events are looked for now and then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPauseEndsWithTheTimeLimit(boolean callsFail) {
        web.circuitBreaker(true);
        Instant begun = time.now();
        begin(image("registry/web:2").timeout(Duration.ofMinutes(1)).build());
        time.pass(Duration.ofSeconds(10));
        if (callsFail) {
            emulator.faults().serverError(Faults.ALL, 200, 503);
        }

        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("did not end within 1 minutes (timeoutMinutes)");
        assertThat(Duration.between(begun, time.now())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void theTimeLimitEndsAWaitForTheTurnToRegister() {
        Instant begun = time.now();
        // Twenty at once, then one a second: a minute and a half to wait.
        for (int i = 0; i < 110; i++) {
            ecs(emulator.credentials()).registrationTurn(emulator.region() + ":" + emulator.account(), begun);
        }
        begin(image("registry/web:2").timeout(Duration.ofMinutes(1)).build());

        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("was not updated within 1 minutes (timeoutMinutes)");
        assertThat(Duration.between(begun, time.now())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 505, 511})
    void anAnswerThatCanNeverBecomeGoodIsNotWaitedOut(int status) {
        emulator.faults().serverError("RegisterTaskDefinition", 1, status);

        begin(request);
        time.pass(Duration.ofSeconds(1));

        assertThat(host.failure).hasMessageContaining("RegisterTaskDefinition of family web failed");
    }

    /** So do emulators by others. */
    @Test
    void anEndpointThatDoesNotImplementServiceDeploymentsIsFollowedByTheService() {
        emulator.faults().serverError("DescribeServiceDeployments", 1, 501);

        deploy(request);

        succeededOnce();
        assertThat(host.log).anyMatch(line -> line.contains("following the service instead"));
    }

    @Test
    void aTimeoutEndsTheStepEvenIfNothingCanBeToldOfIt() {
        begin(image("registry/web:2").timeout(Duration.ofMinutes(3)).build());
        time.pass(Duration.ofSeconds(10));
        emulator.faults().serverError("DescribeServices", 200, 503);
        var ecs = host.ecs;
        host.ecs = () -> {
            if (StackWalker.getInstance()
                    .walk(calls -> calls.anyMatch(call -> call.getMethodName().equals("explain")))) {
                throw new IllegalStateException("nobody lends credentials");
            }
            return ecs.get();
        };

        time.pass(Duration.ofMinutes(5));

        assertThat(host.failure).hasMessageContaining("did not end within 3 minutes");
        assertThat(host.log).anyMatch(line -> line.contains("nobody lends credentials"));
    }

    @Test
    void aRegionThatDoesNotExistIsSaidAtOnce() {
        host.ecs = () -> clients.ecs(new AwsAccess(
                "eu-centrl-1",
                Optional.of(URI.create("http://ecs.eu-centrl-1.invalid")),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));

        begin(request);
        time.pass(Duration.ofSeconds(1));

        assertThat(host.failure).hasMessageContaining("Check the region");
    }

    @Test
    void anExpiredTokenIsSaidAsSuch() {
        begin(request);
        time.pass(Duration.ofSeconds(10));
        emulator.faults().expiredToken("DescribeServices", 1);

        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContainingAll("ExpiredTokenException", "The credentials have expired", "ECS goes on");
    }

    @Test
    void aDeniedCallNamesItself() {
        emulator.faults().deny("RegisterTaskDefinition");

        deploy(request);

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "RegisterTaskDefinition of family web", "AccessDeniedException", "request id", "IAM policy");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void whatEcsRefusesIsShownInItsWords() {
        deploy(document(WEB.replace("\"memory\":128", "\"memory\":1")).build());

        assertThat(host.failure).hasMessageContainingAll("RegisterTaskDefinition of family web", "ClientException");
    }

    private void succeededOnce() {
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
        assertThat(emulator.calls("RegisterTaskDefinition").stream().filter(call -> call.done()))
                .hasSize(1);
        assertThat(emulator.calls("UpdateService").stream().filter(call -> call.done()))
                .hasSize(1);
    }
}
