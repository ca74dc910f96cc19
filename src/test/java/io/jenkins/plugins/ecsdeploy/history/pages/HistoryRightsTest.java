package io.jenkins.plugins.ecsdeploy.history.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Told;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What one may not read does not exist: on no page, in no answer of the remote API, in no feed and in no count. */
@ExtendWith(QuickJenkins.class)
class HistoryRightsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
        FreeStyleProject open = rule.createFreeStyleProject("open-deploy");
        Folder team = rule.jenkins.createProject(Folder.class, "secret-team");
        FreeStyleProject hidden = team.createProject(FreeStyleProject.class, "hidden-deploy");
        FreeStyleProject made = rule.createFreeStyleProject("gone-deploy");
        Run<?, ?> openBuild = rule.buildAndAssertSuccess(open);
        Run<?, ?> hiddenBuild = rule.buildAndAssertSuccess(hidden);
        new Told().service("both").target("beta").image("r/both:open1").by(openBuild);
        new Told().service("both").target("beta").image("r/both:hidden2").by(hiddenBuild);
        new Told().service("secret-service").target("beta").by(hiddenBuild);
        new Told()
                .service("team-service")
                .target("secret-target", "secret-team")
                .cluster("c9")
                .by(openBuild);
        new Told().service("made-of").target("beta").upstream(hiddenBuild).by(openBuild);
        new Told().service("gone-service").target("beta").by(rule.buildAndAssertSuccess(made));
        made.delete();
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(open)
                .to("reader")
                .grant(Item.READ, Item.DISCOVER)
                .everywhere()
                .to("all")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private static String get(String user, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setJavaScriptEnabled(false);
        if (!user.isEmpty()) {
            client.withBasicCredentials(user);
        }
        return client.goTo(path, null).getWebResponse().getContentAsString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs/", "ecs/api/json?depth=3", "ecs/api/xml?depth=3", "ecs/feed", "ecs/service/both/"})
    void aReaderOfOneJobSeesThatJobAlone(String path) throws Exception {
        String page = get("reader", path);

        assertThat(page)
                .contains("both")
                .doesNotContain(
                        "hidden-deploy",
                        "hidden2",
                        "secret-service",
                        "secret-team",
                        "secret-target",
                        "gone-service",
                        "gone-deploy");
        assertThat(get("all", path))
                .as("the feed names no images, but links the build")
                .containsAnyOf("hidden2", "hidden-deploy")
                .doesNotContain("gone-service");
    }

    @Test
    void countsAreOfWhatOneMayRead() throws Exception {
        assertThat(get("reader", "ecs/")).contains("3 of 3 services");
        assertThat(get("all", "ecs/")).contains("4 of 4 services");
        assertThat(get("admin", "ecs/")).contains("5 of 5 services");
    }

    @Test
    void nothingIsThereForThoseWhoMayReadNoJob() throws Exception {
        for (String user : List.of("", "discoverer")) {
            assertThat(get(user, "ecs/")).doesNotContain("both", "open-deploy");
            assertThat(get(user, "ecs/api/json?depth=3")).doesNotContain("both", "open-deploy");
            assertThat(get(user, "ecs/service/both/")).contains("Not Found").doesNotContain("open-deploy");
        }
    }

    /** The same answer as for one that never was. */
    @Test
    void aServiceThatOneMayNotKnowOfIsNotFound() throws Exception {
        assertThat(get("reader", "ecs/service/secret-service/").replace("secret-service", "x"))
                .isEqualTo(get("reader", "ecs/service/never-there/").replace("never-there", "x"));
    }

    @Test
    void whatAJobThatIsGoneDeployedIsForAdministrators() throws Exception {
        assertThat(get("admin", "ecs/")).contains("gone-service");
        assertThat(get("admin", "ecs/service/gone-service/")).contains("gone-deploy");
    }

    @Test
    void ofABuildThatOneMayNotReadNothingIsSaid() throws Exception {
        assertThat(get("reader", "ecs/service/made-of/"))
                .contains("open-deploy")
                .doesNotContain("hidden-deploy");
        assertThat(get("all", "ecs/service/made-of/")).contains("hidden-deploy");
    }
}
