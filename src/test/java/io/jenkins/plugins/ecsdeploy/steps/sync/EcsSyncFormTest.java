package io.jenkins.plugins.ecsdeploy.steps.sync;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.FormRoundTrip;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The form of {@code ecsSync} in the snippet generator. */
@ExtendWith(QuickJenkins.class)
class EcsSyncFormTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void whatIsTypedInComesBack() throws Exception {
        FormRoundTrip.check(jenkins, new EcsSyncStep(), withAllArguments());
    }

    @Test
    void withoutArgumentsTheScriptHasNone() throws Exception {
        new SnippetizerTester(jenkins).assertRoundTrip(new EcsSyncStep(), "ecsSync()");
    }

    private static EcsSyncStep withAllArguments() {
        EcsSyncStep step = new EcsSyncStep();
        step.setPath("services");
        step.setPattern("live/*/revision.json");
        step.setParallel(3);
        step.setChanged(true);
        step.setDryRun(true);
        step.setFailFast(true);
        step.setTarget("live");
        step.setCluster("c1");
        step.setRegion("eu-central-1");
        step.setCredentialsId("aws");
        step.setCredentials("agent");
        step.setRole("arn:aws:iam::111122223333:role/deployer");
        step.setExternalId("shared-word");
        step.setTimeoutMinutes(30);
        step.setOnFailure("LEAVE");
        step.setOnAbort("ROLLBACK");
        step.setOnConflict("WAIT");
        step.setLogs(true);
        step.setKeepRevisions(5);
        step.setCodeDeployConfig("CodeDeployDefault.ECSAllAtOnce");
        step.setDescription("of build ${x}");
        step.setIgnoreAlarms(true);
        step.setWaitUntil("LIVE");
        step.setFailOn("NEVER");
        return step;
    }

    @Test
    void aTargetIsAllThatOneNeeds() throws Exception {
        EcsSyncStep step = new EcsSyncStep();
        step.setTarget("live");

        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsSync target: 'live'");
    }

    @Test
    void whatCanBeCheckedIsSaidWhileTyping() {
        EcsSyncStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsSyncStep.DescriptorImpl.class);

        refuses(form.doCheckParallel(null, "0"), "parallel is 0. Give how many services");
        refuses(form.doCheckParallel(null, "many"), "expected a whole number");
        refuses(form.doCheckTimeoutMinutes(null, "-1"), "timeoutMinutes is -1");
        refuses(form.doCheckKeepRevisions(null, "-1"), "keepRevisions is -1");
        assertThat(form.doCheckParallel(null, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doFillOnConflictItems())
                .extracting(option -> option.value)
                .containsExactly("FAIL", "WAIT", "REPLACE");
    }

    private static void refuses(FormValidation verdict, String words) {
        assertThat(verdict.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(verdict.getMessage()).contains(words);
    }
}
