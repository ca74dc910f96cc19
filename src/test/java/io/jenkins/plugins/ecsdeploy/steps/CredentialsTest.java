package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.XmlFile;
import hudson.model.Fingerprint;
import hudson.model.Result;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

@ExtendWith(QuickJenkins.class)
class CredentialsTest {
    private static final String WITHOUT_CREDENTIALS = "cluster: 'c1', region: 'eu-central-1'";

    private static final List<String> SAVED = new CopyOnWriteArrayList<>();

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void credentialsOfAFolderWorkInItAndNowhereElse() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        DomainCredentials own = new DomainCredentials(Domain.global(), List.of(scene.credentials("folder-aws")));
        folder.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {own}));
        String script = "ecsRender(service: 'web', " + WITHOUT_CREDENTIALS + ", credentialsId: 'folder-aws')";

        WorkflowJob inside = folder.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(new CpsFlowDefinition(script, true));

        jenkins.buildAndAssertSuccess(inside);
        jenkins.assertLogContains(
                "There are no AWS credentials 'folder-aws' that this job may use", run(Result.FAILURE, script));
    }

    @Test
    void theJobsThatUseThemAreNotedOnceForABuild() throws Exception {
        AWSCredentialsImpl used = scene.credentials("used");
        Scripts.stored(used);
        SystemCredentialsProvider.getInstance().save();
        scene.service("used");
        WorkflowJob job = EcsScene.job(
                jenkins, "ecsDeploy(service: 'used', " + WITHOUT_CREDENTIALS + ", credentialsId: 'used', tag: '2')");

        jenkins.buildAndAssertSuccess(job);

        assertThat(CredentialsProvider.getFingerprintOf(used).getJobs()).containsExactly(job.getFullName());
        assertThat(scene.ecs.calls("DescribeServices")).hasSizeGreaterThan(2);
        assertThat(SAVED).containsOnlyOnce(job.getFullName());
    }

    /** Notes the jobs of fingerprints that are saved. */
    @TestExtension
    public static final class Saves extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Fingerprint fingerprint) {
                SAVED.addAll(fingerprint.getJobs());
            }
        }
    }

    @Test
    void takesTheVariablesOfWithCredentials() throws Exception {
        run(
                Result.SUCCESS,
                "withCredentials([aws(credentialsId: 'aws')]) { ecsRender(service: 'web', " + WITHOUT_CREDENTIALS
                        + ") }");
    }

    @Test
    void takesKeysTokenAndRegionOfTheEnvironment() throws Exception {
        Credentials temporary = scene.ecs.temporaryCredentials(Duration.ofHours(100));

        run(
                Result.SUCCESS,
                "withEnv(['AWS_ACCESS_KEY_ID=" + temporary.accessKeyId() + "', 'AWS_SECRET_ACCESS_KEY="
                        + temporary.secretAccessKey() + "', 'AWS_SESSION_TOKEN=" + temporary.sessionToken()
                        + "', 'AWS_DEFAULT_REGION=eu-central-1']) { ecsRender(service: 'web', cluster: 'c1') }");

        assertThat(scene.ecs.calls("DescribeServices"))
                .anyMatch(call -> temporary.accessKeyId().equals(call.accessKeyId()));
    }

    @Test
    void refusesCredentialsThatWantAnMfaCode() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "mfa",
                        "AKIAIOSFODNN7EXAMPLE",
                        "secret",
                        "",
                        "arn:aws:iam::111122223333:role/r",
                        "arn:aws:iam::111122223333:mfa/m",
                        ""));

        WorkflowRun build =
                run(Result.FAILURE, "ecsRender(service: 'web', " + WITHOUT_CREDENTIALS + ", credentialsId: 'mfa')");

        jenkins.assertLogContains("The AWS credentials 'mfa' want an MFA code", build);
    }

    @Test
    void credentialsWithoutKeysAreNotTheControllers() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "empty", "", "", ""));

        WorkflowRun build =
                run(Result.FAILURE, "ecsRender(service: 'web', " + WITHOUT_CREDENTIALS + ", credentialsId: 'empty')");

        jenkins.assertLogContains("stand for the controller's own identity, which is not used", build);
    }

    @Test
    void theControllersOwnAreUsedOnlyIfAnAdministratorAllowsIt() throws Exception {
        String script = "ecsRender(service: 'web', " + WITHOUT_CREDENTIALS + ")";
        Credentials known = scene.ecs.credentials();
        // One of the places where the SDK's default chain looks for the identity of its process.
        System.setProperty("aws.accessKeyId", known.accessKeyId());
        System.setProperty("aws.secretAccessKey", known.secretAccessKey());
        try {
            jenkins.assertLogContains("The controller's own identity is not used", run(Result.FAILURE, script));

            EcsDeployConfiguration.get().setAllowControllerIdentity(true);

            run(Result.SUCCESS, script);
        } finally {
            EcsDeployConfiguration.get().setAllowControllerIdentity(false);
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        scene.service("quiet");
        scene.ecs.scene("quiet", Scene.never());
        WorkflowJob job = EcsScene.job(
                jenkins,
                "ecsDeploy(service: 'quiet', " + ARGUMENTS
                        + ", environment: [web: [PASSWORD: 'not-for-' + 'the-log']])");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deploying web:", build);
        build.save();

        Path root = build.getRootDir().toPath();
        String keySecret = scene.ecs.credentials().secretAccessKey();
        assertThat(SecretScan.filesWith(root, keySecret)).isEmpty();
        assertThat(root.resolve("program.dat")).exists();
        assertThat(Files.readString(root.resolve("build.xml"))).doesNotContain("not-for-the-log");
        assertThat(JenkinsRule.getLog(build)).contains("variable PASSWORD").doesNotContain("not-for-the-log");

        build.doStop();
        jenkins.waitForCompletion(build);
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
