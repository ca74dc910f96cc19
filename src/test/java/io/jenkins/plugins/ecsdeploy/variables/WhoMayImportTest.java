package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.job;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.of;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** Copy Artifact's rule holds for the variables, too: a build reads what it may read, and learns of nothing else. */
@ExtendWith(QuickJenkins.class)
class WhoMayImportTest {
    private static JenkinsRule jenkins;

    private WorkflowRun service;
    private WorkflowJob deploy;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @BeforeEach
    void jobs() throws Exception {
        service = run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [A: 'from upstream'])");
        deploy = job(jenkins, "echo \"got ${importBuildVariables(" + of(service) + ")}\"");
    }

    @AfterEach
    void reset() {
        System.clearProperty("hudson.security.ArtifactsPermission");
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        jenkins.jenkins.setAuthorizationStrategy(new hudson.security.AuthorizationStrategy.Unsecured());
    }

    @Test
    void aBuildThatRunsAsAUserReadsWhatTheUserMayRead() throws Exception {
        allow(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(service.getParent())
                .to("reader")
                .grant(Item.READ)
                .onItems(deploy)
                .to("stranger"));

        runsAs("reader");
        jenkins.assertLogContains("got [A:from upstream]", jenkins.buildAndAssertSuccess(deploy));

        runsAs("stranger");
        refused("There is no job '" + service.getParent().getName() + "' that this build may read");
    }

    @Test
    void aBuildThatRunsAsSystemNeedsAJobThatAllowsIt() throws Exception {
        allow(new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        refused("There is no job '" + service.getParent().getName() + "' that this build may read");

        service.getParent().addProperty(new CopyArtifactPermissionProperty(deploy.getFullName()));
        jenkins.assertLogContains("got [A:from upstream]", jenkins.buildAndAssertSuccess(deploy));
    }

    @Test
    void aJobThatAllSignedInUsersReadCanBeImportedFrom() throws Exception {
        allow(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .toAuthenticated());

        jenkins.assertLogContains("got [A:from upstream]", jenkins.buildAndAssertSuccess(deploy));
    }

    @Test
    void theArtifactsHaveAPermissionOfTheirOwnWhereItIsEnabled() throws Exception {
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        MockAuthorizationStrategy readers = new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .toAuthenticated();
        allow(readers);

        refused("#1: the build that runs as 'authenticated' may not read its artifacts. Give that user the permission");
        runsAs("reader");
        refused("#1: the build that runs as 'reader' may not read its artifacts");

        allow(readers.grant(Run.ARTIFACTS).onItems(service.getParent()).to("reader"));
        jenkins.assertLogContains("got [A:from upstream]", jenkins.buildAndAssertSuccess(deploy));

        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        refused("may not read its artifacts");
        service.getParent().addProperty(new CopyArtifactPermissionProperty(deploy.getFullName()));
        jenkins.assertLogContains("got [A:from upstream]", jenkins.buildAndAssertSuccess(deploy));
    }

    private void refused(String message) throws Exception {
        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, deploy.scheduleBuild2(0));
        jenkins.assertLogContains(message, build);
        jenkins.assertLogNotContains("from upstream", build);
        assertThat(BuildVariablesAction.of(build)).isEmpty();
    }

    private static void allow(MockAuthorizationStrategy strategy) {
        jenkins.jenkins.setAuthorizationStrategy(strategy);
    }

    private void runsAs(String user) {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                deploy.getFullName(), User.getById(user, true).impersonate2()));
    }
}
