package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.User;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Alice may read the service, Bob may not. Both may deploy. */
@ExtendWith(QuickJenkins.class)
class UpstreamPermissionTest {
    private static JenkinsRule jenkins;
    private static UpstreamScene scene;
    private static FreeStyleProject service;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new UpstreamScene(rule);
        service = scene.service("secret plan", "secret result");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("alice", "bob", "carol")
                .grant(Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("alice")
                .grant(Item.READ, Item.BUILD, Item.CONFIGURE)
                .onItems(jenkins.createProject(WorkflowJob.class, "anchor"))
                .to("bob"));
    }

    /** A deploy job that Bob may build, too, and Carol may look at. */
    private static WorkflowJob deploy(String upstream) throws Exception {
        WorkflowJob deploy = scene.deploy(new UpstreamBuildParameterDefinition("SERVICE", upstream));
        ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                .grant(Item.READ, Item.BUILD, Item.CONFIGURE)
                .onItems(deploy)
                .to("bob")
                .grant(Item.READ)
                .onItems(deploy)
                .to("carol");
        return deploy;
    }

    @Test
    void whoMayReadTheJobSeesItsBuilds() throws Exception {
        assertThat(page("alice", deploy(service.getName())).getWebResponse().getContentAsString())
                .contains("secret plan");
    }

    @Test
    void whoMayNotSeesNoneAndIsToldTheSameAsIfThereWereNoSuchJob() throws Exception {
        WorkflowJob deploy = deploy(service.getName());
        WorkflowJob other = deploy("no-such-job");

        String hidden = page("bob", deploy).getWebResponse().getContentAsString();

        assertThat(hidden)
                .contains("There is no job here whose builds you may see")
                .doesNotContain("secret", service.getName());
        assertThat(page("bob", other).asNormalizedText())
                .contains("There is no job here whose builds you may see")
                .doesNotContain("no-such-job");
        assertThat(api("bob", deploy))
                .doesNotContain("secret", service.getName())
                .contains("\"choices\":[]", "\"job\":\"\"");
        assertThat(api("alice", deploy)).contains("\"choices\":[\"2\",\"1\"]", "\"job\":\"" + service.getName() + "\"");
    }

    @Test
    void aValueIsAcceptedFromThoseWhoMayReadTheJob() throws Exception {
        WorkflowJob deploy = deploy(service.getName());

        WebResponse refused = scene.post(client("bob"), deploy, "1");
        WebResponse unknown = scene.post(client("bob"), deploy, "77");

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getContentAsString())
                .contains("There is no job here whose builds you may see")
                .doesNotContain("secret", service.getName());
        assertThat(unknown.getStatusCode()).isEqualTo(400);
        assertThat(message(unknown)).isEqualTo(message(refused));
        assertThat(scene.post(client("alice"), deploy, "1").getStatusCode()).isEqualTo(201);
        jenkins.waitUntilNoActivity();
        assertThat(deploy.getBuilds()).hasSize(1);
    }

    @Test
    void theDefaultIsThatOfWhoAsks() throws Exception {
        WorkflowJob deploy = deploy(service.getName());

        scene.post(client("bob"), deploy, null);
        jenkins.waitUntilNoActivity();
        jenkins.assertLogContains("name=null", deploy.getLastBuild());

        scene.post(client("alice"), deploy, null);
        jenkins.waitUntilNoActivity();
        jenkins.assertLogContains("name=secret result", deploy.getLastBuild());
    }

    @Test
    void theChoicesOfTheApiAreForThoseWhoMayBuild() throws Exception {
        WorkflowJob deploy = deploy(service.getName());
        ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                .grant(Item.READ)
                .onItems(service)
                .to("carol");

        assertThat(api("carol", deploy)).contains("\"choices\":[]");
        String ofAllJobs = "api/json?tree=jobs[name,property[parameterDefinitions[choices]]]";
        assertThat(json("carol", ofAllJobs)).contains(deploy.getName()).doesNotContain("\"choices\":[\"");
        assertThat(json("alice", ofAllJobs)).contains("\"choices\":[\"2\",\"1\"]");
    }

    @Test
    void thePageOfTheBuildShowsToOthersNoMoreThanTheNumber() throws Exception {
        WorkflowJob deploy = deploy(service.getName());
        scene.post(client("alice"), deploy, "1");
        jenkins.waitUntilNoActivity();

        HtmlPage forAlice = client("alice").getPage(deploy.getLastBuild(), "parameters");
        HtmlPage forBob = client("bob").getPage(deploy.getLastBuild(), "parameters");

        assertThat(forAlice.getAnchorByHref("/jenkins/" + service.getUrl() + "1/")
                        .asNormalizedText())
                .contains("secret plan");
        assertThat(forBob.asNormalizedText()).doesNotContain("secret", service.getName());
        assertThat(client("bob")
                        .goTo(deploy.getLastBuild().getUrl() + "api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"value\":\"1\"")
                .doesNotContain("secret", service.getName());
    }

    @Test
    void ofSeveralJobsTheApiNamesThoseThatOneMayRead() throws Exception {
        FreeStyleProject open = scene.service("open");
        ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                .grant(Item.READ)
                .onItems(open)
                .to("bob");
        WorkflowJob deploy = deploy(service.getName() + ", " + open.getName());

        assertThat(api("bob", deploy)).contains("\"job\":\"" + open.getName() + "\"");
        assertThat(api("alice", deploy)).contains("\"job\":\"" + service.getName() + ", " + open.getName() + "\"");
    }

    /** A log is written once for all who read it. */
    @Test
    void theLogNamesTheChosenBuildToThoseWhoMayReadIt() throws Exception {
        WorkflowJob deploy = deploy(service.getName());
        deploy.setDefinition(new CpsFlowDefinition("upstreamBuildChoice(job: params.FROM, choice: 1)", true));
        deploy.removeProperty(ParametersDefinitionProperty.class);
        deploy.addProperty(
                new ParametersDefinitionProperty(new StringParameterDefinition("FROM", service.getName(), "")));
        service.removeProperty(CopyArtifactPermissionProperty.class);
        service.addProperty(new CopyArtifactPermissionProperty(deploy.getName()));
        String log = jenkins.buildAndAssertSuccess(deploy).getUrl() + "console";
        service.removeProperty(CopyArtifactPermissionProperty.class);

        HtmlPage forAlice = client("alice").goTo(log);
        assertThat(forAlice.getAnchorByHref("/jenkins/" + service.getUrl() + "1/")
                        .getTextContent())
                .isEqualTo(service.getName() + " #1");
        assertThat(forAlice.asNormalizedText())
                .contains("[upstreamBuildChoice] " + service.getName() + " #1 'secret plan': SUCCESS");
        HtmlPage forBob = client("bob").goTo(log);
        assertThat(forBob.asNormalizedText()).contains("[upstreamBuildChoice] #1: SUCCESS");
        assertThat(forBob.getWebResponse().getContentAsString()).doesNotContain("secret", service.getName());
        assertThat(client("alice")
                        .goTo(log + "Text", "text/plain")
                        .getWebResponse()
                        .getContentAsString())
                .contains("[upstreamBuildChoice] #1: SUCCESS")
                .doesNotContain("secret plan");
    }

    @Test
    void theVariablesOfABuildAreForThoseWhoMayReadItsArtifacts() throws Exception {
        BuildVariablesAction.add(
                service.getBuildByNumber(1), VariablesOfBuild.exported("s.env.groovy", Map.of("COLOR", "blue")));
        WorkflowJob deploy = deploy(service.getName());
        assertThat(html("alice", deploy)).contains("secret plan", "COLOR=blue");
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        try {
            assertThat(html("alice", deploy)).contains("secret plan").doesNotContain("COLOR", "blue");

            ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                    .grant(Run.ARTIFACTS)
                    .onItems(service)
                    .to("alice");
            assertThat(html("alice", deploy)).contains("COLOR=blue");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    /** A timer runs as SYSTEM, which may read everything: that must not become the right of whoever configures a job. */
    @Test
    void aTimerNeedsThePermissionThatABuildNeeds() throws Exception {
        WorkflowJob deploy = deploy(service.getName());
        WorkflowJob trusted = deploy(service.getName());
        service.addProperty(new CopyArtifactPermissionProperty("/" + trusted.getName()));

        assertThat(defaultOf(deploy)).isNull();
        assertThat(((UpstreamBuildParameterValue) defaultOf(trusted)).getNumber())
                .isEqualTo(2);
    }

    @Test
    void theFormTellsOfJobsToThoseWhoMayConfigureAndReadThem() throws Exception {
        WorkflowJob deploy = deploy(service.getName());

        assertThat(check("alice", deploy, service.getName()).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check("bob", deploy, service.getName()).getMessage())
                .isEqualTo("There is no job &#039;" + service.getName() + "&#039; that you may read");
        assertThat(check("carol", deploy, "no-such-job").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check("alice", deploy, "").getMessage()).isEqualTo("Name the job whose builds are offered");
        assertThat(complete("alice", deploy)).contains(service.getName());
        assertThat(complete("bob", deploy)).doesNotContain(service.getName());
    }

    private static Object defaultOf(WorkflowJob deploy) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return deploy.getProperty(ParametersDefinitionProperty.class)
                    .getParameterDefinition("SERVICE")
                    .getDefaultParameterValue();
        }
    }

    private static FormValidation check(String user, WorkflowJob deploy, String names) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return descriptor().doCheckJob(deploy, names, null);
        }
    }

    private static List<String> complete(String user, WorkflowJob deploy) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return descriptor()
                    .doAutoCompleteJob(deploy, jenkins.jenkins, "service")
                    .getValues();
        }
    }

    private static UpstreamBuildParameterDefinition.DescriptorImpl descriptor() {
        return jenkins.jenkins.getDescriptorByType(UpstreamBuildParameterDefinition.DescriptorImpl.class);
    }

    private static String message(WebResponse page) {
        return page.getContentAsString().replaceAll("(?s).*(There is no job.*?)<.*", "$1");
    }

    private static String api(String user, WorkflowJob deploy) throws Exception {
        return json(user, deploy.getUrl() + "api/json?depth=2");
    }

    private static String json(String user, String path) throws Exception {
        return client(user).goTo(path, "application/json").getWebResponse().getContentAsString();
    }

    private static HtmlPage page(String user, WorkflowJob deploy) throws Exception {
        return client(user).withThrowExceptionOnFailingStatusCode(false).getPage(deploy, "build?delay=0sec");
    }

    private static String html(String user, WorkflowJob deploy) throws Exception {
        return page(user, deploy).getWebResponse().getContentAsString();
    }

    private static JenkinsRule.WebClient client(String user) throws Exception {
        return jenkins.createWebClient().withBasicCredentials(user);
    }
}
