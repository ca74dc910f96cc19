package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.AbortException;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.model.User;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.net.URI;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** Which target a build gets, and who gets none. */
@ExtendWith(QuickJenkins.class)
class TargetsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @AfterEach
    void clean() throws Exception {
        EcsTargets.get().setTargets(List.of());
        EcsDeployConfiguration.get().setEndpointUrl(null);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        for (TopLevelItem item : jenkins.jenkins.getItems()) {
            item.delete();
        }
    }

    @Test
    void theClosestOfANameIsTaken() throws Exception {
        global("beta", "us-east-1");
        Folder outer = folder("outer", target("beta", "us-east-2"), target("live", "us-west-1"));
        Folder inner = outer.createProject(Folder.class, "inner");
        inner.addProperty(new FolderTargets(List.of(target("beta", "us-west-2"))));

        UsableTarget inInner = Targets.forBuild(build(inner), "beta");
        assertThat(inInner.target().getRegion()).isEqualTo("us-west-2");
        assertThat(inInner.owner()).isSameAs(inner);
        assertThat(Targets.forBuild(build(inner), "live").target().getRegion()).isEqualTo("us-west-1");
        assertThat(Targets.forBuild(build(outer), "beta").target().getRegion()).isEqualTo("us-east-2");
        UsableTarget outside = Targets.forBuild(build(jenkins.jenkins), "beta");
        assertThat(outside.target().getRegion()).isEqualTo("us-east-1");
        assertThat(outside.owner()).isSameAs(Jenkins.get());
        assertThat(Targets.forItem(inner)).extracting(Target::getName).containsExactly("beta", "live");
    }

    @Test
    void anUnknownNameListsThoseThatTheBuildMayUse() throws Exception {
        GlobalTarget secret = target("top-secret");
        secret.setJobs("elsewhere/**");
        GlobalTarget live = target("live");
        EcsTargets.get().setTargets(List.of(secret, target("beta"), live));
        Folder folder = folder("team", target("own", "us-east-1"));

        assertThatThrownBy(() -> Targets.forBuild(build(folder), "lvie"))
                .isInstanceOf(AbortException.class)
                .hasMessage("There is no target 'lvie' (did you mean live?). This build may use: own, beta, live");
        assertThat(Targets.forItem(folder)).extracting(Target::getName).containsExactly("own", "beta", "live");
    }

    @Test
    void whereThereIsNoneItSaysWhereTheyComeFrom() {
        assertThatThrownBy(() -> Targets.forBuild(build(jenkins.jenkins), "beta"))
                .hasMessageContaining("This build may use none")
                .hasMessageContaining("Manage Jenkins");
    }

    @Test
    void aJobOutsideOfThePatternsIsRefusedWithoutMoreWords() throws Exception {
        GlobalTarget live = target("live");
        live.setJobs("team-a/**");
        EcsTargets.get().setTargets(List.of(live, target("beta")));
        Run<?, ?> inside = build(folder("team-a"));
        Run<?, ?> outside = build(folder("team-b"));

        assertThat(Targets.forBuild(inside, "live").target().getName()).isEqualTo("live");
        assertThatThrownBy(() -> Targets.forBuild(outside, "live"))
                .isInstanceOf(AbortException.class)
                .hasMessage("This build may not use the target 'live'");
        assertThatThrownBy(() -> Targets.forBuild(outside, "x")).hasMessageEndingWith("may use: beta");
    }

    @Test
    void aBuildMustRunAsOneOfTheUsers() throws Exception {
        GlobalTarget live = target("live");
        live.setUsers("alice, bob\nSYSTEM, anonymous");
        EcsTargets.get().setTargets(List.of(live));

        // Without an authenticator, builds run as the system, whatever somebody wrote into the list.
        assertRefused(build(jenkins.jenkins));
        WorkflowJob job = job(jenkins.jenkins);
        runAs(job, "mallory");
        assertRefused(jenkins.buildAndAssertSuccess(job));
        runAs(job, "Bob");
        Run<?, ?> asBob = jenkins.buildAndAssertSuccess(job);
        runAs(job, "mallory");
        assertThatCode(() -> Targets.forBuild(asBob, "live")).doesNotThrowAnyException();
    }

    /** As a build's whose controller was killed, so that nobody knows any more as whom it ran. */
    @Test
    void aBuildWithoutAnExecutionRunsAsNobody() throws Exception {
        GlobalTarget live = target("live");
        live.setUsers("bob");
        EcsTargets.get().setTargets(List.of(live));
        WorkflowJob job = job(jenkins.jenkins);
        runAs(job, "bob");

        assertRefused(new WorkflowRun(job));
    }

    @Test
    void bothLimitsMustBeKept() throws Exception {
        GlobalTarget live = target("live");
        live.setUsers("alice");
        live.setJobs("team-a/*");
        EcsTargets.get().setTargets(List.of(live));
        WorkflowJob inside = job(folder("team-a"));
        WorkflowJob outside = job(folder("team-b"));
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(as("alice", inside, outside));

        assertThatCode(() -> Targets.forBuild(jenkins.buildAndAssertSuccess(inside), "live"))
                .doesNotThrowAnyException();
        assertRefused(jenkins.buildAndAssertSuccess(outside));
    }

    @Test
    void credentialsAreLookedUpWhereTheTargetIs() throws Exception {
        keys(CredentialsScope.SYSTEM, "for-targets-only");
        GlobalTarget live = target("live");
        live.setCredentialsId("for-targets-only");
        EcsTargets.get().setTargets(List.of(live));
        Folder team = folder("team");
        team.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(aws(CredentialsScope.GLOBAL, "own")))
        }));
        FolderTarget own = target("own", "us-east-1");
        own.setCredentialsId("own");
        FolderTarget reaching = target("reaching", "us-east-1");
        reaching.setCredentialsId("for-targets-only");
        team.addProperty(new FolderTargets(List.of(own, reaching)));
        Run<?, ?> build = build(team.createProject(Folder.class, "below"));

        assertThat(Targets.forBuild(build, "live").credentials(build)).isPresent();
        assertThat(Targets.forBuild(build, "own").credentials(build)).isPresent();
        // Credentials of scope System are for what an administrator configures, not for folders.
        assertThatThrownBy(() -> Targets.forBuild(build, "reaching").credentials(build))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Target 'reaching' (of folder team) uses the AWS credentials 'for-targets-only'");
        assertThat(CredentialsProvider.findCredentialById(
                        "for-targets-only", AWSCredentialsImpl.class, build, List.of()))
                .isNull();
    }

    @Test
    void theUseOfCredentialsIsNoted() throws Exception {
        AWSCredentialsImpl keys = keys(CredentialsScope.GLOBAL, "tracked");
        GlobalTarget live = target("live");
        live.setCredentialsId("tracked");
        EcsTargets.get().setTargets(List.of(live));
        Run<?, ?> build = build(jenkins.jenkins);

        Targets.forBuild(build, "live").credentials(build);

        assertThat(CredentialsProvider.getOrCreateFingerprintOf(keys).getUsages())
                .containsKey(build.getParent().getFullName());
    }

    @Test
    void aTargetWithoutCredentialsHasNone() throws Exception {
        global("beta", "us-east-1");
        Run<?, ?> build = build(jenkins.jenkins);

        assertThat(Targets.forBuild(build, "beta").credentials(build)).isEmpty();
    }

    @Test
    void theEndpointOfATargetGoesBeforeThatOfTheController() throws Exception {
        EcsDeployConfiguration.get().setEndpointUrl("http://general.example.com");
        GlobalTarget own = target("own");
        own.setEndpointUrl("http://own.example.com");
        own.setStsEndpointUrl("http://sts.example.com");
        EcsTargets.get().setTargets(List.of(own, target("plain")));
        Folder team = folder("team", target("folders", "us-east-1"));

        Run<?, ?> build = build(team);
        assertThat(Targets.forBuild(build, "own").endpoint()).contains(URI.create("http://own.example.com"));
        assertThat(Targets.forBuild(build, "own").stsEndpoint()).contains(URI.create("http://sts.example.com"));
        assertThat(Targets.forBuild(build, "plain").endpoint()).contains(URI.create("http://general.example.com"));
        assertThat(Targets.forBuild(build, "plain").stsEndpoint()).isEmpty();
        assertThat(Targets.forBuild(build, "folders").endpoint()).contains(URI.create("http://general.example.com"));
    }

    private static void assertRefused(Run<?, ?> build) {
        assertThatThrownBy(() -> Targets.forBuild(build, "live"))
                .hasMessage("This build may not use the target 'live'");
    }

    private static void runAs(WorkflowJob job, String user) {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(as(user, job));
    }

    private static MockQueueItemAuthenticator as(String user, WorkflowJob... jobs) {
        MockQueueItemAuthenticator authenticator = new MockQueueItemAuthenticator();
        for (WorkflowJob job : jobs) {
            authenticator.authenticate(
                    job.getFullName(), User.getById(user, true).impersonate2());
        }
        return authenticator;
    }

    private static void global(String name, String region) {
        GlobalTarget target = target(name);
        target.setRegion(region);
        EcsTargets.get().setTargets(List.of(target));
    }

    static GlobalTarget target(String name) {
        GlobalTarget target = new GlobalTarget(name);
        target.setRegion("eu-central-1");
        return target;
    }

    static FolderTarget target(String name, String region) {
        FolderTarget target = new FolderTarget(name);
        target.setRegion(region);
        return target;
    }

    private static Folder folder(String name, FolderTarget... targets) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, name);
        if (targets.length > 0) {
            folder.addProperty(new FolderTargets(List.of(targets)));
        }
        return folder;
    }

    private static WorkflowJob job(ItemGroup<?> where) throws Exception {
        String name = "job" + where.getItems().size();
        WorkflowJob job = where instanceof Folder folder
                ? folder.createProject(WorkflowJob.class, name)
                : jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("", true));
        return job;
    }

    private static Run<?, ?> build(ItemGroup<?> where) throws Exception {
        return jenkins.buildAndAssertSuccess(job(where));
    }

    private static AWSCredentialsImpl keys(CredentialsScope scope, String id) throws Exception {
        AWSCredentialsImpl keys = aws(scope, id);
        SystemCredentialsProvider.getInstance().getCredentials().add(keys);
        SystemCredentialsProvider.getInstance().save();
        return keys;
    }

    private static AWSCredentialsImpl aws(CredentialsScope scope, String id) {
        return new AWSCredentialsImpl(scope, id, "AKIAIOSFODNN7EXAMPLE", "secret", "");
    }
}
