package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.archiving;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.imports;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What a build's page shows of its variables, which are other people's text. */
@ExtendWith(QuickJenkins.class)
class BuildVariablesPageTest {
    private static final String XSS = "<img src=x onerror=alert(1)>\"'&{{x}}";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @AfterEach
    void reset() {
        System.clearProperty("hudson.security.ArtifactsPermission");
        Run.ARTIFACTS.setEnabled(false);
        jenkins.jenkins.setAuthorizationStrategy(new hudson.security.AuthorizationStrategy.Unsecured());
    }

    @Test
    void showsWhereVariablesComeFromAsPlainText() throws Exception {
        WorkflowRun service = archiving(
                jenkins, "s.env.groovy", "env.MESSAGE=\"" + XSS.replace("\"", "\\\"") + " \\u202e\"\nenv.BUILD=90");
        service.setDisplayName("90 " + XSS);
        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, "");

        HtmlPage page = jenkins.createWebClient().getPage(deploy);

        assertThat(page.getBody().getTextContent())
                .contains(XSS + " \\u202e")
                .contains(service.getParent().getFullName() + " #1 90 " + XSS)
                .containsPattern("BUILD\\s*=\\s*90");
        assertThat(page.getByXPath("//img[@onerror]")).isEmpty();
        HtmlAnchor link = page.getFirstByXPath("//a[contains(., '#1 90')]");
        assertThat(link.getHrefAttribute()).isEqualTo("/jenkins/" + service.getUrl());
    }

    @Test
    void namesNothingThatTheViewerMayNotRead() throws Exception {
        WorkflowRun service = run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [A: 1])");
        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, "");
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(deploy.getParent())
                .toEveryone()
                .grant(Item.DISCOVER)
                .onItems(service.getParent())
                .toEveryone());

        HtmlPage page = jenkins.createWebClient().withBasicCredentials("viewer").getPage(deploy);

        assertThat(page.getBody().getTextContent())
                .containsPattern("from\\s*another build")
                .containsPattern("A\\s*=\\s*1");
        assertThat(page.getWebResponse().getContentAsString())
                .doesNotContain(service.getUrl(), service.getParent().getName() + " #1");
    }

    @Test
    void ofAJobThatIsGoneTheNameIsForAdministrators() throws Exception {
        WorkflowRun service = run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [A: 1])");
        String name = service.getParent().getName();
        WorkflowRun deploy = imports(jenkins, Result.SUCCESS, service, "");
        service.getParent().renameTo("somewhere-else");
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("viewer"));

        assertThat(text("admin", deploy)).contains(name + " #1");
        assertThat(text("viewer", deploy)).contains("another build").doesNotContain(name + " #1");
    }

    @Test
    void showsNothingToWhoMayNotReadArtifacts() throws Exception {
        WorkflowRun service =
                run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [COLOR: 'bluish'])");
        MockAuthorizationStrategy readers = new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("viewer");
        jenkins.jenkins.setAuthorizationStrategy(readers);
        assertThat(text("viewer", service)).contains("bluish");

        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        assertThat(text("viewer", service)).doesNotContain("COLOR", "bluish", "Build variables");

        readers.grant(Run.ARTIFACTS).everywhere().to("viewer");
        assertThat(text("viewer", service)).contains("bluish");
    }

    private static String text(String user, WorkflowRun build) throws Exception {
        HtmlPage page = jenkins.createWebClient().withBasicCredentials(user).getPage(build);
        return page.getBody().getTextContent();
    }

    @Test
    void manyVariablesAreFolded() throws Exception {
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "exportBuildVariables(name: 's', variables: (1..30).collectEntries { [(\"NAME${it}\".toString()): it]"
                        + " })");

        HtmlPage page = jenkins.createWebClient().getPage(service);

        assertThat(page.getElementsByTagName("details"))
                .hasSize(1)
                .first()
                .satisfies(details -> assertThat(details.getTextContent()).contains("30 variables", "NAME30"));
        HtmlAnchor file = page.getFirstByXPath("//li/a[. = 's.env.groovy' and starts-with(@href, 'artifact/')]");
        assertThat(file).isNotNull();
        assertThat(file.click().getWebResponse().getContentAsString()).contains("env.NAME1='1'");
    }
}
