package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
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

/** A controller that is killed while ECS works: nothing is done twice, and nothing is forgotten. */
class KilledControllerTest {
    private static final int REGISTERED = 8;

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theBuildGoesOn() throws Throwable {
        deployAndKill(FlowDurabilityHint.MAX_SURVIVABILITY);

        real.startJenkins();
        real.runRemotely(KilledControllerTest::buildSucceeds);

        changedOnce();
    }

    /** Pipeline itself gives such a build up, so its deployment is all that can go on, and does. */
    @Test
    void theDeploymentIsFollowedWhereTheBuildCannotGoOn() throws Throwable {
        deployAndKill(FlowDurabilityHint.PERFORMANCE_OPTIMIZED);

        real.startJenkins();
        real.runRemotely(KilledControllerTest::deploymentIsFollowed);

        changedOnce();
    }

    /** The rollback that an aborted build asked for goes on at ECS, and is still known as its own. */
    @Test
    void theRollbackOfAnAbortedBuildIsKnownAfterARestart() throws Throwable {
        real.startJenkins();
        real.runRemotely(
                KilledControllerTest::deployAndAbort,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId() + " "
                        + scene.ecs.credentials().secretAccessKey());
        real.stopJenkinsForcibly();

        real.startJenkins();
        real.runRemotely(KilledControllerTest::nextBuildWaits);
        scene.ecs.clock().advance(Duration.ofMinutes(5));
        real.runRemotely(KilledControllerTest::bothBuildsHaveEnded);
    }

    private static void deployAndAbort(JenkinsRule jenkins, String endpoint, String keys) throws Exception {
        connect(endpoint, keys);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition(
                "ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: \"t${env.BUILD_NUMBER}\", onAbort: 'ROLLBACK')",
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deploying web:2", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ECS answered that it does", build);
    }

    private static void nextBuildWaits(JenkinsRule jenkins) throws Exception {
        WorkflowRun next = build(jenkins).getParent().scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(": deploy #1, when it was aborted, has asked ECS to bring the service back", next);
    }

    private static void bothBuildsHaveEnded(JenkinsRule jenkins) {
        DeploymentRecord aborted = build(jenkins)
                .getAction(DeploymentsAction.class)
                .deployments()
                .get(0)
                .record();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(aborted.status()).isEqualTo(Status.ROLLED_BACK));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> jenkins.assertLogContains(
                        "Deploying web:3", build(jenkins).getParent().getBuildByNumber(2)));
    }

    /** Twenty register a revision (as many as ECS takes at once), the others deploy one that is there. */
    @Test
    void ofAHundredDeploymentsNoneIsForgotten() throws Throwable {
        Hundred.services(scene.ecs, REGISTERED);
        real.startJenkins();
        real.runRemotely(
                KilledControllerTest::deployAHundred,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId() + " "
                        + scene.ecs.credentials().secretAccessKey());
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

    private static void deployAHundred(JenkinsRule jenkins, String endpoint, String keys) throws Exception {
        connect(endpoint, keys);
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

    private void deployAndKill(FlowDurabilityHint durability) throws Throwable {
        real.startJenkins();
        real.runRemotely(
                KilledControllerTest::deploy,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId() + " "
                        + scene.ecs.credentials().secretAccessKey(),
                durability);
        real.stopJenkinsForcibly();
        scene.ecs.clock().advance(Duration.ofMinutes(5));
    }

    private void changedOnce() {
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(1);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
    }

    private static void deploy(JenkinsRule jenkins, String endpoint, String keys, FlowDurabilityHint durability)
            throws Exception {
        connect(endpoint, keys);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.addProperty(new DurabilityHintJobProperty(durability));
        job.setDefinition(new CpsFlowDefinition(
                "def r = ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: 2)\necho \"then ${r.status}\"", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deploying web:2", build);
    }

    private static void connect(String endpoint, String keys) throws Exception {
        EcsDeployConfiguration.get().setEndpointUrl(endpoint);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "aws", keys.split(" ")[0], keys.split(" ")[1], ""));
        SystemCredentialsProvider.getInstance().save();
    }

    private static void buildSucceeds(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("then SUCCESSFUL", build);
    }

    private static void deploymentIsFollowed(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        BuildDeployment deployment =
                build.getAction(DeploymentsAction.class).deployments().get(0);
        await().until(() -> deployment.record().status() != Status.IN_PROGRESS);

        assertThat(deployment.record().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(deployment.afterwards())
                .anyMatch(line -> line.startsWith("This build could not be resumed, but its deployment may go on"))
                .anyMatch(line -> line.startsWith("web:2 is live on service web"));
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                .contains("web:2 to service web in cluster c1: SUCCESSFUL", "web:2 is live on service web");
        jenkins.assertBuildStatus(Result.FAILURE, build);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
    }
}
