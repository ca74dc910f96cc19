package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/revision-files}: a commit deploys what it changed, and the history knows the commit. */
abstract class RevisionFilesExample extends ExampleTestBase {
    RevisionFilesExample() {
        super("revision-files");
    }

    @Test
    void aCommitDeploysTheServicesWhoseFilesItChanged() throws Exception {
        want("cluster1/webapp1", "webapp1:41");
        scene.commit("Deploy webapp1 41");
        WorkflowRun first = scene.build(Result.SUCCESS, "deploy");
        jenkins.assertLogContains("SUCCESSFUL: cluster1/webapp1", first);
        ecs.clearCalls();

        want("cluster1/service1", "service1:18");
        want("cluster2/webapp1", "webapp1:42");
        String commit = scene.commit("Deploy service1 18 and webapp1 42");
        WorkflowRun second = scene.build(Result.SUCCESS, "deploy");

        jenkins.assertLogContains("[acme] SUCCESSFUL: cluster1/service1, cluster2/webapp1", second);
        assertThat(ecs.calls("UpdateService")).hasSize(2);
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
        assertThat(ecs.calls("UpdateService")).hasSize(2);

        want("cluster1/service1", "service1:19-crash");
        want("cluster2/webapp1", "webapp1:42");
        scene.commit("Deploy what crashes");
        WorkflowRun fourth = scene.build(Result.FAILURE, "deploy");

        jenkins.assertLogContains("1 of 1 deployments failed", fourth);
        assertThat(history("service=service1&outcome=rolled-back&tree=entries[status]"))
                .contains("ROLLED_BACK");
        assertThat(history("service=service1&tree=running[images]")).contains("service1:18");
    }

    /** With the files of the example; what the data sources would answer is got as they would get it. */
    @Test
    void terraformPlansNoChangeAfterADeployment(@TempDir Path folder) throws Exception {
        deploy("service1:21", "webapp1:51");
        TerraformFilesTest.copyFiles(Path.of("examples/revision-files/terraform"), folder);
        Files.delete(folder.resolve("images.tf"));
        Files.writeString(folder.resolve("provider.tf"), """
                provider "aws" {
                  region                  = "eu-central-1"
                  access_key              = "%s"
                  secret_key              = "%s"
                  skip_metadata_api_check = true
                  endpoints {
                    ecs = "%3$s"
                    sts = "%3$s"
                  }
                }
                import {
                  to = aws_ecs_task_definition.service1
                  id = "%4$s"
                }
                import {
                  to = aws_ecs_task_definition.webapp1
                  id = "%5$s"
                }
                import {
                  for_each = toset(["service1", "webapp1"])
                  to       = aws_ecs_service.all[each.key]
                  id       = "cluster1/${each.key}"
                }
                """.formatted(
                        ecs.credentials().accessKeyId(),
                        ecs.credentials().secretAccessKey(),
                        ecs.endpoint(),
                        ecs.service("cluster1", "service1").taskDefinition(),
                        ecs.service("cluster1", "webapp1").taskDefinition()));
        Terraform terraform = new Terraform(folder);
        answers(folder);
        assertThat(terraform.run("apply", "-auto-approve")).startsWith("0:").contains("0 added");

        deploy("service1:22", "webapp1:52");
        assertThat(terraform.run("plan", "-detailed-exitcode"))
                .startsWith("2:")
                .contains("registry.acme.com/service1:22\" -> \"registry.acme.com/service1:21");
        answers(folder);
        assertThat(terraform.run("plan", "-detailed-exitcode")).startsWith("0:").contains("No changes.");
    }

    private void deploy(String service1, String webapp1) throws Exception {
        want("cluster1/service1", service1);
        want("cluster1/webapp1", webapp1);
        scene.commit("Deploy " + service1 + " and " + webapp1);
        scene.build(Result.SUCCESS, "deploy");
    }

    private void answers(Path folder) throws Exception {
        Process image = new ProcessBuilder(
                        scene.repository.resolve("terraform/image").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        image.getOutputStream().write("{\"cluster\": \"cluster1\", \"app\": \"webapp1\"}".getBytes());
        image.getOutputStream().close();
        String file = new String(image.getInputStream().readAllBytes());
        Files.writeString(folder.resolve("jenkins.json"), history("service=service1&tree=running[cluster,images]"));
        Files.writeString(folder.resolve("images.tf"), """
                locals {
                  answers = { file = jsondecode(%s), jenkins = file("jenkins.json") }
                }
                """.formatted(
                        "\"" + file.strip().replace("\n", "").replace("\"", "\\\"") + "\""));
    }

    private void want(String service, String image) throws Exception {
        scene.write(
                service + "/revision.json",
                "[{\"name\": \"" + service.substring(service.indexOf('/') + 1)
                        + "\", \"imageUri\": \"registry.acme.com/" + image + "\"}]\n");
    }

    private String history(String query) throws Exception {
        return jenkins.createWebClient()
                .goTo("ecs/api/json?" + query, "application/json")
                .getWebResponse()
                .getContentAsString();
    }
}
