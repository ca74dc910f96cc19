package io.jenkins.plugins.ecsdeploy.history;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** What deployments of real builds leave in the history. */
@ExtendWith(QuickJenkins.class)
class RecordedDeploymentsTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static List<Entry> entries(String service) {
        return DeploymentHistory.get().journal().heads().stream()
                .filter(heads -> heads.service().service().equals(service))
                .flatMap(heads ->
                        DeploymentHistory.get()
                                .journal()
                                .page(List.of(heads.service()), Optional.empty(), 100, any -> true)
                                .stream())
                .toList();
    }

    private static String deploy(String service, String image) {
        return "ecsDeploy(service: '" + service + "', images: [web: '" + image + "'], " + EcsScene.ARGUMENTS + ")";
    }

    @Test
    void aDeploymentIsThereWhenItBeginsAndWhenItEnds() throws Exception {
        scene.service("begins");
        WorkflowJob job = EcsScene.job(jenkins, deploy("begins", "registry/web:2"));
        WorkflowRun build = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("ann")))
                .waitForStart();
        await().until(() -> !entries("begins").isEmpty());
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertThat(entries("begins")).singleElement().satisfies(entry -> {
            assertThat(entry.end().status()).isEqualTo("SUCCESSFUL");
            assertThat(entry.durationMillis()).isPositive();
            assertThat(entry.change().images()).containsEntry("web", "registry/web:2");
            assertThat(entry.change().words()).containsExactly("web: image registry/web:1 → registry/web:2");
            assertThat(entry.change().from()).endsWith("task-definition/web:1");
            assertThat(entry.carrier().controller()).isEqualTo("ECS");
            assertThat(entry.carrier().strategy()).isEqualTo("ROLLING");
            assertThat(entry.carrier().deployments()).isNotEmpty();
            assertThat(entry.step()).isEqualTo("ecsDeploy");
            assertThat(entry.origin().user()).isEqualTo("ann");
            assertThat(entry.origin().build().job()).isEqualTo(job.getFullName());
            assertThat(entry.service().account()).matches("\\d{12}");
        });
    }

    @Test
    void aRollbackSaysWhyAndWhereTheEvidenceIs() throws Exception {
        scene.service("broken").circuitBreaker(true).scene(Scene.crash());
        WorkflowRun build =
                jenkins.buildAndAssertStatus(Result.FAILURE, EcsScene.job(jenkins, deploy("broken", "registry/web:3")));

        assertThat(entries("broken")).singleElement().satisfies(entry -> {
            assertThat(entry.end().status()).isEqualTo("ROLLED_BACK");
            assertThat(entry.end().reason()).isNotBlank();
            assertThat(build.getArtifactManager()
                            .root()
                            .child(entry.end().evidence())
                            .exists())
                    .isTrue();
        });
    }

    @Test
    void whatFailsBeforeAnythingIsChangedIsThere() throws Exception {
        jenkins.buildAndAssertStatus(Result.FAILURE, EcsScene.job(jenkins, deploy("missing", "registry/web:3")));

        assertThat(entries("missing"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.end().status()).isEqualTo("NOT_DEPLOYED"));
    }

    @Test
    void aScriptReadsWhatTheRemoteApiTells() throws Exception {
        scene.service("asked");
        WorkflowJob job = EcsScene.job(
                jenkins,
                deploy("asked", "registry/web:4")
                        + "; def found = ecsHistory(service: 'asked', limit: 1)[0];"
                        + " echo \"${found.images.web} ${found.status} ${found.build.number} ${found.changes[0]}\"");

        jenkins.assertLogContains(
                "registry/web:4 SUCCESSFUL 1 web: image registry/web:1 → registry/web:4",
                jenkins.buildAndAssertSuccess(job));
    }

    @Test
    void aGateIsThereWithWhoAnswered() throws Exception {
        EmulatedService gated = scene.blueGreenService("gated");
        gated.group().readyWait(Duration.ofMinutes(120), true);
        WorkflowJob job = EcsScene.job(
                jenkins,
                "def green = ecsDeploy(service: 'gated', " + EcsScene.ARGUMENTS + ", tag: 'green', waitUntil: 'GATE')\n"
                        + "ecsGate(green) { echo 'tested' }");

        jenkins.buildAndAssertSuccess(job);

        assertThat(entries("gated"))
                .filteredOn(entry -> "ecsGate".equals(entry.step()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.gates()).singleElement().satisfies(gate -> {
                    assertThat(gate.name()).isEqualTo("READY");
                    assertThat(gate.answer()).isEqualTo("CONTINUE");
                    assertThat(gate.open()).isFalse();
                }));
    }
}
