package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.Controllers;
import io.jenkins.plugins.ecsdeploy.history.Told;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Copy Artifact, Extensible Choice, Git and the ECharts API need not be installed. */
class WithoutOptionalPluginsTest {
    @RegisterExtension
    private final RealJenkinsExtension real = Controllers.killable();

    @Test
    void theStepAndTheParameterWork() throws Throwable {
        real.startJenkins();
        real.runRemotely(WithoutOptionalPluginsTest::choose);
        real.runRemotely(WithoutOptionalPluginsTest::lookAtFigures);
    }

    /** The table alone. */
    private static void lookAtFigures(JenkinsRule jenkins) throws Throwable {
        assertThat(jenkins.jenkins.getPlugin("echarts-api")).isNull();
        assertThat(jenkins.jenkins.getPlugin("git")).isNull();
        new Told().service("web").by(jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("release")));

        HtmlPage page = jenkins.createWebClient().goTo("ecs/service/web/");

        assertThat(page.getByXPath("//details[contains(@class, 'ecs-figures')]//table"))
                .hasSize(1);
        assertThat(page.getByXPath("//*[@data-ecs-chart] | //figure")).isEmpty();
    }

    private static void choose(JenkinsRule jenkins) throws Throwable {
        assertThat(jenkins.jenkins.getPlugin("copyartifact")).isNull();
        jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("source"));
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class);
        deploy.setDefinition(new CpsFlowDefinition(
                "properties([parameters([upstreamBuild(name: 'SOURCE', job: 'source')])])\n"
                        + "echo \"is ${upstreamBuildChoice(job: 'source').number}\"",
                true));

        WorkflowRun run = jenkins.buildAndAssertSuccess(deploy);

        jenkins.assertLogContains("is 1", run);
    }
}
