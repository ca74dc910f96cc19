package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many deployments at once share calls and their budget, and nothing else. */
class SharedPollerTest extends ManyDeploymentsTestBase {
    @Test
    void asksForTwentyDeploymentsAndTenServicesInACall() {
        beginAll(40);
        time.passUntilIdle();

        allSucceeded();
        assertThat(asked("DescribeServiceDeployments", "serviceDeploymentArns"))
                .contains(20)
                .allMatch(n -> n <= 20);
        assertThat(asked("DescribeServices", "services")).contains(10).allMatch(n -> n <= 10);
        assertThat(calls("DescribeServiceDeployments")).isLessThan(150);
    }

    @Test
    void staysWithinTheBudget() {
        poller = new Poller(time, 0.5);
        beginAll(60);
        time.pass(Duration.ofSeconds(20));
        emulator.clearCalls();
        Instant begun = time.now();

        time.pass(Duration.ofSeconds(60));

        assertThat(emulator.calls()).hasSizeBetween(20, 31);
        Map<Long, Long> bySecond = emulator.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> Duration.between(begun, call.at()).toSeconds(), Collectors.counting()));
        assertThat(bySecond.values()).allMatch(n -> n <= 2);
        time.passUntilIdle();
        allSucceeded();
    }

    @Test
    void throttlingForAMinuteLosesNothing() {
        beginAll(40);
        time.pass(Duration.ofSeconds(90));
        emulator.faults().budget(Faults.ALL, 2, 2);
        emulator.clearCalls();
        time.pass(Duration.ofMinutes(1));
        assertThat(emulator.calls().stream().filter(call -> !call.done()).count())
                .as("throttled calls, for the poller slows down")
                .isBetween(1L, 40L);
        emulator.faults().clear();

        time.passUntilIdle();

        allSucceeded();
    }

    /** Refused for the fault of one: asked one by one. Broken: asked in halves. Nobody waits for that. */
    @ParameterizedTest
    @ValueSource(strings = {"DescribeServiceDeployments", "DescribeServices"})
    void aCallThatFailsForOneIsMadeWithoutIt(String action) {
        beginAll(8);
        time.pass(Duration.ofSeconds(20));
        emulator.faults().refuse(action, 1, "InvalidParameterException", "One of them is wrong.");
        time.pass(Duration.ofSeconds(40));
        emulator.faults().serverError(action, 1, 500);
        time.passUntilIdle();

        allSucceeded();
        assertThat(emulator.calls(action)).filteredOn(call -> !call.done()).hasSize(2);
        assertThat(hosts).allMatch(each -> each.log.stream().noneMatch(line -> line.contains("trying again")));
    }

    @Test
    void oneWithoutCredentialsFailsAlone() {
        beginAll(5);
        time.pass(Duration.ofSeconds(20));
        hosts.get(0).ecs = () -> {
            throw new EngineException("There are no AWS credentials 'aws' that this job may use");
        };
        time.passUntilIdle();

        assertThat(hosts.remove(0).failure).hasMessageContaining("no AWS credentials");
        allSucceeded();
    }

    @Test
    void thoseThatBeginTogetherLookTogether() {
        beginAll(41);
        time.pass(Duration.ofSeconds(3));

        assertThat(calls("UpdateService")).isEqualTo(41);
        assertThat(asked("DescribeServices", "services")).startsWith(1, 10, 10, 10, 10);
    }

    /** Without a circuit breaker of the service, only its own description tells of failed tasks. */
    @ParameterizedTest
    @ValueSource(ints = {40, 100, 160})
    void aFailedTaskIsNoticedSoonWhereNobodyElseCounts(int seconds) {
        beginAll(30);
        web.scene(Scene.imageMissing().failingAfter(Duration.ofSeconds(seconds), Duration.ofMillis(100)));
        begin("web", "web:1", emulator.credentials());
        TestHost failing = hosts.remove(30);
        time.pass(Duration.ofSeconds(seconds - 5));
        while (!web.describe().contains("\"failedTasks\":2")) {
            time.pass(Duration.ofSeconds(1));
        }
        emulator.clearCalls();

        // Of 31 deployments it is the last one after a minute, and alone it looks every 18 seconds.
        time.pass(Duration.ofSeconds(18));

        assertThat(failing.log).anyMatch(line -> line.contains("2 failed"));
        assertThat(emulator.calls()).as("for 31 deployments").hasSizeLessThan(20);
    }

    @Test
    void identitiesAreNotMixed() {
        Credentials other = emulator.user("other");
        begin("web", "web:1", emulator.credentials());
        emulator.service(CLUSTER, "api", "web:1", 2);
        begin("api", "web:1", other);
        time.passUntilIdle();

        allSucceeded();
        assertThat(emulator.calls("DescribeServiceDeployments"))
                .allSatisfy(call -> assertThat(call.request().toString())
                        .contains(call.accessKeyId().equals(other.accessKeyId()) ? "/api/" : "/web/")
                        .doesNotContain(call.accessKeyId().equals(other.accessKeyId()) ? "/web/" : "/api/"));
    }

    /** Credentials are looked up again for each look, and by then they may be somebody else's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void oneWhoseIdentityChangesGoesOnAlone(int changed) {
        beginAll(10);
        time.pass(Duration.ofSeconds(20));
        Credentials other = emulator.user("other");
        hosts.get(changed).ecs = () -> ecs(other);
        time.pass(Duration.ofSeconds(20));
        emulator.clearCalls();

        time.passUntilIdle();

        allSucceeded();
        String its = "/s" + changed + "/";
        assertThat(emulator.calls("DescribeServiceDeployments"))
                .anyMatch(call -> call.accessKeyId().equals(other.accessKeyId()))
                .allSatisfy(call -> {
                    if (call.accessKeyId().equals(other.accessKeyId())) {
                        assertThat(call.request().path("serviceDeploymentArns")).hasSize(1);
                        assertThat(call.request().toString()).contains(its);
                    } else {
                        assertThat(call.request().toString()).doesNotContain(its);
                    }
                });
    }

    @Test
    void oneWhoseIdentityChangesDoesNotLendItToTheOthers() {
        beginAll(10);
        time.pass(Duration.ofSeconds(20));
        Credentials other = emulator.user("other");
        hosts.get(0).ecs = () -> ecs(other);

        time.passUntilIdle();

        allSucceeded();
        assertThat(emulator.calls("DescribeServiceDeployments"))
                .filteredOn(call -> call.accessKeyId().equals(other.accessKeyId()))
                .isNotEmpty()
                .allSatisfy(call ->
                        assertThat(call.request().path("serviceDeploymentArns")).hasSize(1));
    }

    @Test
    void oneThatFailsInItsOwnTaskDoesNotStopTheOthers() {
        beginAll(5);
        time.pass(Duration.ofSeconds(5));
        hosts.get(0).onLog = () -> {
            throw new IllegalStateException("the log is closed");
        };
        time.passUntilIdle();

        assertThat(hosts.remove(0).failure).hasMessageContaining("the log is closed");
        allSucceeded();
    }
}
