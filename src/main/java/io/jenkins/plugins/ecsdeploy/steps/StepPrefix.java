package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;

/** What begins each line of a step in the log of its build. */
final class StepPrefix {
    private StepPrefix() {}

    /**
     * Tells apart the lines of services that are deployed in parallel, also of services that have the same name at several
     * targets or in several clusters: {@code [live/web]}.
     *
     * @param target the one that is used, whoever named it. Without one, the cluster that the step names stands there
     */
    static String of(ServiceStep step, Optional<Target> target) {
        String service = shortName(step.getService());
        return "["
                + target.map(Target::getName)
                        .or(() -> Optional.ofNullable(step.getCluster()).map(StepPrefix::shortName))
                        .map(place -> place + "/" + service)
                        .orElse(service)
                + "] ";
    }

    /** Clusters and services may be given by their ARNs. */
    private static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
