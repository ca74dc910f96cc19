package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes plans, and looks at the calls that they take: none changes anything. */
public final class PlannedOnly {
    private PlannedOnly() {}

    /** The plan for that request; nothing if the host has been told a failure. */
    public static Optional<DeploymentPlan> of(
            DeployRequest request,
            DeploymentRecord record,
            DeploymentHost host,
            DeploymentRuntime runtime,
            EcsEmulator emulator,
            EmulatedTime time) {
        List<DeploymentPlan> plans = new ArrayList<>();
        emulator.clearCalls();
        new DeploymentPlanning(request, record, host, runtime, plans::add).start();
        time.pass(Duration.ofSeconds(30));
        assertThat(emulator.calls())
                .isNotEmpty()
                .allMatch(call -> call.action().matches("(Describe|List|Get|BatchGet).*"));
        assertThat(plans).hasSizeLessThanOrEqualTo(1);
        return plans.stream().findFirst();
    }
}
