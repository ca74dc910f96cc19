package io.jenkins.plugins.ecsdeploy.steps.sync;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** A Git repository with a file for each service: a commit deploys what it changed. */
@ExtendWith(QuickJenkins.class)
class EcsSyncGitTest {
    @TempDir
    private Path repository;

    private final EcsScene scene = EcsScene.fast();

    @BeforeEach
    void allowARepositoryOnThisDisk() {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
    }

    @AfterEach
    void close() {
        GitSCM.ALLOW_LOCAL_CHECKOUT = false;
        scene.close();
    }

    @Test
    void aCommitDeploysTheServicesWhoseFilesItChanged(JenkinsRule jenkins) throws Exception {
        scene.connect();
        for (String service : List.of("webapp1", "service1", "service2")) {
            scene.service(service);
        }
        git("init", "-q", "-b", "main");
        commit("webapp1", "registry/web:1");
        commit("service1", "registry/web:1");
        commit("service2", "registry/web:1");
        WorkflowJob job = EcsScene.job(
                jenkins,
                "node {\ndir('deploy') {\ncheckout scmGit(branches: [[name: '*/main']], userRemoteConfigs: [[url: '"
                        + repository.toUri() + "']])\n"
                        + "ecsSync(region: 'eu-central-1', credentialsId: 'aws', changed: true)\n}\n}");

        WorkflowRun first = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
        jenkins.assertLogContains("changed: this build has no changes", first);

        commit("webapp1", "registry/web:2");
        commit("service2", "registry/web:3");
        WorkflowRun second = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));

        jenkins.assertLogContains("changed: 2 of 3 files were touched by the changes of this build", second);
        jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/service2, c1/webapp1", second);
        assertThat(scene.ecs.calls("UpdateService"))
                .extracting(call -> call.request().path("service").asText())
                .containsExactlyInAnyOrder("webapp1", "service2");

        WorkflowRun third = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
        jenkins.assertLogContains("changed: this build has no changes", third);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
    }

    private void commit(String service, String image) throws Exception {
        Path file = repository.resolve("c1/" + service + "/revision.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[{\"name\": \"web\", \"imageUri\": \"" + image + "\"}]\n");
        git("add", "-A");
        git("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "-q", "-m", service + " " + image);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
    }
}
