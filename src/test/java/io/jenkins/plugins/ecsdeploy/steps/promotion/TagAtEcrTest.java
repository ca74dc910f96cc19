package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code tagImage} at Amazon ECR: as whom it is called. No registry is listed here. */
@ExtendWith(QuickJenkins.class)
class TagAtEcrTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static String web;
    private static String digest;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        web = scene.ecs.ecr().imageName("web");
        digest = scene.ecs
                .ecr()
                .push("web", "1.0", TestImages.image(TestImages.OCI_MANIFEST, "web"), TestImages.OCI_MANIFEST);
        GlobalTarget target = new GlobalTarget("beta");
        // Not that of the image, which alone counts.
        target.setRegion("us-east-1");
        target.setCredentialsId("aws");
        target.setRoleArn(scene.ecs.role("deployer"));
        EcsTargets.get().setTargets(List.of(target));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @Test
    void actsAsItsTarget() throws Exception {
        WorkflowRun build =
                run(Result.SUCCESS, "tagImage(image: '" + web + ":1.0', tag: ['dev', 'beta'], target: 'beta')");

        assertThat(scene.ecs.ecr().tag("web", "dev")).isEqualTo(digest);
        assertThat(scene.ecs.ecr().tag("web", "beta")).isEqualTo(digest);
        assertThat(scene.ecs.calls("AssumeRole")).isNotEmpty();
        assertThat(scene.ecs.calls("PutImage"))
                .extracting(Call::accessKeyId)
                .doesNotContain(scene.ecs.credentials().accessKeyId());
        jenkins.assertLogContains("[tagImage] " + web + ":dev: new → " + digest, build);
    }

    @Test
    void takesAwsCredentialsAndTheIdThatTheEcrPluginGivesThem() throws Exception {
        run(Result.SUCCESS, "tagImage(image: '" + web + ":1.0', tag: 'a', credentialsId: 'aws')");
        run(Result.SUCCESS, "tagImage(image: '" + web + ":1.0', tag: 'b', credentialsId: 'ecr:us-east-1:aws')");

        assertThat(scene.ecs.ecr().tag("web", "a")).isEqualTo(digest);
        assertThat(scene.ecs.ecr().tag("web", "b")).isEqualTo(digest);
    }

    @Test
    void withoutAnyItSaysHowToGiveSome() throws Exception {
        jenkins.assertLogContains(
                "No AWS credentials. Set target or credentialsId",
                run(Result.FAILURE, "tagImage(image: '" + web + ":1.0', tag: 'dev')"));
    }

    @Test
    void credentialsForARegistryAreNoneForAws() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(TagScene.login("registry"));

        jenkins.assertLogContains(
                "AWS is called with the kind 'AWS Credentials'",
                run(Result.FAILURE, "tagImage(image: '" + web + ":1.0', tag: 'dev', credentialsId: 'registry')"));
    }

    @Test
    void anAgentsOwnNeedAnAgent() throws Exception {
        jenkins.assertLogContains(
                "Run the step within node",
                run(Result.FAILURE, "tagImage(image: '" + web + ":1.0', tag: 'dev', credentials: 'agent')"));
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, TagScene.job(jenkins, script).scheduleBuild2(0));
    }
}
