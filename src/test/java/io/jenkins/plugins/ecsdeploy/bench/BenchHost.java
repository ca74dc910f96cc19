package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.function.Supplier;

/** The least that a deployment needs around it: the log goes nowhere, and nothing is written to a disk. */
final class BenchHost implements DeploymentHost {
    private final Supplier<EcsApi> ecs;
    private final Way.Ending ending;
    DeploymentRecord record;
    DeploymentDriver driver;

    BenchHost(Supplier<EcsApi> ecs, Way.Ending ending) {
        this.ecs = ecs;
        this.ending = ending;
    }

    @Override
    public EcsApi ecs() {
        return ecs.get();
    }

    @Override
    public void log(String line) {
        // Nobody reads it.
    }

    @Override
    public void remember(DeploymentRecord changed) {
        // Nothing is resumed from a disk.
    }

    @Override
    public void succeeded(DeploymentRecord ended) {
        ending.succeeded();
    }

    @Override
    public void failed(RuntimeException failure) {
        ending.failed(failure);
    }
}
