package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code examples/revision-files}: a commit deploys what it changed, and the history knows the commit. */
@WithJenkins
class RevisionTreeTest {
    @TempDir
    private static Path disk;

    private static JenkinsRule jenkins;
    private static ExampleScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new ExampleScene("revision-files", disk).in(jenkins);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aCommitDeploysTheServicesWhoseFilesItChanged() throws Exception {
        WorkflowRun first = scene.build(Result.SUCCESS, "deploy");
        jenkins.assertLogContains("[acme] SUCCESSFUL: cluster1/webapp1", first);

        want("cluster1/service1", "service1:18");
        want("cluster2/webapp1", "webapp1:42");
        String commit = scene.commit("Deploy service1 18 and webapp1 42");
        WorkflowRun second = scene.build(Result.SUCCESS, "deploy");

        jenkins.assertLogContains("[acme] SUCCESSFUL: cluster1/service1, cluster2/webapp1", second);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(3);
        assertThat(history("service=service1&tree=running[cluster,images,build[number,commit]]"))
                .contains(
                        "\"cluster\":\"cluster1\"",
                        "\"service1\":\"registry.acme.com/service1:18\"",
                        "\"commit\":\"" + commit + "\"");

        // A file that nobody can read keeps the others back: nobody knows whether they belong together.
        scene.write("cluster1/service1/revision.json", "[{\"name\": \"service1\", \"imageUri\": \"registry.acme.com/");
        want("cluster2/webapp1", "webapp1:43");
        scene.commit("Break a file");
        WorkflowRun third = scene.build(Result.FAILURE, "deploy");

        jenkins.assertLogContains("cluster1/service1/revision.json", third);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(3);

        want("cluster1/service1", "service1:19-crash");
        want("cluster2/webapp1", "webapp1:42");
        scene.commit("Deploy what crashes");
        WorkflowRun fourth = scene.build(Result.FAILURE, "deploy");

        jenkins.assertLogContains("1 of 1 deployments failed", fourth);
        assertThat(history("service=service1&outcome=rolled-back&tree=entries[status]"))
                .contains("ROLLED_BACK");
        assertThat(history("service=service1&tree=running[images]")).contains("service1:18");
    }

    private static void want(String service, String image) throws Exception {
        scene.write(
                service + "/revision.json",
                "[{\"name\": \"" + service.substring(service.indexOf('/') + 1)
                        + "\", \"imageUri\": \"registry.acme.com/" + image + "\"}]\n");
    }

    private static String history(String query) throws Exception {
        return jenkins.createWebClient()
                .goTo("ecs/api/json?" + query, "application/json")
                .getWebResponse()
                .getContentAsString();
    }
}
