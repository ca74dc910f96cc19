package io.jenkins.plugins.ecsdeploy.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import io.jenkins.plugins.ecsdeploy.variables.RemoteArtifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The argument {@code artifactsOf}: what another build has archived, without a workspace, by the rules of Copy Artifact. */
@ExtendWith(QuickJenkins.class)
class ArtifactsOfTest {
    private static final String APP_SPEC = "{\"version\":0.0,\"Resources\":[{\"TargetService\":{\"Type\":"
            + "\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"to be replaced\",\"LoadBalancerInfo\":"
            + "{\"ContainerName\":\"web\",\"ContainerPort\":8080}}}}]}";

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @TempDir
    private Path outside;

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
    void aDefinitionAndAnAppSpecAreDeployedFromABuild() throws Exception {
        scene.blueGreenService("shop");
        WorkflowRun from = archiving();

        WorkflowRun deploy = run(
                Result.SUCCESS,
                "def build = upstreamBuildChoice(job: '" + from.getParent().getName() + "', choice: '1')\n"
                        + "def r = ecsDeploy(service: 'shop', " + EcsScene.ARGUMENTS + ", artifactsOf: build,"
                        + " taskDefinition: 'out/taskdef.json', appSpec: 'appspec.json')\n"
                        + "echo \"runs ${r.images.web}\"");

        jenkins.assertLogContains("runs registry/shop:new", deploy);
        jenkins.assertLogContains("[ecsDeploy] out/taskdef.json, appspec.json of #1", deploy);
        jenkins.assertLogNotContains("Running on", deploy);
        assertThat(deploy.getAction(FingerprintAction.class)
                        .getFingerprints()
                        .get("out/taskdef.json")
                        .getUsages())
                .containsKeys(from.getParent().getFullName(), deploy.getParent().getFullName());
        assertThat(jenkins.createWebClient().getPage(deploy).asNormalizedText())
                .contains("out/taskdef.json", from.getParent().getFullName() + " #1");
        assertThat(jenkins.createWebClient()
                        .goTo("ecs/service/shop/api/json?tree=entries[upstream[job,number]]", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"job\":\"" + from.getParent().getFullName() + "\",\"number\":1");
    }

    @Test
    void theStoreOfArtifactsIsAskedOnce() throws Exception {
        RemoteArtifacts.use();
        try {
            WorkflowRun from = archiving();
            RemoteArtifacts.batches.set(0);

            WorkflowRun render = run(
                    Result.SUCCESS,
                    "echo ecsRender(taskDefinition: 'out/taskdef.json', imageDefinitions: 'images.json', artifactsOf: '"
                            + from.getParent().getName() + "#1')");

            jenkins.assertLogContains("\"image\": \"registry/shop:of-images\"", render);
            assertThat(RemoteArtifacts.batches).hasValue(1);
        } finally {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        }
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        WorkflowRun from = archiving();
        String of = "artifactsOf: '" + from.getParent().getName() + "#1'";
        refused("ecsRender(taskDefinition: 'taskdef.json', " + of + ")", "the artifact 'taskdef.json' is not there,");
        refused(
                "ecsRender(taskDefinition: 'taskdef.json', " + of + ")",
                "has: appspec.json, images.json, out/taskdef.json");
        refused("ecsRender(taskDefinition: '../build.xml', " + of + ")", "'../build.xml' is no path of an artifact");
        refused("ecsRender(taskDefinition: '/etc/passwd', " + of + ")", "'/etc/passwd' is no path of an artifact");
        refused("ecsRender(family: 'web', " + of + ")", "no other argument names a file");
        refused("ecsRender(taskDefinition: 'x.json', artifactsOf: 'job')", "artifactsOf is 'job'. Give what");
        refused(
                "ecsRender(taskDefinition: 'x.json', artifactsOf: [job: 'x'])",
                "artifactsOf is a map without 'number'");
        refused("ecsRender(taskDefinition: 'x.json', artifactsOf: 'nobody#1')", "There is no job 'nobody'");
        refused("ecsRender(taskDefinition: 'x.json', artifactsOf: '#1')", "is still running");

        Path artifacts = from.getArtifactsDir().toPath();
        Files.write(artifacts.resolve("large.json"), new byte[65_537]);
        refused("ecsRender(taskDefinition: 'large.json', " + of + ")", "'large.json' has more than 65536 bytes");
        Files.createSymbolicLink(
                artifacts.resolve("link.json"), Files.writeString(outside.resolve("secret"), "hidden"));
        refused("ecsRender(taskDefinition: 'link.json', " + of + ")", "link that leads out of the artifacts");
        Files.createSymbolicLink(artifacts.resolve("folder"), outside);
        refused("ecsRender(taskDefinition: 'folder/secret', " + of + ")", "link that leads out of the artifacts");

        WorkflowRun failed = run(Result.FAILURE, "error 'no'");
        refused(
                "ecsRender(taskDefinition: 'x.json', artifactsOf: '"
                        + failed.getParent().getName() + "#1')",
                "its result is FAILURE");
    }

    @Test
    void whoMayNotReadTheOtherJobLearnsNothingOfIt() throws Exception {
        WorkflowRun from = archiving();
        String render = "ecsRender(taskDefinition: 'out/taskdef.json', artifactsOf: '/"
                + from.getParent().getName() + "#1')";
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .onRoot()
                .toEveryone());
        try {
            refused(render, "There is no job '/" + from.getParent().getName() + "' that this build may read");

            from.getParent().addProperty(new CopyArtifactPermissionProperty("*"));
            run(Result.SUCCESS, render);
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
    }

    private static WorkflowRun archiving() throws Exception {
        return run(
                Result.SUCCESS,
                "node {\nwriteFile(file: 'out/taskdef.json', text: '"
                        + EcsScene.SHOP.replace("registry/shop:1", "registry/shop:new") + "')\n"
                        + "writeFile(file: 'appspec.json', text: '" + APP_SPEC + "')\n"
                        + "writeFile(file: 'images.json', text: '[{\"name\": \"web\", \"imageUri\": \"registry/shop:of-images\"}]')\n"
                        + "archiveArtifacts '**/*.json'\n}");
    }

    private static void refused(String script, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, script);
        jenkins.assertLogContains(message, build);
        jenkins.assertLogNotContains("hidden", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
