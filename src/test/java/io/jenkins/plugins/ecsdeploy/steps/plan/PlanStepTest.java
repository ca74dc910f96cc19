package io.jenkins.plugins.ecsdeploy.steps.plan;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code dryRun} of the steps that deploy, and what {@code ecsRender} shows of the difference. */
@ExtendWith(QuickJenkins.class)
class PlanStepTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PROBLEMS = "\necho \"${plan.status} ${plan.action} ${plan.problems.size()}\"";

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aDeploymentIsPlannedAndNothingChanged() throws Exception {
        String service = service();
        scene.ecs.clearCalls();

        WorkflowRun build = run(
                Result.SUCCESS,
                "def plan = ecsDeploy(service: '" + service + "', " + ARGUMENTS
                        + ", images: [web: 'registry/web:2'], dryRun: true)" + PROBLEMS
                        + "\necho \"${plan.registers.family} ${plan.differences[0].after}\"");

        jenkins.assertLogContains("PLANNED DEPLOY 0", build);
        jenkins.assertLogContains("web registry/web:2", build);
        jenkins.assertLogContains("[c1/" + service + "] Plan: register a revision of family web", build);
        jenkins.assertLogContains("[c1/" + service + "]   web: image registry/web:1 → registry/web:2", build);
        jenkins.assertLogContains("[c1/" + service + "] dryRun: nothing was changed", build);
        assertThat(build.getAction(DeploymentsAction.class)).isNull();
        assertThat(scene.ecs.calls()).allMatch(call -> call.action().matches("(Describe|List|Get).*"));
    }

    @Test
    void whatIsInTheWayIsToldAndFailsNothing() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def plan = ecsDeploy(service: '" + service() + "', " + ARGUMENTS
                        + ", images: [web: 'registry/web:2'], waitUntil: 'GATE', dryRun: true)" + PROBLEMS);

        jenkins.assertLogContains("PLANNED DEPLOY 1", build);
        jenkins.assertLogContains("It would fail: waitUntil is GATE, but service", build);
    }

    @Test
    void aRollbackIsPlanned() throws Exception {
        String service = service();

        WorkflowRun build = run(
                Result.SUCCESS,
                "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", images: [web: 'registry/web:2'])\n"
                        + "def plan = ecsRollback(service: '" + service + "', " + ARGUMENTS + ", dryRun: true)"
                        + PROBLEMS);

        jenkins.assertLogContains("PLANNED DEPLOY 0", build);
        jenkins.assertLogContains("[c1/" + service + "]   web: image registry/web:2 → registry/web:1", build);
        assertThat(build.getAction(DeploymentsAction.class).deployments()).hasSize(1);
    }

    @Test
    void whatCannotBePlannedFails() throws Exception {
        WorkflowRun nowhere = run(Result.FAILURE, "ecsDeploy(service: 'nowhere', " + ARGUMENTS + ", dryRun: true)");
        WorkflowRun running = run(
                Result.FAILURE,
                "ecsDeploy(service: 'web', " + ARGUMENTS + ", dryRun: true, deploymentArn: 'd-A1B2C3D4E')");

        jenkins.assertLogContains("nowhere", nowhere);
        jenkins.assertLogContains("dryRun is true, and deploymentArn names a deployment", running);
        assertThat(JenkinsRule.getLog(nowhere)).doesNotContain("\tat ");
    }

    @Test
    void aRenderedDocumentIsComparedWithWhatRuns() throws Exception {
        String document = EcsScene.WEB.replace("registry/web:1", "registry/web:5");

        WorkflowRun build = run(
                Result.SUCCESS,
                "ecsRender(taskDefinition: '" + document + "', service: '" + service() + "', " + ARGUMENTS
                        + ", diff: 'live')");

        jenkins.assertLogContains("; different here:", build);
        jenkins.assertLogContains("[ecsRender]   web: image registry/web:1 → registry/web:5", build);
    }

    @Test
    void soIsTheLiveRevisionWithChanges() throws Exception {
        String service = service();

        WorkflowRun same =
                run(Result.SUCCESS, "ecsRender(service: '" + service + "', " + ARGUMENTS + ", diff: 'live')");
        WorkflowRun other =
                run(Result.SUCCESS, "ecsRender(service: '" + service + "', " + ARGUMENTS + ", tag: 7, diff: 'live')");

        jenkins.assertLogContains("Service " + service + " runs web:1, which is the same", same);
        jenkins.assertLogContains("[ecsRender]   web: image registry/web:1 → registry/web:7", other);
    }

    @Test
    void aComparisonNeedsAServiceAndAWordThatIsKnown() throws Exception {
        jenkins.assertLogContains(
                "there is no service to compare with",
                run(Result.FAILURE, "ecsRender(family: 'web', " + ARGUMENTS + ", diff: 'live')"));
        jenkins.assertLogContains(
                "diff is 'last'. Give 'live'",
                run(Result.FAILURE, "ecsRender(service: 'web', " + ARGUMENTS + ", diff: 'last')"));
    }

    private static String service() {
        String name = "plan-" + NUMBER.incrementAndGet();
        scene.service(name);
        return name;
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        return jenkins.assertBuildStatus(result, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
