package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Configuration as Code has jobs by Job DSL, which knows our parameters by their symbols. */
@ExtendWith(QuickJenkins.class)
class UpstreamAsCodeTest {
    @Test
    void jobsAreConfiguredAsCode(JenkinsRule jenkins) throws Exception {
        ConfigurationAsCode.get()
                .configure(UpstreamAsCodeTest.class.getResource("jobs.yaml").toString());

        UpstreamBuildParameterDefinition expected = new UpstreamBuildParameterDefinition("SERVICE", "as-code-service");
        expected.setBranch("main");
        expected.setLimit(5);
        expected.setMinResult("UNSTABLE");
        expected.setDescription("what");
        assertThat(parameter(jenkins, "as-code-deploy")).isEqualTo(expected);
        ExtensibleChoiceParameterDefinition choices =
                (ExtensibleChoiceParameterDefinition) parameter(jenkins, "as-code-choices");
        UpstreamBuildsChoiceListProvider provider = (UpstreamBuildsChoiceListProvider) choices.getChoiceListProvider();
        assertThat(provider.getJob()).isEqualTo("as-code-service");
        assertThat(provider.getLimit()).isEqualTo(5);
    }

    private static ParameterDefinition parameter(JenkinsRule jenkins, String job) {
        Job<?, ?> found = jenkins.jenkins.getItemByFullName(job, Job.class);
        return found.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVICE");
    }
}
