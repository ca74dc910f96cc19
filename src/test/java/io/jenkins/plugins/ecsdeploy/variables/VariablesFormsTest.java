package io.jenkins.plugins.ecsdeploy.variables;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.FormRoundTrip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms of the snippet generator: what is typed in comes back, and the script that they write is what one means. */
@ExtendWith(QuickJenkins.class)
class VariablesFormsTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void whatIsTypedInComesBack() throws Exception {
        ExportBuildVariablesStep exporting = exporting();

        List<Step> typedIn = FormRoundTrip.check(
                jenkins, exporting, importingOneBuild(), importingWithAllArguments(), new ImportBuildVariablesStep());

        assertThat(((ExportBuildVariablesStep) typedIn.get(0)).getVariables().toString())
                .isEqualTo(exporting.getVariables().toString());
    }

    @Test
    void theScriptIsWhatOneMeans() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);

        snippets.assertRoundTrip(
                exporting(),
                "exportBuildVariables name: 'service1', variables: [SERVICE1_BUILD: '90',"
                        + " SERVICE1_COMMIT_MSG: 'say \"hi\": ${x}']");
        snippets.assertRoundTrip(importingOneBuild(), "importBuildVariables job: 'service1', number: 90");
        snippets.assertRoundTrip(
                importingWithAllArguments(),
                "importBuildVariables archive: true, branch: 'main', filter: 'output/*.env.groovy',"
                        + " job: '../team/service1', number: 90, only: 'SERVICE1_*', set: true");
    }

    private static ExportBuildVariablesStep exporting() {
        ExportBuildVariablesStep step = new ExportBuildVariablesStep("service1");
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("SERVICE1_BUILD", "90");
        variables.put("SERVICE1_COMMIT_MSG", "say \"hi\": ${x}");
        step.setVariables(variables);
        return step;
    }

    private static ImportBuildVariablesStep importingOneBuild() {
        ImportBuildVariablesStep step = new ImportBuildVariablesStep();
        step.setJob("service1");
        step.setNumber(90);
        return step;
    }

    private static ImportBuildVariablesStep importingWithAllArguments() {
        ImportBuildVariablesStep step = new ImportBuildVariablesStep();
        step.setJob("../team/service1");
        step.setBranch("main");
        step.setNumber("90");
        step.setFilter("output/*.env.groovy");
        step.setOnly("SERVICE1_*");
        step.setSet(true);
        step.setArchive(true);
        return step;
    }

    /** A variable of the script, which no form can name. */
    @Test
    void theFormSaysHowABuildThatWasChosenIsGiven() throws Exception {
        FreeStyleProject withTheForm = jenkins.createFreeStyleProject();
        withTheForm.getBuildersList().add(new StepConfigTester.StepBuilder(new ImportBuildVariablesStep()));

        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(client.getPage(withTheForm, "configure").asNormalizedText())
                    .contains("importBuildVariables(build: build)", "in place of job, branch and number");
        }
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
