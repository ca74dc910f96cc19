package io.jenkins.plugins.ecsdeploy.examples;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/** What the tests of an example have. They share one Jenkins: {@link ExamplesTest}. */
abstract class ExampleTestBase {
    final ExamplesHost host = ExamplesTest.host;
    final ExampleScene scene;
    final JenkinsRule jenkins = host.jenkins();
    final EcsEmulator ecs = host.ecs;
    final TestRegistry registry = host.registry;

    ExampleTestBase(String example) {
        scene = ExamplesTest.scenes.get(example);
    }

    @BeforeEach
    void forgetCallsOfOthers() {
        ecs.clearCalls();
    }
}
