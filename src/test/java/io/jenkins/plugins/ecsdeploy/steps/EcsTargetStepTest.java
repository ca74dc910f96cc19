package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
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
import software.amazon.awssdk.services.sts.StsClient;

/** Tools in the block act as the target, the log does not tell their keys, and afterwards nothing is left. */
@ExtendWith(QuickJenkins.class)
class EcsTargetStepTest {
    private static final String KEEP =
            "sh 'set +x; echo \"$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN\" > keys'";

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(1));
        scene.connect();
        Scripts.target(
                "beta", "aws", target -> target.setRoleArn(scene.ecs.role("deployer", null, Duration.ofHours(1))));
        Scripts.target("keys", "aws", target -> target.setCluster(null));
        jenkins.createOnlineSlave(Label.get("remote"));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @BeforeEach
    void clear() {
        scene.ecs.clearCalls();
    }

    @Test
    void toolsActAsTheTarget() throws Exception {
        WorkflowJob job = EcsScene.job(
                jenkins,
                "node('built-in') { ecsTarget('beta') { " + KEEP
                        + "\nsh 'echo \"in $AWS_REGION $AWS_DEFAULT_REGION $ECS_CLUSTER at $AWS_ENDPOINT_URL_ECS\"' } }");

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("in eu-central-1 eu-central-1 c1 at " + scene.ecs.endpoint(), build);
        assertThat(who(kept(job, "built-in")))
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/" + job.getName() + "@1");
        assertThat(scene.ecs.calls("AssumeRole")).hasSize(1);
    }

    @Test
    void longLivedKeysAreNotHandedOut() throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, "node('built-in') { ecsTarget('keys') { " + KEEP + " } }");

        jenkins.buildAndAssertSuccess(job);

        Credentials lent = kept(job, "built-in");
        assertThat(lent.accessKeyId()).startsWith("ASIA");
        assertThat(lent.secretAccessKey()).isNotEqualTo(scene.ecs.credentials().secretAccessKey());
        assertThat(who(lent)).endsWith(":user/jenkins");
        assertThat(scene.ecs.calls("GetSessionToken")).hasSize(1);
    }

    @Test
    void theLogDoesNotTellThemOnAnyNode() throws Exception {
        for (String node : new String[] {"built-in", "remote"}) {
            WorkflowJob job = EcsScene.job(
                    jenkins,
                    "node('" + node + "') { ecsTarget('beta') { " + KEEP
                            + "\nsh '''set -x\n"
                            + "echo \"secret=$AWS_SECRET_ACCESS_KEY.\"; echo \"token=${AWS_SESSION_TOKEN}${AWS_SESSION_TOKEN}\"\n"
                            + "env | grep AWS_ | sort\n"
                            + "echo $AWS_ACCESS_KEY_ID >&2'''\n"
                            + "echo \"groovy ${env.AWS_SECRET_ACCESS_KEY}\" } }");

            WorkflowRun build = jenkins.buildAndAssertSuccess(job);

            Credentials lent = kept(job, node);
            assertThat(JenkinsRule.getLog(build))
                    .contains("secret=****.", "token=********", "groovy ****", "AWS_REGION=eu-central-1")
                    .doesNotContain(lent.secretAccessKey(), lent.sessionToken(), lent.accessKeyId());
            SecretScan.assertNoneBelow(build.getRootDir().toPath(), lent.secretAccessKey(), lent.sessionToken());
        }
    }

    @Test
    void afterTheBlockTheyAreGone() throws Exception {
        WorkflowJob job = EcsScene.job(
                jenkins,
                "node { ecsTarget('beta') { sh 'true' }\n"
                        + "sh 'echo \"after=[$AWS_ACCESS_KEY_ID$AWS_SECRET_ACCESS_KEY$AWS_SESSION_TOKEN$AWS_REGION]\"'\n"
                        + "echo \"groovy=[${env.AWS_SECRET_ACCESS_KEY}]\" }");

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("after=[]", build);
        jenkins.assertLogContains("groovy=[null]", build);
    }

    @Test
    void aBlockThatFailsFailsTheStep() throws Exception {
        jenkins.assertLogContains("on purpose", runs(Result.FAILURE, "ecsTarget('beta') { error 'on purpose' }"));
    }

    @Test
    void aTargetThatMayNotBeUsedIsRefusedBeforeTheBlock() throws Exception {
        Scripts.target("other", "aws", target -> target.setJobs("elsewhere/**"));

        WorkflowRun refused = runs(Result.FAILURE, "ecsTarget('other') { echo 'in ' + 'block' }");
        WorkflowRun unknown = runs(Result.FAILURE, "ecsTarget('nothing') { echo 'in ' + 'block' }");

        jenkins.assertLogContains("This build may not use the target 'other'", refused);
        jenkins.assertLogContains("There is no target 'nothing'", unknown);
        jenkins.assertLogNotContains("in block", refused);
        jenkins.assertLogNotContains("in block", unknown);
        assertThat(scene.ecs.calls()).isEmpty();
    }

    @Test
    void worksInADeclarativePipeline() throws Exception {
        WorkflowRun build = runs(
                Result.SUCCESS,
                "pipeline { agent any\nstages { stage('x') { steps { ecsTarget('beta') { sh 'echo in $ECS_CLUSTER' } } } } }");

        jenkins.assertLogContains("in c1", build);
    }

    private static WorkflowRun runs(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }

    /** What a tool saw, which it wrote into the workspace. */
    private static Credentials kept(WorkflowJob job, String label) throws Exception {
        FilePath workspace = (label.equals("built-in")
                        ? jenkins.jenkins
                        : jenkins.jenkins.getLabel(label).getNodes().iterator().next())
                .getWorkspaceFor(job);
        String[] keys = workspace.child("keys").readToString().trim().split(" ");
        return new Credentials(keys[0], keys[1], keys[2], null);
    }

    private static String who(Credentials credentials) {
        try (StsClient sts = EmulatorClients.sts(scene.ecs, credentials)) {
            return sts.getCallerIdentity().arn();
        }
    }
}
