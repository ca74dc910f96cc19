package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import hudson.triggers.TimerTrigger;
import hudson.util.RunList;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockBuilder;
import org.jvnet.hudson.test.RunLoadCounter;

/** With the Extensible Choice plugin itself. */
@ExtendWith(QuickJenkins.class)
class UpstreamBuildsChoiceListProviderTest {
    private static JenkinsRule jenkins;
    private static UpstreamScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        scene = new UpstreamScene(rule);
    }

    @Test
    void theChoicesAreThoseOfTheScript() throws Exception {
        FreeStyleProject service = scene.service("fix the thing", "another - thing", "#3");
        service.getBuildersList().add(new MockBuilder(Result.FAILURE));
        jenkins.buildAndAssertStatus(Result.FAILURE, service);

        assertThat(choices(new UpstreamBuildsChoiceListProvider(service.getName())))
                .isEqualTo(script(service))
                .containsExactly("3-#3", "2-another - thing", "1-fix the thing");
    }

    /** What jobs had in a Groovy script until now. */
    private static List<String> script(FreeStyleProject service) {
        List<String> choices = new ArrayList<>();
        RunList<?> builds =
                service.getBuilds().overThresholdOnly(Result.SUCCESS).limit(100);
        builds.forEach(build -> choices.add(build.getNumber() + "-" + build.getDisplayName()));
        return choices;
    }

    @Test
    void aFreestyleJobIsConfiguredAndBuilt() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        UpstreamBuildsChoiceListProvider provider = new UpstreamBuildsChoiceListProvider(service.getName());
        provider.setLimit(7);
        provider.setBranch("main");
        provider.setMinResult("UNSTABLE");
        deploy.addProperty(new ParametersDefinitionProperty(parameter(provider)));

        jenkins.configRoundtrip(deploy);

        UpstreamBuildsChoiceListProvider saved = provider(deploy);
        assertThat(saved).isNotSameAs(provider);
        assertThat(saved)
                .extracting(
                        UpstreamBuildsChoiceListProvider::getJob,
                        UpstreamBuildsChoiceListProvider::getLimit,
                        UpstreamBuildsChoiceListProvider::getBranch,
                        UpstreamBuildsChoiceListProvider::getMinResult)
                .containsExactly(service.getName(), 7, "main", "UNSTABLE");

        saved.setBranch("");
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        deploy.getBuildersList().add(environment);
        HtmlPage page = page(deploy);
        HtmlSelect select = page.getFormByName("parameters").getSelectByName("value");
        assertThat(select.getOptions())
                .extracting(HtmlOption::getValueAttribute)
                .containsExactly("2-two", "1-one");
        select.setSelectedAttribute("1-one", true);
        jenkins.submit(page.getFormByName("parameters"));
        jenkins.waitUntilNoActivity();
        assertThat(environment.getEnvVars()).containsEntry("SERVICE", "1-one");
    }

    @Test
    void aPipelineDeclaresIt() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FreeStyleProject service = folder.createProject(FreeStyleProject.class, "service");
        jenkins.buildAndAssertSuccess(service).setDisplayName("in the folder");
        UpstreamScene.indexed(service);
        WorkflowJob deploy = folder.createProject(WorkflowJob.class, "deploy");
        deploy.setDefinition(new CpsFlowDefinition(
                "properties([parameters([[$class: 'ExtensibleChoiceParameterDefinition', name: 'SERVICE',"
                        + " description: '', editable: false, choiceListProvider: upstreamBuilds(job: 'service')]])])\n"
                        + "echo \"param=${params.SERVICE}\"",
                true));
        jenkins.buildAndAssertSuccess(deploy);

        jenkins.assertLogContains("param=1-in the folder", jenkins.buildAndAssertSuccess(deploy));

        folder.renameTo("renamed-" + folder.getName());
        service.renameTo("renamed");
        assertThat(provider(deploy).getJob()).isEqualTo("renamed");
        assertThat(choices(provider(deploy))).containsExactly("1-in the folder");
        Items.move(service, jenkins.jenkins);
        assertThat(provider(deploy).getJob()).isEqualTo("../renamed");
        assertThat(choices(provider(deploy))).containsExactly("1-in the folder");
    }

    @Test
    void aTimerTakesTheNewest() throws Exception {
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        deploy.getBuildersList().add(environment);
        deploy.addProperty(new ParametersDefinitionProperty(parameter(
                new UpstreamBuildsChoiceListProvider(scene.service("one", "two").getName()))));
        TimerTrigger timer = new TimerTrigger("");
        timer.start(deploy, true);

        timer.run();
        jenkins.waitUntilNoActivity();

        assertThat(environment.getEnvVars()).containsEntry("SERVICE", "2-two");
    }

    @Test
    void noBuildIsLoaded() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        deploy.addProperty(
                new ParametersDefinitionProperty(parameter(new UpstreamBuildsChoiceListProvider(service.getName()))));

        RunLoadCounter.assertMaxLoads(service, 0, () -> {
            assertThat(page(deploy).asXml()).contains("2-two");
            return null;
        });
    }

    @Test
    void whoMayNotReadTheJobSeesNoChoices() throws Exception {
        FreeStyleProject service = scene.service("secret");
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        deploy.addProperty(
                new ParametersDefinitionProperty(parameter(new UpstreamBuildsChoiceListProvider(service.getName()))));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("alice", "bob")
                .grant(Item.READ, Item.BUILD)
                .everywhere()
                .to("alice")
                .grant(Item.READ, Item.BUILD)
                .onItems(deploy)
                .to("bob"));
        try {
            assertThat(jenkins.createWebClient()
                            .withBasicCredentials("alice")
                            .withThrowExceptionOnFailingStatusCode(false)
                            .getPage(deploy, "build?delay=0sec")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("1-secret");
            assertThat(jenkins.createWebClient()
                            .withBasicCredentials("bob")
                            .withThrowExceptionOnFailingStatusCode(false)
                            .getPage(deploy, "build?delay=0sec")
                            .getWebResponse()
                            .getContentAsString())
                    .doesNotContain("secret");
            assertThat(scene.post(jenkins.createWebClient().withBasicCredentials("bob"), deploy, "1-secret")
                            .getStatusCode())
                    .isGreaterThanOrEqualTo(400);
            assertThat(choices(provider(deploy))).isEmpty();
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        }
    }

    private static ExtensibleChoiceParameterDefinition parameter(UpstreamBuildsChoiceListProvider provider) {
        return new ExtensibleChoiceParameterDefinition("SERVICE", provider, false, "");
    }

    private static UpstreamBuildsChoiceListProvider provider(Job<?, ?> job) {
        ExtensibleChoiceParameterDefinition parameter = (ExtensibleChoiceParameterDefinition)
                job.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVICE");
        return (UpstreamBuildsChoiceListProvider) parameter.getChoiceListProvider();
    }

    private static List<String> choices(UpstreamBuildsChoiceListProvider provider) {
        return provider.getChoiceList();
    }

    private static HtmlPage page(Job<?, ?> job) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .getPage(job, "build?delay=0sec");
    }
}
