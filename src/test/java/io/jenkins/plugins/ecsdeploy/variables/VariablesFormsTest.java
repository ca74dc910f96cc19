package io.jenkins.plugins.ecsdeploy.variables;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the snippet generator: what is typed in comes back, and the script that they write is what one means. */
@WithJenkins
class VariablesFormsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void exporting() throws Exception {
        ExportBuildVariablesStep step = new ExportBuildVariablesStep("service1");
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("SERVICE1_BUILD", "90");
        variables.put("SERVICE1_COMMIT_MSG", "say \"hi\": ${x}");
        step.setVariables(variables);

        ExportBuildVariablesStep typedIn = new StepConfigTester(jenkins).configRoundTrip(step);
        jenkins.assertEqualDataBoundBeans(step, typedIn);
        assertThat(typedIn.getVariables().toString()).isEqualTo(variables.toString());
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "exportBuildVariables name: 'service1', variables: [SERVICE1_BUILD: '90',"
                                + " SERVICE1_COMMIT_MSG: 'say \"hi\": ${x}']");
    }

    @Test
    void importingWithTheDefaults() throws Exception {
        ImportBuildVariablesStep step = new ImportBuildVariablesStep();
        step.setJob("service1");
        step.setNumber(90);

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "importBuildVariables job: 'service1', number: 90");
    }

    /** A variable of the script, which no form can name. */
    @Test
    void theFormSaysHowABuildThatWasChosenIsGiven() throws Exception {
        Set<FreeStyleProject> before = Set.copyOf(jenkins.jenkins.getItems(FreeStyleProject.class));
        new StepConfigTester(jenkins).configRoundTrip(new ImportBuildVariablesStep());
        List<FreeStyleProject> withTheForm = new ArrayList<>(jenkins.jenkins.getItems(FreeStyleProject.class));
        withTheForm.removeAll(before);

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.getPage(withTheForm.get(0), "configure").asNormalizedText())
                    .contains("importBuildVariables(build: build)", "in place of job, branch and number");
        }
    }

    @Test
    void importingWithAllArguments() throws Exception {
        ImportBuildVariablesStep step = new ImportBuildVariablesStep();
        step.setJob("../team/service1");
        step.setBranch("main");
        step.setNumber("90");
        step.setFilter("output/*.env.groovy");
        step.setOnly("SERVICE1_*");
        step.setSet(true);
        step.setArchive(true);

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "importBuildVariables archive: true, branch: 'main', filter: 'output/*.env.groovy',"
                                + " job: '../team/service1', number: 90, only: 'SERVICE1_*', set: true");
    }

    @Test
    void whatCannotBeANameIsSaidWhileTyping() {
        ExportBuildVariablesStep.DescriptorImpl form =
                jenkins.jenkins.getDescriptorByType(ExportBuildVariablesStep.DescriptorImpl.class);

        assertThat(form.doCheckName(null, "service1").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckName(null, "../x")).hasMessageContaining("cannot be the name of a file");
        assertThat(form.doCheckVariables(null, "A: '1'").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckVariables(null, "A")).hasMessageContaining("enter one entry a line");
        assertThat(form.doCheckVariables(null, "MY-NAME: '1'")).hasMessageContaining("cannot be called");
        assertThat(form.doCheckVariables(null, "A: [1]")).hasMessageContaining("neither a text nor a number");
    }

    @Test
    void theJobToImportFromIsChecked() throws Exception {
        jenkins.createFreeStyleProject("service1");
        ImportBuildVariablesStep.DescriptorImpl form =
                jenkins.jenkins.getDescriptorByType(ImportBuildVariablesStep.DescriptorImpl.class);

        assertThat(form.doCheckJob(null, "service1", "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckJob(null, "service2", "")).hasMessageContaining("There is no job");
        assertThat(form.doCheckBranch(null, "main", "service1")).hasMessageContaining("is a job without branches");
        assertThat(form.doCheckNumber(null, "90").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckNumber(null, "last")).hasMessageContaining("is not the number of a build");
        assertThat(form.doAutoCompleteJob(null, jenkins.jenkins, "serv").getValues())
                .containsExactly("service1");
    }
}
