package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.config.Registry;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Digests that are looked up by tags, at ECR and at a registry that wants a login. */
@ExtendWith(QuickJenkins.class)
class PinDigestsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "not-for-any-eyes-but-the-registrys";
    private static final String HOST = "registry.example.com";

    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static TestRegistry registry;

    private final String name = "web" + NUMBER.incrementAndGet();
    private final EmulatedService web = scene.service(name);

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        scene = EcsScene.fast();
        scene.connect();
        Scripts.target("live", "aws");
        registry = new TestRegistry(InstantSource.system()).bearer("jenkins", PASSWORD);
        Registry listed = new Registry(HOST);
        listed.setUrl(registry.url().toString());
        listed.setPlainHttp(true);
        EcsDeployConfiguration.get().setRegistries(List.of(listed));
        Scripts.stored(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "registry", "of the registry", "jenkins", PASSWORD));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        EcsDeployConfiguration.get().setRegistries(List.of());
        registry.close();
        scene.close();
    }

    @Test
    void tagsAtEcrArePinnedAsWhoDeploys() throws Exception {
        String digest = scene.ecs.ecr().push("web", "90", image("web"), TestImages.OCI_MANIFEST);
        String tagged = scene.ecs.ecr().imageName("web") + ":90";

        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = " + deploy("images: [web: '" + tagged + "'], pinDigests: true") + "\n"
                        + "echo \"${r.images.web} ${r.digests.web}\"");

        jenkins.assertLogContains(tagged + "@" + digest + " " + digest, build);
        jenkins.assertLogContains("[live/" + name + "]   " + tagged + " is " + digest + " now", build);
        assertThat(scene.ecs.taskDefinition(web.taskDefinition())).contains(tagged + "@" + digest);
    }

    @Test
    void aRegistryGetsTheLoginThatIsNamedForIt() throws Exception {
        String digest = registry.push("team/web", "90", image("web"), TestImages.OCI_MANIFEST);

        WorkflowRun build = run(
                Result.SUCCESS,
                deploy("images: [web: '" + HOST + "/team/web:90'], pinDigests: true,"
                        + " registryCredentials: ['Registry.Example.com': 'registry']"));

        assertThat(scene.ecs.taskDefinition(web.taskDefinition())).contains(HOST + "/team/web:90@" + digest);
        assertThat(JenkinsRule.getLog(build)).doesNotContain(PASSWORD);
    }

    @Test
    void withoutOneItSaysHowToGiveIt() throws Exception {
        registry.push("team/web", "91", image("other"), TestImages.OCI_MANIFEST);

        WorkflowRun build = run(Result.FAILURE, deploy("images: [web: '" + HOST + "/team/web:91'], pinDigests: true"));

        jenkins.assertLogContains("registryCredentials of ecsDeploy", build);
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void anExpectedImageIsLookedUpBeforeAnythingIsDeployed() throws Exception {
        String digest = registry.push("team/web", "0.0.3", image("third"), TestImages.OCI_MANIFEST);
        scene.ecs.imageDigest(HOST + "/team/web:dev", digest);

        run(
                Result.SUCCESS,
                deploy("images: [web: '" + HOST + "/team/web:dev'], expectImages: [web: '" + HOST + "/team/web:0.0.3'],"
                        + " registryCredentials: ['" + HOST + "': 'registry']"));

        WorkflowRun build = run(
                Result.FAILURE,
                deploy("images: [web: '" + HOST + "/team/web:dev'], expectImages: [web: '" + HOST + "/team/web:0.0.4'],"
                        + " registryCredentials: ['" + HOST + "': 'registry']"));
        jenkins.assertLogContains("team/web:0.0.4 was not found", build);
    }

    @Test
    void otherRegistriesAreNotCalled() throws Exception {
        WorkflowRun build = run(Result.FAILURE, deploy("images: [web: 'localhost:1/web:1'], pinDigests: true"));

        jenkins.assertLogContains("is not one of those that this Jenkins may talk to", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    private String deploy(String more) {
        return "ecsDeploy(service: '" + name + "', target: 'live', " + more + ")";
    }

    private static byte[] image(String content) {
        return TestImages.image(TestImages.OCI_MANIFEST, content);
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        return jenkins.assertBuildStatus(result, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
