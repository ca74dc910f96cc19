package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.config.Registry;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** A registry that wants a login, with the images team/web:1.0 and team/web:dev, which are not the same. */
final class TagScene implements AutoCloseable {
    static final String USER = "jenkins";
    static final String PASSWORD = "not-for-any-eyes-but-the-registrys";
    /** As images name it; where it is, the administrator says. */
    static final String HOST = "registry.example.com";

    static final String WEB = HOST + "/team/web";

    final TestRegistry registry = new TestRegistry(InstantSource.system()).bearer(USER, PASSWORD);
    final String digest = push("1.0", "web");
    final String before = push("dev", "old");
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    String push(String tag, String name) {
        return registry.push("team/web", tag, TestImages.image(TestImages.OCI_MANIFEST, name), TestImages.OCI_MANIFEST);
    }

    /** Lists the registry, and stores the credentials {@code registry}, in the Jenkins of this process. */
    void connect() throws IOException, Descriptor.FormException {
        allow(registry.url().toString());
        SystemCredentialsProvider.getInstance().getCredentials().add(login("registry"));
        SystemCredentialsProvider.getInstance().save();
    }

    static void allow(String url) {
        Registry listed = new Registry(HOST);
        listed.setUrl(url);
        listed.setPlainHttp(true);
        EcsDeployConfiguration.get().setRegistries(List.of(listed));
    }

    static UsernamePasswordCredentialsImpl login(String id) throws Descriptor.FormException {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "of the registry", USER, PASSWORD);
    }

    static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Holds the answers to such requests, once there were so many puts, until {@link #release}. */
    void hold(String method, long puts) {
        registry.onRequest(request -> {
            if (request.method().equals(method) && puts() >= puts && release.getCount() > 0) {
                held.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** Waits until one is held. */
    void awaitHeld() throws InterruptedException {
        assertThat(held.await(2, TimeUnit.MINUTES)).isTrue();
    }

    void release() {
        release.countDown();
    }

    long puts() {
        return registry.lines().stream().filter(line -> line.startsWith("PUT ")).count();
    }

    @Override
    public void close() {
        release();
        registry.close();
    }
}
