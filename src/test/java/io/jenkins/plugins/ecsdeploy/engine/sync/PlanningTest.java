package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanningTest extends SyncTestBase {
    @Test
    void comparesWhatRunsWithWhatIsWanted() {
        services(3);
        want("s1", "registry/web:2");

        SyncPlan plan = plan();

        assertThat(names(plan.services())).containsExactly("c1/s0", "c1/s1", "c1/s2");
        assertThat(names(plan.toDeploy())).containsExactly("c1/s1");
        PlannedService s1 = plan.services().get(1);
        assertThat(s1.runs()).containsExactly(entry("web", "registry/web:1"));
        assertThat(s1.wanted()).containsExactly(entry("web", "registry/web:2"));
        assertThat(plan.lines())
                .containsExactly(
                        "1 of 3 services do not run what their files say:",
                        "  service  container  runs            wanted",
                        "  c1/s1    web        registry/web:1  registry/web:2",
                        "Left as they are: c1/s0, c1/s2");
        assertThat(plan.lines()).isEqualTo(plan().lines());
    }

    @Test
    void whatIsTheSameIsSaidInALine() {
        services(2);

        assertThat(plan().lines()).containsExactly("All 2 services run what their files say");
    }

    @Test
    void withoutFilesThereIsNothingToAsk() {
        assertThat(plan().lines()).containsExactly("There is nothing to do");
        assertThat(emulator.calls()).isEmpty();
    }

    /** Issue 14, "Measured": at most 45 calls and 30 seconds at the default budget. */
    @Test
    void twoHundredServicesShareTheirCalls() {
        services(200);
        Instant begun = time.now();
        Instant[] last = {begun};
        emulator.onCall(call -> last[0] = call.at());

        assertThat(plan().toDeploy()).isEmpty();

        assertThat(emulator.calls()).hasSizeLessThanOrEqualTo(45);
        assertThat(calls("DescribeServices")).isEqualTo(20);
        assertThat(Duration.between(begun, last[0])).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aDigestThatRunsUnderThatNameIsNoOther() {
        service("s0");
        String digest = ecs(emulator.credentials())
                .describeServiceRevisions(List.of(emulator.service(CLUSTER, "s0")
                        .describe()
                        .replaceFirst("(?s).*\"currentServiceRevisions\":\\[\\{\"arn\":\"([^\"]+)\".*", "$1")))
                .get(0)
                .containerImages()
                .get(0)
                .imageDigest();
        want("s0", "registry/web@" + digest);

        assertThat(plan().toDeploy()).isEmpty();
    }

    @Test
    void saysAllProblemsAtOnceAndDeploysNothing() {
        services(1);
        service("old").status("DRAINING");
        want("old", "registry/web:2");
        service("other").controller("EXTERNAL");
        want("other", "registry/web:2");
        want("gone", "registry/web:1");
        file("c9/a/revision.json", "[{\"name\":\"web\",\"imageUri\":\"r/web:1\"}]");
        file("c9/b/revision.json", "[{\"name\":\"web\",\"imageUri\":\"r/web:1\"}]");
        service("typo");
        file(
                "c1/typo/revision.json",
                "[{\"name\":\"wbe\",\"imageUri\":\"r/web:1\"},{\"name\":\"log\",\"imageUri\":\"r/log:1\"}]");
        file("c1/bad/revision.json", "[{\"name\":\"web\"}]");

        assertThat(plan()).isNull();

        assertThat(failure).isInstanceOf(EngineException.class);
        assertThat(failure.getMessage().lines().toList())
                .hasSize(7)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("There are 6 problems, and nothing was deployed:"),
                        line -> assertThat(line).startsWith("  c1/bad/revision.json[0].imageUri is missing; expected"),
                        line -> assertThat(line)
                                .startsWith(
                                        "  c1/gone/revision.json: service gone was not found in cluster c1: MISSING."),
                        line -> assertThat(line)
                                .startsWith("  c1/old/revision.json: Service old in cluster c1 is DRAINING; only"),
                        line -> assertThat(line)
                                .startsWith("  c1/other/revision.json: Service other in cluster c1 has the deployment"
                                        + " controller EXTERNAL"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "  c1/typo/revision.json: it names the containers wbe (did you mean web?), log,"
                                                + " which web:1 of service typo does not have; its containers are web"),
                        line -> assertThat(line)
                                .startsWith("  c9/a/revision.json, c9/b/revision.json: cluster c9 was not found by"));
        assertThat(calls("DescribeServices")).isEqualTo(2);
    }

    @Test
    void whoMayNotReadServiceRevisionsReadsTaskDefinitions() {
        services(20);
        want("s3", "registry/web:2");
        emulator.faults().deny("DescribeServiceRevisions");

        assertThat(names(plan().toDeploy())).containsExactly("c1/s3");

        assertThat(calls("DescribeTaskDefinition"))
                .as("of one revision for all")
                .isEqualTo(1);
        assertThat(calls("DescribeServiceRevisions")).isEqualTo(1);
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith(
                        "Service revisions cannot be read, so task definitions are, one call for each: AccessDenied");
    }

    @Test
    void serviceRevisionsThatAreNotShownAreDoneWithout() {
        services(3);
        want("s1", "registry/web:2");
        emulator.currentDeploymentInAnswers(false);

        assertThat(names(plan().toDeploy())).containsExactly("c1/s1");

        assertThat(calls("DescribeServiceRevisions")).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void codeDeployHasNoServiceRevisions() {
        emulator.registerTaskDefinition(
                WEB.replace("\"memory\":128", "\"memory\":128,\"portMappings\":[{\"containerPort\":80}]"));
        emulator.blueGreenService(CLUSTER, "blue", "web:2", 2);
        emulator.blueGreenService(CLUSTER, "shop", "web:2", 2);
        want("blue", "registry/web:1");
        want("shop", "registry/web:2");

        assertThat(names(plan().toDeploy())).containsExactly("c1/shop");
    }

    /** It may go back to what it ran before, so being set to the right images is not enough. */
    @Test
    void whatIsBeingDeployedIsNotLeftAlone() {
        services(1);
        EmulatedService s1 = service("s1").scene(Scene.never());
        want("s1", "registry/web:2");
        begin(image("registry/web:2").service("s1").dontWait().build());
        time.pass(Duration.ofMinutes(1));

        SyncPlan plan = plan();

        assertThat(s1.taskDefinition()).endsWith("web:2");
        assertThat(names(plan.toDeploy())).containsExactly("c1/s1");
        assertThat(plan.lines())
                .contains("  c1/s1               registry/web:2  as it is: a deployment is in progress");
    }

    @Test
    void throttledLooksAreMadeAgain() {
        services(30);
        want("s7", "registry/web:2");
        emulator.faults().throttle("DescribeServices", 2);
        emulator.faults().serverError("DescribeServiceRevisions", 1, 500);

        assertThat(names(plan().toDeploy())).containsExactly("c1/s7");
    }

    @Test
    void whoMayLookAtNothingHearsOfItSoon() {
        services(100);
        emulator.faults().deny("DescribeServices");

        assertThat(plan()).isNull();

        assertThat(failure).hasMessageStartingWith("Looking at service s").hasMessageContaining("AccessDenied");
        assertThat(emulator.calls()).hasSizeLessThan(30);
    }

    @Test
    void whoMayNotLookAtOneHearsOfTheOthers() {
        services(3);
        want("gone", "registry/web:1");
        emulator.faults().deny("DescribeTaskDefinition");
        emulator.currentDeploymentInAnswers(false);

        assertThat(plan()).isNull();

        assertThat(failure.getMessage().lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("c1/s0/revision.json: DescribeTaskDefinition"))
                .anyMatch(line -> line.contains("c1/gone/revision.json: service gone was not found"));
    }

    @Test
    void oneWhoStopsHearsNothing() {
        services(3);
        Planning planning = new Planning(
                RevisionFiles.read(files, bound),
                ecs(emulator.credentials()),
                runtime(),
                log::add,
                made -> log.add("planned"),
                e -> log.add("failed"));
        planning.start();
        planning.cancel();
        time.passUntilIdle();

        assertThat(log).isEmpty();
    }
}
