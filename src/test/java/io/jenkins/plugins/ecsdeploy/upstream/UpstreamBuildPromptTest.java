package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.Waiting;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockBuilder;

/** The step with a question: the pause is that of {@code input}, the answer is a checked build. */
@ExtendWith(QuickJenkins.class)
class UpstreamBuildPromptTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)>\"'&amp;</option></select><script>alert(2)</script>";

    private static JenkinsRule jenkins;

    /** Their builds take longer than the tests, so they are made anew only where a test has changed them. */
    private static FreeStyleProject source;

    private static FreeStyleProject hidden;
    private boolean changed;
    private WorkflowJob deploy;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        source = null;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @BeforeEach
    void jobs() throws Exception {
        int number = NUMBER.incrementAndGet();
        if (source == null) {
            source = source("source" + number, Result.SUCCESS, Result.FAILURE, Result.SUCCESS);
            hidden = source("hidden" + number, Result.SUCCESS);
        }
        deploy = jenkins.createProject(WorkflowJob.class, "deploy" + number);
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ, Item.BUILD)
                .onItems(deploy)
                .toAuthenticated()
                .grant(Item.READ)
                .onItems(source)
                .to("alice", "bob", "carol")
                .grant(Item.READ)
                .onItems(hidden)
                .to("bob"));
        // Builds of deploy run as SYSTEM here.
        for (FreeStyleProject upstream : List.of(source, hidden)) {
            upstream.removeProperty(CopyArtifactPermissionProperty.class);
            upstream.addProperty(new CopyArtifactPermissionProperty(deploy.getName()));
        }
    }

    @AfterEach
    void asBefore() throws Exception {
        for (FreeStyleProject upstream : List.of(source, hidden)) {
            for (FreeStyleBuild build : upstream.getBuilds()) {
                build.setDisplayName(null);
            }
        }
        source = changed ? null : source;
    }

    @AfterEach
    void stopBuilds() throws Exception {
        for (WorkflowRun run : deploy.getBuilds()) {
            if (run.isBuilding()) {
                run.doStop();
                jenkins.waitForCompletion(run);
            }
        }
    }

    @Test
    void pausesWithADropdownAndGoesOnWithTheChosenBuild() throws Exception {
        source.getBuildByNumber(1).setDisplayName("fix the thing");
        WorkflowRun run = paused("job: '" + source.getName() + "'");

        assertThat(jenkins.jenkins.getQueue().getItems()).isEmpty();
        assertThat(jenkins.jenkins.toComputer().getOneOffExecutors()).isNotEmpty();
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        HtmlPage page = page(run, "alice");
        assertThat(page.getBody().asNormalizedText()).contains("Which build?");
        assertThat(options(page)).hasSize(2);
        assertThat(options(page).get(0)).startsWith("#3");
        assertThat(options(page).get(1)).contains("#1").contains("fix the thing");
        HtmlForm form = form(page);
        form.getSelectByName("value").setSelectedIndex(1);
        jenkins.submit(form, "proceed");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + source.getName() + " 1 fix the thing by alice", run);
        jenkins.assertLogContains("[upstreamBuildChoice] #1: SUCCESS", run);
        jenkins.assertLogContains("Approved by alice", run);
    }

    @Test
    void isShownWhereInputIsShown() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "'");

        jenkins.assertLogContains("Input requested", run);
        assertThat(run.getAction(InputAction.class).isWaitingForInput()).isTrue();
        assertThat(run.getAction(InputAction.class).getIconFileName()).isNotNull();
        String json = client("alice")
                .goTo(run.getUrl() + "api/json?depth=9", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(json).contains("\"message\":\"Which build?\"").contains("\"name\":\"build\"");
    }

    @Test
    void isAnsweredWithoutJavaScript() throws Exception {
        source.getBuildByNumber(1).setDisplayName("say \"hi\" & </button>");
        WorkflowRun run = paused("job: '" + source.getName() + "', submitter: 'alice'");
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.withBasicCredentials("alice");

        HtmlPage page = client.getPage(run, "input");
        HtmlForm form = form(page);
        HtmlSelect answers = form.getSelectByName("json");
        assertThat(answers.getOptions()).hasSize(2);
        assertThat(answers.getOption(1).getText()).contains("#1", "say \"hi\" & </button>");
        // Nothing but the two buttons that are always there: builds have long names.
        assertThat(form.getElementsByTagName("button"))
                .extracting(button -> button.getAttribute("name"))
                .containsExactly("proceed", "abort");
        answers.setSelectedIndex(1);
        form.getButtonByName("proceed").click();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + source.getName() + " 1 ", run);
    }

    @Test
    void theDropdownSaysWhatThereIsToChoose() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "'");

        HtmlPage page = page(run, "alice");

        assertThat(page.getBody().asNormalizedText()).contains("Build of " + source.getName());
        assertThat(form(page).getSelectByName("value").getAttribute("aria-label"))
                .isEqualTo("Build of " + source.getName());
    }

    @Test
    void isAnsweredByRest() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        assertThat(answer(run, "alice", "1").getStatusCode()).isEqualTo(200);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + source.getName() + " 1 #1 by alice", run);
    }

    @Test
    void anAnswerMayHaveEitherFormat() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        assertThat(answer(run, "alice", "3-fix the thing").getStatusCode()).isEqualTo(200);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + source.getName() + " 3 ", run);
    }

    @Test
    void aBadAnswerIsRefusedAndTheQuestionStaysOpen() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        refused(run, "alice", "2", "its result is FAILURE, and SUCCESS is wanted");
        refused(run, "alice", "4", "does not exist: the next one will be 4");
        refused(run, "alice", "", "is not a build");
        refused(run, "alice", "latest", "is not a build");
        changed = true;
        source.getBuildByNumber(3).delete();
        refused(run, "alice", "3", "is not there any more: it was deleted meanwhile");
        assertThat(run.isBuilding()).isTrue();

        assertThat(answer(run, "alice", "1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void aBuildThatIsNotListedIsRefused() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which', limit: 1");

        assertThat(options(read(run, "alice"))).hasSize(1);
        refused(run, "alice", "1", "is not one of the builds that can be chosen, the newest 1 successful ones");
    }

    @Test
    void whatThePersonMayNotReadIsNotListedNorAcceptedNorRevealed() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "," + hidden.getName() + "', id: 'Which'");

        assertThat(options(read(run, "bob"))).hasSize(3);
        HtmlPage page = read(run, "alice");
        assertThat(options(page)).hasSize(2);
        assertThat(page.getWebResponse().getContentAsString()).doesNotContain(hidden.getName());
        String ofHidden = refused(run, "alice", hidden.getName() + "#1", "is a build of '" + hidden.getName() + "'");
        String ofNothing = refused(run, "alice", "nothing#1", "is a build of 'nothing'");
        assertThat(ofHidden.replace(hidden.getName(), "nothing")).isEqualTo(ofNothing);
        assertThat(read(run, "mallory").getWebResponse().getContentAsString())
                .contains("There is no build to choose that you may read")
                .doesNotContain(source.getName(), hidden.getName());
        refused(run, "mallory", source.getName() + "#1", "There is no build to choose that you may read");

        assertThat(answer(run, "bob", hidden.getName() + "#1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + hidden.getName() + " 1 #1 by bob", run);
    }

    @Test
    void restShowsNobodyTheBuildsThatOnlyOthersMayRead() throws Exception {
        hidden.getBuildByNumber(1).setDisplayName("top secret");
        WorkflowRun run = paused("job: '" + hidden.getName() + "'");

        String json = client("alice")
                .goTo(run.getUrl() + "api/json?depth=9", "application/json")
                .getWebResponse()
                .getContentAsString();

        assertThat(json).contains("Which build?").doesNotContain("top secret").doesNotContain(hidden.getName());
    }

    @Test
    void whatTheBuildMayNotReadFailsBeforeAnybodyIsAsked() throws Exception {
        deploy.setDefinition(new CpsFlowDefinition("upstreamBuildChoice(job: 'nowhere', prompt: 'Which?')", true));

        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, deploy.scheduleBuild2(0));

        jenkins.assertLogContains("There is no job 'nowhere' that this build may read.", run);
        assertThat(run.getAction(InputAction.class)).isNull();
    }

    @Test
    void whatTheBuildMayNoLongerReadIsRefused() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");
        source.removeProperty(CopyArtifactPermissionProperty.class);

        refused(run, "alice", "1", "that this build may read. The build runs as SYSTEM.");
    }

    @Test
    void anAnswerWithoutABuildIsAFailure() throws Exception {
        for (String path : List.of("proceedEmpty", "proceed?json={}")) {
            WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

            client("alice")
                    .getPage(new WebRequest(
                            new URL(jenkins.getURL(), run.getUrl() + "input/Which/" + path), HttpMethod.POST));

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("ERROR: The question was answered, but no build was chosen.", run);
            jenkins.assertLogNotContains("chosen null", run);
        }
    }

    @Test
    void onlyTheSubmittersMayAnswer() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which', submitter: 'carol, release-managers'");

        WebResponse refused = answer(run, "alice", "1");
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("You need to be carol, release-managers to submit this.");
        assertThat(run.isBuilding()).isTrue();

        assertThat(answer(run, "carol", "1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("by carol", run);
    }

    @Test
    void aGroupMayBeTheSubmitterAndAdministratorsMayAlways() throws Exception {
        JenkinsRule.DummySecurityRealm realm = jenkins.createDummySecurityRealm();
        realm.addGroups("alice", "release-managers");
        jenkins.jenkins.setSecurityRealm(realm);
        String arguments = "job: '" + source.getName() + "', id: 'Which', submitter: 'release-managers'";

        for (String user : List.of("alice", "admin")) {
            WorkflowRun run = paused(arguments);
            assertThat(answer(run, "bob", "1").getStatusCode()).isEqualTo(400);
            assertThat(answer(run, user, "1").getStatusCode()).isEqualTo(200);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        }
    }

    @Test
    void aChoiceMakesTheQuestionNeedless() throws Exception {
        deploy.setDefinition(script("job: '" + source.getName() + "', choice: 1, prompt: 'Which?'"));

        WorkflowRun run = jenkins.buildAndAssertSuccess(deploy);

        jenkins.assertLogContains("chosen " + source.getName() + " 1 #1 by null", run);
        jenkins.assertLogNotContains("Input requested", run);
    }

    @Test
    void anEmptyChoiceIsAskedFor() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', choice: '', id: 'Which'");

        assertThat(answer(run, "alice", "1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void anAbortOfTheQuestionAbortsTheBuild() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        HtmlForm form = form(page(run, "alice"));
        jenkins.submit(form, "abort");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Rejected by alice", run);
    }

    @Test
    void anEnclosingTimeoutEndsThePause() throws Exception {
        deploy.setDefinition(new CpsFlowDefinition(
                "timeout(time: 1, unit: 'SECONDS') {\n" + "  upstreamBuildChoice(job: '" + source.getName()
                        + "', prompt: 'Which build?')\n}",
                true));

        WorkflowRun run = deploy.scheduleBuild2(0).waitForStart();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Input requested", run);
        assertThat(run.getAction(InputAction.class).isWaitingForInput()).isFalse();
    }

    @Test
    void aStopOfTheBuildEndsThePause() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "'");

        run.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Waiting.await().until(() -> run.getAction(InputAction.class).getIconFileName() == null);
    }

    @Test
    void anUnsafeIdIsRefused() throws Exception {
        deploy.setDefinition(script("job: '" + source.getName() + "', prompt: 'Which?', id: '../x'"));

        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, deploy.scheduleBuild2(0));

        jenkins.assertLogContains("ERROR: InputStep id is required to be URL safe", run);
    }

    @Test
    void hostileNamesAreTextInThePageAndInTheLog() throws Exception {
        source.getBuildByNumber(1).setDisplayName(HOSTILE);
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        HtmlPage page = page(run, "alice");
        assertThat(options(page).get(1)).contains("<img src=x onerror=alert(1)>");
        assertThat((Object) page.getFirstByXPath("//img[@src='x']")).isNull();
        assertThat(page.getWebResponse().getContentAsString()).doesNotContain("<script>alert(2)");

        assertThat(answer(run, "alice", "1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        HtmlPage log = client("alice").getPage(run, "console");
        assertThat((Object) log.getFirstByXPath("//img[@src='x']")).isNull();
    }

    @Test
    void aRenamedJobIsFollowedWhileTheQuestionIsOpen() throws Exception {
        WorkflowRun run = paused("job: '" + source.getName() + "', id: 'Which'");

        changed = true;
        source.renameTo(source.getName() + "-renamed");

        assertThat(options(read(run, "admin"))).hasSize(2);
        assertThat(answer(run, "admin", "1").getStatusCode()).isEqualTo(200);
        WorkflowRun done = jenkins.waitForCompletion(run);
        jenkins.assertLogContains("chosen " + source.getName() + " 1 #1 by admin", done);
    }

    private static FreeStyleProject source(String name, Result... results) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        for (Result result : results) {
            job.getBuildersList().replace(new MockBuilder(result));
            jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
        }
        Waiting.await().until(() -> SuccessfulBuilds.get().of(job).complete());
        return job;
    }

    private static CpsFlowDefinition script(String arguments) throws Exception {
        return new CpsFlowDefinition(
                "def b = upstreamBuildChoice(" + arguments + ")\n"
                        + "echo \"chosen ${b.job} ${b.number} ${b.displayName} by ${b.submitter}\"",
                true);
    }

    /** A build that waits for an answer. */
    private WorkflowRun paused(String arguments) throws Exception {
        deploy.setDefinition(script(arguments + ", prompt: 'Which build?'"));
        WorkflowRun run = deploy.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Input requested", run);
        return run;
    }

    private static JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withBasicApiToken(User.getById(user, true));
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return client;
    }

    private static HtmlPage page(WorkflowRun run, String user) throws Exception {
        return client(user).getPage(run, "input");
    }

    /** The same for those who only read it, without its scripts. */
    private static HtmlPage read(WorkflowRun run, String user) throws Exception {
        return client(user).withJavaScriptEnabled(false).getPage(run, "input");
    }

    private static HtmlForm form(HtmlPage page) throws Exception {
        for (HtmlForm form : page.getForms()) {
            if (form.getActionAttribute().endsWith("/submit")) {
                return form;
            }
        }
        throw new AssertionError(page.getBody().asNormalizedText());
    }

    private static List<String> options(HtmlPage page) throws Exception {
        HtmlSelect select = form(page).getSelectByName("value");
        return select.getOptions().stream().map(HtmlOption::getText).toList();
    }

    /** The answer as a program gives it. */
    private static WebResponse answer(WorkflowRun run, String user, String value) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request =
                new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "input/Which/proceed"), HttpMethod.POST);
        request.setCharset(StandardCharsets.UTF_8);
        request.setRequestParameters(List.of(
                new NameValuePair("json", "{\"parameter\": {\"name\": \"build\", \"value\": \"" + value + "\"}}")));
        // Not as a page, whose scripts would run.
        return client.loadWebResponse(request);
    }

    private static String refused(WorkflowRun run, String user, String value, String reason) throws Exception {
        WebResponse response = answer(run, user, value);
        assertThat(response.getStatusCode()).isEqualTo(400);
        String text = response.getContentAsString().replace("&#039;", "'").replace("&#39;", "'");
        assertThat(text).contains(reason);
        assertThat(run.getAction(InputAction.class).isWaitingForInput()).isTrue();
        int from = text.lastIndexOf("<p>");
        int to = text.indexOf("</p>", Math.max(from, 0));
        return from < 0 || to < 0 ? text : text.substring(from, to);
    }
}
