package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.traffic.Listeners;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the traffic of a service comes in, by the listeners of its deployment group. */
final class Traffic {
    private final DeploymentContext deployment;
    private final CodeDeployState state;
    private Listeners listeners;

    Traffic(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.state = state;
    }

    /** What a lifecycle event moves, and where: the end of a line about it. Empty for one that moves no traffic. */
    String movedBy(String event) {
        switch (event) {
            case "AllowTestTraffic":
                return at("test", state.testListener);
            case "AllowTraffic":
                return at("production", state.productionListener);
            default:
                return "";
        }
    }

    private String at(String kind, String listener) {
        return listener == null
                ? ""
                : ": " + kind + " traffic at " + listeners().inWords(listener);
    }

    /** Where somebody can try the new tasks before the traffic moves; nothing where that is not known. */
    Optional<String> testAddress() {
        return Optional.ofNullable(state.testListener)
                .flatMap(listener -> listeners().address(listener));
    }

    private Listeners listeners() {
        if (listeners == null) {
            listeners = new Listeners(
                    () -> deployment.ecs().loadBalancers(),
                    Stream.of(state.productionListener, state.testListener)
                            .filter(Objects::nonNull)
                            .toList());
        }
        return listeners;
    }
}
