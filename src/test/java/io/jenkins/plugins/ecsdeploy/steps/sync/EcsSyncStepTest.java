package io.jenkins.plugins.ecsdeploy.steps.sync;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** {@code ecsSync} in pipelines, with a repository whose changes Jenkins knows. */
@ExtendWith(QuickJenkins.class)
class EcsSyncStepTest {
    private static final String WHERE = "region: 'eu-central-1', credentialsId: 'aws'";
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TestExtension
    @Symbol("tree")
    public static class Tree extends TreeScm.DescriptorImpl {}

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        scene.ecs.imageScene("registry/web:crash"::equals, Scene.crash());
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @BeforeEach
    void emptyTree() {
        TreeScm.FILES.clear();
        TreeScm.CHANGED.clear();
        scene.ecs.clearCalls();
    }

    @Test
    void deploysWhatDiffersAndLeavesTheRestAlone() throws Exception {
        String same = service("registry/web:1");
        String other = service("registry/web:2");

        WorkflowRun build = success("ecsSync(" + WHERE + ")");

        assertThat(updated()).containsExactly(other);
        jenkins.assertLogContains("[ecsSync] 1 of 2 services do not run what their files say:", build);
        assertThat(JenkinsRule.getLog(build))
                .containsPattern("\\[ecsSync\\] +c1/" + other + " +web +registry/web:1 +registry/web:2\n");
        jenkins.assertLogContains("[ecsSync] Left as they are: c1/" + same, build);
        jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/" + other, build);
        jenkins.assertLogContains("[c1/" + other + "] ", build);
        jenkins.assertLogContains("c1/" + same + "/revision.json UNCHANGED [web:registry/web:1]", build);
        jenkins.assertLogContains("c1/" + other + "/revision.json SUCCESSFUL [web:registry/web:2]", build);
        assertThat(deployments(build)).containsExactly(other);

        scene.ecs.clearCalls();
        WorkflowRun again = success("ecsSync(" + WHERE + ")");
        assertThat(updated()).isEmpty();
        jenkins.assertLogContains("[ecsSync] All 2 services run what their files say", again);
        assertThat(again.getAction(DeploymentsAction.class)).isNull();
    }

    @Test
    void worksInADeclarativePipelineWithATarget() throws Exception {
        GlobalTarget target = new GlobalTarget("prod");
        target.setRegion("eu-central-1");
        target.setCredentialsId("aws");
        target.setCluster("c1");
        EcsTargets.get().setTargets(List.of(target));
        String service = service("registry/web:2");

        WorkflowRun build = jenkins.assertBuildStatusSuccess(EcsScene.job(
                        jenkins,
                        "pipeline { agent any\nstages { stage('Sync') { steps {\ncheckout tree()\n"
                                + "ecsSync target: 'prod', parallel: 2\n} } } }")
                .scheduleBuild2(0));
        jenkins.assertLogContains("[prod] SUCCESSFUL: c1/" + service, build);

        TreeScm.want("c2/" + service + "/revision.json", "registry/web:2");
        WorkflowRun wrong = fails("ecsSync(target: 'prod')");
        jenkins.assertLogContains(
                "ERROR: c2/" + service + "/revision.json: it is for cluster c2, and target 'prod' has the cluster c1.",
                wrong);
    }

    @Test
    void onlyFilesThatChanged() throws Exception {
        String one = service("registry/web:2");
        String two = service("registry/web:2");
        TreeScm.CHANGED.addAll(List.of("README.md", "c1/" + two + "/revision.json", "c1/gone/revision.json"));

        WorkflowRun build = success("ecsSync(" + WHERE + ", changed: true)");

        jenkins.assertLogContains("changed: 1 of 2 files were touched by the changes of this build", build);
        assertThat(updated()).containsExactly(two);

        TreeScm.CHANGED.clear();
        scene.ecs.clearCalls();
        WorkflowRun nothing = success("ecsSync(" + WHERE + ", changed: true)");
        jenkins.assertLogContains("this build has no changes, so no file counts as changed", nothing);
        jenkins.assertLogContains("There is nothing to do", nothing);
        assertThat(scene.ecs.calls()).isEmpty();
        assertThat(one).isNotEmpty();
    }

    /** The repository is in a folder of its own, and the tree in one of the repository. */
    @Test
    void changesAreKnownWhereverTheRepositoryIs() throws Exception {
        String one = service("registry/web:1");
        TreeScm.FILES.clear();
        TreeScm.want("services/c1/" + one + "/revision.json", "registry/web:3");
        TreeScm.CHANGED.add("services/c1/" + one + "/revision.json");

        jenkins.assertBuildStatusSuccess(EcsScene.job(
                        jenkins,
                        "node { dir('repo') { checkout tree() }\n" + "ecsSync(" + WHERE
                                + ", path: 'repo/services', changed: true) }")
                .scheduleBuild2(0));

        assertThat(updated()).containsExactly(one);
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        String other = service("registry/web:2");

        WorkflowRun build = success("ecsSync(" + WHERE + ", dryRun: true)");

        assertThat(calls()).isEqualTo(Set.of("DescribeServices", "DescribeServiceRevisions"));
        jenkins.assertLogContains("c1/" + other + "/revision.json PLANNED [web:registry/web:2]", build);
        jenkins.assertLogContains("dryRun: nothing was changed", build);
        assertThat(build.getAction(DeploymentsAction.class)).isNull();
    }

    @Test
    void allThatIsWrongIsSaidAtOnceBeforeAnythingIsDeployed() throws Exception {
        service("registry/web:2");
        TreeScm.FILES.put("c1/broken/revision.json", "{");
        TreeScm.want("c1/unknown/revision.json", "registry/web:1");
        TreeScm.want("c9/web/revision.json", "registry/web:1");

        WorkflowRun build = fails("ecsSync(" + WHERE + ")");

        jenkins.assertLogContains("ERROR: There are 3 problems, and nothing was deployed:", build);
        jenkins.assertLogContains("  c1/broken/revision.json, line 1, column 2: not JSON", build);
        jenkins.assertLogContains("  c1/unknown/revision.json: service unknown was not found in cluster c1", build);
        jenkins.assertLogContains("  c9/web/revision.json: cluster c9 was not found", build);
        jenkins.assertLogNotContains("\tat ", build);
        assertThat(calls()).doesNotContain("RegisterTaskDefinition", "UpdateService");
    }

    @Test
    void oneThatFailsFailsTheStepWhenTheOthersHaveEnded() throws Exception {
        String bad = service("registry/web:crash");
        scene.ecs.service("c1", bad).circuitBreaker(true);
        String good = service("registry/web:2");

        WorkflowRun build = fails("ecsSync(" + WHERE + ")");

        jenkins.assertLogContains("ERROR: 1 of 2 deployments failed:\n  c1/" + bad + ": The deployment of web:", build);
        jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/" + good, build);
        jenkins.assertLogContains("[ecsSync] ROLLED_BACK: c1/" + bad, build);
    }

    @Test
    void failFastBeginsNothingMore() throws Exception {
        String bad = service("registry/web:crash");
        scene.ecs.service("c1", bad).circuitBreaker(true);
        String never = service("registry/web:2");

        WorkflowRun build = fails("ecsSync(" + WHERE + ", parallel: 1, failFast: true)");

        assertThat(updated()).containsExactly(bad);
        jenkins.assertLogContains(
                "ERROR: 1 of 2 deployments failed, and 1 were not begun (failFast):\n  c1/" + bad, build);
        jenkins.assertLogContains("[ecsSync] NOT_DEPLOYED: c1/" + never, build);
    }

    @Test
    void aScriptMayDecideWhatAFailureMeans() throws Exception {
        String bad = service("registry/web:crash");
        scene.ecs.service("c1", bad).circuitBreaker(true);

        WorkflowRun build = success("ecsSync(" + WHERE + ", failOn: 'NEVER')\necho \"it says ${all[0].failure}\"");

        jenkins.assertLogContains("[ecsSync] 1 of 1 deployments failed:\n  c1/" + bad, build);
        jenkins.assertLogContains(bad + "/revision.json ROLLED_BACK", build);
        jenkins.assertLogContains("it says The deployment of web:", build);
    }

    @Test
    void aMistakeIsOneClearLine() throws Exception {
        service("registry/web:1");
        jenkins.assertLogContains(
                "parallel is 0. Give how many services", fails("ecsSync(" + WHERE + ", parallel: 0)"));
        jenkins.assertLogContains(
                "ecsSync has no argument paralel (did you mean parallel?)", fails("ecsSync(paralel: 3)"));
        jenkins.assertLogContains("onFailure is 'PANIC'. Give one of", fails("ecsSync(onFailure: 'PANIC')"));
        jenkins.assertLogContains(
                "pattern: 'x/*.json' takes no file in ", fails("ecsSync(" + WHERE + ", pattern: 'x/*.json')"));
        jenkins.assertLogContains(
                "path: 'x' is a folder, and there is no workspace here. Run ecsSync within node { }",
                jenkins.assertBuildStatus(
                        Result.FAILURE,
                        EcsScene.job(jenkins, "ecsSync(" + WHERE + ", path: 'x')")
                                .scheduleBuild2(0)));
    }

    /** A new service that runs registry/web:1, with a file that wants that image. */
    private static String service(String image) {
        String name = "s" + NAMES.incrementAndGet();
        scene.service(name);
        TreeScm.want("c1/" + name + "/revision.json", image);
        return name;
    }

    private static WorkflowRun success(String sync) throws Exception {
        return jenkins.assertBuildStatusSuccess(
                EcsScene.job(jenkins, script(sync)).scheduleBuild2(0));
    }

    private static WorkflowRun fails(String sync) throws Exception {
        return jenkins.assertBuildStatus(
                Result.FAILURE, EcsScene.job(jenkins, script(sync)).scheduleBuild2(0));
    }

    private static String script(String sync) {
        return "def all\nnode { checkout tree()\nall = " + sync + " }\n"
                + "for (one in all) { echo \"${one.file} ${one.status} ${one.wanted}\" }";
    }

    private static List<String> updated() {
        return scene.ecs.calls("UpdateService").stream()
                .map(call -> call.request().path("service").asText())
                .toList();
    }

    private static Set<String> calls() {
        return scene.ecs.calls().stream().map(Call::action).collect(Collectors.toSet());
    }

    private static List<String> deployments(WorkflowRun build) {
        return build.getAction(DeploymentsAction.class).deployments().stream()
                .map(BuildDeployment::record)
                .map(record -> record.service())
                .toList();
    }
}
