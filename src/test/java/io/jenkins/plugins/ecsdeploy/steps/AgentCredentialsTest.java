package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent lends its identity: here that of a container, whose credentials come from an address on its machine. */
@ExtendWith(QuickJenkins.class)
class AgentCredentialsTest {
    private static final String ARGUMENTS = "cluster: 'c1', region: 'eu-central-1', credentials: 'agent'";

    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static LendingContainer container;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
        container = new LendingContainer();
        jenkins.waitOnline(jenkins.createSlave("lender", "lender", container.environment()));
    }

    @AfterAll
    static void stop() {
        container.close();
        scene.close();
    }

    @Test
    void theStepActsAsTheAgentAndAsksItOnce() throws Exception {
        Credentials lent = container.lend(scene.ecs.temporaryCredentials(Duration.ofHours(100)));
        scene.service("lent");
        scene.ecs.clearCalls();
        container.fetched.set(0);

        WorkflowRun build =
                runs(Result.SUCCESS, "node('lender') { ecsDeploy(service: 'lent', " + ARGUMENTS + ", tag: '2') }");

        assertThat(scene.ecs.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.accessKeyId()).isEqualTo(lent.accessKeyId()));
        assertThat(container.fetched).hasValue(1);
        SecretScan.assertNoneBelow(build.getRootDir().toPath(), lent.secretAccessKey(), lent.sessionToken());
    }

    @Test
    void isRenewedThroughTheAgentAndWaitsForOneThatIsGone() throws Exception {
        container.lend(scene.ecs.temporaryCredentials(Duration.ofHours(1)));
        scene.service("renewed");
        scene.ecs.scene("renewed", Scene.rollout(Duration.ofHours(4)));
        DumbSlave agent = (DumbSlave) jenkins.jenkins.getNode("lender");
        WorkflowRun build = EcsScene.job(
                        jenkins, "node('lender') { ecsDeploy(service: 'renewed', " + ARGUMENTS + ", tag: '2') }")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:", build);

        agent.toComputer().disconnect(new OfflineCause.ByCLI("gone")).get();
        try {
            scene.ecs.clock().advance(Duration.ofHours(2));
            jenkins.waitForMessage("cannot be renewed (credentials: 'agent'). Bring it back, or use a target", build);
            container.lend(scene.ecs.temporaryCredentials(Duration.ofHours(100)));
        } finally {
            agent.toComputer().connect(true).get();
        }
        scene.ecs.clock().advance(Duration.ofHours(3));

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
    }

    @Test
    void withoutAnAgentItIsSaidAtOnce() throws Exception {
        for (String step : new String[] {"ecsDeploy", "ecsRender", "ecsRollback"}) {
            jenkins.assertLogContains(
                    "there is none here. Run the step within node",
                    runs(Result.FAILURE, step + "(service: 'web', " + ARGUMENTS + ")"));
        }
    }

    @Test
    void theBuiltInNodeDoesNotLendTheControllersIdentity() throws Exception {
        Credentials controllers = scene.ecs.temporaryCredentials(Duration.ofHours(100));
        System.setProperty("aws.accessKeyId", controllers.accessKeyId());
        System.setProperty("aws.secretAccessKey", controllers.secretAccessKey());
        System.setProperty("aws.sessionToken", controllers.sessionToken());
        String script = "node('built-in') { ecsRender(service: 'web', " + ARGUMENTS + ") }";
        try {
            jenkins.assertLogContains(
                    "means the controller's own identity, which is not used", runs(Result.FAILURE, script));

            EcsDeployConfiguration.get().setAllowControllerIdentity(true);

            runs(Result.SUCCESS, script);
        } finally {
            EcsDeployConfiguration.get().setAllowControllerIdentity(false);
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            System.clearProperty("aws.sessionToken");
        }
    }

    @Test
    void anAgentWithoutAnIdentityIsSaid() throws Exception {
        agent("nobody", "AWS_EC2_METADATA_DISABLED", "true");

        jenkins.assertLogContains(
                "The agent where the step runs has no AWS credentials (credentials: 'agent')",
                runs(Result.FAILURE, "node('nobody') { ecsRender(service: 'web', " + ARGUMENTS + ") }"));
    }

    @Test
    void longLivedKeysOfAnAgentAreNotTaken() throws Exception {
        Credentials keys = scene.ecs.user("agent");
        agent("keys", "AWS_ACCESS_KEY_ID", keys.accessKeyId(), "AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        scene.ecs.clearCalls();

        WorkflowRun build = runs(Result.FAILURE, "node('keys') { ecsRender(service: 'web', " + ARGUMENTS + ") }");

        jenkins.assertLogContains("has long-lived keys (" + keys.accessKeyId() + ")", build);
        jenkins.assertLogNotContains(keys.secretAccessKey(), build);
        assertThat(scene.ecs.calls()).isEmpty();
    }

    private static void agent(String name, String... variables) throws Exception {
        EnvVars environment = new EnvVars();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        jenkins.waitOnline(jenkins.createSlave(name, name, environment));
    }

    private static WorkflowRun runs(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
