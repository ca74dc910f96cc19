package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Of credentials nothing outlives a stop of Jenkins but the names by which they are had again. */
class CredentialsAfterRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());
    private final String role = scene.ecs.role("deployer");

    @AfterEach
    void close() {
        scene.close();
    }

    /** A deployment is followed by the role assumed again, and so is one in a block whose job was renamed. */
    @Test
    void rolesAreAssumedAgain() throws Throwable {
        scene.ecs.scene("web", Scene.rollout(Duration.ofMinutes(5)));
        scene.service("moved");
        scene.ecs.scene("moved", Scene.rollout(Duration.ofMinutes(5)));
        sessions.then(jenkins -> {
            start(jenkins);
            WorkflowRun followed = job(jenkins, "followed", "ecsDeploy(service: 'web', target: 'beta', tag: '2')");
            jenkins.waitForMessage("Deploying web:2", followed);
            WorkflowRun moved = job(
                    jenkins,
                    "moved",
                    "ecsTarget('beta') { ecsDeploy(service: 'moved', tag: '3')\n"
                            + "echo \"region ${env.AWS_REGION} ${env.AWS_SESSION_TOKEN}\" }");
            jenkins.waitForMessage("Deploying web:3", moved);
            moved.getParent().renameTo("renamed");
            theOldOnesStayMasked(jenkins);
        });
        assertThat(assumed("followed")).isEqualTo(1);
        scene.ecs.clock().advance(Duration.ofMinutes(10));

        sessions.then(jenkins -> {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins, "followed")));
            WorkflowRun moved = build(jenkins, "renamed");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(moved));
            jenkins.assertLogContains("region eu-central-1 ****", moved);
            aBlockGetsNewOnes(jenkins);
        });
        assertThat(assumed("followed")).isEqualTo(2);
        assertThat(assumed("masked")).isEqualTo(2);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
    }

    private long assumed(String job) {
        return scene.ecs.calls("AssumeRole").stream()
                .filter(call -> call.request().path("RoleSessionName").asText().equals(job + "@1"))
                .count();
    }

    private void theOldOnesStayMasked(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = job(
                jenkins,
                "masked",
                "node { ecsTarget('beta') { sh 'echo \"$AWS_SECRET_ACCESS_KEY\" > keys'\nsemaphore 'wait'\n"
                        + "sh 'cat keys; echo \"now $AWS_SECRET_ACCESS_KEY\"; echo \"$AWS_SECRET_ACCESS_KEY\" >> keys'"
                        + " }\necho \"after=[${env.AWS_SECRET_ACCESS_KEY}]\" }");
        SemaphoreStep.waitForStart("wait/1", build);
        String first = keys(jenkins)[0];
        assertThat(first).hasSize(40);
        Path root = build.getRootDir().toPath();
        assertThat(root.resolve("program.dat")).exists();
        SecretScan.assertNoneBelow(root, first);
    }

    private void aBlockGetsNewOnes(JenkinsRule jenkins) throws Exception {
        SemaphoreStep.success("wait/1", null);
        WorkflowRun build = build(jenkins, "masked");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        String[] keys = keys(jenkins);
        assertThat(keys).hasSize(2);
        assertThat(keys[1]).isNotEqualTo(keys[0]);
        assertThat(JenkinsRule.getLog(build))
                .contains("now ****", "after=[null]")
                .doesNotContain(keys);
        SecretScan.assertNoneBelow(build.getRootDir().toPath(), keys);
    }

    /** Without any, tools would find those of the agent; and an error would make all other variables null. */
    @Test
    void aBlockThatGetsNoCredentialsHasUnusableOnesAndAllOtherVariables() throws Throwable {
        sessions.then(jenkins -> {
            start(jenkins);
            WorkflowRun build = job(
                    jenkins,
                    "deploy",
                    "withEnv(['COLOR=blue']) { ecsTarget('beta') { semaphore 'wait'\n"
                            + "echo \"${env.COLOR}, ${env.AWS_REGION}, ${env.AWS_ACCESS_KEY_ID}\"\n"
                            + "echo \"${env.AWS_SECRET_ACCESS_KEY}, ${env.AWS_SESSION_TOKEN}\" } }");
            SemaphoreStep.waitForStart("wait/1", build);
        });
        scene.ecs.faults().deny("AssumeRole");

        sessions.then(jenkins -> {
            SemaphoreStep.success("wait/1", null);
            WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins, "deploy")));
            assertThat(JenkinsRule.getLog(build))
                    .contains("[ecsTarget] After the restart of Jenkins there are no credentials of target 'beta' yet.")
                    .contains("AssumeRole")
                    .contains("blue, eu-central-1, NOT-AVAILABLE\n")
                    .contains("not-available, not-available\n");
        });
    }

    @Test
    void anAgentIsAskedAgain() throws Throwable {
        scene.ecs.scene("web", Scene.rollout(Duration.ofMinutes(5)));
        try (LendingContainer container = new LendingContainer()) {
            container.lend(scene.ecs.temporaryCredentials(Duration.ofHours(1)));
            sessions.then(jenkins -> {
                scene.connect();
                jenkins.waitOnline(jenkins.createSlave("lender", "lender", container.environment()));
                WorkflowRun build = job(
                        jenkins,
                        "deploy",
                        "node('lender') { ecsDeploy(service: 'web', cluster: 'c1', region: 'eu-central-1',"
                                + " credentials: 'agent', tag: '2') }");
                jenkins.waitForMessage("Deploying web:2", build);
                assertThat(container.fetched).hasValue(1);
            });
            scene.ecs.clock().advance(Duration.ofHours(2));
            container.lend(scene.ecs.temporaryCredentials(Duration.ofHours(1)));

            sessions.then(jenkins -> {
                jenkins.jenkins.getNode("lender").toComputer().connect(false).get();
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins, "deploy")));
            });

            assertThat(container.fetched).hasValue(2);
            assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
        }
    }

    private void start(JenkinsRule jenkins) throws Exception {
        scene.connect();
        Scripts.target("beta", "aws", target -> target.setRoleArn(role));
    }

    private static WorkflowRun job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }

    private static String[] keys(JenkinsRule jenkins) throws Exception {
        FilePath workspace =
                jenkins.jenkins.getWorkspaceFor(jenkins.jenkins.getItemByFullName("masked", WorkflowJob.class));
        return workspace.child("keys").readToString().trim().split("\n");
    }
}
