package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.archiving;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.imports;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a build's page shows of its variables, which are other people's text. */
@WithJenkins
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
    void linksToNothingThatTheViewerMayNotRead() throws Exception {
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

        HtmlPage page = jenkins.createWebClient().login("viewer").getPage(deploy);

        assertThat(page.getBody().getTextContent()).containsPattern("A\\s*=\\s*1");
        assertThat(page.getByXPath("//a[contains(@href, '" + service.getUrl() + "')]"))
                .isEmpty();
    }

    @Test
    void manyVariablesAreFolded() throws Exception {
        WorkflowRun service = run(
                jenkins,
                Result.SUCCESS,
                "exportBuildVariables(name: 's', variables: (1..30).collectEntries { [(\"NAME${it}\".toString()): it] })");

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
