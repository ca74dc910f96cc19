package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.archiving;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.imports;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.job;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.of;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** Whoever may change an upstream job may archive anything. */
@ExtendWith(QuickJenkins.class)
class UntrustedArtifactsTest {
    private static JenkinsRule jenkins;

    @TempDir
    private Path outside;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void ordinaryArtifacts() {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws Exception {
        Path secret = Files.writeString(outside.resolve("secret.env.groovy"), "env.SECRET='hidden'");
        WorkflowRun service = archiving(jenkins, "a.env.groovy", "env.A=1");
        Path artifacts = service.getArtifactsDir().toPath();
        Files.createSymbolicLink(artifacts.resolve("link.env.groovy"), secret);

        WorkflowRun deploy = imports(jenkins, Result.FAILURE, service, "");

        jenkins.assertLogContains(
                "the artifact 'link.env.groovy' is not a file, or a link that leads out of the artifacts", deploy);
        jenkins.assertLogNotContains("hidden", deploy);
        jenkins.assertLogContains("got [A:1]", imports(jenkins, Result.SUCCESS, service, ", filter: 'a.*'"));
    }

    @Test
    void aFolderThatLeadsOutOrAroundIsNotEntered() throws Exception {
        Files.writeString(outside.resolve("secret.env.groovy"), "env.SECRET='hidden'");
        WorkflowRun service = archiving(jenkins, "a.env.groovy", "env.A=1");
        Path artifacts = service.getArtifactsDir().toPath();
        Files.createSymbolicLink(artifacts.resolve("out"), outside);
        Files.createSymbolicLink(artifacts.resolve("around"), artifacts);

        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, ", archive: true");
        jenkins.assertLogContains("got [A:1]", deploy);
        assertThat(deploy.getArtifacts()).hasSize(1);
    }

    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        WorkflowRun service = archiving(jenkins, "out/a.env.groovy", "env.A=1");
        WorkflowRun deploy = job(jenkins, "semaphore 'link'\nimportBuildVariables(" + of(service) + ", archive: true)")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("link/1", deploy);
        Files.createDirectories(deploy.getArtifactsDir().toPath());
        Files.createSymbolicLink(deploy.getArtifactsDir().toPath().resolve("out"), outside);
        SemaphoreStep.success("link/1", null);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(deploy));
        jenkins.assertLogContains("this build has archived something else, or a link, in its place", deploy);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void sizesAndNumbersAreLimitedWhileReading() throws Exception {
        WorkflowRun service = archiving(jenkins, "a.env.groovy", "env.A=1");
        Path artifacts = service.getArtifactsDir().toPath();
        Files.write(artifacts.resolve("a.env.groovy"), new byte[10_000_000]);
        jenkins.assertLogContains(
                "a.env.groovy has more than 65536 bytes", imports(jenkins, Result.FAILURE, service, ""));

        for (int i = 0; i < 201; i++) {
            Files.writeString(artifacts.resolve(i + ".env.groovy"), "env.A" + i + "=1");
        }
        jenkins.assertLogContains(
                "202 artifacts match '**/*.env.groovy'; at most 200 files",
                imports(jenkins, Result.FAILURE, service, ""));
    }

    @Test
    void strangePathsAreRefused() throws Exception {
        WorkflowRun service = archiving(jenkins, "a.env.groovy", "env.A=1");
        Path artifacts = service.getArtifactsDir().toPath();
        Files.writeString(artifacts.resolve("b\\..\\c.env.groovy"), "env.B=1");
        jenkins.assertLogContains(
                "'b\\..\\c.env.groovy' has a backslash or a control character",
                imports(jenkins, Result.FAILURE, service, ""));

        Files.delete(artifacts.resolve("b\\..\\c.env.groovy"));
        Files.writeString(artifacts.resolve("b\u001b[2K\n.env.groovy"), "env.B=1");
        jenkins.assertLogContains(
                "'b\\u001b[2K\\u000a.env.groovy' has a backslash or a control character",
                imports(jenkins, Result.FAILURE, service, ""));
    }

    @Test
    void worksWithAStoreThatIsFarAway() throws Exception {
        RemoteArtifacts.use();
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "exportBuildVariables(name: 's', variables: [A: 1])\n"
                        + "exportBuildVariables(name: 's', variables: [B: 2])\n"
                        + "exportBuildVariables(name: 't', variables: [C: 3])");
        assertThat(service.getArtifactsDir()).doesNotExist();

        RemoteArtifacts.batches.set(0);
        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, ", archive: true");

        jenkins.assertLogContains("got [A:1, B:2, C:3]", deploy);
        assertThat(RemoteArtifacts.of(deploy)).containsOnlyKeys("s.env.groovy", "t.env.groovy");
        assertThat(RemoteArtifacts.of(deploy).get("s.env.groovy"))
                .isEqualTo(RemoteArtifacts.of(service).get("s.env.groovy"));
        // One question, however many files the upstream build has. This one had none in the store.
        assertThat(RemoteArtifacts.batches).hasValue(1);
    }

    @Test
    void pathsOfAStoreDoNotLeadOut() throws Exception {
        RemoteArtifacts.use();
        WorkflowRun service = run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [A: 1])");
        RemoteArtifacts.of(service).put("x/../../y.env.groovy", "env.B=1".getBytes());
        jenkins.assertLogContains(
                "the artifact 'x/..' has a path that leads out of the artifacts",
                imports(jenkins, Result.FAILURE, service, ", archive: true"));

        RemoteArtifacts.of(service).remove("x/../../y.env.groovy");
        RemoteArtifacts.of(service).put("/etc/y.env.groovy", "env.B=1".getBytes());
        jenkins.assertLogContains(
                "has a path that leads out of the artifacts", imports(jenkins, Result.FAILURE, service, ""));
    }
}
