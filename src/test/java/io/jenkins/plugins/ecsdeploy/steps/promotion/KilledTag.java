package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.ecsdeploy.Controllers;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed between put and read-back, and that has no plugin that it can do without. */
class KilledWhileTaggingTest {
    @RegisterExtension
    private final RealJenkinsExtension real = Controllers.killable();

    private final TagScene scene = new TagScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void itIsLookedForAndNotRepeated() throws Throwable {
        scene.hold("HEAD", 1);
        real.startJenkins();
        real.runRemotely(KilledWhileTaggingTest::begin, scene.registry.url().toString());
        scene.awaitHeld();

        real.stopJenkinsForcibly();
        scene.release();
        real.startJenkins();

        real.runRemotely(KilledWhileTaggingTest::ends, scene.before);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);
        assertThat(scene.puts()).isEqualTo(1);
    }

    private static void begin(JenkinsRule jenkins, String url) throws Throwable {
        assertThat(jenkins.jenkins.getPlugin("docker-commons")).isNull();
        TagScene.allow(url);
        SystemCredentialsProvider.getInstance().getCredentials().add(TagScene.login("registry"));
        SystemCredentialsProvider.getInstance().save();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "promote");
        job.setDefinition(new CpsFlowDefinition(
                "def r = tagImage(image: '" + WEB + ":1.0', tag: 'dev', credentialsId: 'registry')\n"
                        + "echo \"then ${r.changed} ${r.previousDigest}\"",
                true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void ends(JenkinsRule jenkins, String before) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("promote", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("then true " + before, build);
    }
}
