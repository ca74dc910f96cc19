package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Fingerprint;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Roles of targets, of credentials and of steps; and what is said when one cannot act as somebody. */
@ExtendWith(QuickJenkins.class)
class RolesTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static String deployer;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
        deployer = scene.ecs.role("deployer", "shared-word", Duration.ofHours(12));
        Scripts.target("beta", "aws", target -> {
            target.setRoleArn(deployer);
            target.setExternalId("shared-word");
        });
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @BeforeEach
    void clear() {
        scene.ecs.faults().clear();
        scene.ecs.clearCalls();
    }

    @Test
    void theRoleOfATargetIsAssumedOnceInABuildWithANameThatShowsIt() throws Exception {
        scene.service("once");
        WorkflowJob job = EcsScene.job(
                jenkins,
                "ecsDeploy(service: 'once', target: 'beta', tag: '2')\necsDeploy(service: 'once', target: 'beta', tag: '3')");

        jenkins.buildAndAssertSuccess(job);

        assertThat(scene.ecs.calls("AssumeRole")).singleElement().satisfies(call -> {
            assertThat(call.request().path("RoleSessionName").asText()).isEqualTo(job.getName() + "@1");
            assertThat(call.request().path("ExternalId").asText()).isEqualTo("shared-word");
            assertThat(call.request().path("DurationSeconds").asInt()).isEqualTo(3600);
        });
        assertThat(scene.ecs.calls().stream().filter(call -> !call.action().equals("AssumeRole")))
                .hasSizeGreaterThan(10)
                .allMatch(call -> call.accessKeyId().startsWith("ASIA"));

        jenkins.buildAndAssertSuccess(job);

        assertThat(sessionNames()).containsExactly(job.getName() + "@1", job.getName() + "@2");
    }

    @Test
    void theDurationIsThatOfTheTargetAndAnHourForARoleAssumedWithARole() throws Exception {
        Scripts.target("long", "aws", target -> {
            target.setRoleArn(deployer);
            target.setExternalId("shared-word");
            target.setSessionDurationSeconds(43200);
        });
        String second = scene.ecs.role("second", null, Duration.ofHours(12));

        runs(Result.SUCCESS, "ecsRender(service: 'web', target: 'long', role: '" + second + "')");

        assertThat(scene.ecs.calls("AssumeRole"))
                .extracting(call -> call.request().path("DurationSeconds").asInt())
                .containsExactly(43200, 3600);

        AWSCredentialsImpl withRole = new AWSCredentialsImpl(
                CredentialsScope.GLOBAL,
                "with-role",
                scene.ecs.credentials().accessKeyId(),
                scene.ecs.credentials().secretAccessKey(),
                "",
                second,
                "",
                "");
        withRole.setStsTokenDuration(7200);
        Scripts.stored(withRole);
        Scripts.target("chained", "with-role", target -> {
            target.setRoleArn(deployer);
            target.setExternalId("shared-word");
            target.setSessionDurationSeconds(43200);
        });
        scene.ecs.clearCalls();

        runs(Result.SUCCESS, "ecsRender(service: 'web', target: 'chained')");

        assertThat(scene.ecs.calls("AssumeRole"))
                .extracting(call -> call.request().path("DurationSeconds").asInt())
                .containsExactly(7200, 3600);
    }

    @Test
    void credentialsWithARoleAskStsOnceAndShowTheBuild() throws Exception {
        scene.service("stored");
        Scripts.role("stored-role", scene.ecs.credentials(), deployer, "shared-word", "");
        WorkflowJob job = EcsScene.job(
                jenkins,
                "ecsDeploy(service: 'stored', cluster: 'c1', region: 'eu-central-1', credentialsId: 'stored-role', tag: '2')");

        jenkins.buildAndAssertSuccess(job);

        assertThat(sessionNames()).containsExactly(job.getName() + "@1");
    }

    @Test
    void aSessionThatEndsWhileWaitingIsRenewed() throws Exception {
        scene.service("waiting");
        scene.ecs.scene("waiting", Scene.rollout(Duration.ofHours(3)));
        WorkflowRun build = EcsScene.job(jenkins, "ecsDeploy(service: 'waiting', target: 'beta', tag: '2')")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:", build);

        scene.ecs.clock().advance(Duration.ofHours(2));
        awaitCalls("AssumeRole", 2);
        scene.ecs.clock().advance(Duration.ofHours(2));

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(scene.ecs.calls().stream().map(Call::error)).contains("ExpiredTokenException");
        assertThat(sessionNames()).hasSizeBetween(2, 3);
    }

    @Test
    void aSessionThatEndedBeforeItsTimeIsRenewedInARender() throws Exception {
        scene.ecs.faults().expiredToken("DescribeServices", 1);

        runs(Result.SUCCESS, "ecsRender(service: 'web', target: 'beta')");

        assertThat(sessionNames()).hasSize(2);
    }

    @Test
    void keysOfTheBuildThatExpireWhileWaitingAreSaid() throws Exception {
        scene.service("expiring");
        scene.ecs.scene("expiring", Scene.never());
        Credentials temporary = scene.ecs.temporaryCredentials(Duration.ofHours(1));
        WorkflowRun build = EcsScene.job(
                        jenkins, Scripts.withEnv(temporary, "ecsDeploy(service: 'expiring', cluster: 'c1', tag: '2')"))
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:", build);

        scene.ecs.clock().advance(Duration.ofHours(2));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains(
                "The credentials have expired; use a target or credentialsId, whose sessions are renewed", build);
        jenkins.assertLogContains("ECS goes on with", build);
    }

    @Test
    void mfaIsRefusedForTargetsToo() throws Exception {
        Scripts.role("with-mfa", scene.ecs.credentials(), deployer, "", "arn:aws:iam::123456789012:mfa/m");
        Scripts.target("mfa", "with-mfa");

        jenkins.assertLogContains(
                "The AWS credentials 'with-mfa' want an MFA code at every use, which a build cannot type in",
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'mfa')"));
        assertThat(scene.ecs.calls()).isEmpty();
    }

    @Test
    void deletedCredentialsAndThoseOfAnotherKindAreSaid() throws Exception {
        Scripts.target("gone", "no-such");
        Scripts.stored(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "login", "", "user", "password"));

        jenkins.assertLogContains(
                "Target 'gone' (global) uses the AWS credentials 'no-such', which are not there",
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'gone')"));
        jenkins.assertLogContains(
                "There are no AWS credentials 'no-such' that this job may use",
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'beta', credentialsId: 'no-such')"));
        jenkins.assertLogContains(
                "The credentials 'login' are of the kind 'Username with password', and AWS is called with the kind",
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'beta', credentialsId: 'login')"));
    }

    @Test
    void aDeniedCallIsSaidInOneLineWithTheStatementToAdd() throws Exception {
        scene.service("denied");
        scene.ecs.faults().deny("UpdateService");
        WorkflowJob job = EcsScene.job(jenkins, "ecsDeploy(service: 'denied', target: 'beta', tag: '2')");

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        String identity = "arn:aws:sts::123456789012:assumed-role/deployer/" + job.getName() + "@1";
        assertThat(JenkinsRule.getLog(build).lines().filter(line -> line.contains("AccessDeniedException")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("UpdateService")
                        .contains("Add this to the IAM policy of " + identity)
                        .contains("{\"Effect\":\"Allow\",\"Action\":\"ecs:UpdateService\",\"Resource\":"
                                + "\"arn:aws:ecs:eu-central-1:123456789012:service/c1/denied\"}"));
    }

    @Test
    void aRoleThatMayNotBeAssumedIsSaid() throws Exception {
        Scripts.target("stranger", "aws", target -> target.setRoleArn(deployer));

        jenkins.assertLogContains(
                "Let arn:aws:iam::123456789012:user/jenkins assume " + deployer,
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'stranger')"));
    }

    @Test
    void theCredentialsOfATargetKnowTheirJobs() throws Exception {
        AWSCredentialsImpl hidden = new AWSCredentialsImpl(
                CredentialsScope.SYSTEM,
                "hidden",
                scene.ecs.credentials().accessKeyId(),
                scene.ecs.credentials().secretAccessKey(),
                "");
        Scripts.stored(hidden);
        SystemCredentialsProvider.getInstance().save();
        Scripts.target("tracked", "hidden");
        WorkflowJob job = EcsScene.job(jenkins, "ecsRender(service: 'web', target: 'tracked')");

        jenkins.buildAndAssertSuccess(job);

        Fingerprint used = CredentialsProvider.getFingerprintOf(hidden);
        assertThat(used).isNotNull();
        assertThat(used.getJobs()).containsExactly(job.getFullName());
        // The job itself cannot reach them: a target lends what it may use, and not the right to it.
        jenkins.assertLogContains(
                "There are no AWS credentials 'hidden' that this job may use",
                runs(Result.FAILURE, "ecsRender(service: 'web', target: 'tracked', credentialsId: 'hidden')"));
    }

    private static void awaitCalls(String action, int count) {
        await().until(() -> scene.ecs.calls(action).size() >= count);
    }

    private static List<String> sessionNames() {
        return scene.ecs.calls("AssumeRole").stream()
                .map(call -> call.request().path("RoleSessionName").asText())
                .toList();
    }

    private static WorkflowRun runs(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
