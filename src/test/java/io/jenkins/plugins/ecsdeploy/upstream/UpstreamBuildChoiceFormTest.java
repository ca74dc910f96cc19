package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.FormRoundTrip;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;

/** The form of the snippet generator: what is typed in comes back, and only those who may configure get help with it. */
@ExtendWith(QuickJenkins.class)
class UpstreamBuildChoiceFormTest {
    private static JenkinsRule jenkins;
    private static WorkflowJob job;
    private static UpstreamBuildChoiceStep.DescriptorImpl form;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createProject(WorkflowJob.class, "deploy");
        jenkins.createFreeStyleProject("service1-build");
        form = jenkins.jenkins.getDescriptorByType(UpstreamBuildChoiceStep.DescriptorImpl.class);
    }

    @Test
    void whatIsTypedInComesBack() throws Exception {
        FormRoundTrip.check(jenkins, withItsDefaults(), withAChoice(), withAllArguments());
    }

    @Test
    void theScriptIsWhatOneMeans() throws Exception {
        new SnippetizerTester(jenkins).assertRoundTrip(withItsDefaults(), "upstreamBuildChoice 'service1-build'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(withAChoice(), "upstreamBuildChoice choice: 90, job: 'service1-build'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        withAllArguments(),
                        "upstreamBuildChoice branch: 'main', choice: 'service1/main#90', id: 'Live',"
                                + " job: 'service1, service2', limit: 20, minResult: 'UNSTABLE', ok: 'Deploy',"
                                + " prompt: 'Which build goes live?', submitter: 'alice, release-managers'");
    }

    private static UpstreamBuildChoiceStep withItsDefaults() {
        return new UpstreamBuildChoiceStep("service1-build");
    }

    private static UpstreamBuildChoiceStep withAChoice() {
        UpstreamBuildChoiceStep step = new UpstreamBuildChoiceStep("service1-build");
        step.setChoice(90);
        return step;
    }

    private static UpstreamBuildChoiceStep withAllArguments() {
        UpstreamBuildChoiceStep step = new UpstreamBuildChoiceStep("service1, service2");
        step.setBranch("main");
        step.setChoice("service1/main#90");
        step.setMinResult("UNSTABLE");
        step.setPrompt("Which build goes live?");
        step.setSubmitter("alice, release-managers");
        step.setLimit(20);
        step.setId("Live");
        step.setOk("Deploy");
        return step;
    }

    @Test
    void theJobIsCheckedAndCompleted() {
        assertThat(form.doCheckJob(job, "service1-build, deploy", "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckJob(job, "service1-build, nowhere", ""))
                .hasMessageContaining("There is no job &#039;nowhere&#039; that you may read");
        assertThat(form.doCheckJob(job, " ", "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckJob(job, " ", "")).hasMessageContaining("Name the job whose builds are offered");
        assertThat(form.doAutoCompleteJob(job, jenkins.jenkins, "service").getValues())
                .containsExactly("service1-build");
        assertThat(form.doCheckLimit(job, "0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doFillMinResultItems())
                .extracting(option -> option.value)
                .containsExactly("SUCCESS", "UNSTABLE");
    }

    @Test
    void aBranchOfAJobWithoutBranchesIsSaidAtTheBranch() throws Exception {
        jenkins.createProject(MockFolder.class, "project").createProject(WorkflowJob.class, "main");

        assertThat(form.doCheckBranch(job, "main", "service1-build"))
                .hasMessageContaining("is a job without branches. Leave out branch");
        assertThat(form.doCheckJob(job, "service1-build", "main").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBranch(job, "main", "project").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBranch(job, "mian", "project")).hasMessageContaining("project/mian");
        assertThat(form.doCheckJob(job, "project", "")).hasMessageContaining("holds jobs and is none itself");
        assertThat(form.doCheckBranch(job, "main", "nowhere").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckJob(job, "nowhere", "main")).hasMessageContaining("nowhere/main");
    }

    @Test
    void whoMayNotConfigureIsToldNothing() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try (ACLContext ignored = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(form.doCheckJob(job, "nowhere", "").kind).isEqualTo(FormValidation.Kind.OK);
            AutoCompletionCandidates none = form.doAutoCompleteJob(job, jenkins.jenkins, "service");
            assertThat(none.getValues()).isEmpty();
            assertThat(form.doAutoCompleteJob(null, jenkins.jenkins, "service").getValues())
                    .isEmpty();
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
    }
}
