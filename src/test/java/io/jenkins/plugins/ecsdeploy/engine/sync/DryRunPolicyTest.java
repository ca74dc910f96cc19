package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import org.junit.jupiter.api.Test;

/** The policy for a dry run in docs/administration.md is enough. */
class DryRunPolicyTest extends SyncTestBase {
    @Test
    void toLookAtServicesNeedsNoMoreThanIsDocumented() {
        DocumentedPolicy.denyAllBut(DocumentedPolicy.actions("## IAM policies", "ecsSync"), emulator);
        services(2);
        want("s1", "registry/web:2");
        emulator.registerTaskDefinition(
                WEB.replace("\"memory\":128", "\"memory\":128,\"portMappings\":[{\"containerPort\":80}]"));
        emulator.blueGreenService(CLUSTER, "blue", "web:2", 2);
        want("blue", "registry/web:1");

        assertThat(names(plan().toDeploy())).containsExactly("c1/s1");
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }
}
