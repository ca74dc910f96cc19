package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.FolderTarget;
import io.jenkins.plugins.ecsdeploy.targets.FolderTargets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Keys and sessions are on no page, in no export and in no file of Jenkins, while builds use them and afterwards. */
@ExtendWith(QuickJenkins.class)
class SecretsStayTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static Folder folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
        String role = scene.ecs.role("deployer", null, Duration.ofHours(12));
        Scripts.role("with-role", scene.ecs.user("other"), role, "", "");
        SystemCredentialsProvider.getInstance().save();
        Scripts.target("beta", "aws", target -> {
            target.setRoleArn(role);
            target.setSessionDurationSeconds(43200);
        });
        Scripts.target("plain", "aws");
        FolderTarget own = new FolderTarget("own");
        own.setRegion("eu-central-1");
        own.setCluster("c1");
        own.setCredentialsId("with-role");
        FolderTargets targets = new FolderTargets(List.of(own));
        targets.setDefaultTarget("own");
        folder = jenkins.createProject(Folder.class, "shop");
        folder.addProperty(targets);
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @Test
    void whileBuildsUseThemAndAfterwards() throws Exception {
        scene.service("quiet");
        scene.ecs.scene("quiet", Scene.never());
        WorkflowJob done = job(
                "done",
                "ecsDeploy(service: 'web', tag: '2')\n"
                        + "withCredentials([aws(credentialsId: 'aws')]) { ecsRender(service: 'web', target: 'beta') }\n"
                        + "node { ecsTarget('plain') { sh 'env | grep AWS' } }");
        WorkflowRun ended = jenkins.buildAndAssertSuccess(done);
        WorkflowJob waiting = job(
                "waiting",
                "node { ecsTarget('beta') { sh 'env | grep AWS'; ecsDeploy(service: 'quiet', role: '"
                        + scene.ecs.role("second") + "', tag: '3') } }");
        WorkflowRun build = waiting.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deploying web:", build);
        build.save();
        assertThat(build.getRootDir().toPath().resolve("program.dat")).exists();
        assertThat(scene.ecs.calls("AssumeRole")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(scene.ecs.calls("GetSessionToken")).hasSize(1);

        nowhere(build, ended);

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        nowhere(build, ended);
    }

    private static void nowhere(WorkflowRun... builds) throws Exception {
        String[] secrets = scene.ecs.secrets().toArray(String[]::new);
        assertThat(secrets).hasSizeGreaterThan(8);
        Path root = jenkins.jenkins.getRootDir().toPath();
        // Whoever looks at nothing finds nothing.
        assertThat(SecretScan.filesWith(root, "role/deployer")).isNotEmpty();
        SecretScan.assertNoneBelow(root, secrets);

        ByteArrayOutputStream export = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(export);
        assertThat(export.toString(StandardCharsets.UTF_8)).contains("beta").doesNotContain(secrets);

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            for (String page : new String[] {
                "manage/configure", "job/shop/configure", "job/shop/config.xml", "credentials/", "pipeline-syntax/"
            }) {
                assertThat(content(client, page)).doesNotContain(secrets);
            }
            for (WorkflowRun build : builds) {
                for (String page : new String[] {"", "consoleText", "flowGraphTable/", "api/json?depth=3"}) {
                    assertThat(content(client, build.getUrl() + page)).doesNotContain(secrets);
                }
            }
        }
    }

    private static String content(JenkinsRule.WebClient client, String page) throws Exception {
        String content = client.goTo(page, null).getWebResponse().getContentAsString();
        assertThat(content).isNotEmpty();
        return content;
    }

    private static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
