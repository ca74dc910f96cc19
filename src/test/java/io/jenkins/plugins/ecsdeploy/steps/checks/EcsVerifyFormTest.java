package io.jenkins.plugins.ecsdeploy.steps.checks;

import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The form of {@code ecsVerify} in the snippet generator. */
@ExtendWith(QuickJenkins.class)
class EcsVerifyFormTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void aServiceIsAllThatOneNeeds() throws Exception {
        EcsVerifyStep step = new EcsVerifyStep();
        step.setService("web");
        step.setTarget("live");

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsVerify service: 'web', target: 'live'");
    }

    @Test
    void withAllArguments() throws Exception {
        EcsVerifyStep step = new EcsVerifyStep();
        step.setTaskDefinition("taskdef.json");
        step.setService("web");
        step.setFailOn("NEVER");
        step.setImages(Map.of("web", "registry/web:90"));
        step.setRegistryCredentials(Map.of("registry.example.com", "registry-login"));
        step.setCodeDeployApplication("shop");
        step.setCodeDeployGroup("shop-web");
        step.setCluster("c1");
        step.setRegion("eu-central-1");
        step.setCredentialsId("aws");

        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }
}
