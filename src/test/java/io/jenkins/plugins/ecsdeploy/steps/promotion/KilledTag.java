package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A tag that is put when a controller is killed, and not yet read back: it is looked for, and not put again. */
public final class KilledTag implements AutoCloseable {
    private final TagScene scene = new TagScene();

    public KilledTag() {
        scene.hold("HEAD", 1);
    }

    public String url() {
        return scene.registry.url().toString();
    }

    /** The digest that the tag had before. */
    public String before() {
        return scene.before;
    }

    public void awaitPut() throws InterruptedException {
        scene.awaitHeld();
    }

    public void release() {
        scene.release();
    }

    public void wasPutOnce() {
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);
        assertThat(scene.puts()).isEqualTo(1);
    }

    /** In a Jenkins without the plugin that helps with logins. */
    public static void begin(JenkinsRule jenkins, String url) throws Throwable {
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

    public static void succeeds(JenkinsRule jenkins, String before) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("promote", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("then true " + before, build);
    }

    @Override
    public void close() {
        scene.close();
    }
}
