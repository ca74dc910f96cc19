package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while a tag is moved looks afterwards, and repeats nothing. */
class TagImageRestartTest {
    private static final String SCRIPT = "def r = tagImage(image: '" + WEB
            + ":1.0', tag: 'dev', credentialsId: 'registry')\n" + "echo \"then ${r.changed} ${r.previousDigest}\"";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final TagScene scene = new TagScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void betweenPutAndReadBack() throws Throwable {
        scene.hold("HEAD", 1);
        sessions.then(this::begin);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);

        scene.release();
        sessions.then(this::ends);

        assertThat(scene.puts()).isEqualTo(1);
    }

    @Test
    void beforeThePut() throws Throwable {
        scene.hold("HEAD", 0);
        sessions.then(this::begin);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.before);
        // What the image was first, the tag gets.
        scene.push("1.0", "newer");

        scene.release();
        sessions.then(this::ends);

        assertThat(scene.puts()).isEqualTo(1);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);
    }

    private void begin(JenkinsRule jenkins) throws Throwable {
        scene.connect();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "promote");
        job.setDefinition(new CpsFlowDefinition(SCRIPT, true));
        job.scheduleBuild2(0).waitForStart();
        scene.awaitHeld();
    }

    private void ends(JenkinsRule jenkins) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("promote", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("then true " + scene.before, build);
        jenkins.assertLogContains("[tagImage] " + WEB + ":dev: " + scene.before + " → " + scene.digest, build);
    }
}
