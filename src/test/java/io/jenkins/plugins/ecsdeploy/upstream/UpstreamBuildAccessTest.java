package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
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

/** Which builds the step gives to whom: a build that runs as SYSTEM, as a user who may read the job, as one who may not. */
@ExtendWith(QuickJenkins.class)
class UpstreamBuildAccessTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;

    private FreeStyleProject source;
    private WorkflowJob deploy;
    private MockAuthorizationStrategy permissions;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @BeforeEach
    void jobs() throws Exception {
        source = jenkins.createFreeStyleProject("source" + NUMBER.incrementAndGet());
        jenkins.buildAndAssertSuccess(source);
        deploy = jenkins.createProject(WorkflowJob.class);
        permissions = new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("alice")
                .grant(Jenkins.READ)
                .everywhere()
                .to("bob");
        jenkins.jenkins.setAuthorizationStrategy(permissions);
    }

    @AfterEach
    void reset() {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
    }

    @Test
    void aBuildOfSystemGetsNothingThatNobodyAllowed() throws Exception {
        refused("The build runs as SYSTEM.");
    }

    @Test
    void aBuildOfSystemGetsWhatTheJobAllows() throws Exception {
        source.addProperty(new CopyArtifactPermissionProperty(deploy.getName()));

        given();
    }

    @Test
    void aBuildOfSystemGetsWhatAnySignedInUserMayRead() throws Exception {
        permissions.grant(Item.READ).onItems(source).toAuthenticated();

        given();
    }

    @Test
    void aBuildOfAUserGetsWhatTheUserMayRead() throws Exception {
        buildsRunAs("alice");

        given();
    }

    @Test
    void aBuildOfAUserGetsNothingThatTheUserMayNotReadWhateverTheJobAllows() throws Exception {
        source.addProperty(new CopyArtifactPermissionProperty(deploy.getName()));
        buildsRunAs("bob");

        refused("The build runs as 'bob'.");
    }

    @Test
    void aBuildGetsNoVariablesOfArtifactsThatItMayNotRead() throws Exception {
        BuildVariablesAction.add(
                source.getBuildByNumber(1), VariablesOfBuild.exported("s.env.groovy", Map.of("COLOR", "blue")));
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        try {
            buildsRunAs("alice");
            assertVariables("[:]");

            permissions.grant(Run.ARTIFACTS).onItems(source).to("alice");
            assertVariables("[COLOR:blue]");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    private void assertVariables(String expected) throws Exception {
        for (String way : ways(source.getName())) {
            deploy.setDefinition(
                    new CpsFlowDefinition("echo \"has ${upstreamBuildChoice(" + way + ").variables}\"", true));
            jenkins.assertLogContains("has " + expected, jenkins.buildAndAssertSuccess(deploy));
        }
    }

    /** The three ways of the step look for the job in the same way. */
    private static List<String> ways(String job) {
        return List.of("job: '" + job + "'", "job: '" + job + "', choice: 1");
    }

    private void given() throws Exception {
        for (String way : ways(source.getName())) {
            WorkflowRun run = run(way, Result.SUCCESS);
            jenkins.assertLogContains("is 1", run);
        }
    }

    private void refused(String as) throws Exception {
        for (String way : ways(source.getName())) {
            jenkins.assertLogContains(
                    "ERROR: There is no job '" + source.getName() + "' that this build may read. " + as,
                    run(way, Result.FAILURE));
        }
        WorkflowRun asking = run("job: '" + source.getName() + "', prompt: 'Which?'", Result.FAILURE);
        String message = JenkinsRule.getLog(asking).replaceAll("(?s).*ERROR: ([^\n]*).*", "$1");
        String ofMissing = JenkinsRule.getLog(run("job: 'missing', prompt: 'Which?'", Result.FAILURE))
                .replaceAll("(?s).*ERROR: ([^\n]*).*", "$1");
        assertThat(message.replace("'" + source.getName() + "'", "'missing'")).isEqualTo(ofMissing);
    }

    private WorkflowRun run(String arguments, Result result) throws Exception {
        deploy.setDefinition(
                new CpsFlowDefinition("echo \"is ${upstreamBuildChoice(" + arguments + ").number}\"", true));
        return jenkins.assertBuildStatus(result, deploy.scheduleBuild2(0));
    }

    private void buildsRunAs(String user) {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(deploy.getName(), User.getById(user, true).impersonate2()));
    }
}
