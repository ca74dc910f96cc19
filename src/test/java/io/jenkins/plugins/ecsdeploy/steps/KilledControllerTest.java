package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.Controllers;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.promotion.KilledTag;
import io.jenkins.plugins.ecsdeploy.steps.sync.KilledSync;
import io.jenkins.plugins.ecsdeploy.steps.tasks.KilledTasks;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller that is killed while AWS works: nothing is done twice, and nothing is forgotten. Such a controller is slow to
 * start, so one kill strikes deployments in all states, tasks, a sync, and a tag.
 */
class KilledControllerTest {
    private static final int REGISTERED = 8;

    @RegisterExtension
    private final RealJenkinsExtension real = Controllers.killable();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatIsUnderWayGoesOn() throws Throwable {
        KilledTasks.prepare(scene);
        KilledSync.prepare(scene);
        // Its rollback takes longer than the controller is gone.
        scene.service("aborted").scene(Scene.rollout(Duration.ofMinutes(10)));
        scene.service("lost");
        EmulatedService ready = scene.blueGreenService("ready");
        ready.group().readyWait(Duration.ofMinutes(60), true);
        scene.blueGreenService("kept").group().terminationWait(Duration.ofMinutes(30));
        scene.blueGreenService("broken").scene(Scene.crash(3));
        scene.blueGreenService("installing");
        try (KilledTag tag = new KilledTag()) {
            startConnected();
            real.runRemotely(KilledTasks::begin);
            for (int minute = 1; minute <= 3; minute++) {
                scene.ecs.clock().advance(Duration.ofMinutes(1));
                real.runRemotely(KilledTasks::hasShown, 2 * minute - 1);
            }
            real.runRemotely(KilledControllerTest::beginBlueGreen);
            scene.ecs.clock().advance(Duration.ofMinutes(3));
            real.runRemotely(KilledControllerTest::blueGreenHasComeFar);
            real.runRemotely(KilledControllerTest::beginOthers);
            real.runRemotely(KilledSync::begin);
            real.runRemotely(KilledTag::begin, tag.url());
            tag.awaitPut();

            real.stopJenkinsForcibly();
            tag.release();
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            real.startJenkins();

            real.runRemotely(KilledControllerTest::nextBuildWaits);
            ready.group().answer(ready.group().deployments().get(0));
            scene.ecs.clock().advance(Duration.ofMinutes(40));
            real.runRemotely(KilledControllerTest::buildsSucceed);
            real.runRemotely(KilledControllerTest::brokenOneIsRolledBack);
            real.runRemotely(KilledControllerTest::deploymentIsFollowed);
            real.runRemotely(KilledControllerTest::bothBuildsHaveEnded);
            real.runRemotely(KilledSync::begunOnesHaveEnded);
            scene.ecs.clock().advance(Duration.ofMinutes(10));
            real.runRemotely(KilledSync::succeeds);
            real.runRemotely(KilledTasks::allSucceed);
            real.runRemotely(KilledTag::succeeds, tag.before());
            tag.wasPutOnce();
        }
        assertThat(scene.ecs.calls("CreateDeployment")).hasSize(4);
        // Those of ECS: three, and the one that waited for the rollback.
        assertThat(scene.ecs.calls("UpdateService")).hasSize(4 + KilledSync.SERVICES);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(8 + KilledSync.SERVICES);
        assertThat(scene.ecs.tasks().started()).hasSize(KilledTasks.TASKS);
        assertThat(KilledSync.looksAtAll(scene)).isEqualTo(1);
    }

    private void startConnected() throws Throwable {
        real.startJenkins();
        real.runRemotely(
                KilledControllerTest::connect,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId() + " "
                        + scene.ecs.credentials().secretAccessKey());
    }

    private static void beginBlueGreen(JenkinsRule jenkins) throws Exception {
        for (String service : List.of("ready", "kept", "broken")) {
            jenkins.waitForMessage(
                    "Deploying shop:",
                    begin(jenkins, service, ", onFailure: 'ROLLBACK'", FlowDurabilityHint.MAX_SURVIVABILITY));
        }
    }

    private static void blueGreenHasComeFar(JenkinsRule jenkins) throws Exception {
        jenkins.waitForMessage("waits for somebody to let the traffic move", build(jenkins, "ready"));
        jenkins.waitForMessage("All production traffic is on the new tasks", build(jenkins, "kept"));
        jenkins.waitForMessage("CodeDeploy answered that it does", build(jenkins, "broken"));
    }

    private static void beginOthers(JenkinsRule jenkins) throws Exception {
        jenkins.waitForMessage(
                "Deploying shop:", begin(jenkins, "installing", "", FlowDurabilityHint.MAX_SURVIVABILITY));
        jenkins.waitForMessage("Deploying web:", begin(jenkins, "web", "", FlowDurabilityHint.MAX_SURVIVABILITY));
        jenkins.waitForMessage("Deploying web:", begin(jenkins, "lost", "", FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        WorkflowRun build = begin(jenkins, "aborted", ", onAbort: 'ROLLBACK'", FlowDurabilityHint.MAX_SURVIVABILITY);
        jenkins.waitForMessage("Deploying web:", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ECS answered that it does", build);
    }

    /** The rollback that an aborted build asked for goes on at ECS, and is still known as its own. */
    private static void nextBuildWaits(JenkinsRule jenkins) throws Exception {
        WorkflowRun next =
                build(jenkins, "aborted").getParent().scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(": aborted #1, when it was aborted, has asked ECS to bring the service back", next);
    }

    private static void bothBuildsHaveEnded(JenkinsRule jenkins) {
        DeploymentRecord aborted = record(build(jenkins, "aborted"));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(aborted.status()).isEqualTo(Status.ROLLED_BACK));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> jenkins.assertLogContains(
                        "Deploying web:", build(jenkins, "aborted").getParent().getBuildByNumber(2)));
    }

    private static void buildsSucceed(JenkinsRule jenkins) throws Exception {
        for (String service : List.of("web", "ready", "kept", "installing")) {
            WorkflowRun build = build(jenkins, service);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("is live on service " + service, build);
            jenkins.assertLogContains("then SUCCESSFUL", build);
        }
    }

    private static void brokenOneIsRolledBack(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, "broken");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("CodeDeploy rolled the service back to shop:1", build);
    }

    /** Pipeline itself gives such a build up, so its deployment is all that can go on, and does. */
    private static void deploymentIsFollowed(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, "lost");
        await().until(() -> record(build).status() != Status.IN_PROGRESS);

        assertThat(record(build).status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(build.getAction(DeploymentsAction.class).deployments().get(0).afterwards())
                .anyMatch(line -> line.startsWith("This build could not be resumed, but its deployment may go on"))
                .anyMatch(line -> line.contains("is live on service lost"));
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                .contains("to service lost in cluster c1: SUCCESSFUL", "is live on service lost");
        jenkins.assertBuildStatus(Result.FAILURE, build);
    }

    private static WorkflowRun begin(JenkinsRule jenkins, String service, String more, FlowDurabilityHint durability)
            throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, service);
        job.addProperty(new DurabilityHintJobProperty(durability));
        job.setDefinition(new CpsFlowDefinition(
                "def r = ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", tag: \"" + service
                        + "${env.BUILD_NUMBER}\"" + more + ")\necho \"then ${r.status}\"",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static DeploymentRecord record(WorkflowRun build) {
        return build.getAction(DeploymentsAction.class).deployments().get(0).record();
    }

    private static WorkflowRun build(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    /** Twenty register a revision (as many as ECS takes at once), the others deploy one that is there. */
    @Test
    void ofAHundredDeploymentsNoneIsForgotten() throws Throwable {
        Hundred.services(scene.ecs, REGISTERED);
        startConnected();
        real.runRemotely(KilledControllerTest::deployAHundred);
        await().until(() -> scene.ecs.calls("UpdateService").size() == Hundred.ALL);
        real.runRemotely(KilledControllerTest::allAHundredAreWritten);
        real.stopJenkinsForcibly();
        scene.ecs.clock().advance(Duration.ofMinutes(5));
        int looks = scene.ecs.calls("DescribeServices").size();

        real.startJenkins();
        await().alias("that they are followed before anybody looks at a build")
                .until(() -> scene.ecs.calls("DescribeServices").size() > looks);
        real.runRemotely(KilledControllerTest::allAHundredHaveEnded);

        Hundred.changedOnceEach(scene.ecs, REGISTERED);
    }

    /** Pipeline writes build.xml in place with this durability, so a kill in the middle of that loses the build itself. */
    private static void allAHundredAreWritten(JenkinsRule jenkins) throws Exception {
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            WorkflowRun build = job.getBuildByNumber(1);
            await().until(() -> build.getAction(DeploymentsAction.class).deployments().stream()
                    .allMatch(deployment -> deployment.record().isBegun()));
            build.save();
        }
    }

    private static void deployAHundred(JenkinsRule jenkins) throws Exception {
        Hundred.begin(jenkins, REGISTERED, FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
    }

    private static void allAHundredHaveEnded(JenkinsRule jenkins) throws Exception {
        for (WorkflowRun build : Hundred.builds(jenkins)) {
            List<BuildDeployment> all = build.getAction(DeploymentsAction.class).deployments();
            assertThat(all).hasSize(Hundred.OF_A_JOB);
            await().until(() -> all.stream().allMatch(one -> one.record().status() == Status.SUCCESSFUL));
            jenkins.assertBuildStatus(Result.FAILURE, build);
            String page = jenkins.createWebClient().getPage(build).asNormalizedText();
            assertThat(all)
                    .allSatisfy(one -> assertThat(page)
                            .contains(
                                    Outcome.summary(one.record()),
                                    "is live on service " + one.record().service() + " after"));
        }
    }

    private static void connect(JenkinsRule jenkins, String endpoint, String keys) throws Exception {
        EcsDeployConfiguration.get().setEndpointUrl(endpoint);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "aws", keys.split(" ")[0], keys.split(" ")[1], ""));
        SystemCredentialsProvider.getInstance().save();
    }
}
