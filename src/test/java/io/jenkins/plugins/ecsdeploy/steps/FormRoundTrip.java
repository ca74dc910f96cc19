package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Shows the forms of steps and saves them: as {@link StepConfigTester} does it for one, but all on one page, for a page takes
 * seconds.
 */
public final class FormRoundTrip {
    private FormRoundTrip() {}

    /** Checks that each comes back as it was, and answers with those that came back. */
    public static List<Step> check(JenkinsRule jenkins, Step... steps) throws Exception {
        FreeStyleProject page = show(jenkins, steps);
        List<Step> after = page.getBuildersList().getAll(StepConfigTester.StepBuilder.class).stream()
                .map(builder -> builder.s)
                .toList();
        assertThat(after).hasSameSizeAs(steps);
        for (int i = 0; i < steps.length; i++) {
            assertThat(after.get(i)).hasSameClassAs(steps[i]).isNotSameAs(steps[i]);
            jenkins.assertEqualDataBoundBeans(steps[i], after.get(i));
        }
        return after;
    }

    private static FreeStyleProject show(JenkinsRule jenkins, Step... steps) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        for (Step step : steps) {
            project.getBuildersList().add(new StepConfigTester.StepBuilder(step));
        }
        return (FreeStyleProject) jenkins.configRoundtrip((Item) project);
    }
}
