package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Whoever can name a build must not be able to run a script in the browser of whoever deploys it. */
@ExtendWith(QuickJenkins.class)
class HostileTextTest {
    private static final String HOSTILE =
            "\"'></option></select><img id=hostile src=x onerror=alert(1)><script>alert(2)</script>&lt;";

    private static JenkinsRule jenkins;
    private static UpstreamScene scene;
    private static FreeStyleProject service;
    private static final List<String> ALERTS = new ArrayList<>();

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new UpstreamScene(rule);
        service = scene.service(HOSTILE);
        service.setDisplayName(HOSTILE);
        FreeStyleBuild build = service.getLastBuild();
        BuildVariablesAction.add(
                build, VariablesOfBuild.exported("a.env.groovy", Map.of("MESSAGE", "says " + HOSTILE)));
        for (int i = 0; i < 11; i++) {
            jenkins.buildAndAssertSuccess(service);
        }
    }

    @Test
    void thePageThatAsks() throws Exception {
        UpstreamBuildParameterDefinition parameter = new UpstreamBuildParameterDefinition("SERVICE", service.getName());
        parameter.setDescription(HOSTILE);

        HtmlPage page = page(scene.deploy(parameter), "build?delay=0sec");
        HtmlSelect select = page.getFormByName("parameters").getSelectByName("value");

        assertThat(select.getOptionByValue("1").getText())
                .startsWith("#1 · " + HOSTILE)
                .endsWith("MESSAGE=says " + HOSTILE);
        assertHarmless(page);
    }

    @Test
    void thePageThatAsksForOneOfSeveralJobs() throws Exception {
        FreeStyleProject other = scene.service("one");

        HtmlPage page = page(
                scene.deploy(
                        new UpstreamBuildParameterDefinition("SERVICE", service.getName() + "," + other.getName())),
                "build?delay=0sec");

        assertThat(page.getWebResponse().getContentAsString()).contains("&lt;img id=hostile");
        assertHarmless(page);
    }

    @Test
    void aNameCannotRearrangeItsLine() {
        BuildEntry entry = new BuildEntry(
                7, " \u001B[31mred\n\u202Edne eht\u202C\u2066x ", 0, "SUCCESS", false, Map.of("A", "\u202Eb\u0085"));

        assertThat(new OfferedBuild(service, entry, false).getText())
                .startsWith("#7 · [31mred dne eht x · ")
                .endsWith(" · A=b");
    }

    @Test
    void aLineSaysNothingTwice() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SERVICE1_BUILD", "5");
        variables.put("SERVICE1_COMMIT_MSG", "greet");
        BuildEntry entry = new BuildEntry(5, "greet", System.currentTimeMillis(), "SUCCESS", false, variables);
        assertThat(new OfferedBuild(service, entry, false).getText())
                .startsWith("#5 · greet · ")
                .doesNotContain("=");

        variables.put("SERVICE1_BASE", "15");
        entry = new BuildEntry(5, "#5", System.currentTimeMillis(), "SUCCESS", false, variables);
        assertThat(new OfferedBuild(service, entry, false).getText())
                .startsWith("#5 · ")
                .endsWith(" · SERVICE1_COMMIT_MSG=greet, SERVICE1_BASE=15");
    }

    @Test
    void thePageOfAMissingJob() throws Exception {
        HtmlPage page =
                page(scene.deploy(new UpstreamBuildParameterDefinition("SERVICE", HOSTILE)), "build?delay=0sec");

        assertThat(page.asNormalizedText()).contains("There is no job here whose builds you may see");
        assertHarmless(page);
    }

    @Test
    void thePagesOfTheBuild() throws Exception {
        WorkflowJob deploy = scene.deploy(new UpstreamBuildParameterDefinition("SERVICE", service.getName()));
        scene.post(jenkins.createWebClient(), deploy, "1");
        jenkins.waitUntilNoActivity();

        HtmlPage parameters = page(deploy, deploy.getLastBuild().getNumber() + "/parameters/");
        assertThat(parameters.asNormalizedText()).contains("#1 " + HOSTILE);
        assertHarmless(parameters);
        assertHarmless(page(deploy, ""));
        assertHarmless(page(deploy, deploy.getLastBuild().getNumber() + "/"));
    }

    @Test
    void thePageOfExtensibleChoice() throws Exception {
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class);
        deploy.addProperty(new ParametersDefinitionProperty(new ExtensibleChoiceParameterDefinition(
                "SERVICE", new UpstreamBuildsChoiceListProvider(service.getName()), false, "")));

        HtmlPage page = page(deploy, "build?delay=0sec");
        HtmlSelect select = page.getFormByName("parameters").getSelectByName("value");

        assertThat(select.getOptionByValue("1-" + HOSTILE).getText()).isEqualTo("1-" + HOSTILE);
        assertHarmless(page);
    }

    private static HtmlPage page(Job<?, ?> job, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.setAlertHandler((page, message) -> ALERTS.add(message));
        return client.getPage(job, path);
    }

    private static void assertHarmless(HtmlPage page) {
        assertThat(page.getElementById("hostile")).isNull();
        assertThat(page.getWebResponse().getContentAsString()).doesNotContain("<img id=hostile", "<script>alert");
        assertThat(ALERTS).isEmpty();
    }
}
