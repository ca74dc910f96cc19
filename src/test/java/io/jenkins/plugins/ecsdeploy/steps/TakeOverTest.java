package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Images that are taken over from another account and region, or from what a build has deployed there; the rules are tested
 * with the engine.
 */
@ExtendWith(QuickJenkins.class)
class TakeOverTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    private static JenkinsRule jenkins;
    private static EcsScene scene;
    /** Another account, in another region. */
    private static EcsEmulator there;

    private final String name = "web" + NUMBER.incrementAndGet();
    private final EmulatedService live = scene.service(name);
    private final EmulatedService staged = there.service("staging", name, "web:1", 2);

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        scene = EcsScene.fast();
        scene.connect();
        there = EcsEmulator.builder()
                .clock(EmulatorClock.running(60))
                .region("us-east-1")
                .account("999988887777")
                .keys("AKIASTAGING0EXAMPLE1", "staging+secret+access+key+00000000000000")
                .start();
        there.cluster("staging");
        there.imageDigest("registry/web:90", ONE);
        there.registerTaskDefinition(EcsScene.WEB.replace("registry/web:1", "registry/web:90"));
        Scripts.keys("there", there.credentials());
        Scripts.target("staging", "there", target -> {
            target.setRegion("us-east-1");
            target.setCluster("staging");
            target.setEndpointUrl(there.endpoint().toString());
        });
        Scripts.target("live", "aws");
        Scripts.target("limited", "aws", target -> target.setJobs("elsewhere/**"));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        there.close();
        scene.close();
    }

    @Test
    void whatRunsAtAnotherTargetIsDeployed() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = " + deploy("imagesFrom: 'staging'") + "\n"
                        + "echo \"${r.status} ${r.images.web} ${r.digests.web}\"");

        jenkins.assertLogContains("SUCCESSFUL registry/web:90@" + ONE + " " + ONE, build);
        jenkins.assertLogContains(
                "[live/" + name + "] Taking over images of service " + name
                        + " in cluster staging (web:1) at target staging: web registry/web:90@" + ONE,
                build);
        assertThat(scene.ecs.taskDefinition(live.taskDefinition())).contains("registry/web:90@" + ONE);
        assertThat(scene.ecs.calls())
                .noneMatch(call -> call.request().toString().contains("staging"));
    }

    @Test
    void aServiceOfAnotherNameDeclarativelyWithOtherChanges() throws Exception {
        EmulatedService other = scene.service(name + "-live");
        WorkflowRun build = run(Result.SUCCESS, """
                pipeline {
                    agent none
                    stages {
                        stage('Deploy') {
                            steps {
                                ecsDeploy(service: '%s-live', target: 'live', imagesFrom: 'staging',
                                          imagesFromService: '%s', environment: [web: [STAGE: 'live']])
                            }
                        }
                    }
                }
                """.formatted(name, name));

        jenkins.assertLogContains("is live on service " + name + "-live", build);
        assertThat(scene.ecs.taskDefinition(other.taskDefinition())).contains("registry/web:90@" + ONE, "STAGE");
    }

    @Test
    void aDeploymentInProgressThereIsRefusedWithItsState() throws Exception {
        staged.scene(Scene.rollout(Duration.ofDays(3)));
        try (var client = EmulatorClients.ecs(there)) {
            client.updateService(r -> r.cluster("staging").service(name).forceNewDeployment(true));
        }

        WorkflowRun build = run(Result.FAILURE, deploy("imagesFrom: 'staging'"));

        jenkins.assertLogContains("imagesFrom: 'staging': The images of service " + name, build);
        jenkins.assertLogContains("is IN_PROGRESS", build);
        assertThat(live.taskDefinition()).endsWith("web:1");
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void whatABuildHasDeployedNeedsNoCallToItsAccount() throws Exception {
        WorkflowJob staging = job("ecsDeploy(service: '" + name + "', target: 'staging')");
        jenkins.buildAndAssertSuccess(staging);
        there.imageDigest("registry/web:90", TWO);
        there.clearCalls();

        WorkflowRun build = run(
                Result.SUCCESS,
                "def tested = upstreamBuildChoice(job: '/" + staging.getFullName() + "', choice: '1')\n" + "echo "
                        + deploy("imagesFrom: tested") + ".images.web");

        there.imageDigest("registry/web:90", ONE);
        jenkins.assertLogContains("registry/web:90@" + ONE, build);
        jenkins.assertLogContains("Taking over images of build " + staging.getFullDisplayName() + " #1", build);
        assertThat(there.calls()).isEmpty();
    }

    @Test
    void aBuildIsNamedByATextAsWell() throws Exception {
        WorkflowJob staging = job("ecsDeploy(service: '" + name + "', target: 'staging')");
        jenkins.buildAndAssertSuccess(staging);

        WorkflowRun build = run(Result.SUCCESS, deploy("imagesFrom: '" + staging.getFullName() + "#1'"));

        jenkins.assertLogContains("registry/web:90@" + ONE, build);
    }

    @Test
    void soIsOneOfTheSameJobAndThisVeryBuild() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "ecsDeploy(service: '" + name + "', target: 'staging')\n"
                        + deploy("imagesFrom: \"#${env.BUILD_NUMBER}\""));

        jenkins.assertLogContains("registry/web:90@" + ONE, build);
    }

    @Test
    void aBuildThatDeployedSomethingElseIsRefused() throws Exception {
        WorkflowJob staging = job("ecsDeploy(service: '" + name + "', target: 'staging')");
        jenkins.buildAndAssertSuccess(staging);

        WorkflowRun build =
                run(Result.FAILURE, deploy("imagesFrom: '" + staging.getFullName() + "#1', imagesFromService: 'shop'"));

        jenkins.assertLogContains("it deployed nothing to service shop; it deployed to " + name, build);
    }

    @Test
    void soIsOneWhoseDeploymentFailed() throws Exception {
        staged.circuitBreaker(true).scene(Scene.crash(3));
        WorkflowJob staging =
                job("ecsDeploy(service: '" + name + "', target: 'staging', images: [web: 'registry/web:91'])");
        jenkins.assertBuildStatus(Result.FAILURE, staging.scheduleBuild2(0));

        WorkflowRun build = run(Result.FAILURE, deploy("imagesFrom: '" + staging.getFullName() + "#1'"));

        jenkins.assertLogContains("its deployment is not complete", build);
        jenkins.assertLogContains("is ROLLED_BACK", build);
    }

    @Test
    void aBuildOfAJobThatMayNotBeReadDoesNotExist() throws Exception {
        WorkflowJob staging = job("ecsDeploy(service: '" + name + "', target: 'staging')");
        jenkins.buildAndAssertSuccess(staging);
        WorkflowJob job = job(deploy("imagesFrom: '" + staging.getFullName() + "#1'"));
        AuthorizationStrategy before = jenkins.jenkins.getAuthorizationStrategy();
        SecurityRealm realm = jenkins.jenkins.getSecurityRealm();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(job)
                .toAuthenticated());
        try {
            WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));

            jenkins.assertLogContains(
                    "There is no job '" + staging.getFullName() + "' that this build may read", build);
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(before);
            jenkins.jenkins.setSecurityRealm(realm);
        }
        assertThat(live.taskDefinition()).endsWith("web:1");
    }

    @Test
    void aTargetOfOthersMayNotBeNamed() throws Exception {
        WorkflowRun build = run(Result.FAILURE, deploy("imagesFrom: 'limited'"));

        jenkins.assertLogContains("This build may not use the target 'limited'", build);
    }

    @Test
    void anotherDigestThanExpectedFailsTheBuildAndSaysBoth() throws Exception {
        scene.ecs.imageDigest("registry/web:dev", TWO);

        WorkflowRun build = run(Result.FAILURE, deploy("tag: 'dev', expectImages: [web: '" + ONE + "']"));

        jenkins.assertLogContains(
                "runs registry/web:dev with the digest " + TWO + ", and expectImages wants " + ONE, build);
        assertThat(build.getAction(DeploymentsAction.class)
                        .deployments()
                        .get(0)
                        .record()
                        .status())
                .isEqualTo(Status.FAILED);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void whatWasExpectedIsASuccess() throws Exception {
        scene.ecs.imageDigest("registry/web:beta", TWO);

        jenkins.assertLogContains(
                "As expectImages wants: web " + TWO,
                run(Result.SUCCESS, deploy("tag: 'beta', expectImages: [web: \"registry/web:other@" + TWO + "\"]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imagesFrom: '12' | imagesFrom is '12'. Give the name of a target, a build as 'job#12'",
                "imagesFrom: 'job#last' | imagesFrom is 'job#last'",
                "imagesFrom: [status: 'SUCCESSFUL'] | imagesFrom is a map without 'job'. Give what upstreamBuildChoice has",
                "imagesFrom: 'nowhere' | There is no target 'nowhere'",
                "imagesFrom: 'staging', tag: '90' | tag would give them another tag",
                "imagesFromService: 'web' | imagesFrom is missing",
                "expectImages: [web: 'sha256:1'] | expectImages.web is 'sha256:1'",
                "expectImages: [web: null] | expectImages.web is null",
                "expectImages: 'x' | expectImages is a text; expected a map, such as expectImages: [web: moved.digest]",
                "expectImages: [web: 'a:1'], wait: false | expectImages compares what runs in the end",
                "expectImages: [web: 'a:1'], waitUntil: 'GATE' | waitUntil is GATE",
                "registryCredentials: ['a.b': 'c'] | registryCredentials are for looking up digests",
                "registryCredentials: ['a.b': ''], pinDigests: true | registryCredentials.a.b is empty",
                "imagesFrom: 'staging', deploymentArn: 'd-1' | deploymentArn names a deployment that runs already",
                "pinDigests: true, deploymentArn: 'd-1' | deploymentArn names a deployment that runs already",
            })
    void whatCannotBeMeantIsRefused(String arguments, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, deploy(arguments));

        jenkins.assertLogContains(message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        assertThat(live.taskDefinition()).endsWith("web:1");
    }

    @Test
    void theStepsOwnClusterIsTakenWhereTheTargetHasNone() throws Exception {
        Scripts.target("unbound", "there", target -> {
            target.setRegion("us-east-1");
            target.setCluster(null);
            target.setEndpointUrl(there.endpoint().toString());
        });

        WorkflowRun build =
                run(Result.FAILURE, "ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", imagesFrom: 'unbound')");

        jenkins.assertLogContains("imagesFrom: 'unbound': Cluster c1 was not found", build);
    }

    private String deploy(String more) {
        return "ecsDeploy(service: '" + name + "', target: 'live', " + more + ")";
    }

    private static WorkflowJob job(String script) throws Exception {
        return EcsScene.job(jenkins, script);
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        return jenkins.assertBuildStatus(result, job(script).scheduleBuild2(0));
    }
}
