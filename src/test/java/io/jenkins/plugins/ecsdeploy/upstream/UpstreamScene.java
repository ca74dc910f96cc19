package io.jenkins.plugins.ecsdeploy.upstream;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;

import hudson.model.FreeStyleProject;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.io.IOException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;

/** Services that build, and jobs that deploy their builds. */
final class UpstreamScene {
    private static int names;

    final JenkinsRule jenkins;

    UpstreamScene(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /** A job with successful builds of these display names, the oldest first. */
    FreeStyleProject service(String... displayNames) throws Exception {
        return service(jenkins.jenkins, displayNames);
    }

    <G extends ItemGroup<?>> FreeStyleProject service(G group, String... displayNames) throws Exception {
        String name = "service" + ++names;
        FreeStyleProject service = group instanceof MockFolder folder
                ? folder.createProject(FreeStyleProject.class, name)
                : jenkins.createFreeStyleProject(name);
        for (String displayName : displayNames) {
            jenkins.buildAndAssertSuccess(service).setDisplayName(displayName);
        }
        indexed(service);
        return service;
    }

    static void indexed(Job<?, ?> service) {
        await().until(() -> SuccessfulBuilds.get().of(service).complete());
    }

    /** A Pipeline with the parameter SERVICE that prints what it exports. */
    WorkflowJob deploy(ParameterDefinition parameter) throws Exception {
        return deploy("deploy" + ++names, parameter);
    }

    WorkflowJob deploy(String name, ParameterDefinition parameter) throws Exception {
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class, name);
        deploy.addProperty(new ParametersDefinitionProperty(parameter));
        deploy.setDefinition(new CpsFlowDefinition("""
                echo "param=${params.SERVICE} env=${env.SERVICE} number=${env.SERVICE_NUMBER} job=${env.SERVICE_JOBNAME}"
                echo "name=${env.SERVICE_NAME} result=${env.SERVICE_RESULT} url=${env.SERVICE_URL}"
                """, true));
        return deploy;
    }

    UpstreamBuildParameterDefinition parameter(Job<?, ?> service) {
        return new UpstreamBuildParameterDefinition("SERVICE", "/" + service.getFullName());
    }

    /** {@code buildWithParameters} with the value, or without any if it is null. */
    WebResponse post(JenkinsRule.WebClient client, Job<?, ?> job, String value) throws IOException {
        String choice = value == null ? "" : "&SERVICE=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        WebRequest request = new WebRequest(
                new URL(jenkins.getURL(), job.getUrl() + "buildWithParameters?delay=0" + choice), HttpMethod.POST);
        client.addCrumb(request);
        return client.withThrowExceptionOnFailingStatusCode(false).loadWebResponse(request);
    }
}
