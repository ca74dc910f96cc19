package io.jenkins.plugins.ecsdeploy.history;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.util.XStream2;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What Jenkins knows of its deployments after a start: those under way, and those of a version without a history. */
class HistoryAfterRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatIsUnderWayEndsAndWhatWasDeployedBeforeIsTakenInOnce() throws Throwable {
        sessions.then(jenkins -> {
            scene.connect();
            DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(
                    new CpsFlowDefinition("ecsDeploy(service: 'web', " + EcsScene.ARGUMENTS + ", tag: 2)", true));
            jenkins.waitForMessage("Deploying web:2", job.scheduleBuild2(0).waitForStart());
            assertThat(entries("web"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.isOpen()).isTrue());
            await().until(() -> Files.exists(takenIn(jenkins)));
            makeOldBuild(jenkins);
            Files.delete(takenIn(jenkins));
        });

        sessions.then(jenkins -> {
            DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
            assertThat(entries("web"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.isOpen()).isTrue());
            await().until(() -> Files.exists(takenIn(jenkins)));
            assertThat(entries("old")).singleElement().satisfies(HistoryAfterRestartTest::isOld);

            scene.ecs.clock().advance(Duration.ofMinutes(5));
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("deploy", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(entries("web"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.end().status()).isEqualTo("SUCCESSFUL"));
            Files.delete(takenIn(jenkins));
        });

        sessions.then(jenkins -> {
            await().until(() -> Files.exists(takenIn(jenkins)));
            assertThat(entries("old")).as("taken in once").hasSize(1);
            assertThat(entries("web")).hasSize(1);
        });
    }

    private static void isOld(Entry entry) {
        assertThat(entry.isGood()).isTrue();
        assertThat(entry.began()).as("when it was deployed").isEqualTo(1_700_000_000_000L);
        assertThat(entry.order()).isEqualTo(entry.began());
        assertThat(entry.origin().build().job()).isEqualTo("old-job");
        assertThat(entry.origin().build().number()).isEqualTo(2);
    }

    /** A build as the version before has left it, and one that has not deployed. */
    private static void makeOldBuild(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("old-job");
        jenkins.buildAndAssertSuccess(job);
        Run<?, ?> build = jenkins.buildAndAssertSuccess(job);
        DeploymentsAction.record(build, "1", CallerArguments.NONE, () -> record("old", "ENDED"));
        build.save();
    }

    private static DeploymentRecord record(String service, String phase) {
        return (DeploymentRecord) new XStream2()
                .fromXML("<" + DeploymentRecord.class.getName() + "><service>" + service
                        + "</service><cluster>c1</cluster><region>eu-central-1</region><phase>" + phase
                        + "</phase><status>SUCCESSFUL</status><times><startedMillis>1700000000000</startedMillis>"
                        + "<endedMillis>1700000060000</endedMillis></times>"
                        + "<taskDefinitionArn>arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1"
                        + "</taskDefinitionArn></" + DeploymentRecord.class.getName() + ">");
    }

    private static Path takenIn(JenkinsRule jenkins) {
        return jenkins.jenkins.getRootDir().toPath().resolve("ecs-deploy-history/old-builds-taken-in");
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
}
