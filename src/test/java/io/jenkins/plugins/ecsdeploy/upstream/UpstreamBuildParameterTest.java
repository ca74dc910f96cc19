package io.jenkins.plugins.ecsdeploy.upstream;

import static hudson.cli.CLICommandInvoker.Matcher.failedWith;
import static hudson.cli.CLICommandInvoker.Matcher.succeeded;
import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import hudson.cli.CLICommandInvoker;
import hudson.model.Failure;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.SingleSCMSource;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockBuilder;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.RunLoadCounter;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.TestExtension;

@ExtendWith(QuickJenkins.class)
class UpstreamBuildParameterTest {
    private static JenkinsRule jenkins;
    private static UpstreamScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        scene = new UpstreamScene(rule);
    }

    @Test
    void thePageOffersTheNewestBuildsFirst() throws Exception {
        FreeStyleProject service = scene.service("one", "two", "#3");

        HtmlSelect select = select(scene.deploy(scene.parameter(service)));

        assertThat(select.getOptions())
                .extracting(HtmlOption::getValueAttribute)
                .containsExactly("3", "2", "1");
        assertThat(select.getOption(0).getText()).startsWith("#3 · ").endsWith(" ago");
        assertThat(select.getOption(1).getText()).startsWith("#2 · two · ");
        assertThat(select.getSelectedOptions().get(0).getValueAttribute()).isEqualTo("3");
    }

    @Test
    void whatIsChosenOnThePageIsWhatTheBuildGets() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));
        HtmlPage page = page(deploy);
        page.getFormByName("parameters").getSelectByName("value").setSelectedAttribute("1", true);

        jenkins.submit(page.getFormByName("parameters"));
        jenkins.waitUntilNoActivity();

        WorkflowRun build = jenkins.assertBuildStatusSuccess(deploy.getLastBuild());
        jenkins.assertLogContains("param=1 env=1 number=1 job=" + service.getFullName(), build);
        jenkins.assertLogContains("name=one result=SUCCESS url=" + jenkins.getURL() + service.getUrl() + "1/", build);
    }

    @Test
    void aFreestyleBuildGetsTheSame() throws Exception {
        FreeStyleProject service = scene.service("one");
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        deploy.getBuildersList().add(environment);
        deploy.addProperty(new ParametersDefinitionProperty(scene.parameter(service)));

        jenkins.buildAndAssertSuccess(deploy);

        assertThat(environment.getEnvVars())
                .containsAllEntriesOf(Map.of(
                        "SERVICE", "1",
                        "SERVICE_NUMBER", "1",
                        "SERVICE_JOBNAME", service.getFullName(),
                        "SERVICE_NAME", "one",
                        "SERVICE_RESULT", "SUCCESS",
                        "SERVICE_URL", jenkins.getURL() + service.getUrl() + "1/"));
    }

    @Test
    void aFreestyleBuildLooksAgainWhenItBegins() throws Exception {
        FreeStyleProject service = scene.service("one", "two", "three");
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        UpstreamBuildParameterDefinition parameter = scene.parameter(service);
        deploy.addProperty(new ParametersDefinitionProperty(parameter));

        ParameterValue deleted = parameter.createValue("1");
        service.getBuildByNumber(1).delete();
        refused(deploy, deleted, "SERVICE: Build 1 of '" + service.getName() + "' is not there any more");

        ParameterValue changed = parameter.createValue("2");
        File record = new File(service.getBuildByNumber(2).getRootDir(), "build.xml");
        Files.writeString(record.toPath(), Files.readString(record.toPath()).replace(">SUCCESS<", ">FAILURE<"));
        service.doReload();
        refused(
                deploy,
                changed,
                "SERVICE: Build 2 of '" + service.getName() + "' cannot be used: its result is FAILURE");

        ParameterValue replaced = parameter.createValue("3");
        service.delete();
        refused(deploy, replaced, "SERVICE: there is no job '" + service.getName() + "' any more");
        FreeStyleProject another = jenkins.createFreeStyleProject(service.getName());
        another.updateNextBuildNumber(3);
        jenkins.buildAndAssertSuccess(another);
        refused(
                deploy,
                replaced,
                "SERVICE: build 3 of '" + service.getName()
                        + "' is another one than was chosen: the job was made anew");
    }

    private static void refused(FreeStyleProject deploy, ParameterValue chosen, String why) throws Exception {
        FreeStyleBuild build =
                jenkins.assertBuildStatus(Result.FAILURE, deploy.scheduleBuild2(0, new ParametersAction(chosen)));
        jenkins.assertLogContains("ERROR: " + why, build);
    }

    @Test
    void noBuildIsLoadedForThePage() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));

        RunLoadCounter.assertMaxLoads(service, 0, () -> {
            assertThat(select(deploy).getOptionSize()).isEqualTo(2);
            return jenkins.createWebClient().goTo(deploy.getUrl() + "api/json", "application/json");
        });
    }

    @Test
    void aScriptChoosesByRest() throws Exception {
        WorkflowJob deploy = scene.deploy(scene.parameter(scene.service("one", "two")));

        assertThat(scene.post(jenkins.createWebClient(), deploy, "1").getStatusCode())
                .isEqualTo(201);
        jenkins.waitUntilNoActivity();

        jenkins.assertLogContains("name=one", deploy.getLastBuild());
    }

    @Test
    void aScriptThatChoosesNothingGetsTheNewest() throws Exception {
        WorkflowJob deploy = scene.deploy(scene.parameter(scene.service("one", "two")));

        scene.post(jenkins.createWebClient(), deploy, null);
        jenkins.waitUntilNoActivity();

        jenkins.assertLogContains("name=two", deploy.getLastBuild());
    }

    @Test
    void whatIsNotOfferedIsRefused() throws Exception {
        FreeStyleProject service = scene.service("one", "two", "three");
        UpstreamBuildParameterDefinition parameter = scene.parameter(service);
        parameter.setLimit(2);
        WorkflowJob deploy = scene.deploy(parameter);

        for (String value : List.of("1", "4", "2-two", "' onload='", "other#2")) {
            WebResponse answer = scene.post(jenkins.createWebClient(), deploy, value);
            assertThat(answer.getStatusCode()).as(value).isEqualTo(400);
            assertThat(answer.getContentAsString())
                    .contains("is not one of the builds that can be chosen, the newest 2 successful ones of "
                            + service.getFullName());
        }
        assertThat(scene.post(jenkins.createWebClient(), deploy, "<b>1</b>").getContentAsString())
                .contains("&lt;b>1&lt;/b>")
                .doesNotContain("<b>1</b>");
        assertThat(deploy.getBuilds()).isEmpty();
        assertThat(deploy.isInQueue()).isFalse();
    }

    @Test
    void aFormWithADeletedBuildIsRefused() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));
        HtmlPage page = page(deploy);
        service.getBuildByNumber(2).delete();

        WebResponse answer = jenkins.submit(page.getFormByName("parameters")).getWebResponse();

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("is not one of the builds that can be chosen");
    }

    @Test
    void theCommandLineChooses() throws Exception {
        WorkflowJob deploy = scene.deploy(scene.parameter(scene.service("one", "two")));

        assertThat(
                new CLICommandInvoker(jenkins, "build").invokeWithArgs("-s", "-p", "SERVICE=1", deploy.getName()),
                succeeded());
        jenkins.assertLogContains("name=one", deploy.getLastBuild());

        CLICommandInvoker.Result refused =
                new CLICommandInvoker(jenkins, "build").invokeWithArgs("-p", "SERVICE=7", deploy.getName());
        assertThat(refused, failedWith(3));
        assertThat(refused.stderr())
                .contains("SERVICE: '7' is not one of the builds")
                .doesNotContain("\tat ");
    }

    @Test
    void theBuildStepChooses() throws Exception {
        WorkflowJob deploy = scene.deploy(scene.parameter(scene.service("one", "two")));
        WorkflowJob starter = jenkins.createProject(WorkflowJob.class);

        starter.setDefinition(start(deploy, "1"));
        jenkins.buildAndAssertSuccess(starter);
        jenkins.assertLogContains("name=one", deploy.getLastBuild());

        starter.setDefinition(start(deploy, "9"));
        WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, starter);
        jenkins.assertLogContains("SERVICE: '9' is not one of the builds", refused);
    }

    private static CpsFlowDefinition start(WorkflowJob deploy, String value) throws Exception {
        return new CpsFlowDefinition(
                "build job: '" + deploy.getName() + "', parameters: [string(name: 'SERVICE', value: '" + value + "')]",
                true);
    }

    @Test
    void aTimerTakesTheNewest() throws Exception {
        FreeStyleProject deploy = jenkins.createFreeStyleProject();
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        deploy.getBuildersList().add(environment);
        deploy.addProperty(new ParametersDefinitionProperty(scene.parameter(scene.service("one", "two"))));
        TimerTrigger timer = new TimerTrigger("");
        timer.start(deploy, true);

        timer.run();
        jenkins.waitUntilNoActivity();

        assertThat(environment.getEnvVars()).containsEntry("SERVICE_NAME", "two");
    }

    @Test
    void theDefaultOfALongListLoadsNothing() throws Exception {
        FreeStyleProject service = scene.service("one", "two");
        UpstreamBuildParameterDefinition parameter = scene.parameter(service);

        RunLoadCounter.assertMaxLoads(service, 0, () -> {
            assertThat(parameter.getDefaultParameterValue().getValue()).isEqualTo("2");
            return null;
        });
    }

    @Test
    void unstableBuildsAreOfferedOnRequest() throws Exception {
        FreeStyleProject service = scene.service("good");
        service.getBuildersList().add(new MockBuilder(Result.UNSTABLE));
        jenkins.buildAndAssertStatus(Result.UNSTABLE, service);
        UpstreamBuildParameterDefinition parameter = scene.parameter(service);

        assertThat(parameter.getChoices()).containsExactly("1");
        parameter.setMinResult("unstable");
        assertThat(parameter.getChoices()).containsExactly("2", "1");
        assertThat(parameter.getForm().getBuilds().get(0).getText()).contains(" · unstable");
        assertThatThrownBy(() -> parameter.setMinResult("FAILURE"))
                .hasMessage("minResult 'FAILURE' is neither SUCCESS nor UNSTABLE");
    }

    @Test
    void buildsOfSeveralJobsAreListedTogether() throws Exception {
        FreeStyleProject one = scene.service("from one");
        FreeStyleProject other = scene.service("from other");
        UpstreamBuildParameterDefinition parameter =
                new UpstreamBuildParameterDefinition("SERVICE", one.getName() + ", " + other.getName());
        WorkflowJob deploy = scene.deploy(parameter);

        assertThat(parameter.getChoices()).containsExactly(other.getName() + "#1", one.getName() + "#1");
        assertThat(select(deploy).getOption(0).getText()).startsWith(other.getName() + " #1 · from other");
        scene.post(jenkins.createWebClient(), deploy, one.getName() + "#1");
        jenkins.waitUntilNoActivity();
        jenkins.assertLogContains(
                "param=" + one.getName() + "#1 env=" + one.getName() + "#1 number=1 job=" + one.getName(),
                deploy.getLastBuild());
        assertThat(scene.post(jenkins.createWebClient(), deploy, "1").getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aBranchNamesAJobOfAMultibranchProject() throws Exception {
        WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "multibranch");
        project.getSourcesList()
                .add(new BranchSource(
                        new SingleSCMSource("feature/login", new SingleFileSCM("Jenkinsfile", "echo 'hi'"))));
        project.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        UpstreamScene.indexed(project.getItems().iterator().next());
        UpstreamBuildParameterDefinition parameter = new UpstreamBuildParameterDefinition("SERVICE", "multibranch");
        parameter.setBranch("feature/login");

        jenkins.assertLogContains(
                "number=1 job=multibranch/feature%2Flogin", jenkins.buildAndAssertSuccess(scene.deploy(parameter)));
    }

    @Test
    void aRelativeNameBeginsAtTheJobThatHasTheParameter() throws Exception {
        MockFolder folder = jenkins.createFolder("relative");
        FreeStyleProject service = scene.service(folder, "in the folder");
        FreeStyleProject deploy = folder.createProject(FreeStyleProject.class, "deploy");
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        deploy.getBuildersList().add(environment);
        deploy.addProperty(
                new ParametersDefinitionProperty(new UpstreamBuildParameterDefinition("SERVICE", service.getName())));

        jenkins.buildAndAssertSuccess(deploy);
        assertThat(environment.getEnvVars()).containsEntry("SERVICE_NAME", "in the folder");
        assertThat(((HtmlSelect) page(deploy).getFormByName("parameters").getSelectByName("value")).getOptionSize())
                .isEqualTo(1);
    }

    @Test
    void theListIsMadeAsSoonAsAConfigurationNamesTheJob() throws Exception {
        FreeStyleProject service = jenkins.createFreeStyleProject();
        jenkins.buildAndAssertSuccess(service);

        scene.deploy(scene.parameter(service));

        await().until(() -> new File(service.getBuildDir(), "ecs-deploy-successful-builds.txt").exists());
    }

    @Test
    void aJobWithoutABuildOffersNone() throws Exception {
        FreeStyleProject service = scene.service();
        WorkflowJob deploy = scene.deploy(scene.parameter(service));

        assertThat(page(deploy).asNormalizedText()).contains(service.getFullName() + " has no successful build");
        assertThat(scene.post(jenkins.createWebClient(), deploy, "1").getContentAsString())
                .contains(service.getFullName() + " has no successful build");
    }

    @Test
    void declarativeAndScriptedPipelinesDeclareIt() throws Exception {
        FreeStyleProject service = scene.service("one");
        WorkflowJob declarative = jenkins.createProject(WorkflowJob.class);
        declarative.setDefinition(new CpsFlowDefinition(
                "pipeline { agent none\n parameters { upstreamBuild(name: 'SERVICE', job: '" + service.getName()
                        + "', description: 'what', limit: 5, minResult: 'UNSTABLE') }\n"
                        + "stages { stage('s') { steps { echo \"param=${params.SERVICE}\" } } } }",
                true));
        WorkflowJob scripted = jenkins.createProject(WorkflowJob.class);
        scripted.setDefinition(new CpsFlowDefinition(
                "properties([parameters([upstreamBuild(name: 'SERVICE', job: '" + service.getName()
                        + "', description: 'what', limit: 5, minResult: 'UNSTABLE')])])\n"
                        + "echo \"param=${params.SERVICE}\"",
                true));
        UpstreamBuildParameterDefinition expected = new UpstreamBuildParameterDefinition("SERVICE", service.getName());
        expected.setDescription("what");
        expected.setLimit(5);
        expected.setMinResult("UNSTABLE");

        for (WorkflowJob job : List.of(declarative, scripted)) {
            jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("param=1", jenkins.buildAndAssertSuccess(job));
            assertThat(job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions())
                    .containsExactly(expected);
        }
    }

    @Test
    void theFormGivesBackWhatWasTypedIn() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        UpstreamBuildParameterDefinition parameter = new UpstreamBuildParameterDefinition("SERVICE", "a, ../b");
        parameter.setBranch("main");
        parameter.setLimit(7);
        parameter.setMinResult("UNSTABLE");
        parameter.setDescription("<i>which</i>");
        job.addProperty(new ParametersDefinitionProperty(parameter));

        jenkins.configRoundtrip(job);

        UpstreamBuildParameterDefinition saved = (UpstreamBuildParameterDefinition)
                job.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVICE");
        assertThat(saved).isEqualTo(parameter).isNotSameAs(parameter);
    }

    @Test
    void ofAParameterWithoutAJobTheJobIsLookedForOnce() throws Exception {
        scene.deploy(scene.parameter(scene.service("one")));
        UpstreamBuildParameterDefinition parameter = new UpstreamBuildParameterDefinition("SERVICE", "service");
        parameter.getChoices();
        int looks = Looks.COUNT.get();

        parameter.getChoices();
        parameter.getForm();

        assertThat(looks).isPositive();
        assertThat(Looks.COUNT).hasValue(looks);
    }

    @Test
    void aParameterThatGetsAJobLaterIsKnownToBeOfIt() throws Exception {
        MockFolder folder = jenkins.createFolder("later");
        FreeStyleProject service = scene.service(folder, "one");
        UpstreamBuildParameterDefinition parameter = new UpstreamBuildParameterDefinition("SERVICE", service.getName());
        assertThat(parameter.getChoices()).isEmpty();

        WorkflowJob deploy = folder.createProject(WorkflowJob.class, "deploy");
        deploy.addProperty(new ParametersDefinitionProperty(parameter));

        assertThat(parameter.getChoices()).containsExactly("1");
    }

    /** Counts how many parameters of jobs are looked at. */
    @TestExtension
    public static final class Looks extends NamingParameters {
        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        NamesUpstreamJobs in(ParameterDefinition parameter) {
            COUNT.incrementAndGet();
            return null;
        }
    }

    @Test
    void aNameThatCannotBeOneIsRefused() {
        for (String name : List.of("a/b", "..", "<b>", "")) {
            assertThatThrownBy(() -> new UpstreamBuildParameterDefinition(name, "service"))
                    .as(name)
                    .isInstanceOf(Failure.class);
        }
        String stored = Items.XSTREAM2
                .toXML(new UpstreamBuildParameterDefinition("SERVICE", "service"))
                .replace(">SERVICE<", ">a/b<");
        assertThatThrownBy(() -> Items.XSTREAM2.fromXML(stored)).hasRootCauseInstanceOf(Failure.class);
    }

    private static HtmlSelect select(WorkflowJob job) throws Exception {
        return page(job).getFormByName("parameters").getSelectByName("value");
    }

    /** The page answers with 405, as Jenkins has it for a GET of this address. */
    private static HtmlPage page(Job<?, ?> job) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .getPage(job, "build?delay=0sec");
    }
}
