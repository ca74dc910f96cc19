package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Abort, failure, conflict and rollback as builds see them, without a single executor. */
@ExtendWith(QuickJenkins.class)
class PoliciesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    private final String name = "web" + NUMBER.incrementAndGet();
    private final EmulatedService service = scene.service(name);

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        scene = EcsScene.fast();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void anAbortRollsBackIfSoAskedFor() throws Exception {
        service.scene(Scene.never());
        WorkflowRun build = begin(deploy("tag: 'abort', onAbort: 'ROLLBACK'"));
        jenkins.waitForMessage("Deploying web:", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains(
                "Asking ECS to roll back " + service.deploymentArns().get(0), build);
        jenkins.assertLogContains("ECS answered that it does", build);
        await().untilAsserted(() -> assertThat(service.taskDefinition()).endsWith("web:1"));
    }

    @Test
    void anEnclosingTimeoutDoesTheSame() throws Exception {
        service.scene(Scene.never());

        WorkflowRun build = run(
                Result.ABORTED,
                "timeout(time: 3, unit: 'SECONDS') { " + deploy("tag: 'timeout', onAbort: 'ROLLBACK'") + " }");

        jenkins.assertLogContains("ECS answered that it does", build);
        await().untilAsserted(() -> assertThat(service.taskDefinition()).endsWith("web:1"));
    }

    @Test
    void aServiceWithoutACircuitBreakerIsRolledBack() throws Exception {
        service.scene(Scene.crash(3));

        WorkflowRun build = run(Result.FAILURE, deploy("tag: 'crash'"));

        jenkins.assertLogContains("tasks failed one after another", build);
        jenkins.assertLogContains("ECS rolled the service back to web:1", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void buildsThatDeployTheSameServiceTakeTurns() throws Exception {
        service.scene(Scene.rollout(Duration.ofHours(2)));
        WorkflowRun first = begin(deploy("tag: 'one'"));
        jenkins.waitForMessage("Deploying web:", first);
        service.scene(Scene.rollout(Duration.ofMinutes(1)));
        WorkflowRun second = begin(deploy("tag: 'two'"));
        jenkins.waitForMessage("Waiting for #1, which deploys to service " + name, second);
        WorkflowRun third = begin(deploy("tag: 'three'"));
        jenkins.waitForMessage("Waiting for #1 and #1, which deploy to service " + name, third);
        assertThat(links(third))
                .containsEntry("/jenkins/" + first.getUrl(), first.getFullDisplayName())
                .containsEntry("/jenkins/" + second.getUrl(), second.getFullDisplayName());
        // The plain text is read by those, too, who may not read the other jobs.
        assertThat(JenkinsRule.getLog(third))
                .doesNotContain(
                        first.getParent().getFullName(), second.getParent().getFullName());

        scene.ecs.clock().advance(Duration.ofHours(2));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(third));
        assertThat(scene.ecs.taskDefinition(service.taskDefinition())).contains("registry/web:three");
    }

    @Test
    void soDoParallelStepsOfABuild() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "parallel(a: { " + deploy("tag: 'a'") + " }, b: { " + deploy("tag: 'b'") + " }, c: { "
                        + deploy("tag: 'c'") + " })");

        jenkins.assertLogContains("Waiting for another step of this build, which deploys to service " + name, build);
        jenkins.assertLogNotContains("this build and", build);
    }

    @Test
    void whoIsAbortedInTheQueueLeavesIt() throws Exception {
        service.scene(Scene.never());
        WorkflowRun first = begin(deploy("tag: 'q1', onAbort: 'ROLLBACK'"));
        jenkins.waitForMessage("Deploying web:", first);
        WorkflowRun second = begin(deploy("tag: 'q2', onAbort: 'ROLLBACK'"));
        jenkins.waitForMessage("Waiting for ", second);

        second.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
        jenkins.assertLogContains("there is nothing to undo", second);
        first.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(first));
        service.scene(Scene.healthy());

        run(Result.SUCCESS, deploy("tag: 'q3', onConflict: 'WAIT'"));
    }

    @Test
    void aDeploymentThatWasBegunIsFollowedByItsArn() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def begun = " + deploy("tag: 'begun', wait: false") + "\n"
                        + "def ended = " + deploy("deploymentArn: begun.deploymentArn") + "\n"
                        + "echo \"${begun.status} ${ended.status} ${begun.deploymentArn == ended.deploymentArn}\"");

        jenkins.assertLogContains("IN_PROGRESS SUCCESSFUL true", build);
    }

    @Test
    void rollsBackToTheRevisionBeforeAndToThatOfABuild() throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, deploy("tag: 'good'"));
        jenkins.buildAndAssertSuccess(job);
        String good = service.taskDefinition();
        script(job, deploy("tag: 'newer'"));
        jenkins.buildAndAssertSuccess(job);

        script(job, "echo 'back: ' + " + rollback("toBuild: 1") + ".status");
        jenkins.assertLogContains("back: SUCCESSFUL", jenkins.buildAndAssertSuccess(job));
        assertThat(service.taskDefinition()).isEqualTo(good);

        run(Result.SUCCESS, rollback("to: 'web:1'"));
        assertThat(service.taskDefinition()).endsWith("/web:1");
        run(Result.SUCCESS, rollback("toBuild: '" + job.getFullName() + "#2'"));
        assertThat(scene.ecs.taskDefinition(service.taskDefinition())).contains("registry/web:newer");
    }

    /** All services of this test share the family web, as targets do. */
    @Test
    void rollsBackToWhatThisServiceRan() throws Exception {
        run(Result.SUCCESS, deploy("tag: 'mine'"));
        String mine = service.taskDefinition();
        scene.service(name + "-other");
        run(Result.SUCCESS, deploy("tag: 'foreign'").replace("'" + name + "'", "'" + name + "-other'"));
        run(Result.SUCCESS, deploy("tag: 'mine-newer'"));

        WorkflowRun build = run(Result.SUCCESS, rollback("timeoutMinutes: 5"));

        assertThat(service.taskDefinition()).isEqualTo(mine);
        jenkins.assertLogContains(
                "which service " + name + " ran successfully, according to ECS's list of its deployments", build);
    }

    @Test
    void whereEcsDoesNotTellItRollsBackToWhatABuildRecorded() throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, deploy("tag: 'recorded'"));
        jenkins.buildAndAssertSuccess(job);
        String recorded = service.taskDefinition();
        run(Result.SUCCESS, deploy("tag: 'recorded-newer'"));
        scene.ecs.faults().deny("DescribeServiceRevisions");
        try {
            WorkflowRun build = run(Result.SUCCESS, rollback("timeoutMinutes: 5"));

            assertThat(service.taskDefinition()).isEqualTo(recorded);
            jenkins.assertLogContains("according to " + job.getFullDisplayName() + " #1 of 2", build);
        } finally {
            scene.ecs.faults().clear();
        }
    }

    @Test
    void whatNobodyWaitsForHasATrueEndAndIsOneToGoBackTo() throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, deploy("tag: 'unwaited', wait: false"));
        WorkflowRun begun = jenkins.buildAndAssertSuccess(job);
        await().untilAsserted(() -> assertThat(record(begun).status()).isEqualTo(Status.SUCCESSFUL));
        String unwaited = service.taskDefinition();
        run(Result.SUCCESS, deploy("tag: 'unwaited-newer'"));

        run(Result.SUCCESS, rollback("toBuild: '" + job.getFullName() + "#1'"));

        assertThat(service.taskDefinition()).isEqualTo(unwaited);
    }

    /** The variables of the build are gone with its step, so that nobody can follow the deployment. */
    @Test
    void whatCannotBeFollowedIsOneToGoBackToWhenEcsSaysThatItSucceeded() throws Exception {
        String keys = "'AWS_ACCESS_KEY_ID=" + scene.ecs.credentials().accessKeyId() + "', 'AWS_SECRET_ACCESS_KEY="
                + scene.ecs.credentials().secretAccessKey() + "'";
        WorkflowJob job = EcsScene.job(
                jenkins,
                "withEnv([" + keys + "]) { " + deploy("tag: 'env', wait: false").replace(", credentialsId: 'aws'", "")
                        + " }");
        WorkflowRun begun = jenkins.buildAndAssertSuccess(job);
        await().untilAsserted(() -> assertThat(record(begun).status()).isEqualTo(Status.LEFT));
        String left = service.taskDefinition();
        await().untilAsserted(() -> assertThat(service.describeDeployment()).contains("\"SUCCESSFUL\""));
        run(Result.SUCCESS, deploy("tag: 'env-newer'"));

        run(Result.SUCCESS, rollback("toBuild: '" + job.getFullName() + "#1'"));

        assertThat(service.taskDefinition()).isEqualTo(left);
    }

    @Test
    void whatFailedBeforeItBeganDeployedNothing() throws Exception {
        WorkflowRun build = run(Result.FAILURE, deploy("images: [nothing: 'registry/x:1']"));
        WorkflowRun named = run(Result.FAILURE, rollback("toBuild: 77"));

        assertThat(Outcome.summary(record(build))).endsWith("service " + name + " in cluster c1: NOT_DEPLOYED");
        assertThat(record(named).status()).isEqualTo(Status.NOT_DEPLOYED);
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText()).contains("NOT_DEPLOYED");
    }

    @Test
    void theNextBuildWaitsForTheRollbackOfAnAbortedOne() throws Exception {
        service.scene(Scene.never().rollback(Scene.rollout(Duration.ofHours(2))));
        WorkflowRun aborted = begin(deploy("tag: 'aborted', onAbort: 'ROLLBACK'"));
        jenkins.waitForMessage("Deploying web:", aborted);
        aborted.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(aborted));
        service.scene(Scene.healthy());

        WorkflowRun next = begin(deploy("tag: 'next'"));
        jenkins.waitForMessage(
                ": " + aborted.getFullDisplayName() + ", when it was aborted, has asked ECS to bring the service back",
                next);
        scene.ecs.clock().advance(Duration.ofHours(2));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(next));
        await().untilAsserted(() -> assertThat(Outcome.summary(record(aborted)))
                .endsWith(": ROLLED_BACK (the build was aborted, and ECS was asked to roll the deployment back)"));
        assertThat(jenkins.createWebClient().getPage(aborted).asNormalizedText())
                .contains(Outcome.summary(record(aborted)));
    }

    private static DeploymentRecord record(WorkflowRun build) {
        return build.getAction(DeploymentsAction.class).deployments().get(0).record();
    }

    @Test
    void aBuildThatDeployedToAnotherRegionIsNoneToGoBackTo() throws Exception {
        WorkflowJob here = EcsScene.job(jenkins, deploy("tag: 'near'"));
        jenkins.buildAndAssertSuccess(here);

        failsWith(
                rollback("toBuild: '" + here.getFullName() + "#1'").replace("eu-central-1", "us-east-1"),
                "deployed nothing to service " + name + " in cluster c1 in us-east-1");
    }

    /** The rule of upstreamBuildChoice: what a build may not read is not there. */
    @Test
    void aBuildGoesBackToThatOfAJobThatItMayRead() throws Exception {
        WorkflowJob other = EcsScene.job(jenkins, deploy("tag: 'good'"));
        jenkins.buildAndAssertSuccess(other);
        WorkflowJob job = EcsScene.job(jenkins, rollback("toBuild: '/" + other.getFullName() + "#1'"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        try {
            String ofHidden = refusal(job);
            script(job, rollback("toBuild: '/nothing#1'"));
            assertThat(ofHidden)
                    .contains("There is no job '/" + other.getFullName() + "' that this build may read")
                    .isEqualTo(refusal(job).replace("/nothing", "/" + other.getFullName()));

            other.addProperty(new CopyArtifactPermissionProperty(job.getFullName()));
            script(job, rollback("toBuild: '/" + other.getFullName() + "#1'"));
            jenkins.buildAndAssertSuccess(job);
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
    }

    private static String refusal(WorkflowJob job) throws Exception {
        return JenkinsRule.getLog(jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0)))
                .replaceAll("(?s).*\nERROR: ([^\n]*)\n.*", "$1");
    }

    @Test
    void refusesWrongArguments() throws Exception {
        failsWith(deploy("onAbort: 'stop'"), "onAbort is 'stop'. Give one of LEAVE, STOP, ROLLBACK");
        failsWith(deploy("onFailure: 'X'"), "onFailure is 'X'. Give one of ROLLBACK, LEAVE");
        failsWith(deploy("onConflict: 'X'"), "onConflict is 'X'. Give one of FAIL, WAIT, REPLACE");
        failsWith(
                deploy("deploymentArn: 'x', tag: 1, skipUnchanged: false, propagateTags: 'NONE',"
                        + " enableEcsManagedTags: true, description: 'y', ignoreAlarms: true"),
                "deploymentArn names a deployment that runs already, so it cannot be combined with what to deploy. Leave out"
                        + " images and other changes, skipUnchanged, propagateTags, enableEcsManagedTags, description,"
                        + " ignoreAlarms");
        failsWith(rollback("to: 'web:1', toBuild: 3"), "to and toBuild each name a revision");
        failsWith(rollback("to: 'web:999'"), "Revision web:999 is gone: ECS does not have it. Active revisions of");
        failsWith(rollback("toBuild: 77"), "There is no build 77 of");
        failsWith(rollback("toBuild: 'nothing#1'"), "There is no job 'nothing' that this build may read");
        failsWith(rollback("toBuild: 1"), "deployed nothing to service " + name);
    }

    /** Where the page of the build's log leads to, with the words of each link. */
    private static Map<String, String> links(WorkflowRun build) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            return client.getPage(build, "console").getAnchors().stream()
                    .collect(Collectors.toMap(
                            HtmlAnchor::getHrefAttribute, DomNode::getTextContent, (one, same) -> same));
        }
    }

    private String deploy(String more) {
        return "ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", " + more + ")";
    }

    private String rollback(String more) {
        return "ecsRollback(service: '" + name + "', " + ARGUMENTS + ", " + more + ")";
    }

    private static void failsWith(String script, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, script);
        jenkins.assertLogContains(message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    private static WorkflowRun begin(String script) throws Exception {
        return EcsScene.job(jenkins, script).scheduleBuild2(0).waitForStart();
    }

    private static void script(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
