package io.jenkins.plugins.ecsdeploy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.AbortException;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.List;
import java.util.Optional;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.SingleFileSCM;

/** Who finds which job: the cases of the Copy Artifact plugin's rule, and what people find. */
@ExtendWith(QuickJenkins.class)
class ReadableJobsTest {
    private static JenkinsRule jenkins;
    private static Folder team;
    private static FreeStyleProject source;
    private static FreeStyleProject hidden;
    private static FreeStyleProject open;
    private static WorkflowJob copier;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        team = jenkins.createProject(Folder.class, "team");
        source = team.createProject(FreeStyleProject.class, "source");
        hidden = jenkins.createFreeStyleProject("hidden");
        open = jenkins.createFreeStyleProject("open");
        copier = team.createProject(WorkflowJob.class, "copier");
        copier.setDefinition(new CpsFlowDefinition("", true));
    }

    @BeforeEach
    void permissions() {
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(open, copier)
                .toAuthenticated()
                .grant(Item.READ)
                .onItems(team, source, copier)
                .to("alice")
                .grant(Item.DISCOVER)
                .onItems(team, hidden)
                .to("bob", "authenticated")
                .grant(Item.READ)
                .onItems(source)
                .to("bob"));
    }

    @AfterEach
    void reset() throws Exception {
        source.removeProperty(CopyArtifactPermissionProperty.class);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
    }

    @Test
    void aPersonFindsWhatThePersonMayRead() {
        assertThat(asPerson("alice", "/team/source")).contains(source);
        assertThat(asPerson("alice", "source")).contains(source);
        assertThat(asPerson("alice", "team/source")).contains(source);
        assertThat(asPerson("alice", "../open")).contains(open);
        assertThat(asPerson("alice", "hidden")).isEmpty();
        assertThat(asPerson("alice", "nowhere")).isEmpty();
        assertThat(asPerson("alice", " ")).isEmpty();
        assertThat(asPerson("alice", null)).isEmpty();
    }

    @Test
    void aJobInAFolderThatMayNotBeReadIsNotThere() {
        assertThat(asPerson("bob", "/team/source")).isEmpty();
    }

    @Test
    void aJobThatMayOnlyBeDiscoveredIsNotThere() {
        assertThat(asPerson("bob", "/hidden")).isEmpty();
        assertThat(asPerson("bob", "../hidden")).isEmpty();
    }

    @Test
    void ofSeveralNamesThoseAreFoundThatMayBeRead() {
        try (ACLContext ignored = ACL.as2(User.getById("alice", true).impersonate2())) {
            assertThat(ReadableJobs.allForPerson(null, "/open, /hidden,,/team/source ,/open", null))
                    .map(Job::getFullName)
                    .containsExactly("open", "team/source");
        }
    }

    @Test
    void aBuildOfSystemReadsWhatAnySignedInUserMayRead() throws Exception {
        assertThat(ReadableJobs.forBuild(build(), "/open", null)).isEqualTo(open);
    }

    @Test
    void aBuildOfSystemReadsNothingElse() throws Exception {
        String refusal = refusal(build(), "/team/source");

        assertThat(refusal)
                .startsWith("There is no job '/team/source' that this build may read. The build runs as SYSTEM.")
                .contains("let 'team/copier' run as a user who may read the job")
                .contains("name '/team/copier' under 'Permission to Copy Artifact'")
                .contains("give all signed-in users the permission Job/Read");
    }

    @Test
    void aMissingJobAnUnreadableAndADiscoverableOneAreRefusedInTheSameWords() throws Exception {
        Run<?, ?> build = build();
        String missing = refusal(build, "/nowhere");

        for (String job : new String[] {"/team/source", "/hidden", "/team"}) {
            assertThat(refusal(build, job).replace("'" + job + "'", "'/nowhere'"))
                    .isEqualTo(missing);
        }
    }

    @Test
    void aBuildOfSystemReadsAJobThatNamesItsJob() throws Exception {
        source.addProperty(new CopyArtifactPermissionProperty("somebody, copier"));
        assertThat(ReadableJobs.forBuild(build(), "source", null)).isEqualTo(source);

        source.removeProperty(CopyArtifactPermissionProperty.class);
        source.addProperty(new CopyArtifactPermissionProperty("/team/cop*"));
        assertThat(ReadableJobs.forBuild(build(), "source", null)).isEqualTo(source);

        source.removeProperty(CopyArtifactPermissionProperty.class);
        source.addProperty(new CopyArtifactPermissionProperty("copier2"));
        refusal(build(), "source");
    }

    @Test
    void aBuildThatRunsAsAUserReadsWhatTheUserMayRead() throws Exception {
        assertThat(ReadableJobs.forBuild(buildAs("alice"), "source", null)).isEqualTo(source);
    }

    @Test
    void thePropertyIsNothingToABuildThatRunsAsAUser() throws Exception {
        source.addProperty(new CopyArtifactPermissionProperty("copier"));

        assertThat(refusal(buildAs("bob"), "/team/source"))
                .isEqualTo("There is no job '/team/source' that this build may read. The build runs as 'bob'. If the"
                        + " name is right, give that user the permission Job/Read on the job and on the folders around"
                        + " it");
    }

    @Test
    void itIsTheBuildsIdentityThatCountsNotTheCallers() throws Exception {
        Run<?, ?> ofSystem = build();
        Run<?, ?> ofBob = buildAs("bob");
        try (ACLContext ignored = ACL.as2(User.getById("admin", true).impersonate2())) {
            refusal(ofBob, "/team/source");
            refusal(ofSystem, "/team/source");
        }
        Run<?, ?> ofAlice = buildAs("alice");
        try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(ReadableJobs.forBuild(ofAlice, "/team/source", null)).isEqualTo(source);
        }
    }

    @Test
    void ofSeveralNamesEachMustBeThere() throws Exception {
        Run<?, ?> build = build();

        assertThat(ReadableJobs.allForBuild(build, "/open, ../open", null)).containsExactly(open);
        assertThatThrownBy(() -> ReadableJobs.allForBuild(build, "/open, /hidden", null))
                .hasMessageContaining("'/hidden'");
        assertThatThrownBy(() -> ReadableJobs.allForBuild(build, " , ", null)).hasMessageContaining("job is empty");
    }

    @Test
    void aBranchIsAJobOfItsMultibranchProject() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        WorkflowMultiBranchProject service = jenkins.createProject(WorkflowMultiBranchProject.class, "service");
        for (String branch : new String[] {"main", "feature/a b+c"}) {
            service.getSourcesList()
                    .add(new BranchSource(new SingleSCMSource(branch, new SingleFileSCM("Jenkinsfile", "echo 'hi'"))));
        }
        service.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();

        Run<?, ?> build = build();
        Job<?, ?> feature = ReadableJobs.forBuild(build, "/service", "feature/a b+c");
        assertThat(feature.getFullName()).startsWith("service/feature%2F");
        assertThat(ReadableJobs.forBuild(build, "/service", feature.getName())).isEqualTo(feature);
        assertThat(ReadableJobs.forBuild(build, "/service", "main").getFullName())
                .isEqualTo("service/main");
        assertThat(ReadableJobs.forBuild(build, "/service/main", null).getFullName())
                .isEqualTo("service/main");
        assertThat(refusal(build, "/service")).contains("by branch: 'main'");
        assertThatThrownBy(() -> ReadableJobs.forBuild(build, "/open", "main"))
                .hasMessage("'open' is a job without branches. Leave out branch");
        assertThatThrownBy(() -> ReadableJobs.forBuild(build, "/service", "mian"))
                .hasMessageContaining("There is no job '/service/mian' that this build may read");

        // Whoever opens a pull request may choose its display name.
        feature.setDisplayName("release");
        assertThatThrownBy(() -> ReadableJobs.forBuild(build, "/service", "release"))
                .isInstanceOf(AbortException.class);
    }

    private static Optional<Job<?, ?>> asPerson(String user, String job) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return ReadableJobs.forPerson(copier, job, null);
        }
    }

    private static String refusal(Run<?, ?> build, String job) {
        try {
            throw new AssertionError("found " + ReadableJobs.forBuild(build, job, null));
        } catch (AbortException e) {
            return e.getMessage();
        }
    }

    private static Run<?, ?> build() throws Exception {
        return jenkins.buildAndAssertSuccess(copier);
    }

    private static Run<?, ?> buildAs(String user) throws Exception {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .replaceBy(List.of(new MockQueueItemAuthenticator()
                        .authenticate(
                                copier.getFullName(), User.getById(user, true).impersonate2())));
        return build();
    }
}
