package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        scene.close();
    }

    @Test
    void betweenPutAndReadBack() throws Throwable {
        hold("HEAD", 1);
        sessions.then(this::begin);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);

        release.countDown();
        sessions.then(this::ends);

        assertThat(scene.puts()).isEqualTo(1);
    }

    @Test
    void beforeThePut() throws Throwable {
        hold("HEAD", 0);
        sessions.then(this::begin);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.before);
        // What the image was first, the tag gets.
        scene.push("1.0", "newer");

        release.countDown();
        sessions.then(this::ends);

        assertThat(scene.puts()).isEqualTo(1);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);
    }

    /** Holds the answers to such requests once there were so many puts. */
    private void hold(String method, long puts) {
        scene.registry.onRequest(request -> {
            if (request.method().equals(method) && scene.puts() >= puts && release.getCount() > 0) {
                held.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    private void begin(JenkinsRule jenkins) throws Throwable {
        scene.connect();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "promote");
        job.setDefinition(new CpsFlowDefinition(SCRIPT, true));
        job.scheduleBuild2(0).waitForStart();
        assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private void ends(JenkinsRule jenkins) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("promote", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("then true " + scene.before, build);
        jenkins.assertLogContains("[tagImage] " + WEB + ":dev: " + scene.before + " → " + scene.digest, build);
    }
}
