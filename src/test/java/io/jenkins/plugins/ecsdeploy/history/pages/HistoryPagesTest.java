package io.jenkins.plugins.ecsdeploy.history.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Told;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.FolderTarget;
import io.jenkins.plugins.ecsdeploy.targets.FolderTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterDefinition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTableRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class HistoryPagesTest {
    private static final String EVIL = "\"><img src=x onerror=alert(1)>'</script>${123*457}";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
        EcsTargets.get()
                .setTargets(Stream.of("dev", "beta", "live")
                        .map(GlobalTarget::new)
                        .peek(target -> target.setRegion("eu-central-1"))
                        .toList());
    }

    private static HtmlPage page(String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        return client.goTo(path);
    }

    private static String text(String path) throws Exception {
        return jenkins.createWebClient().goTo(path, null).getWebResponse().getContentAsString();
    }

    private static JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(jenkins.getJSON(path).getContentAsString());
    }

    private static String row(HtmlPage page, String service) {
        return page.<HtmlTableRow>getByXPath("//table//tr").stream()
                .map(HtmlTableRow::asNormalizedText)
                .filter(text -> text.startsWith(service))
                .findFirst()
                .orElse("");
    }

    @Test
    void aCellSaysWhatRunsAndWhatWasTriedSinceAndHowFarItIsBehind() throws Exception {
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("matrix-deploy"));
        jenkins.createFreeStyleProject("matrix-build");
        new Told()
                .service("shop")
                .target("beta")
                .image("r/shop:90")
                .upstream("matrix-build", 90)
                .by(deploy);
        new Told()
                .service("shop")
                .target("live")
                .image("r/shop:88")
                .upstream("matrix-build", 88)
                .by(deploy);
        new Told()
                .service("shop")
                .target("live")
                .image("r/shop:89")
                .status("ROLLED_BACK", "tasks crashed")
                .by("matrix-deploy", 7, "deploy of 89");

        HtmlPage page = page("ecs/");

        assertThat(page.<HtmlElement>getByXPath("//table//th[@scope='col']").stream()
                        .map(th -> th.asNormalizedText().lines().findFirst().orElse("")))
                .containsSubsequence("beta", "live");
        assertThat(row(page, "shop"))
                .contains("#1", "90", "88", "Ann", "2 builds behind beta", "#7 deploy of 89", "rolled back");
        assertThat(page.getByXPath("//a[contains(@href, '/job/matrix-deploy/1/')]"))
                .isNotEmpty();
        assertThat(page.getByXPath("//a[contains(text(), 'deploy of 89')]"))
                .as("a link to a build that is not there")
                .isEmpty();
        assertThat(row(page("ecs/?q=shop+90"), "shop")).isNotEmpty();
        assertThat(row(page("ecs/?q=shop+nothing"), "shop")).isEmpty();
        assertThat(row(page("ecs/?q=shop&outcome=rolled-back"), "shop")).isNotEmpty();
        assertThat(row(page("ecs/?q=shop&outcome=progress"), "shop")).isEmpty();
        assertThat(row(page("ecs/?q=shop&target=beta"), "shop")).doesNotContain("88");
    }

    @Test
    void theQuestionsOfTheDocumentsAreAnswered() throws Exception {
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("api-deploy"));
        new Told().service("api").target("live").image("r/api:1").by(deploy);
        new Told()
                .service("api")
                .target("live")
                .image("r/api:2")
                .by("bob", "Bob")
                .by(deploy);
        new Told()
                .service("api")
                .target("live")
                .image("r/api:3")
                .status("FAILED", "no memory")
                .by(deploy);

        JsonNode live = json("ecs/api/json?target=live&service=api&tree=running[service,target,images,status]");
        assertThat(live.at("/running/0/images/web").asText()).isEqualTo("r/api:2");
        JsonNode last = json("ecs/service/api/api/json?limit=1");
        assertThat(last.at("/entries/0/status").asText()).isEqualTo("FAILED");
        assertThat(last.at("/entries/0/reason").asText()).isEqualTo("no memory");
        assertThat(last.at("/entries")).hasSize(1);
        JsonNode before = json(
                "ecs/service/api/api/json?limit=1&after=" + last.at("/next").asText());
        assertThat(before.at("/entries/0/startedBy").asText()).isEqualTo("bob");
        assertThat(json("job/api-deploy/ecs/api/json").at("/entries")).hasSize(3);
        assertThat(page("job/api-deploy/ecs/").getAnchorByText("api").getHrefAttribute())
                .endsWith("/ecs/service/api/");
        assertThat(json("ecs/service/api/api/json?since=2999-01-01T00:00:00Z").at("/entries"))
                .isEmpty();
        assertThat(last.at("/entries/0/began").asText()).matches("20\\d\\d-.*Z");
        assertThat(text("ecs/feed?service=api")).contains("<feed", "api → live");
    }

    @Test
    void aWrongParameterIsSaid() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        assertThat(client.goTo("ecs/api/json?since=yesterday", null).getWebResponse())
                .satisfies(answer -> {
                    assertThat(answer.getStatusCode()).isEqualTo(400);
                    assertThat(answer.getContentAsString()).contains("since is 'yesterday'");
                });
    }

    @Test
    void hostileTextIsShownAndNotRun() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("evil-deploy");
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(job);
        new Told()
                .service("evil")
                .target("beta")
                .image("r/x:" + EVIL)
                .status("FAILED", EVIL)
                .changes(EVIL)
                .by(EVIL, EVIL)
                .by("evil-deploy", deploy.getNumber(), EVIL);
        new Told().service(EVIL).cluster(EVIL).image(EVIL).by(deploy);

        for (String path : List.of(
                "ecs/",
                "ecs/?q=" + URLEncoder.encode(EVIL, StandardCharsets.UTF_8),
                "ecs/service/evil/",
                "job/evil-deploy/ecs/",
                "ecs/feed")) {
            String text = text(path);
            assertThat(text).as(path).doesNotContain("<img src=x", "</script>${", "'</script>", "56211");
        }
        assertThat(page("ecs/service/evil/").getByXPath("//img[@src='x']")).isEmpty();
    }

    /** The library plugin is among those of the tests; what draws is loaded when somebody looks at it. */
    @Test
    void figuresAreThereAsATableAndForAChart() throws Exception {
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("figures-deploy"));
        new Told().service("figures").target("beta").upstream("build", 1).by(deploy);
        new Told()
                .service("figures")
                .target("beta")
                .status("ROLLED_BACK", "crashed")
                .by(deploy);

        HtmlPage page = page("ecs/service/figures/");

        assertThat(page.<HtmlElement>getFirstByXPath("//details[contains(@class, 'ecs-figures')]//table")
                        .getTextContent())
                .contains("0.5 (2)", "50 %", "1 min 0 s");
        JsonNode chart = new ObjectMapper()
                .readTree(page.<HtmlElement>getFirstByXPath("//*[@data-ecs-chart]")
                        .getAttribute("data-ecs-chart"));
        assertThat(chart.at("/weeks")).hasSize(13);
        assertThat(chart.at("/bars/0/values/12").asInt()).isEqualTo(1);
        assertThat(chart.at("/bars/1/values/12").asInt()).isEqualTo(1);
        assertThat(chart.at("/lines/0/values/12").asDouble()).isEqualTo(1);
        assertThat(chart.at("/lines/1/values/0").isNull()).isTrue();
        String library =
                page.<HtmlElement>getFirstByXPath("//*[@data-ecs-charts]").getAttribute("data-ecs-charts");
        assertThat(text(library.substring(library.indexOf("static/")))).contains("echarts");
    }

    @Test
    void jobsAreFollowedToTheirNewNames() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("old-name");
        new Told().service("moved").target("beta").by(jenkins.buildAndAssertSuccess(job));
        Folder folder = jenkins.jenkins.createProject(Folder.class, "new-folder");
        job.renameTo("new-name");
        Items.move(job, folder);

        assertThat(json("ecs/service/moved/api/json").at("/entries/0/build/job").asText())
                .isEqualTo("new-folder/new-name");
        assertThat(json("job/new-folder/ecs/api/json").at("/entries")).hasSize(1);
        assertThat(page("ecs/?q=moved").getAnchorByText("#1").getHrefAttribute())
                .endsWith("/job/new-folder/job/new-name/1/");

        folder.delete();
        jenkins.createFreeStyleProject("old-name");
        assertThat(page("ecs/?q=moved").getByXPath("//a[text()='#1']")).isEmpty();
    }

    @Test
    void aDeletedBuildKeepsItsEntryWithoutALink() throws Exception {
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("short-lived"));
        new Told().service("kept").target("beta").by(deploy);
        deploy.delete();

        HtmlPage page = page("ecs/?q=kept");

        assertThat(row(page, "kept")).contains("#1");
        assertThat(page.getByXPath("//a[text()='#1']")).isEmpty();
    }

    private static String redirectOf(String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setRedirectEnabled(false);
        return client.goTo(path, null).getWebResponse().getResponseHeaderValue("Location");
    }

    @Test
    void backToWhatRanBeforeSomethingElseFailed() throws Exception {
        FreeStyleProject build = jenkins.createFreeStyleProject("back-build");
        Run<?, ?> first = jenkins.buildAndAssertSuccess(build);
        FreeStyleProject live = jenkins.createFreeStyleProject("back-live");
        live.addProperty(new ParametersDefinitionProperty(new UpstreamBuildParameterDefinition("BUILD", "back-build")));
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(live);
        new Told().service("back").target("live").upstream(first).by(deploy);
        assertThat(page("ecs/?q=back").getByXPath("//a[text()='Back to this']")).isEmpty();
        new Told().service("back").target("live").status("FAILED", "crashed").by(deploy);

        String link = page("ecs/?q=back").getAnchorByText("Back to this").getHrefAttribute();

        assertThat(redirectOf(link.substring(link.indexOf("ecs/"))))
                .endsWith("/job/back-live/build?delay=0sec&BUILD=1");
    }

    /** Nothing is deployed by a page; the form of the job has the same build chosen. */
    @Test
    void whatRunsInOnePlaceIsChosenInTheFormForAnother() throws Exception {
        FreeStyleProject build = jenkins.createFreeStyleProject("promo-build");
        Run<?, ?> first = jenkins.buildAndAssertSuccess(build);
        jenkins.buildAndAssertSuccess(build);
        FreeStyleProject beta = jenkins.createFreeStyleProject("promo-beta");
        FreeStyleProject live = jenkins.createFreeStyleProject("promo-live");
        for (FreeStyleProject deploy : List.of(beta, live)) {
            deploy.addProperty(
                    new ParametersDefinitionProperty(new UpstreamBuildParameterDefinition("BUILD", "promo-build")));
        }
        new Told().service("promo").target("beta").upstream(first).by(jenkins.buildAndAssertSuccess(beta));
        new Told().service("promo").target("live").by(jenkins.buildAndAssertSuccess(live));

        assertThat(page("ecs/?q=promo").getAnchorByText("Deploy this to live").getHrefAttribute())
                .endsWith("/ecs/service/promo/form?from=beta%20beta&to=live%20live");
        assertThat(redirectOf("ecs/service/promo/form?from=beta&to=live"))
                .endsWith("/job/promo-live/build?delay=0sec&BUILD=1");
        JenkinsRule.WebClient other = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        assertThat(other.goTo("ecs/service/promo/form?from=live&to=beta").asNormalizedText())
                .contains("offers this build no more");

        String form = page("ecs/service/promo/")
                .getAnchorByText("Deploy this to live")
                .getHrefAttribute();

        assertThat(form).endsWith("/job/promo-live/build?delay=0sec&BUILD=1");
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlPage shown = client.goTo(form.substring(form.indexOf("/job/") + 1));
        assertThat(shown.<HtmlOption>getFirstByXPath("//option[@selected]").getValueAttribute())
                .isEqualTo("1");
    }

    @Test
    void aJobThatFollowsAnotherIsOfferedItsBuildUntilItHasDeployedTheSame() throws Exception {
        Run<?, ?> built = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("chain-build"));
        FreeStyleProject test = jenkins.createFreeStyleProject("chain-test");
        FreeStyleProject beta = jenkins.createFreeStyleProject("chain-beta");
        beta.addProperty(new ParametersDefinitionProperty(new UpstreamBuildParameterDefinition("FROM", "chain-test")));
        Run<?, ?> first = jenkins.buildAndAssertSuccess(test);
        new Told().service("chain").target("dev").upstream(built).by(first);
        new Told()
                .service("chain")
                .target("beta")
                .upstream(first)
                .upstream(built)
                .by(jenkins.buildAndAssertSuccess(beta));
        assertThat(page("ecs/?q=chain").getByXPath("//a[text()='Deploy this to beta']"))
                .isEmpty();

        new Told().service("chain").target("dev").upstream("chain-build", 4).by(jenkins.buildAndAssertSuccess(test));

        assertThat(row(page("ecs/?q=chain"), "chain")).contains("3 builds behind dev");
        String link =
                page("ecs/?q=chain").getAnchorByText("Deploy this to beta").getHrefAttribute();
        assertThat(redirectOf(link.substring(link.indexOf("ecs/"))))
                .endsWith("/job/chain-beta/build?delay=0sec&FROM=2");
    }

    /** CodeDeploy keeps the old tasks for hours after the traffic has gone over. */
    @Test
    void whatAnotherStepHasBroughtToItsEndIsNotInProgress() throws Exception {
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("followed"));
        new Told().service("followed").deployment("d-1").status(null, null).by(deploy);
        assertThat(json("ecs/service/followed/api/json?outcome=progress&tree=entries[id]")
                        .at("/entries"))
                .hasSize(1);

        new Told()
                .service("followed")
                .deployment("d-1")
                .status("LEFT", "aborted")
                .by(deploy);
        assertThat(json("ecs/service/followed/api/json?outcome=progress&tree=entries[id]")
                        .at("/entries"))
                .as("another step that has left it")
                .hasSize(1);

        new Told().service("followed").deployment("d-1").by(deploy);

        assertThat(json("ecs/service/followed/api/json?outcome=progress&tree=entries[id]")
                        .at("/entries"))
                .isEmpty();
        assertThat(page("ecs/service/followed/").asNormalizedText()).doesNotContain("in progress");

        new Told().service("followed").deployment("d-2").status(null, null).by(deploy);
        assertThat(json("ecs/service/followed/api/json?outcome=progress&tree=entries[id]")
                        .at("/entries"))
                .hasSize(1);
    }

    @Test
    void theTargetsOfAFolderStandAsTheyAreConfiguredThere() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        folder.addProperty(new FolderTargets(Stream.of("test", "beta", "live")
                .map(FolderTarget::new)
                .peek(target -> target.setRegion("eu-central-1"))
                .toList()));
        Run<?, ?> deploy = jenkins.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "deploy"));
        for (String target : List.of("beta", "live", "test")) {
            new Told().service("ordered").target(target, "team").by(deploy);
        }

        assertThat(page("ecs/service/ordered/").asNormalizedText())
                .containsSubsequence("team/test", "team/beta", "team/live");
    }
}
